SELECT COUNT(*) AS customers, SUM(orders) AS orders, SUM(gross) AS gross, SUM(earned) AS earned, SUM(expired) AS expired, SUM(earned - expired) AS points
FROM (
    SELECT customer, SUM(amount > 0) AS orders, SUM(GREATEST(amount, 0)) AS gross, SUM(points) AS earned, SUM(IF(ts < :over, points, 0)) AS expired
    FROM (
        SELECT customer, ts, amount, IF(amount <= 0, 0, amount DIV 100 + CASE WHEN amount >= 25000 THEN 250 WHEN amount >= 10000 THEN 75 WHEN amount >= 5000 THEN 25 ELSE 0 END) AS points
        FROM bench_order
    ) awarded
    GROUP BY customer
) balances
