-- group_members.sql: one row per child of $members, in order of reference.
-- Binds $members, $last_day (the day after the last selected, or null), $in_category and $threshold.
with
members as (
    select unnest(cast($members as varchar[])) as child_id
),
known_to as (
    select least(coalesce(cast($last_day as timestamp), data_date), data_date) as moment
    from coverage
),
latest_placement as (
    select
        child_id,
        arg_max(placement_type, started_on)                            as placement_type,
        arg_max_null(setting, started_on)                              as setting,
        arg_max_null(out_of_area, started_on)                          as out_of_area
    from placements
    cross join known_to
    where started_on < known_to.moment
    group by child_id
),
selected as (
    select
        child_id,
        count(*)                                                       as episodes,
        count(*) filter (where interview_state = 'completed')          as interviews_done,
        count(*) filter (where interview_state = 'pending' and returned_at is not null) as interviews_waiting,
        count(*) filter (where interview_state = 'not_recorded')       as interviews_not_recorded,
        max(missing_at)                                                as last_missing_at,
        bool_or(returned_at is null)                                   as still_missing,
        arg_max_null(placement_type, missing_at)                       as placement_type,
        arg_max_null(setting, missing_at)                              as setting,
        arg_max_null(out_of_area, missing_at)                          as out_of_area
    from episodes_in_scope
    group by child_id
),
latest_trigger as (
    select
        child_id,
        max(missing_at) filter (where reaches_trigger)                 as reached_at,
        max(missing_at) filter (where episodes_in_repeat_window >= $threshold) as at_threshold_until
    from episode_facts
    where $in_category = 'all' or category = $in_category
    group by child_id
),
first_meeting as (
    select child_id, min(held_on) as meeting_on
    from strategy_meetings
    join latest_trigger using (child_id)
    where held_on >= cast(reached_at as date)
    group by child_id
)
select
    members.child_id,
    date_sub('year', children.date_of_birth, cast(coverage.data_date as date)) as age_years,
    coalesce(latest_placement.placement_type, selected.placement_type) as placement_type,
    coalesce(latest_placement.setting, selected.setting)               as setting,
    coalesce(latest_placement.out_of_area, selected.out_of_area)       as out_of_area,
    coalesce(selected.episodes, 0)                                     as episodes,
    selected.last_missing_at,
    coalesce(selected.still_missing, false)                            as still_missing,
    coalesce(selected.interviews_done, 0)                              as interviews_done,
    coalesce(selected.interviews_waiting, 0)                           as interviews_waiting,
    coalesce(selected.interviews_not_recorded, 0)                      as interviews_not_recorded,
    latest_trigger.reached_at,
    latest_trigger.at_threshold_until,
    first_meeting.meeting_on,
    date_diff('day', latest_trigger.reached_at, coverage.data_date)    as days_since
from members
cross join coverage
left join children using (child_id)
left join latest_placement using (child_id)
left join selected using (child_id)
left join latest_trigger using (child_id)
left join first_meeting using (child_id)
order by members.child_id
