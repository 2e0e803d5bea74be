-- lengths.sql: one row per band of hours gone, shortest first, then still missing and not known; the
-- median and the count over 24 hours are of all episodes with a return and times, the same in every row
with episodes_with_band as (
    select
        child_id,
        gone_hours,
        case
            when returned_at is null then 'still missing'
            when not time_known then 'not known'
            else $bands[len(list_filter($band_starts, lambda starts_at : starts_at <= gone_hours))]
        end                                                            as band
    from episodes_in_scope
),
bands as (
    select
        unnest(list_concat($bands, ['still missing', 'not known']))    as band,
        unnest(range(len($bands) + 2))                                 as position
)
select
    bands.band,
    count(episode.child_id)                                            as episodes,
    count(distinct episode.child_id)                                   as children,
    episodes / nullif((select count(*) from episodes_with_band), 0)    as share,
    (select median(gone_hours) from episodes_with_band)                as median_gone_hours,
    (select count(*) filter (where gone_hours > 24) from episodes_with_band) as over_24_hours,
    (select count(gone_hours) from episodes_with_band)                 as with_known_length,
    (
        select count(distinct child_id) from episodes_with_band where gone_hours is not null
    )                                                                  as children_with_known_length
from bands
left join episodes_with_band as episode using (band)
group by bands.band, bands.position
order by bands.position
