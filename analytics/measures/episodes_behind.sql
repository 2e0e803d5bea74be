-- episodes_behind.sql: one row per episode behind a mark of a chart, newest first; staff only
select
    episode_id,
    child_id,
    missing_at,
    returned_at,
    gone_hours,
    placement_type,
    out_of_area,
    setting,
    found_setting,
    interview_state,
    hours_to_interview,
    in_time
from episodes_in_scope
where ($state is null
        or ($state = 'in_time' and in_time)
        or ($state = 'late' and interview_state = 'completed' and not in_time)
        or interview_state = $state)
order by missing_at desc, episode_id
limit $at_most
