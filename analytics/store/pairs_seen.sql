-- pairs_seen.sql: one row per two children who shared an episode in scope
select
    any_value(met.authority)                                           as authority,
    met.child_a,
    met.child_b,
    count(*) filter (where met.recorded)                               as recorded,
    count(*) filter (where met.inferred)                               as inferred,
    count(*)                                                           as shared,
    bool_or(met.same_setting)                                          as same_setting,
    coalesce(any_value(one.sibling_group) = any_value(other.sibling_group), false) as siblings,
    min(met.missing_at)                                                as first_shared_at,
    max(met.missing_at)                                                as last_shared_at
from "overlaps" as met
left join children as one on one.child_id = met.child_a
left join children as other on other.child_id = met.child_b
where (met.episode_a is null or met.episode_a in (select episode_id from episodes_in_scope))
    and (met.episode_b is null or met.episode_b in (select episode_id from episodes_in_scope))
group by met.child_a, met.child_b
order by met.child_a, met.child_b
