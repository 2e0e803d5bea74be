-- hours_to_interview.sql: one row per quarter of $quarters, oldest first. Binds $timescale_hours, too.
with quarters as (
    select unnest(cast($quarters as date[]))                           as quarter_start
)
select
    quarters.quarter_start,
    count(distinct episode.child_id)                                   as children,
    count(episode.episode_id)                                          as completed,
    count(episode.hours_to_interview)                                  as with_hours,
    count(distinct episode.child_id) filter (where episode.hours_to_interview is not null) as children_with_hours,
    median(episode.hours_to_interview)                                 as median_hours,
    quantile_cont(episode.hours_to_interview, 0.9)                     as ninetieth_percentile_hours,
    count(*) filter (where episode.hours_to_interview <= $timescale_hours) as within_timescale,
    count(*) filter (where episode.hours_to_interview <= 24)           as within_24_hours,
    count(*) filter (where episode.hours_to_interview <= 48)           as within_48_hours,
    count(*) filter (where episode.hours_to_interview <= 96)           as within_96_hours,
    count(*) filter (where episode.hours_to_interview <= 168)          as within_168_hours,
    within_timescale / nullif(with_hours, 0)                           as share_within_timescale,
    within_24_hours / nullif(with_hours, 0)                            as share_within_24_hours,
    within_48_hours / nullif(with_hours, 0)                            as share_within_48_hours,
    within_96_hours / nullif(with_hours, 0)                            as share_within_96_hours,
    within_168_hours / nullif(with_hours, 0)                           as share_within_168_hours
from quarters
left join episodes_in_scope as episode
    on episode.quarter_start = quarters.quarter_start
    and episode.interview_state = 'completed'
group by quarters.quarter_start
order by quarters.quarter_start
