SELECT approx_percentile(x, 0.5), approx_distinct(y), max_by(a, b), count_if(c > 1), arbitrary(d) FROM hive.sales.orders

SELECT date_trunc('day', ts), date_add('day', -7, current_date), date_diff('hour', a, b), ts AT TIME ZONE 'Europe/Berlin', from_unixtime(x) FROM t

SELECT transform(arr, x -> x + 1), filter(arr, x -> x > 2), reduce(arr, 0, (s, x) -> s + x, s -> s), zip_with(a, b, (x, y) -> (x, y)) FROM t

SELECT ARRAY[1, 2], MAP(ARRAY['a'], ARRAY[1]), ROW(1, 'x'), arr[1], m['k'], r.field, CAST(ROW(1, 2) AS ROW(a BIGINT, b VARCHAR)) FROM t

SELECT * FROM t CROSS JOIN UNNEST(arr) AS u(x)

SELECT * FROM t CROSS JOIN UNNEST(arr, m) WITH ORDINALITY AS u(x, k, v, n)

SELECT TRY_CAST(a AS DOUBLE), TRY(a / b), CAST(c AS DECIMAL(10,2)), CAST(d AS ARRAY(VARCHAR)), CAST(e AS MAP(VARCHAR, BIGINT)), CAST(f AS TIMESTAMP(3) WITH TIME ZONE) FROM t

SELECT * FROM t TABLESAMPLE BERNOULLI (10)

SELECT * FROM t ORDER BY a OFFSET 5 ROWS FETCH FIRST 10 ROWS ONLY

SELECT * FROM t ORDER BY a NULLS FIRST OFFSET 5 LIMIT 10

SELECT a, b, sum(c) FROM t GROUP BY GROUPING SETS ((a, b), (a), ()), CUBE (d, e)

SELECT listagg(a, ',') WITHIN GROUP (ORDER BY b), listagg(a, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY b) FROM t

SELECT count(*) FILTER (WHERE a > 1), lag(a) IGNORE NULLS OVER (ORDER BY b), array_agg(x ORDER BY y) FROM t

SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00 UTC', INTERVAL '7' DAY, INTERVAL '1-2' YEAR TO MONTH, X'65', U&'\0041', DECIMAL '1.5', JSON '{"a":1}', CHAR 'x', REAL '1.0'

SELECT json_extract_scalar(j, '$.a'), json_value(j, 'lax $.a' RETURNING bigint NULL ON ERROR), json_query(j, 'lax $.b' WITH ARRAY WRAPPER), json_exists(j, 'lax $.c') FROM t

WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name)

SELECT * FROM (VALUES 1, 2, 3) AS v(x)

SELECT * FROM t FOR VERSION AS OF 123

SELECT * FROM t FOR TIMESTAMP AS OF TIMESTAMP '2026-01-01 00:00:00 UTC'

SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY id ORDER BY ts MEASURES A.price AS start_price, LAST(B.price) AS last_price ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C*) DEFINE B AS B.price < PREV(B.price), C AS C.price > PREV(C.price)) AS m

SELECT * FROM TABLE(sequence(start => 1, stop => 10))

SELECT "a b", c AS "D" FROM "cat"."sch"."tab" WHERE x IS DISTINCT FROM y AND z LIKE 'a%' ESCAPE '\'

SELECT EXTRACT(DAY_OF_WEEK FROM a), position('x' IN b), substring(c FROM 2), trim(LEADING 'x' FROM d), normalize(e, NFD), current_user FROM t

SELECT a = ANY (SELECT b FROM u), c > ALL (SELECT d FROM v), EXISTS (SELECT 1), a || b || c, a % 2 FROM t

