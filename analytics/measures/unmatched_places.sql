-- unmatched_places.sql: one row per wording of a location that is no known place, the busiest first
select
    place_text,
    count(*)                                                           as episodes,
    count(distinct child_id)                                           as children,
    max(missing_at)                                                    as last_found
from episodes_in_scope
where place_text is not null
    and place_id is null
    -- one set aside has been settled: it means no named place
    and place_matched_by is null
group by place_text
order by episodes desc, last_found desc, place_text
