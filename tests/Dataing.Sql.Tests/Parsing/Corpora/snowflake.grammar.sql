SELECT data:a.b[0]::string, data:"Weird Key"::number(10,2), data['a']['b'], v:x::timestamp_ntz FROM t

SELECT f.value:name::string AS name, f.index FROM t, LATERAL FLATTEN(input => t.data:items, outer => TRUE) f

SELECT * FROM t, TABLE(FLATTEN(INPUT => parse_json(t.j))) AS f

SELECT t.$1, $2 FROM @my_stage/path/file.csv (FILE_FORMAT => 'fmt') t

SELECT a, ROW_NUMBER() OVER (PARTITION BY b ORDER BY c) AS rn FROM t QUALIFY rn = 1

SELECT * EXCLUDE (a, b) REPLACE (c + 1 AS c) RENAME (d AS e) FROM t

SELECT * ILIKE '%id%' EXCLUDE a FROM t

SELECT TOP 10 a FROM t ORDER BY a

SELECT * FROM t AT (TIMESTAMP => '2026-01-01'::timestamp)

SELECT * FROM t BEFORE (STATEMENT => '8e5d0ca9-005e-44e6-b858-a8f5b37c5726')

SELECT * FROM t AT (OFFSET => -60*5) AS x

SELECT LISTAGG(DISTINCT a, ', ') WITHIN GROUP (ORDER BY a), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY b) OVER (PARTITION BY c), ARRAY_AGG(d) WITHIN GROUP (ORDER BY e) FROM t

SELECT DATEADD(day, -7, CURRENT_DATE), DATEDIFF('hour', a, b), DATE_TRUNC('month', c), DATE_TRUNC(week, d), LAST_DAY(e, month), DATE_PART(epoch_second, f), TO_CHAR(g, 'YYYY') FROM t

SELECT IFF(a > 1, 'y', 'n'), ZEROIFNULL(b), NVL(c, d), DECODE(e, 1, 'one', 'other'), TRY_CAST(f AS NUMBER), TRY_TO_NUMBER(g), g::VARIANT FROM t

SELECT * FROM t SAMPLE (10)

SELECT * FROM t TABLESAMPLE BERNOULLI (20.3) SEED (82)

SELECT * FROM t SAMPLE SYSTEM (10 ROWS)

SELECT * FROM monthly PIVOT (SUM(amount) FOR month IN ('JAN', 'FEB')) AS p

SELECT * FROM monthly PIVOT (SUM(amount) FOR month IN (ANY ORDER BY month))

SELECT * FROM t UNPIVOT INCLUDE NULLS (sales FOR month IN (jan, feb AS 'February'))

SELECT a FROM t MINUS SELECT b FROM u

SELECT employee, PRIOR manager, CONNECT_BY_ROOT name, LEVEL FROM emp START WITH manager IS NULL CONNECT BY PRIOR id = manager_id

SELECT * FROM a ASOF JOIN b MATCH_CONDITION (a.ts >= b.ts) ON a.id = b.id

SELECT * FROM stock MATCH_RECOGNIZE (PARTITION BY company ORDER BY price_date MEASURES MATCH_NUMBER() AS mn, FIRST(price_date) AS s ONE ROW PER MATCH AFTER MATCH SKIP TO LAST row_with_price_increase PATTERN (row_before row_with_price_decrease+) DEFINE row_with_price_decrease AS price < LAG(price))

SELECT 'a\'b', 'tab\t', $$dollar 'quoted'$$, x'1F' FROM t // comment

SELECT {'a': 1, 'b': [1, 2]}, [1, 2, 3], OBJECT_CONSTRUCT('k', v), ARRAY_CONSTRUCT(1, 2), arr[0], obj:k FROM t

SELECT TRANSFORM(arr, x -> x + 1), FILTER(arr, x -> x > 2), REDUCE(arr, 0, (acc, x) -> acc + x) FROM t

SELECT a LIKE ANY ('x%', 'y%'), b ILIKE ALL ('%z', 'w'), c RLIKE '^d', d REGEXP 'e', f NOT ILIKE 'g' FROM t

SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v (id, name)

SELECT column1, $2 FROM (VALUES (1, 'a'), (2, 'b'))

SELECT a, b FROM t GROUP BY ALL ORDER BY ALL

