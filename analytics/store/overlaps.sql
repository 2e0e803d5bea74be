-- overlaps.sql: made anew at every publish. Binds $near, in microseconds.
-- Two children's episodes are found through the authority and a stretch of time of $near: each
-- meets those of its own stretch and of the two beside it, an equi-join; a join on the range itself
-- would compare everybody with everybody.

-- "overlaps" (a keyword, hence quoted): one row per two episodes of two children that may be one they shared;
-- shared_in_scope.sql says which are, of those that a reader selects
create or replace table "overlaps" as
with
timed as (
    select
        episode_id,
        child_id,
        coalesce(authority, '')                                        as authority,
        missing_at,
        returned_at,
        setting,
        place_id,
        epoch_us(missing_at) // $near                                  as went_in,
        epoch_us(returned_at) // $near                                 as found_in
    from episode_facts
    where time_known
),
going as (
    select *, unnest([went_in - 1, went_in, went_in + 1]) as meets
    from timed
    where setting is not null or place_id is not null
),
being_found as (
    select *, unnest([found_in - 1, found_in, found_in + 1]) as meets
    from timed
    where place_id is not null and returned_at is not null
),
inferred_links as (
    select
        one.episode_id                                                 as episode_a,
        other.episode_id                                               as episode_b,
        true                                                           as left_together,
        false                                                          as found_together
    from going as one
    join going as other
        on one.authority = other.authority
        and one.meets = other.went_in
        and other.meets = other.went_in
        and one.child_id < other.child_id
    where abs(epoch_us(one.missing_at) - epoch_us(other.missing_at)) <= $near
        and (one.setting = other.setting or one.place_id = other.place_id)
    union all
    select
        one.episode_id,
        other.episode_id,
        false,
        true
    from being_found as one
    join being_found as other
        on one.authority = other.authority
        and one.place_id = other.place_id
        and one.meets = other.found_in
        and other.meets = other.found_in
        and one.child_id < other.child_id
    where abs(epoch_us(one.returned_at) - epoch_us(other.returned_at)) <= $near
        and one.missing_at < other.returned_at
        and other.missing_at < one.returned_at
),
-- a worker named the other child: with each of that child's episodes at about the same time, and once
-- without any, for selections in which there is none
named as (
    select
        own.episode_id,
        own.child_id,
        companions.companion_id,
        other.episode_id                                               as companion_episode
    from companions
    join episode_facts as own using (episode_id)
    join episode_facts as other
        on other.child_id = companions.companion_id
        and (
            abs(epoch_us(own.missing_at) - epoch_us(other.missing_at)) <= $near
            or (
                other.missing_at <= coalesce(own.returned_at, timestamp 'infinity')
                and own.missing_at <= coalesce(other.returned_at, timestamp 'infinity')
            )
        )
    where companions.companion_id <> own.child_id
    union all
    select
        own.episode_id,
        own.child_id,
        companions.companion_id,
        null                                                           as companion_episode
    from companions
    join episode_facts as own using (episode_id)
    where companions.companion_id <> own.child_id
),
links as (
    select
        one.child_id                                                   as child_a,
        other.child_id                                                 as child_b,
        episode_a,
        episode_b,
        false                                                          as named_by_a,
        false                                                          as named_by_b,
        left_together,
        found_together
    from inferred_links
    join timed as one on one.episode_id = episode_a
    join timed as other on other.episode_id = episode_b
    union all
    select
        least(child_id, companion_id)                                  as child_a,
        greatest(child_id, companion_id)                               as child_b,
        case when child_id < companion_id then episode_id else companion_episode end as episode_a,
        case when child_id < companion_id then companion_episode else episode_id end as episode_b,
        child_id < companion_id                                        as named_by_a,
        child_id > companion_id                                        as named_by_b,
        false                                                          as left_together,
        false                                                          as found_together
    from named
),
joined as (
    select
        child_a,
        child_b,
        episode_a,
        episode_b,
        bool_or(named_by_a)                                            as named_by_a,
        bool_or(named_by_b)                                            as named_by_b,
        bool_or(left_together)                                         as left_together,
        bool_or(found_together)                                        as found_together
    from links
    group by child_a, child_b, episode_a, episode_b
)
select
    coalesce(one.authority, other.authority)                           as authority,
    child_a,
    child_b,
    episode_a,
    episode_b,
    coalesce(least(one.missing_at, other.missing_at), one.missing_at, other.missing_at) as missing_at,
    abs(epoch(one.missing_at) - epoch(other.missing_at)) / 60          as minutes_between,
    case when one.time_known and other.time_known then minutes_between end as minutes_apart,
    named_by_a,
    named_by_b,
    named_by_a or named_by_b                                           as recorded,
    left_together or found_together                                    as inferred,
    left_together,
    found_together,
    one.authority is distinct from other.authority
        and one.episode_id is not null
        and other.episode_id is not null                               as of_two_authorities,
    coalesce(one.setting = other.setting and not of_two_authorities, false) as same_setting,
    case when same_setting then one.setting end                        as setting,
    case when one.place_id = other.place_id then one.place_id end      as place_id
from joined
left join episode_facts as one on one.episode_id = episode_a
left join episode_facts as other on other.episode_id = episode_b
order by missing_at, child_a, child_b, episode_a, episode_b;
