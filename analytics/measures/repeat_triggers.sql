-- repeat_triggers.sql: one row per episode in scope at which the child's episodes in the days of the repeat setting
-- reach its number, the latest first
with at_threshold as (
    select
        episode_id,
        child_id,
        category,
        missing_at,
        episodes_in_repeat_window,
        voided_in_repeat_window,
        reaches_trigger,
        -- of the child's whole history: what the filters leave out is of a run, and ends the time of a meeting, too
        count(*) filter (where reaches_trigger) over (
            partition by child_id, category
            order by missing_at, episode_id
            rows unbounded preceding
        )                                                              as run
    from episode_facts
    where episodes_in_repeat_window >= $repeat_episodes
        and ($category = 'all' or category = $category)
),
runs as (
    select
        *,
        max(missing_at) over (partition by child_id, category, run)    as until,
        count(*) over (partition by child_id, category, run)           as episodes_in_run
    from at_threshold
),
triggers as (
    select
        *,
        cast(missing_at as date)                                       as reached_on,
        cast(lead(missing_at) over (
            partition by child_id, category
            order by missing_at, episode_id
        ) as date)                                                     as next_reached_on
    from runs
    where reaches_trigger
),
-- the first meeting from that day on; with both ends of the days in the join it would be one of every row with every
-- row
with_meetings as (
    select
        triggers.*,
        case when next_reached_on is null or meeting.held_on < next_reached_on then meeting.held_on end as meeting_on
    from triggers
    asof left join strategy_meetings as meeting
        on meeting.child_id = triggers.child_id
        and meeting.held_on >= triggers.reached_on
)
select
    child_id,
    missing_at                                                         as reached_at,
    episodes_in_repeat_window                                          as episodes_in_window,
    until,
    episodes_in_run,
    voided_in_repeat_window                                            as voided_in_window,
    meeting_on,
    date_diff('day', reached_on, meeting_on)                           as days_to_meeting,
    date_diff('day', reached_on, cast(coverage.data_date as date))     as days_since
from with_meetings
semi join episodes_in_scope using (episode_id)
cross join coverage
order by missing_at desc, child_id, episode_id
