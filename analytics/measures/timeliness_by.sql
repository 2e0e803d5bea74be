-- timeliness_by.sql: one row per group of $dimension and child with an episode; the groups add up to all selected
select
    group_name                                                         as "group",
    child_id,
    count(*)                                                           as episodes,
    count(*) filter (where interview_state = 'completed')              as completed,
    count(*) filter (where in_time)                                    as in_time,
    count(*) filter (where interview_state <> 'voided')                as not_voided,
    -- episodes whose files had days without times can never be shown to have been in time
    count(*) filter (where time_known)                                 as with_times
from episodes_by_group
group by group_name, child_id
order by group_name, child_id
