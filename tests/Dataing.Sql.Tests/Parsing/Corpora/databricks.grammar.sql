SELECT `a b`, "text", 'it\'s', 'a' 'b', r'raw\d' FROM catalog.schema.t -- comment

SELECT explode(arr) AS x, posexplode(arr) AS (p, v), inline(structs) FROM t

SELECT * FROM t LATERAL VIEW explode(arr) e AS x LATERAL VIEW OUTER posexplode(m) AS k, v

SELECT transform(arr, x -> x + 1), filter(arr, (x, i) -> x > i), aggregate(arr, 0, (acc, x) -> acc + x), exists(arr, x -> x > 1) FROM t

SELECT data:a.b, data:items[0].name::string, data:['k'], s.field, arr[0], m['k'] FROM t

SELECT * FROM t VERSION AS OF 12

SELECT * FROM t TIMESTAMP AS OF '2026-01-01'

SELECT /*+ BROADCAST(u), REPARTITION(8) */ * FROM t JOIN u ON t.id = u.id

SELECT * FROM a LEFT SEMI JOIN b ON a.id = b.id

SELECT * FROM a LEFT ANTI JOIN b USING (id)

SELECT * FROM a SEMI JOIN b ON a.id = b.id

SELECT * EXCEPT (a, b) FROM t

SELECT a, row_number() OVER (PARTITION BY b ORDER BY c) AS rn FROM t QUALIFY rn = 1

SELECT a, sum(b) FROM t GROUP BY ALL ORDER BY ALL

SELECT a, b, sum(c) FROM t GROUP BY a, b WITH ROLLUP

SELECT a, b, sum(c) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())

SELECT * FROM t DISTRIBUTE BY a SORT BY b DESC

SELECT * FROM t CLUSTER BY a

SELECT * FROM t TABLESAMPLE (10 PERCENT) REPEATABLE (1)

SELECT * FROM t TABLESAMPLE (100 ROWS)

SELECT * FROM t TABLESAMPLE (BUCKET 1 OUT OF 10)

SELECT * FROM sales PIVOT (SUM(amount) AS s, COUNT(*) AS n FOR quarter IN ('Q1' AS q1, 'Q2'))

SELECT * FROM sales UNPIVOT (amount FOR quarter IN (q1 AS `Jan`, q2))

SELECT 1L, 2S, 3Y, 1.5D, 2.5BD, 1.0F, 1e3, X'1F' FROM t

SELECT CAST(a AS BIGINT), CAST(b AS DECIMAL(10,2)), CAST(c AS ARRAY<STRING>), CAST(d AS MAP<STRING, INT>), CAST(e AS STRUCT<x: INT, y: ARRAY<INT>>), TRY_CAST(f AS INT), g::double, CAST(h AS TIMESTAMP_NTZ) FROM t

SELECT date_trunc('DAY', ts), date_add(d, 7), datediff(a, b), DATEADD(DAY, 1, c), TIMESTAMPDIFF(HOUR, a, b), d + INTERVAL 1 DAY, INTERVAL '1-2' YEAR TO MONTH, current_timestamp() FROM t

SELECT named_struct('a', 1), struct(1, 2), array(1, 2), map('k', 1), struct(a AS x) FROM t

SELECT count(*) FILTER (WHERE a > 1), percentile(x, 0.5), percentile_cont(0.5) WITHIN GROUP (ORDER BY y), collect_list(z), max_by(a, b), first(c, true), last(d) IGNORE NULLS, any_value(e) FROM t

SELECT a RLIKE '^x', a REGEXP 'y', a ILIKE '%z', a LIKE ANY ('p%', 'q%'), a <=> b, a DIV 2, a % 2, a || b, !c, a == b FROM t

SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v(id, name)

SELECT a FROM t MINUS SELECT b FROM u

SELECT * FROM range(10), explode(array(1, 2)) AS e(x)

SELECT * FROM t, LATERAL explode(t.arr) AS e(x)

