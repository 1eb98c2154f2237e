with grouped as (
    select customer, max(ts) as last_ts, count(*) as orders, sum(amount) as total from orders group by customer
), scored as (
    select customer, 6 - ntile(5) over (order by last_ts desc, customer) as r, ntile(5) over (order by orders, customer) as f,
        ntile(5) over (order by total, customer) as m
    from grouped
)
select count(*) as customers, sum((r * 100 + f * 10 + m) * (customer % 1000)) as check_value from scored
