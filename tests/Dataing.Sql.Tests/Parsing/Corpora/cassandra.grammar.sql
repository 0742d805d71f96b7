SELECT * FROM ks.users WHERE id = 1

SELECT id, name FROM users WHERE id IN (1, 2, 3) AND ts > '2026-01-01' ORDER BY ts DESC LIMIT 10

SELECT count(*) FROM users WHERE token(id) > token(42) AND token(id) <= 100

SELECT * FROM events WHERE day = '2026-01-01' PER PARTITION LIMIT 2 LIMIT 100 ALLOW FILTERING

SELECT DISTINCT id FROM users

SELECT writetime(name), ttl(name), CAST(a AS text) AS b FROM users

SELECT sum(x), avg(y), min(z), max(w) FROM t GROUP BY a, b

SELECT "MixedCase", tags['k'], udt.field FROM t WHERE tags CONTAINS 'x' AND m CONTAINS KEY 'y'

SELECT * FROM t WHERE (a, b) > (1, 2) AND c = ? AND d = :name

SELECT * FROM t WHERE id = 123e4567-e89b-12d3-a456-426614174000

SELECT JSON a, b FROM t

SELECT toTimestamp(now()), dateOf(x), blobAsInt(y) FROM t // comment

SELECT * FROM t WHERE v = {a: 1} AND l = [1, 2] AND b = 0x1F AND flag = true AND name LIKE 'x%'

SELECT readings['a'..'k'], readings[..'k'], readings['a'..], tags[1 .. 3] FROM sensors WHERE id = 3

SELECT id FROM sensors WHERE level = NaN AND peak < Infinity AND low > -Infinity ALLOW FILTERING

SELECT (int) temp, (frozen<list<text>>) ['a'], (map<text, int>) {'k': 1}, (vector<float, 3>) [0.1, 0.2, 0.3] FROM readings WHERE day = (date) '2024-01-01'

SELECT m[2..4], s['a'..'c'], m[..4], m[2..], m[-1 .. 3] FROM t WHERE id = 1
