-- hours_to_interview.sql: one row per quarter with a completed interview, oldest first
select
    quarter_start,
    count(distinct child_id) filter (where hours_to_interview is not null) as children,
    count(*)                                                           as completed,
    count(hours_to_interview)                                          as with_hours,
    median(hours_to_interview)                                         as median_hours,
    quantile_cont(hours_to_interview, 0.9)                             as ninetieth_percentile_hours,
    count(*) filter (where hours_to_interview <= 24)                   as within_24_hours,
    count(*) filter (where hours_to_interview <= 48)                   as within_48_hours,
    count(*) filter (where hours_to_interview <= 72)                   as within_72_hours,
    count(*) filter (where hours_to_interview <= 96)                   as within_96_hours,
    count(*) filter (where hours_to_interview <= 168)                  as within_168_hours,
    within_24_hours / nullif(with_hours, 0)                            as share_within_24_hours,
    within_48_hours / nullif(with_hours, 0)                            as share_within_48_hours,
    within_72_hours / nullif(with_hours, 0)                            as share_within_72_hours,
    within_96_hours / nullif(with_hours, 0)                            as share_within_96_hours,
    within_168_hours / nullif(with_hours, 0)                           as share_within_168_hours
from episodes_in_scope
where interview_state = 'completed'
group by quarter_start
order by quarter_start
