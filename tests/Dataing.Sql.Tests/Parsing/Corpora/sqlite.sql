SELECT strftime('%Y-%m', created_at) AS m, count(*) FROM orders GROUP BY 1 ORDER BY 1 LIMIT 10 OFFSET 5

SELECT * FROM t LIMIT 5, 10

SELECT a FROM t WHERE a IS b OR a IS NOT b OR a IS NOT NULL OR a ISNULL OR b NOTNULL OR c NOT NULL

SELECT a == b, a != b, a || b || c, a -> '$.x', a ->> '$.y' FROM t

SELECT x'1F2E', 0xFF, "name", `b`, [c d] FROM [my table]

SELECT a GLOB 'x*', a NOT GLOB 'y*', a MATCH 'z', a REGEXP '^w', a LIKE 'x' ESCAPE '\' FROM t

SELECT group_concat(a, ', '), total(b), json_extract(c, '$.a'), iif(a, b, c), typeof(a) FROM t

SELECT value FROM json_each('[1,2]')

SELECT t.id, j.value FROM t, json_each(t.data, '$.items') AS j

SELECT * FROM t INDEXED BY idx WHERE a = 1

SELECT * FROM t NOT INDEXED

WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 10) SELECT n FROM c

SELECT count(*) FILTER (WHERE a > 1), sum(b) OVER (PARTITION BY c ORDER BY d GROUPS 2 PRECEDING) FROM t

SELECT CAST(a AS TEXT), CAST(b AS REAL), CAST(c AS INTEGER) FROM t

SELECT a COLLATE NOCASE FROM t ORDER BY a COLLATE BINARY ASC NULLS LAST

VALUES (1, 2), (3, 4)

SELECT ?, ?1, :name, @name, $name

SELECT a FROM t UNION SELECT b FROM u INTERSECT SELECT c FROM v EXCEPT SELECT d FROM w

SELECT date('now', '-7 days'), julianday('now') - julianday(created_at), unixepoch(), CURRENT_TIMESTAMP

SELECT (SELECT count(*) FROM u), EXISTS (SELECT 1 FROM v), (1, 2) = (a, b) FROM t

SELECT a, b FROM t WHERE (a, b) IN (VALUES (1, 2), (3, 4))

SELECT a & b | c << 2 >> 1, ~a, -b, +c, a % b FROM t

SELECT row_number() OVER win FROM t WINDOW win AS (ORDER BY a)

SELECT * FROM main.t LEFT JOIN u ON t.id = u.id NATURAL JOIN v

SELECT name, type, sql FROM t WHERE type = 'table'

SELECT 'a' alias_one, 1 'two', a "three" FROM t

SELECT max(a), min(b, c), coalesce(d, 0), 1_000 FROM t WHERE a BETWEEN 1 AND 2 AND b

SELECT a FROM t WHERE b IN () OR c IN tbl

SELECT TRUE, FALSE, a IS TRUE, b IS NOT FALSE FROM t

SELECT key, value, year, date, match_id, row, rows, first, "order" FROM t

SELECT a FROM t ORDER BY random() LIMIT -1 OFFSET 3

SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM t
