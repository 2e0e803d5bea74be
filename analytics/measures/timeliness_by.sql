-- timeliness_by.sql: one row per group of $dimension with an episode, in no order; the groups add up to all selected
select
    group_name                                                         as "group",
    count(*)                                                           as episodes,
    count(*) filter (where interview_state = 'completed')              as completed,
    count(*) filter (where in_time)                                    as in_time,
    count(*) filter (where interview_state <> 'voided')                as not_voided,
    count(distinct child_id)                                           as children,
    -- episodes whose files had days without times can never be shown to have been in time
    count(*) filter (where time_known)                                 as with_times
from episodes_by_group
group by group_name
order by group_name
