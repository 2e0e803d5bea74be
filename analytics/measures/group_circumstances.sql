-- group_circumstances.sql: one row per shared episode of $episode_ids, circumstance and value of it.
-- Binds $episode_ids, $hour_bands with the first hour of each in $hour_starts.
with shared as (
    select *
    from episode_facts
    where episode_id in (select unnest(cast($episode_ids as varchar[])))
        and episode_id in (select episode_id from episodes_in_scope)
),
bands as (
    select unnest($hour_bands) as band, unnest($hour_starts) as starts
)
select episode_id, 'place' as circumstance, coalesce(places.name, 'not_recorded') as value
from shared
left join places using (place_id)
union all
select episode_id, 'setting_left', coalesce(setting, 'not_recorded') from shared
union all
select episode_id, 'found_setting', found_setting from shared
union all
select episode_id, 'travel_mode', travel_mode from shared
union all
select episode_id, 'return_method', return_method from shared
union all
select
    episode_id,
    'companions',
    unnest(case when len(companions) > 0 then list_distinct(companions) else ['not_recorded'] end)
from shared
union all
select episode_id, 'weekday', cast(isodow(missing_at) as varchar) from shared
union all
select
    episode_id,
    'hour_band',
    coalesce(
        (select arg_max(band, starts) from bands where time_known and starts <= hour(missing_at)),
        'not_recorded'
    )
from shared
order by episode_id, circumstance, value
