-- places.sql: one row per place and child found there since $begins or, before it, in the period before; a
-- place of the gazetteer where nobody was found has one row without a child
select
    places.place_id,
    places.name,
    places.kind,
    places.in_city,
    places.latitude,
    places.longitude,
    places.note,
    found.child_id,
    coalesce(found.episodes, 0)                                        as episodes,
    coalesce(found.previous_episodes, 0)                               as previous_episodes
from places
left join (
    select
        place_id,
        child_id,
        count(*) filter (where missing_at >= $begins)                  as episodes,
        count(*) filter (where missing_at < $begins)                   as previous_episodes
    from episodes_in_scope
    where place_id is not null
    group by place_id, child_id
) as found using (place_id)
where places.kind is distinct from 'postcode'
    or found.child_id is not null
order by places.place_id, found.child_id
