-- overlaps.sql: one row per row of the file whose episode overlaps another of the same child.
-- Found on the episode that starts later; on the earlier one only where the later is not in the
-- import. A day without time counts to its end, so that an end and a start on one day are allowed.
with
of_these_children as (
    select
        episode_id,
        child_id,
        missing_at,
        coalesce(returned_at, timestamp '9999-12-31')                  as back_at,
        case when time_known then missing_at else missing_at + interval 86399 second end
                                                                       as gone_by
    from episodes
    semi join incoming using (child_id)
),
beside as (
    select
        episode_id,
        back_at,
        gone_by,
        max(back_at) over earlier                                      as earlier_back_at,
        lead(episode_id) over history                                  as next_episode_id,
        lead(gone_by) over history                                     as next_gone_by
    from of_these_children
    window
        history as (partition by child_id order by missing_at, back_at, episode_id),
        earlier as (
            partition by child_id order by missing_at, back_at, episode_id
            rows between unbounded preceding and 1 preceding
        )
)
select
    incoming.row_number,
    coalesce(earlier_back_at > gone_by, false)                         as starts_within,
    coalesce(earlier_back_at > timestamp '9999-01-01', false)          as within_open
from incoming
join beside using (episode_id)
where earlier_back_at > gone_by
    or (
        back_at > next_gone_by
        and next_episode_id not in (select episode_id from episodes_changes)
        and next_episode_id not in (select episode_id from incoming)
    )
order by row_number
