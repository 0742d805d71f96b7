SELECT date_trunc('day', o.created_at) AS day, o.status, count(*) AS orders, sum(o.amount) AS revenue, count(DISTINCT o.user_id) AS buyers FROM sales.orders AS o WHERE o.created_at >= TIMESTAMP '2026-01-01 00:00:00' AND o.created_at < TIMESTAMP '2026-02-01 00:00:00' AND o.status <> 'test' GROUP BY date_trunc('day', o.created_at), o.status ORDER BY day, revenue DESC LIMIT 1000

WITH daily AS (SELECT CAST(created_at AS DATE) AS d, count(*) AS n, sum(CASE WHEN user_id IS NULL THEN 1 ELSE 0 END) AS missing FROM orders GROUP BY CAST(created_at AS DATE)), rates AS (SELECT d, n, missing * 1.0 / NULLIF(n, 0) AS rate FROM daily) SELECT d, n, rate, rate - lag(rate) OVER (ORDER BY d) AS change FROM rates WHERE n > 100 ORDER BY d

SELECT c.region, c.segment, avg(o.amount) AS mean, min(o.amount) AS low, max(o.amount) AS high FROM orders AS o JOIN customers AS c ON c.id = o.customer_id LEFT JOIN refunds AS r ON r.order_id = o.id AND r.reason IN ('damaged', 'late', 'other') WHERE o.created_at BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND (c.country = 'DE' OR c.country = 'FR') AND r.id IS NULL GROUP BY c.region, c.segment HAVING count(*) > 10

SELECT user_id, event_type, occurred_at FROM (SELECT e.user_id, e.event_type, e.occurred_at, row_number() OVER (PARTITION BY e.user_id ORDER BY e.occurred_at DESC) AS rn FROM events AS e WHERE e.event_type LIKE 'checkout%' AND NOT e.is_test) AS ranked WHERE ranked.rn = 1 ORDER BY occurred_at DESC LIMIT 50

SELECT a.batch_id, count(*) AS n FROM loads AS a WHERE EXISTS (SELECT 1 FROM loads AS b WHERE b.business_key = a.business_key AND b.id <> a.id AND abs(b.amount - a.amount) < 0.01) AND a.loaded_at > (SELECT max(loaded_at) FROM loads WHERE status = 'done') GROUP BY a.batch_id UNION ALL SELECT 'total', count(*) FROM loads ORDER BY 2 DESC

SELECT coalesce(channel, 'none') AS channel, count(*) FILTER (WHERE status = 'failed') AS failed, count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY latency) AS p50 FROM requests WHERE occurred_at >= now() - INTERVAL '7 days' GROUP BY 1 ORDER BY failed DESC
