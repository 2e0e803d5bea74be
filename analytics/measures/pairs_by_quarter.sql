-- pairs_by_quarter.sql: one row per two children and quarter in which they shared an episode, both in scope
select
    child_a,
    child_b,
    cast(date_trunc('quarter', missing_at) as date)                    as quarter_start,
    count(*) filter (where recorded)                                   as recorded,
    count(*) filter (where inferred)                                   as inferred
from "overlaps"
where (episode_a is null or episode_a in (select episode_id from episodes_in_scope))
    and (episode_b is null or episode_b in (select episode_id from episodes_in_scope))
group by child_a, child_b, date_trunc('quarter', missing_at)
order by quarter_start, child_a, child_b
