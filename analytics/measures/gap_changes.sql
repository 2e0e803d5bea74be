-- gap_changes.sql: one row per episode of a child with at least $fewest gaps in scope, by child and time
select child_id, days_since_return
from episodes_in_scope
where days_since_return is not null
qualify count(*) over (partition by child_id) >= $fewest
order by child_id, missing_at, episode_id
