-- interviews_by_hours.sql: one row per band of hours from return to interview, shortest first, each with its upper end; then
-- those longer than the last band, then those held at a time not known
with held as (
    select
        child_id,
        in_time,
        case
            when hours_to_interview is null then len($band_starts) + 1
            when hours_to_interview > $band_starts[-1] then len($band_starts)
            else greatest(len(list_filter($band_starts, lambda starts : starts < hours_to_interview)), 1)
        end                                                            as band
    from episodes_in_scope
    where interview_state = 'completed'
),
bands as (
    select
        unnest(range(1, len($band_starts) + 2))                        as band
)
select
    $band_starts[bands.band]                                           as hours_from,
    $band_starts[bands.band + 1]                                       as hours_to,
    count(held.child_id)                                               as episodes,
    count(distinct held.child_id)                                      as children,
    count(*) filter (where held.in_time)                               as in_time
from bands
left join held using (band)
group by bands.band
order by bands.band
