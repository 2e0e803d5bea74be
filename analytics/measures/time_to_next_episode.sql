-- time_to_next_episode.sql: one row per episode whose child was not missing again, and was followed, $timescale_hours after
-- the return: then it is settled whether the interview was in time. Voided episodes, and interviews held at a time not
-- known, are in none of the groups.
with followed as (
    select
        episode.episode_id,
        episode.child_id,
        episode.next_missing_at,
        case
            when episode.in_time then 'in_time'
            when episode.hours_to_interview is not null then 'late'
            when episode.interview_state <> 'completed' then 'none'
        end                                                            as interview,
        episode.returned_at,
        -- a placement that ended before the return says only that the next one is not loaded
        least(
            coverage.data_date,
            case when episode.in_care_until > episode.returned_at then episode.in_care_until end
        )                                                              as followed_until
    from episodes_in_scope as episode
    cross join coverage
    where episode.time_known
        and episode.returned_at is not null
        and episode.interview_state <> 'voided'
),
timed as (
    select
        episode_id,
        child_id,
        interview,
        coalesce(next_missing_at <= followed_until, false)             as again,
        (epoch(least(next_missing_at, followed_until) at time zone 'Europe/London')
            - epoch(returned_at at time zone 'Europe/London')) / 3600  as hours_back
    from followed
    where interview is not null
)
select
    episode_id,
    child_id,
    interview,
    again,
    hours_back / 24                                                    as days_back
from timed
where hours_back > $timescale_hours
order by child_id, episode_id
