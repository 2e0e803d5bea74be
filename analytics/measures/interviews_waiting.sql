-- interviews_waiting.sql: one row per episode whose interview is pending or not recorded. First those whose hours still run,
-- the fewest left first; then those still missing; then those over, the latest first; then those without times
with waiting as (
    select
        episode.*,
        case when episode.time_known and episode.returned_at is not null then
            $timescale_hours
            - (epoch(coverage.data_date at time zone 'Europe/London')
                - epoch(episode.returned_at at time zone 'Europe/London')) / 3600
        end                                                            as hours_left,
        case
            when not episode.time_known then 'not_known'
            when episode.returned_at is null then 'not_begun'
            when hours_left > 0 then 'left'
            else 'over'
        end                                                            as time_left
    from episodes_in_scope as episode
    cross join coverage
    where episode.interview_state in ('pending', 'not_recorded')
)
select
    episode_id,
    child_id,
    missing_at,
    returned_at,
    time_left,
    hours_left,
    interview_state,
    offered_at,
    placement_type,
    out_of_area,
    setting,
    episode_number - 1                                                 as previous_episodes
from waiting
order by
    list_position(['left', 'not_begun', 'over', 'not_known'], time_left),
    abs(hours_left),
    missing_at desc,
    episode_id
