SELECT TOP 10 [id], [Order Date] FROM [dbo].[Order Details] ORDER BY [id] DESC

SELECT TOP (10) PERCENT WITH TIES a FROM t ORDER BY a

SELECT a FROM t ORDER BY a OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY

SELECT DISTINCT TOP 5 a FROM t

SELECT a FROM dbo.t WITH (NOLOCK) INNER JOIN u WITH (INDEX(ix), FORCESEEK) ON t.id = u.id

SELECT a FROM t (NOLOCK)

SELECT a FROM t AS x WITH (READUNCOMMITTED) WHERE x.b = 1

SELECT * FROM t CROSS APPLY (SELECT TOP 1 * FROM u WHERE u.id = t.id ORDER BY ts DESC) AS l

SELECT * FROM t OUTER APPLY STRING_SPLIT(t.tags, ',') AS s

SELECT CONVERT(VARCHAR(10), a, 120), CONVERT(INT, b), TRY_CONVERT(FLOAT, c), TRY_CAST(d AS DATE), CAST(e AS DECIMAL(10,2)), CAST(f AS NVARCHAR(MAX)) FROM t

SELECT DATEADD(day, -7, GETDATE()), DATEDIFF(hour, a, b), DATEPART(weekday, c), DATENAME(month, d), DATETRUNC(month, e), EOMONTH(f), YEAR(g) FROM t

SELECT ISNULL(a, b), IIF(a > 1, 'y', 'n'), COALESCE(c, d), LEN(e), CHARINDEX('x', f), STUFF(g, 1, 2, 'z'), FORMAT(h, 'yyyy'), LEFT(i, 1), REPLACE(j, 'k', 'l') FROM t

SELECT total = SUM(x), [count] = COUNT(*) FROM t GROUP BY y

SELECT STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM t

SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) OVER (PARTITION BY y) FROM t

SELECT * FROM t PIVOT (SUM(amount) FOR month IN ([1], [2], [Jan])) AS p

SELECT * FROM t UNPIVOT (value FOR col IN (a, b, c)) AS u

SELECT * FROM OPENJSON(@json) WITH (id INT '$.id', name NVARCHAR(50) '$.name', raw NVARCHAR(MAX) AS JSON) AS j

SELECT a FROM t FOR JSON PATH, ROOT('x')

SELECT a FROM t OPTION (MAXDOP 1, RECOMPILE, HASH JOIN, OPTIMIZE FOR UNKNOWN)

WITH c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 5) SELECT * FROM c OPTION (MAXRECURSION 100)

SELECT N'text', 'it''s', 0x1F, 1.5e3, @var, @@ROWCOUNT FROM t

SELECT a, SUM(b) FROM t GROUP BY ROLLUP (a), CUBE (c)

SELECT a, SUM(b) FROM t GROUP BY GROUPING SETS ((a), ())

SELECT * FROM t FOR SYSTEM_TIME AS OF '2026-01-01'

SELECT * FROM t FOR SYSTEM_TIME BETWEEN '2026-01-01' AND '2026-02-01' AS h

SELECT * FROM t TABLESAMPLE (10 PERCENT)

SELECT a COLLATE Latin1_General_CI_AS, b AT TIME ZONE 'UTC', ~c, d & 1, e | 2, f ^ 3, -g, h % 2 FROM t

SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) AS rn, LAG(c) OVER (ORDER BY d), SUM(e) OVER (ORDER BY f ROWS UNBOUNDED PRECEDING), FIRST_VALUE(g) IGNORE NULLS OVER (ORDER BY h) FROM t

SELECT * FROM db..t INNER HASH JOIN server.db.dbo.u ON t.id = u.id LEFT LOOP JOIN v ON v.id = t.id

SELECT * FROM #temp WHERE a IN (SELECT b FROM u) AND c = ANY (SELECT d FROM v) AND e LIKE '%[0-9]%' ESCAPE '\'

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name)

SELECT a AS 'alias', b 'other', c "third", d [fourth] FROM t

SELECT a IS NOT DISTINCT FROM b FROM t

SELECT CASE WHEN EXISTS (SELECT 1 FROM u) THEN 1 ELSE 0 END, CONCAT(a, b), a + b, GREATEST(c, d) FROM t

SELECT JSON_VALUE(j, '$.a'), JSON_QUERY(j, '$.b'), ISJSON(k), x.value('(/a/b)[1]', 'int') FROM t

SELECT t.id, u.* FROM dbo.f(1, 'x') AS t JOIN u ON u.id = t.id

SELECT a FROM t EXCEPT SELECT b FROM u INTERSECT SELECT c FROM v

SELECT date, year, value, type, name, status, time, timestamp, level, month, description, data, action, state, role FROM t

SELECT CURRENT_TIMESTAMP, SYSDATETIME(), SYSTEM_USER, NEWID() FROM sys_objects

SELECT sku, price FROM shop.items WHERE price > $19.99 AND discount < $.5 AND bonus >= -$3 ORDER BY price

SELECT headline FROM press WHERE CONTAINS((headline, body), 'harbour', LANGUAGE 1033) OR FREETEXT(body, 'storm', LANGUAGE 'French') OR CONTAINS(body, 'x', LANGUAGE 0x407)

SELECT {fn UCASE(city)}, {fn CURRENT_TIMESTAMP}, {fn ABS({fn ROUND(temperature, 1)})} FROM stations WHERE seen >= {ts '2024-03-01 00:00:00'} AND day = {d '2024-03-01'} AND uid = {guid '7f1f4c9a-0c55-4d0e-9d2a-3c2a8d0a8f10'}

SELECT label FROM shelves WHERE label LIKE 'A!_%' {ESCAPE '!'}

SELECT $identity, IDENTITYCOL, ROWGUIDCOL FROM stations

SELECT node.GetAncestor(2).ToString(), doc.query('/a/b').value('(.)[1]', 'int'), {fn EXTRACT(YEAR FROM seen)} FROM stations

SELECT (SELECT city FROM stations FOR XML PATH(''), TYPE).value('(./text())[1]', 'nvarchar(max)')

SELECT city FROM stations FOR SYSTEM_TIME CONTAINED IN ('2024-01-01', '2024-02-01') AS h

SELECT city FROM stations FOR XML RAW('s'), ELEMENTS XSINIL, BINARY BASE64, ROOT('all')

SELECT dbo.rate(DEFAULT, 2) FROM dbo.spread(DEFAULT) AS x OPTION (OPTIMIZE FOR (@p = 1, @q UNKNOWN), MAXDOP 1)

SELECT NEXT VALUE FOR dbo.order_numbers OVER (ORDER BY city) AS n, city FROM stations

SELECT r.city FROM @rows AS r JOIN stations s ON s.id = r.id

SELECT TOP (SELECT max(n) FROM limits) city FROM stations

SELECT title FROM notes WHERE FREETEXT(body, N'rain', LANGUAGE @lang)

SELECT h.id FROM orders h JOIN lines d WITH (FORCESEEK (ix_lines (order_id, sku))) ON h.id = d.order_id

SELECT JSON_ARRAY('a', 1, NULL, 2, NULL ON NULL), JSON_OBJECT('a': 1, ABSENT ON NULL)

SELECT a FROM .t JOIN ..u ON u.id = t.id LEFT JOIN ...[v w] AS x ON x.id = t.id
