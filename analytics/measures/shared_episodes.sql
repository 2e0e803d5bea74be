-- shared_episodes.sql: one row per episode that two children shared, both in scope, latest first.
-- Binds $one_child and $other_child, each null for all.
select
    met.child_a,
    met.child_b,
    met.episode_a,
    met.episode_b,
    one.missing_at                                                     as missing_a,
    other.missing_at                                                   as missing_b,
    one.returned_at                                                    as returned_a,
    other.returned_at                                                  as returned_b,
    met.minutes_apart,
    met.recorded,
    met.inferred,
    met.left_together,
    met.found_together,
    met.setting,
    places.name                                                        as place
from shared_in_scope as met
left join episodes_in_scope as one on one.episode_id = met.episode_a
left join episodes_in_scope as other on other.episode_id = met.episode_b
left join places on places.place_id = met.place_id
where (cast($one_child as varchar) is null or $one_child in (met.child_a, met.child_b))
    and (cast($other_child as varchar) is null or $other_child in (met.child_a, met.child_b))
order by met.missing_at desc, met.child_a, met.child_b, met.episode_a, met.episode_b
