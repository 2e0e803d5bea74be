-- repeat_triggers.sql: one row per episode in scope at which the child's episodes in the days of the repeat setting
-- reach its number, the latest first
with triggers as (
    select
        episode_id,
        child_id,
        missing_at,
        episodes_in_repeat_window,
        -- of the child's whole history: what the filters leave out ends the time of a meeting too
        lead(missing_at) over (partition by child_id order by missing_at, episode_id) as next_reached_at
    from episode_facts
    where reaches_trigger
        and ($category = 'all' or category = $category)
)
select
    triggers.child_id,
    triggers.missing_at                                                as reached_at,
    triggers.episodes_in_repeat_window                                 as episodes_in_window,
    min(meeting.held_on)                                               as meeting_on,
    date_diff('day', cast(triggers.missing_at as date), min(meeting.held_on)) as days_to_meeting,
    date_diff('day', cast(triggers.missing_at as date), cast(coverage.data_date as date)) as days_since
from triggers
semi join episodes_in_scope using (episode_id)
cross join coverage
left join strategy_meetings as meeting
    on meeting.child_id = triggers.child_id
    and meeting.held_on >= cast(triggers.missing_at as date)
    and (triggers.next_reached_at is null or meeting.held_on < cast(triggers.next_reached_at as date))
group by
    triggers.episode_id,
    triggers.child_id,
    triggers.missing_at,
    triggers.episodes_in_repeat_window,
    coverage.data_date
order by triggers.missing_at desc, triggers.child_id, triggers.episode_id
