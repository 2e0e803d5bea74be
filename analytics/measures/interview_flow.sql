-- interview_flow.sql: one row per stage of the way from an episode to an interview in time, in order, each followed by a
-- row for every loss behind it; what reached a stage less its losses is what reached the next
with stages as (
    select
        unnest($stages)                                                as stage,
        unnest(range(len($stages)))                                    as position
),
ways as (
    select
        episode.episode_id,
        episode.child_id,
        episode.interview_end                                          as part,
        case when episode.interview_state = 'voided' then coalesce(trim(episode.void_reason), '') else '' end as reason,
        stages.stage,
        stages.position
    from episodes_in_scope as episode
    join stages on stages.stage = episode.interview_stage
),
rows_of_the_way as (
    select
        stages.stage,
        stages.position,
        'reached'                                                      as part,
        ''                                                             as reason,
        count(way.episode_id)                                          as episodes,
        count(distinct way.child_id)                                   as children
    from stages
    left join ways as way on way.position >= stages.position
    group by stages.stage, stages.position
    union all
    select
        stage,
        position,
        part,
        reason,
        count(*)                                                       as episodes,
        count(distinct child_id)                                       as children
    from ways
    where stage <> 'in_time'
    group by stage, position, part, reason
)
select
    stage,
    part,
    reason,
    episodes,
    children
from rows_of_the_way
order by
    position,
    part <> 'reached',
    list_position(['voided', 'declined', 'pending', 'not_recorded', 'late', 'time_not_known'], part),
    episodes desc,
    reason
