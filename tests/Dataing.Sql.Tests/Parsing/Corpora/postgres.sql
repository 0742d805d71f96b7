SELECT a::int, b::numeric(10,2), c::timestamp with time zone, d::text[], '{1,2}'::int[] FROM t

SELECT DISTINCT ON (user_id) user_id, created_at FROM events ORDER BY user_id, created_at DESC NULLS LAST

SELECT count(*) FILTER (WHERE status = 'failed') AS failed FROM orders

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM orders

SELECT date_trunc('day', created_at AT TIME ZONE 'UTC') AS d FROM t WHERE created_at >= now() - INTERVAL '7 days'

SELECT extract(epoch FROM a - b), EXTRACT(DOW FROM a) FROM t

SELECT ARRAY[1,2,3], ARRAY(SELECT id FROM t), arr[1], arr[2:3], (arr)[1] FROM t

SELECT data->'a'->>'b', data #> '{a,b}', data #>> '{a,b}', data @> '{"a":1}', data ? 'key' FROM t

SELECT a ~ '^x', a !~* 'y', a ~* 'z', a SIMILAR TO 'b%', a ILIKE '%c%' FROM t

SELECT * FROM generate_series(1, 10) AS g(i)

SELECT * FROM unnest(ARRAY[1,2]) WITH ORDINALITY AS u(x, n)

SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.id = t.id ORDER BY u.ts DESC LIMIT 1) AS l

SELECT * FROM t LEFT JOIN LATERAL jsonb_each_text(t.data) AS kv(key, value) ON TRUE

WITH RECURSIVE tree(id, depth) AS (SELECT id, 0 FROM nodes WHERE parent IS NULL UNION ALL SELECT n.id, t.depth + 1 FROM nodes n JOIN tree t ON n.parent = t.id WHERE t.depth < 10) SELECT * FROM tree

WITH x AS MATERIALIZED (SELECT 1), y AS NOT MATERIALIZED (SELECT 2) SELECT * FROM x, y

SELECT a, b, sum(c) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())

SELECT a, b, sum(c) FROM t GROUP BY ROLLUP (a, b), CUBE (c, (d, e))

SELECT rank() OVER w, sum(x) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) FROM t WINDOW w AS (PARTITION BY a ORDER BY b)

SELECT E'line\nbreak', U&'d\0061t\+000061', $$it's$$, $tag$nested $$ here$tag$, B'0101', X'1F'

SELECT "Weird Name", "a""b" FROM "Schema"."Table"

SELECT substring(a FROM 1 FOR 3), substring(a, 2), trim(both ' ' from a), trim(a), position('x' in a), overlay(a placing 'b' from 2 for 1) FROM t

SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, a IS TRUE, b IS NOT UNKNOWN, a ISNULL, b NOTNULL FROM t

SELECT a = ANY (ARRAY[1,2]), b <> ALL (SELECT x FROM u), c = ANY ($1) FROM t

SELECT * FROM t TABLESAMPLE BERNOULLI (10) REPEATABLE (42)

SELECT * FROM t ORDER BY a FETCH FIRST 10 ROWS ONLY

SELECT * FROM t ORDER BY a OFFSET 5 LIMIT 10

SELECT * FROM t FETCH FIRST 3 ROWS WITH TIES

SELECT * FROM t FOR UPDATE OF t SKIP LOCKED

VALUES (1, 'a'), (2, 'b')

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name)

TABLE orders

SELECT string_agg(name, ', ' ORDER BY name) FROM t

SELECT array_agg(DISTINCT x ORDER BY x DESC) FROM t

SELECT (row(1, 'a')).*, (t).id FROM t

SELECT ROW(1, 2) = ROW(1, 2), (1, 2) < (3, 4)

SELECT a || ' ' || b, a COLLATE "C" FROM t ORDER BY a COLLATE "de_DE"

SELECT CURRENT_DATE, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP, now()

SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00', INTERVAL '1' DAY, INTERVAL '1-2' YEAR TO MONTH, TIME '10:00'

SELECT 2 ^ 3, 7 % 3, 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 3, |/ 25, @ -5, 5 !~ '1'

SELECT jsonb_build_object('a', 1, 'b', x) FROM t

SELECT a FROM t WHERE (a, b) IN (SELECT c, d FROM u) AND (a, b) IN ((1, 2), (3, 4))

SELECT (SELECT 1) + (SELECT 2), ((SELECT 3)), ((SELECT 4) UNION (SELECT 5) LIMIT 1)

(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT b FROM u ORDER BY b LIMIT 1) ORDER BY 1

SELECT a FROM t EXCEPT SELECT b FROM u INTERSECT SELECT c FROM v

SELECT x.a, y.* FROM ROWS FROM (generate_series(1, 3), generate_series(4, 6)) AS x(a, b), y

SELECT count(*) OVER (PARTITION BY a), nth_value(b, 2) OVER (ORDER BY c GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM t

SELECT make_interval(days => 10), json_object('a': 1, 'b': 2), json_arrayagg(x ORDER BY y ABSENT ON NULL RETURNING jsonb) FROM t

SELECT type, name, value, year, status, user_id, timestamp, date, text, level FROM events

SELECT t.user, t."order", count(*) AS count, sum(x) AS sum FROM t GROUP BY 1, 2

SELECT a month_name, c "value", 'it''s' FROM t

SELECT f(VARIADIC ARRAY[1, 2]), concat_ws(',', a, b) FROM t

SELECT * FROM ONLY t NATURAL JOIN u

SELECT * FROM a JOIN b JOIN c ON b.id = c.id ON a.id = b.id

SELECT * FROM a JOIN b USING (id) AS j

SELECT 1 AS joined FROM t WHERE 1 = 1 OR x = y AND NOT z

SELECT EXISTS (SELECT 1 FROM t), NOT EXISTS (SELECT 1 FROM u), CASE WHEN EXISTS (SELECT 1) THEN 1 END

SELECT a BETWEEN SYMMETRIC 3 AND 1, a NOT BETWEEN b AND c, a LIKE ANY (ARRAY['x%', 'y%']) FROM t

SELECT lower(a)::varchar(10) AS x, (a + b)::bigint, -1::int, a::date - b::date, (a || b)::text COLLATE "C" FROM t

SELECT * FROM t WHERE tsv @@ to_tsquery('a & b') AND range && other AND a -|- b AND point <-> '(1,1)' < 5

SELECT a OPERATOR(pg_catalog.+) b FROM t

SELECT (a, b) OVERLAPS (c, d) FROM t

SELECT 1_000_000, 0xFF FROM t

WITH RECURSIVE g(id, link) AS (SELECT 1, 2 UNION ALL SELECT id + 1, link FROM g WHERE id < 5) SEARCH DEPTH FIRST BY id SET ord CYCLE id SET is_cycle USING path SELECT * FROM g ORDER BY ord

SELECT * FROM json_to_recordset('[{"a":1}]') AS x(a int, b text)

SELECT * FROM jsonb_path_query(data, '$.a[*] ? (@.b > 1)')

SELECT city FROM ONLY (stations) ORDER BY temp USING OPERATOR(pg_catalog.>) NULLS LAST

SELECT doc IS JSON OBJECT WITH UNIQUE KEYS, doc IS NOT JSON ARRAY WITHOUT UNIQUE FROM notes

SELECT xmlparse(DOCUMENT body), U&'d!0061t!+000061' UESCAPE '!' FROM notes

SELECT * FROM ROWS FROM (json_to_record('{"a": 1}') AS (a int), generate_series(1, 3)) WITH ORDINALITY AS r (a, g, i)

TABLE ONLY stations
