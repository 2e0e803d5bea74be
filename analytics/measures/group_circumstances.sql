-- group_circumstances.sql: one row per shared episode of $episode_ids, circumstance and value of it.
-- Binds $episode_ids, $hour_bands with the first hour of each in $hour_starts.
with shared as (
    select *
    from episodes_in_scope
    where episode_id in (select unnest(cast($episode_ids as varchar[])))
),
bands as (
    select
        unnest($hour_bands)                                            as band,
        unnest($hour_starts)                                           as starts
),
circumstances as (
    select
        episode_id,
        circumstance,
        coalesce(places.name, value)                                   as value
    from episode_circumstances
    left join places
        on circumstance = 'place'
        and places.place_id = value
    where episode_id in (select episode_id from shared)
    union all
    select
        episode_id,
        'setting_left'                                                 as circumstance,
        coalesce(setting, 'not_recorded')                              as value
    from shared
    union all
    select
        episode_id,
        'risk'                                                         as circumstance,
        coalesce(risk, 'not_recorded')                                 as value
    from shared
    union all
    select
        episode_id,
        'reasons'                                                      as circumstance,
        unnest(case when len(reasons) > 0 then list_distinct(reasons) else ['not_recorded'] end) as value
    from shared
    union all
    select
        episode_id,
        'weekday'                                                      as circumstance,
        cast(isodow(missing_at) as varchar)                            as value
    from shared
    union all
    select
        episode_id,
        'hour_band'                                                    as circumstance,
        coalesce(
            (select arg_max(band, starts) from bands where time_known and starts <= hour(missing_at)),
            'not_recorded'
        )                                                              as value
    from shared
)
select
    episode_id,
    circumstance,
    value
from circumstances
order by episode_id, circumstance, value
