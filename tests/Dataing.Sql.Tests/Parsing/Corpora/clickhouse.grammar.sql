SELECT toStartOfHour(ts) AS h, count(), uniq(user_id), quantile(0.9)(latency), quantiles(0.5, 0.9)(x), sumIf(a, b > 1), countIf(c) FROM events GROUP BY h WITH TOTALS ORDER BY h LIMIT 100

SELECT * FROM events FINAL PREWHERE date = today() WHERE a = 1 SETTINGS max_threads = 4, max_execution_time = 10

SELECT * FROM events SAMPLE 0.1 OFFSET 0.5

SELECT * FROM t AS x FINAL SAMPLE 1/10 WHERE x.a = 1

SELECT a, b FROM t ORDER BY a LIMIT 3 BY b LIMIT 10

SELECT a FROM t LIMIT 1, 2 BY a

SELECT a FROM t LIMIT 10 FORMAT JSONEachRow

SELECT x, arr FROM t ARRAY JOIN arr AS x

SELECT x FROM t LEFT ARRAY JOIN arr AS x, arrayEnumerate(arr) AS n

SELECT * FROM a ANY LEFT JOIN b USING (id)

SELECT * FROM a GLOBAL ALL INNER JOIN b ON a.id = b.id

SELECT * FROM a ASOF LEFT JOIN b ON a.id = b.id AND a.ts >= b.ts

SELECT * FROM a LEFT SEMI JOIN b ON a.id = b.id LEFT ANTI JOIN c USING id

SELECT arrayMap(x -> x + 1, arr), arrayFilter((x, y) -> x > y, a, b), tuple(1, 2), (1, 'a'), t.1, (a, b).2, m['k'], arr[1], [1, 2, 3], map('a', 1) FROM t

WITH 10 AS n, (SELECT max(x) FROM u) AS mx SELECT a, n, mx FROM t WHERE a > n

WITH x AS (SELECT 1 AS a) SELECT * FROM x

SELECT a > 1 ? 'y' : 'n', if(a, b, c), multiIf(a, b, c), a = 1 AND b != 2, a GLOBAL IN (SELECT id FROM u), a NOT IN (1, 2), a IN b FROM t

SELECT CAST(a AS Nullable(Int64)), CAST(b, 'String'), c::Array(UInt8), d::Decimal(10, 2), e::LowCardinality(String), f::DateTime64(3, 'UTC'), g::Tuple(a UInt8, b String), h::Map(String, UInt64) FROM t

SELECT * FROM numbers(10)

SELECT * FROM remote('host', db.t)

SELECT COLUMNS('^a'), * EXCEPT (b, c), * REPLACE (a + 1 AS a), t.* EXCEPT d FROM t

SELECT `weird name`, "other", 'str\'ing', 'doubled''quote' FROM `db`.`t` # comment

SELECT a, sum(b) FROM t GROUP BY a WITH ROLLUP WITH TOTALS HAVING sum(b) > 1

SELECT a, sum(b) FROM t GROUP BY GROUPING SETS ((a), (b))

SELECT d, count() FROM t GROUP BY d ORDER BY d WITH FILL FROM toDate('2026-01-01') TO toDate('2026-02-01') STEP 1

SELECT {id:UInt32}, {name:String} FROM t WHERE x = {y:Array(String)}

SELECT now() - INTERVAL 1 DAY, toDate(a) + INTERVAL 1 MONTH, dateDiff('day', a, b), toYYYYMM(c), date_trunc('month', d), formatDateTime(e, '%Y') FROM t

SELECT row_number() OVER (PARTITION BY a ORDER BY b), lagInFrame(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), sum(x) OVER w FROM t WINDOW w AS (PARTITION BY y)

SELECT a FROM t UNION ALL SELECT b FROM u UNION DISTINCT SELECT c FROM v

SELECT DISTINCT ON (a) a, b FROM t ORDER BY a

SELECT argMax(a, b), groupArray(10)(x), topK(5)(y), anyLast(z), groupUniqArray(w), sumMap(k, v), avgWeighted(p, q), stddevPop(r) FROM t