FROM t |> WHERE a > 1 |> AGGREGATE count(*) AS n GROUP BY b |> ORDER BY n DESC

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r

WITH x AS (SELECT 1), y AS (SELECT * FROM x) SELECT * FROM y

SELECT 1a_col, t.2b FROM t

SELECT sum(x) OVER (PARTITION BY a ORDER BY b RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW), lag(y) OVER w FROM t WINDOW w AS (ORDER BY z)

SELECT if(a, b, c), nvl(d, e), coalesce(f, g), CASE h WHEN 1 THEN 2 END, left(i, 1), replace(j, 'k', 'l'), substring(m FROM 2 FOR 3), trim(BOTH 'x' FROM n), position('o' IN p), extract(YEAR FROM q), year(r), to_date(s) FROM t

SELECT * FROM read_files('/path', format => 'csv')

SELECT * FROM IDENTIFIER_table WHERE x = :param AND y = ?

SELECT date, timestamp, year, month, value, type, name, count, status, user_id, key, data, level, end, start, table_name, order_id, first, last FROM t

SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP_NTZ '2026-01-01', current_date, current_date() FROM t

SELECT started + INTERVAL 2 HOURS 30 MINUTES, started - INTERVAL '1' YEAR '2' MONTHS FROM shifts

WITH busy (SELECT dock, COUNT(*) AS n FROM visits GROUP BY dock) SELECT * FROM busy

SELECT * FROM ledger@v17 AS earlier JOIN ledger@20260131120000000 AS later ON later.id = earlier.id

SELECT array_sort(marks, (left, right) -> left - right), left, right, table.id FROM table WHERE anti > 0

SELECT * FROM VALUES (1 AS low, 2 AS high), (3, 4) AS t(low, high)

SELECT n FROM IDENTIFIER('sales.' || 'orders') AS o

SELECT (price AS low, price * 2 AS high, note) AS band, array((1 AS k, 'a' AS v)) FROM quotes

SELECT city FROM stations TABLESAMPLE (BUCKET 2 OUT OF 8 ON hash(city))

SELECT * FROM readings UNPIVOT ((low, high) FOR half IN ((am_low, am_high) morning, (pm_low, pm_high) AS evening))

SELECT col1 * 2 FROM VALUES 1, 2, 3 AS v

FROM readings |> WHERE low > 3 |> SORT BY high DESC |> LIMIT 4

SELECT TRANSFORM (city, temp) USING 'sort -u' AS (city STRING, temp INT) FROM stations

SELECT transform(temps, t -> t + 1), ${threshold} + 1 FROM stations WHERE day = ${ run_day }

SELECT * FROM score_rows(TABLE(stations) PARTITION BY city ORDER BY (seen DESC), TABLE readings WITH SINGLE PARTITION, 5)

SELECT s.city FROM stations OUTER JOIN readings r ON outer.id = r.station, 3day AS s

VALUES ('a', 1), ('b', 2) AS letters (name, n) |> WHERE n > 1 |> SELECT /*+ REPARTITION(2) */ DISTINCT name

TABLE stations |> WINDOW w AS (PARTITION BY city ORDER BY seen), v AS (ORDER BY temp) |> SELECT city, rank() OVER w, sum(temp) OVER v |> OFFSET 2

TABLE stations |> ORDER BY temp DESC ORDER BY city LIMIT 3

(SELECT city FROM stations UNION ALL SELECT name FROM towns) |> SELECT upper(city) AS place

SELECT city FROM ${source} s

WITH RECURSIVE n AS (VALUES (1) AS t(i) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n

SELECT count(DISTINCT moment) FROM VALUES now(), now(), now() AS data(moment)

VALUES (1, 'a') AS t(id, name) UNION ALL SELECT id, name FROM customers ORDER BY 1

SELECT * FROM VALUES (1), (2) UNION ALL SELECT 3

SELECT * FROM VALUES 1, 2, VALUES 3, 4