SELECT a, SUM(b) FROM t GROUP BY GROUPING SETS ((a), ()) HAVING SUM(b) > 1

SELECT * FROM TABLE(GENERATOR(ROWCOUNT => 10))

SELECT INTERVAL '1 day', a + INTERVAL '2 hours, 3 minutes', TIMESTAMP '2026-01-01 00:00:00', DATE '2026-01-01', b::TIMESTAMP_LTZ FROM t

SELECT LAG(a) IGNORE NULLS OVER (ORDER BY b), LAST_VALUE(c IGNORE NULLS) OVER (ORDER BY d), COUNT_IF(e), ANY_VALUE(f), APPROX_PERCENTILE(g, 0.5), HASH(*), COUNT(*) FROM t

SELECT CURRENT_TIMESTAMP(), CURRENT_DATE, SYSDATE(), GETDATE(), "Quoted Col", db.schema.t.col FROM db.schema.t

SELECT $my_var, :bind, ? FROM t

WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r

SELECT * FROM t FETCH FIRST 10 ROWS ONLY

SELECT * FROM t LIMIT 10 OFFSET 5

SELECT a, b, FROM t

SELECT * FROM db..t NATURAL JOIN u

SELECT value, name, type, date, time, timestamp, year, month, count, status, data, action, level, role, user_id FROM t

SELECT SPLIT_PART(a, ',', 1), REGEXP_SUBSTR(b, 'x', 1, 1, 'e'), CONTAINS(c, 'd'), STARTSWITH(e, 'f'), LEFT(g, 1), REPLACE(h, 'i', 'j'), CHARINDEX('k', l) FROM t

SELECT window.id, unpivot.id FROM visits window JOIN carts unpivot ON unpivot.id = window.id

SELECT pivot.day FROM shifts AS s JOIN rotas pivot ON pivot.id = s.id

SELECT moved.k FROM parcels at (k, v) JOIN stops before ON before.k = at.k

SELECT {fn UCASE(city)}, {fn ROUND(price * {fn ABS(rate)}, 2)} FROM quotes

SELECT {*}, {q.*}, {* EXCLUDE (note, draft)}, {* ILIKE 'price%'} FROM quotes AS q

SELECT DATE_PART(week FROM shipped_on), DATE_PART('hour' FROM seen_at) FROM parcels

SELECT CAST(doc AS OBJECT(sku VARCHAR, qty INT) RENAME FIELDS), CAST(doc AS OBJECT(sku VARCHAR) ADD FIELDS) FROM carts

WITH latest (SELECT sku, MAX(seen_at) AS seen_at FROM scans GROUP BY sku) SELECT * FROM latest

SELECT * FROM scans CHANGES (INFORMATION => DEFAULT) AT (TIMESTAMP => '2026-01-10'::timestamp) AS c WHERE c.qty > 0

SELECT sku FROM scans CHANGES (INFORMATION => APPEND_ONLY) BEFORE (OFFSET => -3600) END (OFFSET => -60) AS later

SELECT * FROM scans JOIN parcels USING (scans.sku)

SELECT city FROM stores WHERE LOWER(city) LIKE ANY SPLIT('a%,b%', ',')

SELECT ARRAY_AGG(n), ARRAY_SIZE((SELECT 1 AS n) UNION ALL (SELECT 2)) FROM t

SELECT * FROM TABLE('sales.parcels') AS p JOIN IDENTIFIER('sales.stops') AS s ON s.id = p.id

SELECT * FROM TABLE($chosen) WHERE qty > 0

SELECT LIKE(city, 'a!_%', '!'), ILIKE(city, 'B%') FROM stores WHERE LIKE(name, 'C%')

SELECT * FROM ticks MATCH_RECOGNIZE (PARTITION BY sku ORDER BY at MEASURES FINAL LAST(at) AS until, RUNNING COUNT(*) AS n ALL ROWS PER MATCH PATTERN (up+) DEFINE up AS price > LAG(price)) AS runs

SELECT * FROM sales PIVOT (MAX(amount) FOR region IN (ANY ORDER BY region DESC NULLS LAST))

SELECT city FROM readings PIVOT (SUM(temp) FOR part IN ('am', 'pm')) AS p SAMPLE (10)