SELECT a LIKE 'x%', a ILIKE '%y', match(a, '^z'), a NOT LIKE 'w', a REGEXP 'v', a || b, a DIV 2, a MOD 3, -a, NOT a, a IS NULL, b BETWEEN 1 AND 2 FROM t

SELECT * FROM t WHERE date = '2026-01-01' AND has(arr, 1) AND (a, b) IN ((1, 2), (3, 4)) AND c IN (SELECT d FROM e)

SELECT *, a AS b, t.a, t.*, count(*) FROM db.t GROUP BY ALL

SELECT a, b FROM (SELECT 1 AS a, 2 AS b) QUALIFY row_number() OVER (ORDER BY a) = 1

SELECT date, time, timestamp, year, month, day, value, type, name, key, index, user, status, level, first, last, table, database FROM t

SELECT extract(url, 'x(.*)'), EXTRACT(YEAR FROM d), substring(a, 1, 2), position(a, 'b'), trim(BOTH ' ' FROM c), replaceRegexpAll(d, 'e', 'f'), splitByChar(',', g), toString(h), JSONExtractString(i, 'k') FROM t

SELECT 1 AS one, 0xFF, 1e3, 1_000, nan, inf, NULL, true, 'x' FROM system.one

SELECT quantileExact(0.5)(x) FILTER (WHERE y > 1), count(DISTINCT a, b) FROM t

FROM t SELECT a WHERE b = 1

SELECT * EXCEPT STRICT (secret, token), visits.* REPLACE STRICT (upper(page) AS page) FROM visits

SELECT COLUMNS(a, b, c) EXCEPT (b) APPLY(sum), COLUMNS('^price_') REPLACE (price_net * 2 AS price_net) FROM ledger

SELECT * EXCEPT strict FROM rules

SELECT city FROM visits ORDER BY hits DESC LIMIT 3 UNION ALL SELECT city FROM archive LIMIT 2 BY city

SELECT like(url, '%shop%'), and(a > 1, b < 2), or(c, d), (length(url) AS n) > 10 AND n < 90, ((a, b) AS pair).1, pair.2 FROM visits WHERE (hits * 2 AS doubled) > 4

SELECT doc.^shipping, doc.lines[].price.:Float64, doc.tags.:`Array(String)`, doc.a.^b.c FROM orders

SELECT t.1.2, m['k'].2.1, 0x1Fp3, -0x1p-4 FROM places

SELECT * EXCEPT (note) APPLY (toString) REPLACE (upper(city) AS city) APPLY (length) FROM stations

SELECT stations.* APPLY (max) EXCEPT (seen), COLUMNS('^temp') APPLY (avg) REPLACE (temp_c + 273 AS temp_c) FROM stations

SELECT $1$it's "so"$1$ AS a, $x9$ $1$ inside $x9$ AS b

SELECT {shift:Int32} + 1 FROM {source:Identifier} AS s WHERE s.kind = {kind:String}

SELECT day, visits FROM daily ORDER BY day WITH FILL FROM toDate('2024-01-01') STEP INTERVAL 1 DAY STALENESS INTERVAL 3 DAY

SELECT TOP 5 city FROM stations ORDER BY city DESC NULLS LAST COLLATE 'tr'

SELECT s.COLUMNS('^temp') FROM stations AS s ORDER BY city COLLATE 'de' DESC

SELECT * FROM case

SELECT like, toFloat64(like) FROM votes WHERE like LIKE 'a%'

SELECT * FROM a LEFT ANTI OUTER JOIN b USING x, y

SELECT * FROM a GLOBAL RIGHT SEMI OUTER JOIN b USING x

SELECT today() + INTERVAL 7 * 4 days, today() - INTERVAL a + b DAY, addDate(d, INTERVAL 3 YYYY), now() - INTERVAL 2 HH FROM t

SELECT a FROM t ORDER BY a UNION ALL SELECT b FROM u ORDER BY b LIMIT 5 UNION ALL SELECT c FROM v

WITH c AS MATERIALIZED (SELECT 1 AS x), d (y) AS MATERIALIZED (SELECT 2) SELECT x, y FROM c JOIN d ON c.x < d.y
