SELECT 1

SELECT a, b AS c, t.d FROM t

SELECT * FROM t WHERE a = 1 AND (b = 2 OR c <> 3) AND NOT d IS NULL

SELECT count(*), sum(amount) AS total FROM orders GROUP BY status HAVING count(*) > 5 ORDER BY total DESC

SELECT o.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id LEFT JOIN regions r ON r.id = c.region_id

SELECT a FROM t WHERE a IN (1, 2, 3) AND b NOT IN ('x', 'y') AND c BETWEEN 1 AND 10 AND d NOT BETWEEN 2 AND 3

SELECT a FROM t WHERE name LIKE 'a%' AND name NOT LIKE '%b' ESCAPE '!'

SELECT CASE WHEN a > 0 THEN 'p' WHEN a < 0 THEN 'n' ELSE 'z' END FROM t

SELECT CASE a WHEN 1 THEN 'one' ELSE NULL END FROM t

SELECT a + b * c - d / e % f, -a, (a + b) * c, a - (b - c), -(-a) FROM t

WITH x AS (SELECT 1 AS a), y (b) AS (SELECT a FROM x) SELECT * FROM y

SELECT a FROM t UNION ALL SELECT b FROM u UNION SELECT c FROM v

SELECT (SELECT max(a) FROM u WHERE u.id = t.id) AS m FROM t WHERE EXISTS (SELECT 1 FROM v WHERE v.id = t.id)

SELECT a FROM t WHERE b IN (SELECT c FROM u) AND d NOT IN (SELECT e FROM v)

SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC) AS rn, sum(c) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t

SELECT lag(a, 1, 0) OVER (ORDER BY b), first_value(a) OVER (PARTITION BY c ORDER BY d RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM t

SELECT CAST(a AS INTEGER), CAST(b AS DECIMAL(10, 2)), CAST(c AS VARCHAR(20)), CAST(d AS DATE) FROM t

SELECT COALESCE(a, b, 0), NULLIF(a, 0), abs(a), upper(name) FROM t -- trailing comment

/* leading */ SELECT DISTINCT a, b FROM t /* inner */ WHERE a = 'its'

SELECT count(DISTINCT a), min(b), max(c), avg(d) FROM t

SELECT * FROM (SELECT a, count(*) AS n FROM t GROUP BY a) AS s WHERE s.n > 1

SELECT a FROM t CROSS JOIN u

SELECT a FROM t INNER JOIN u USING (id)

SELECT a FROM t, u WHERE t.id = u.id

SELECT a FROM t FULL OUTER JOIN u ON t.id = u.id

SELECT updated_at, deleted, grants FROM grants WHERE created_at >= '2026-01-01' AND note = 'DROP TABLE x; --'

SELECT a, t.* FROM t;

SELECT 1.5, .5, 1e10, 1.5e-3, 42

SELECT a FROM t WHERE ((a = 1))

SELECT a FROM t WHERE (a = 1) = (b = 2)

SELECT sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) * 1.0 / count(*) FROM t

SELECT a FROM (t JOIN u ON t.id = u.id) JOIN v ON v.id = t.id
