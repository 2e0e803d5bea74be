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
    places.name                                                        as place,
    found_setting,
    travel_mode,
    return_method,
    array_to_string(companions, ', ')                                  as companions,
    interview_state,
    hours_to_interview,
    in_time
from episodes_by_group
left join places using (place_id)
where ($state is null
        or ($state = 'in_time' and in_time)
        or ($state = 'late' and interview_state = 'completed' and not in_time)
        or interview_state = $state)
    and ($group is null or group_name = $group)
    and ($denominator = 'episodes'
        or ($denominator = 'not_voided' and interview_state <> 'voided')
        or ($denominator = 'completed' and interview_state = 'completed'))
    -- the mark of a stage stands for all that reached it, the mark of a loss for those that ended there
    and ($stage is null
        or case $part
            when 'reached' then list_position($stages, interview_stage) >= list_position($stages, $stage)
            else interview_stage = $stage
                and interview_end = $part
                and (interview_state <> 'voided' or coalesce(trim(void_reason), '') = $reason)
        end)
    -- a band of hours includes its upper end, and the first its lower end too
    and ($hours_from is null
        or (
            (hours_to_interview > $hours_from or ($hours_from = 0 and hours_to_interview = 0))
            and ($hours_to is null or hours_to_interview <= $hours_to)
        ))
    and (not $hours_unknown or (interview_state = 'completed' and hours_to_interview is null))
    -- a square of the week, or of a group's day
    and ($weekday is null
        or (time_known and isodow(case $of when 'missing' then missing_at else returned_at end) = $weekday))
    and ($hour is null
        or (time_known and hour(case $of when 'missing' then missing_at else returned_at end) = $hour))
    and ($circumstance is null
        or episode_id in (
            select episode_id
            from episode_circumstances
            where circumstance = $circumstance and value = $value
        ))
    and ($second_circumstance is null
        or episode_id in (
            select episode_id
            from episode_circumstances
            where circumstance = $second_circumstance and value = $second_value
        ))
order by missing_at desc, episode_id
limit $at_most
