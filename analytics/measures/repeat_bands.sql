-- repeat_bands.sql: one row per band of episodes a child, fewest first; bands without a child are rows of zeros
with counts as (
    select
        child_id,
        count(*)                                                       as episodes,
        len(list_filter($band_starts, lambda starts_at : starts_at <= episodes)) as position
    from episodes_in_scope
    group by child_id
),
bands as (
    select
        unnest($bands)                                                 as band,
        unnest(range(1, len($bands) + 1))                              as position
)
select
    bands.band,
    count(counts.child_id)                                             as children,
    cast(coalesce(sum(counts.episodes), 0) as bigint)                  as episodes
from bands
left join counts using (position)
group by bands.band, bands.position
order by bands.position
