-- pairs_times.sql: one row per episode in scope of $children, of known time, in order of child and time
select
    child_id,
    missing_at,
    returned_at,
    setting,
    place_id
from episodes_in_scope
where time_known
    and child_id in (select unnest(cast($children as varchar[])))
order by child_id, missing_at, episode_id
