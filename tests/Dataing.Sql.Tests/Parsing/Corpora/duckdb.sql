FROM orders

FROM orders SELECT status, count(*) GROUP BY ALL ORDER BY ALL DESC

SELECT * EXCLUDE (a, b) REPLACE (upper(c) AS c) FROM t

SELECT * RENAME (a AS b) FROM t

SELECT COLUMNS('^x'), COLUMNS(* EXCLUDE (a)), min(COLUMNS(*)), COLUMNS(c -> c LIKE 'a%') FROM t

SELECT t.* EXCLUDE a FROM t

SELECT list_transform([1, 2, 3], x -> x + 1), list_filter(l, lambda x: x > 2), [x * 2 FOR x IN l IF x > 1] FROM t

SELECT {'a': 1, 'b': [1, 2]}, MAP {'k': 1}, s.a, s['a'], l[1], l[1:2], l[-1], l[1:3:2] FROM t

SELECT * FROM a ASOF JOIN b ON a.id = b.id AND a.ts >= b.ts

SELECT * FROM a ASOF LEFT JOIN b USING (id, ts)

SELECT * FROM a POSITIONAL JOIN b

SELECT * FROM a SEMI JOIN b USING (id)

SELECT * FROM a ANTI JOIN b ON a.id = b.id

SELECT a, row_number() OVER (PARTITION BY b ORDER BY c) AS rn FROM t QUALIFY rn = 1

SELECT * FROM 'data.parquet'

SELECT * FROM read_csv('x.csv', header = true, columns = {'a': 'INTEGER'})

SELECT * FROM t USING SAMPLE 10%

SELECT * FROM t USING SAMPLE reservoir(50 ROWS) REPEATABLE (100)

SELECT * FROM t TABLESAMPLE 20 PERCENT

PIVOT cities ON year USING sum(population) GROUP BY country

PIVOT cities ON year IN (2000, 2010) USING sum(population)

UNPIVOT monthly ON jan, feb, mar INTO NAME month VALUE sales

SELECT * FROM cities PIVOT (sum(population) FOR year IN (2000, 2010) GROUP BY country)

SELECT * FROM monthly UNPIVOT (sales FOR month IN (jan, feb))

SELECT a::INTEGER, TRY_CAST(b AS DOUBLE), c::STRUCT(x INTEGER, y VARCHAR[]), d::MAP(VARCHAR, INTEGER), e::DECIMAL(18,3)[3] FROM t

SELECT quantile_cont(x, 0.5), quantile_cont(x, [0.25, 0.75]), median(y), approx_count_distinct(z), arg_max(a, b), mode(c) FROM t

SELECT date_trunc('month', ts), epoch(ts), strftime(ts, '%Y'), ts + INTERVAL 1 DAY, ts - INTERVAL (n) HOUR, INTERVAL '3 months' FROM t

SELECT unnest([1, 2, 3]), unnest(l, recursive := true) FROM t

SELECT * FROM range(10) AS r(i), generate_series(1, 5) g(j)

SELECT count(*) FILTER (status = 'x'), string_agg(a, ',' ORDER BY b), list(a ORDER BY b) FROM t

SELECT 7 // 2, 2 ** 3, 2 ^ 3, 5 % 2, a <=> b FROM t

SELECT 'a'.upper(), name.lower().substr(1, 3), (a || b).length() FROM t

SELECT j->'$.a'->>'b', j->>'$.c' FROM t

SELECT x: 1, y: a + b FROM t

SELECT a, b, FROM t

SELECT #1, a FROM t ORDER BY #1

SELECT * FROM t UNION ALL BY NAME SELECT * FROM u

WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r

SELECT lag(a IGNORE NULLS) OVER (ORDER BY b), first_value(a ORDER BY c) OVER () FROM t

SELECT $1, $name, ?, a FROM t

SELECT * FROM t AT (VERSION => 3)

SELECT * FROM VALUES (1, 2), (3, 4) AS v(a, b)

SELECT regexp_matches(a, 'x.*'), a GLOB '*x', a SIMILAR TO 'y', a NOT NULL FROM t

SELECT * LIKE 'col%' FROM t

SELECT * FROM t LIMIT 10%

SELECT * FROM (FROM t) WHERE a IN (FROM u SELECT id)

SELECT main.t.a, cat.main.t.b FROM cat.main.t

SELECT count(), sum(a) OVER (ORDER BY ts RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW) FROM t

SELECT struct_pack(a := 1, b := 2), row(1, 2), array_value(1, 2, 3) FROM t

SELECT year(ts) AS year, ts.month AS month, t."value", x AS "select" FROM t WHERE a IS NOT DISTINCT FROM b

SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b

SELECT * FROM t WHERE list_contains(['a', 'b'], s) AND a IN ['x', 'y'] AND s IN l

SELECT CASE WHEN x THEN 1 END, if(a > 1, 'y', 'n'), ifnull(a, b), a::DATE::VARCHAR FROM t

PIVOT_WIDER readings ON sensor IN ('t1', 't2') USING avg(value) GROUP BY day

PIVOT_LONGER readings ON t1, t2 reading INTO NAME sensor VALUE value

WITH 'late orders'('order id') AS (SELECT 7) SELECT * FROM "late orders" JOIN orders USING ('order id')

FROM (VALUES (1, 'a',), (2, 'b',),) v(id, name,)

SELECT region, sum(net) FROM sales GROUP BY region, ORDER BY region

SELECT shop.* RENAME shop.city AS town FROM shop

SELECT t.title.trim().upper(), c.t.title.replace('a', 'b'), count(*) FROM t GROUP BY ALL

SELECT s.COLUMNS('^temp') FROM stations s

SELECT r.city, q.n FROM r: stations, q: (SELECT count(*) AS n FROM stations)

SELECT * REPLACE round(temp, 1) AS temp FROM stations

PIVOT cities USING sum(population) GROUP BY country

PIVOT cities GROUP BY country, name

UNPIVOT sales ON (jan * 2)::VARCHAR, feb, INTO NAME m VALUE v

SELECT * FROM sales UNPIVOT INCLUDE NULLS ((a, b) FOR q IN ((jan, feb) AS q1, (mar, apr) AS q2,))

UNPIVOT sales ON (jan, feb) AS q1, (mar, apr) AS q2, INTO NAME q VALUE a, b,
