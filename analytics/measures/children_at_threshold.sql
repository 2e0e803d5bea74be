-- children_at_threshold.sql: one row per quarter with an episode in scope at which the child's episodes in the days of
-- the repeat setting were its number or more, oldest first
select
    quarter_start,
    count(distinct child_id)                                           as children,
    count(distinct child_id) filter (where reaches_trigger)            as newly_reached
from episodes_in_scope
where episodes_in_repeat_window >= $repeat_episodes
group by quarter_start
order by quarter_start
