-- pairs_stays.sql: one row per placement of $children that reaches into $first_day to $last_day, cut to it
select
    child_id,
    setting,
    greatest(started_on, cast($first_day as date))                     as first_day,
    least(coalesce(ended_on, cast($last_day as date)), cast($last_day as date)) as last_day
from placements
where child_id in (select unnest(cast($children as varchar[])))
    and started_on <= cast($last_day as date)
    and coalesce(ended_on, cast($last_day as date)) >= cast($first_day as date)
order by child_id, started_on
