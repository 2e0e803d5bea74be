-- pairs_seen.sql: one row per two children who shared an episode in scope
select
    any_value(met.authority)                                           as authority,
    met.child_a,
    met.child_b,
    count(*) filter (where met.recorded)                               as recorded,
    count(*) filter (where met.inferred)                               as inferred,
    count(*)                                                           as shared,
    bool_or(met.same_setting)                                          as same_setting,
    coalesce(
        any_value(one.sibling_group) = any_value(other.sibling_group)
            and any_value(one.authority) is not distinct from any_value(other.authority),
        false
    )                                                                  as siblings,
    bool_or(met.of_two_authorities)                                    as of_two_authorities,
    min(met.missing_at)                                                as first_shared_at,
    max(met.missing_at)                                                as last_shared_at
from shared_in_scope as met
left join children as one on one.child_id = met.child_a
left join children as other on other.child_id = met.child_b
group by met.child_a, met.child_b
order by met.child_a, met.child_b
