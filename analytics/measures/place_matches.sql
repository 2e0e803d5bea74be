-- place_matches.sql: one row per wording of a location that was taken for something, the busiest first
select
    episode.place_text,
    episode.place_id,
    places.name,
    episode.place_matched_by                                           as matched_by,
    place_matches.likeness,
    count(*)                                                           as episodes,
    count(distinct episode.child_id)                                   as children
from episodes_in_scope as episode
join place_matches using (place_text)
left join places on places.place_id = episode.place_id
where episode.place_matched_by is not null
group by episode.place_text, episode.place_id, places.name, episode.place_matched_by, place_matches.likeness
order by episodes desc, episode.place_text