SELECT sum(x) OVER w, rank() OVER (w ORDER BY y), count(*) OVER (ORDER BY z GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WINDOW w AS (PARTITION BY a)

SELECT if(a > 1, 'y', 'n'), coalesce(b, c), nullif(d, e), greatest(f, g), element_at(arr, 1), cardinality(arr), format('%s', h) FROM t

SELECT a FROM t WHERE (a, b) IN (SELECT c, d FROM u) UNION DISTINCT SELECT 1 INTERSECT ALL SELECT 2

SELECT * FROM "orders$partitions"

SELECT r.*, t.a.b.c, (x).y, CAST(j AS JSON) FROM t NATURAL LEFT JOIN r

SELECT year, month, day, date, value, type, name, data, json, time, zone, level, count FROM t

SELECT * FROM (orders o TABLESAMPLE BERNOULLI (20)) p TABLESAMPLE SYSTEM (50)

SELECT INTERVAL '12.5' SECOND(4, 2), INTERVAL '3' DAY(2) TO SECOND(3)

SELECT ROW(id AS key, name AS label, 1), ROW(id, name) FROM customers

SELECT f.v FROM (VALUES ARRAY[4, 5], ARRAY[6]) f(v) WHERE EXISTS (VALUES 1)

SELECT m.* FROM ticks MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY at MEASURES FINAL LAST(rise.price) AS top, RUNNING COUNT(move.*) AS steps, FINAL MAX(move.price) - 1 AS peak ALL ROWS PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (dip rise+) SUBSET move = (dip, rise), both = (rise) DEFINE rise AS rise.price > PREV(rise.price)) AS m

SELECT j.n, j.part FROM docs, JSON_TABLE(body FORMAT JSON, 'lax $.lines[*]' AS lines PASSING docs.lang AS lang, 3 AS "most" COLUMNS(n FOR ORDINALITY, part varchar FORMAT JSON PATH 'lax $.part' WITH CONDITIONAL ARRAY WRAPPER OMIT QUOTES EMPTY ARRAY ON EMPTY, qty integer PATH 'lax $.qty' DEFAULT 0 ON EMPTY ERROR ON ERROR, NESTED PATH 'lax $.tags[*]' AS tags COLUMNS(tag varchar PATH 'lax $')) PLAN (lines OUTER tags)) AS j

SELECT JSON_QUERY(payload FORMAT JSON ENCODING UTF16, 'lax $.a' RETURNING varbinary FORMAT JSON ENCODING UTF8), JSON_EXISTS(payload, 'lax $.b') FROM raw

SELECT * FROM TABLE(exclude_columns(input => TABLE(orders), columns => DESCRIPTOR(clerk, note)))

SELECT IPADDRESS '10.0.0.1', HYPERLOGLOG 'x', 0b1101, 0o17

SELECT * FROM TABLE(link_rows(a => TABLE(cat.sch.stations) AS s (id, city) PARTITION BY (id) ORDER BY (city DESC) KEEP WHEN EMPTY, b => TABLE(readings) PARTITION BY (station) PRUNE WHEN EMPTY COPARTITION (s, readings)))

SELECT city FROM stations UNION ALL CORRESPONDING (city) SELECT city FROM towns EXCEPT CORRESPONDING SELECT city FROM ghosts

SELECT s.*, pair.* AS (low, high) FROM stations s CROSS JOIN UNNEST(s.pairs) AS u (pair)

SELECT U&'caf!00e9' UESCAPE '!', U&'\0041\+000042'

SELECT avg(temp) OVER (PARTITION BY city ORDER BY day MEASURES FINAL LAST(up.temp) AS top, MATCH_NUMBER() AS n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING AFTER MATCH SKIP TO NEXT ROW SEEK PATTERN (start up{2,}) SUBSET whole = (start, up) DEFINE up AS up.temp > PREV(up.temp)) FROM readings

SELECT id, low OVER w, label OVER w FROM readings WINDOW w AS (ORDER BY id MEASURES RUNNING LAST(temp) AS low, CLASSIFIER() AS label ROWS BETWEEN CURRENT ROW AND 5 FOLLOWING PATTERN (a b*) DEFINE b AS temp < PREV(temp))

SELECT * FROM TABLE(link_rows(a => TABLE(SELECT * FROM stations) AS s (id) PARTITION BY id KEEP WHEN EMPTY ORDER BY id))

SELECT k, n FROM m GROUP BY CUBE (k) ROLLUP (n, v) GROUPING SETS ((k, v), ())
