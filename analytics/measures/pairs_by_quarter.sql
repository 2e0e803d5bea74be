-- pairs_by_quarter.sql: one row per two children and quarter in which they shared an episode, both in scope
select
    child_a,
    child_b,
    cast(date_trunc('quarter', missing_at) as date)                    as quarter_start,
    count(*) filter (where recorded)                                   as recorded,
    count(*) filter (where inferred)                                   as inferred
from shared_in_scope
group by child_a, child_b, date_trunc('quarter', missing_at)
order by quarter_start, child_a, child_b
