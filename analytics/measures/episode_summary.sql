-- episode_summary.sql: one row per $unit (week, month, quarter, or all as one) and group that records
-- and filters cover, oldest first; a period without an episode is a row of zeros. $breakdown: none or
-- placement_type. complete: records and filters cover the whole period.
with extent as (
    select
        greatest(cast(data_from as timestamp), coalesce(cast($period_from as timestamp), data_from)) as begins_at,
        complete_from,
        least(data_until, coalesce(cast($period_to as timestamp), data_until))                       as ends_at,
        case $unit when 'week' then to_days(7) when 'month' then to_months(1) else to_months(3) end  as step
    from coverage
),
periods as (
    select
        cast(unnest(
            case
                when $unit <> 'all' then range(cast(date_trunc(nullif($unit, 'all'), begins_at) as timestamp), ends_at, step)
                when begins_at < ends_at then [begins_at]
                else []
            end
        ) as date)                                                     as period_start
    from extent
),
grouped_episodes as (
    select
        episode.*,
        case $unit
            when 'week' then week_start
            when 'month' then month_start
            when 'quarter' then quarter_start
            else cast(extent.begins_at as date)
        end                                                            as period_start,
        case $breakdown
            when 'none' then 'all'
            when 'placement_type' then coalesce(placement_type, 'not_known')
            else error('unknown breakdown')
        end                                                            as group_name
    from episodes_in_scope as episode
    cross join extent
),
group_names as (
    select distinct group_name from grouped_episodes
    union
    select 'all' where $breakdown = 'none'
),
counts as (
    select
        periods.period_start,
        group_names.group_name,
        count(distinct episode.child_id)                               as children,
        count(episode.episode_id)                                      as episodes,
        count(*) filter (where episode.interview_state = 'completed')  as completed,
        count(*) filter (where episode.interview_state = 'voided')     as voided,
        count(*) filter (where episode.interview_state = 'declined')   as declined,
        count(*) filter (where episode.interview_state = 'pending')    as pending,
        count(*) filter (where episode.interview_state = 'not_recorded') as not_recorded,
        count(*) filter (where episode.in_time)                        as in_time,
        -- episodes whose files had days without times can never be shown to have been in time
        count(*) filter (where episode.time_known)                     as with_times
    from periods
    cross join group_names
    left join grouped_episodes as episode using (period_start, group_name)
    group by periods.period_start, group_names.group_name
)
select
    counts.* exclude (with_times),
    case when with_times > 0 then in_time / nullif(completed, 0) end   as in_time_of_completed,
    case when with_times > 0 then in_time / nullif(episodes - voided, 0) end as in_time_of_not_voided,
    case when with_times > 0 then in_time / nullif(episodes, 0) end    as in_time_of_episodes,
    period_start >= greatest(extent.begins_at, extent.complete_from) and period_start + extent.step <= extent.ends_at as complete,
    extent.ends_at                                                     as period_until
from counts
cross join extent
order by period_start, group_name
