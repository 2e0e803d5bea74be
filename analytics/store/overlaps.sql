-- overlaps.sql: made anew at every publish. Binds $minutes.
-- Two children's episodes are found through the authority and a stretch of time of $minutes: each
-- meets those of its own stretch and of the two beside it, an equi-join; a join on the range itself
-- would compare everybody with everybody.

-- "overlaps" (a keyword, hence quoted): one row per episode that two children shared
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
        cast(epoch(missing_at) as bigint) // ($minutes * 60)           as went_in,
        cast(epoch(returned_at) as bigint) // ($minutes * 60)          as found_in
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
    where abs(epoch(one.missing_at) - epoch(other.missing_at)) <= $minutes * 60
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
    where abs(epoch(one.returned_at) - epoch(other.returned_at)) <= $minutes * 60
        and one.missing_at < other.returned_at
        and other.missing_at < one.returned_at
),
-- which of the other child's episodes a worker meant: the nearest of those at about the same time
recorded_sides as (
    select
        own.episode_id,
        own.child_id,
        companions.companion_id,
        other.episode_id                                               as companion_episode,
        row_number() over (
            partition by own.episode_id, companions.companion_id
            order by abs(epoch(own.missing_at) - epoch(other.missing_at)), other.episode_id
        )                                                              as nearest
    from companions
    join episode_facts as own using (episode_id)
    left join episode_facts as other
        on other.child_id = companions.companion_id
        and (
            abs(epoch(own.missing_at) - epoch(other.missing_at)) <= $minutes * 60
            or (
                other.missing_at <= coalesce(own.returned_at, timestamp 'infinity')
                and own.missing_at <= coalesce(other.returned_at, timestamp 'infinity')
            )
        )
    where companions.companion_id <> own.child_id
),
recorded_links as (
    select
        least(child_id, companion_id)                                  as child_a,
        greatest(child_id, companion_id)                               as child_b,
        case when child_id < companion_id then episode_id else companion_episode end as episode_a,
        case when child_id < companion_id then companion_episode else episode_id end as episode_b
    from recorded_sides
    where nearest = 1
),
links as (
    select
        child_a,
        child_b,
        episode_a,
        episode_b,
        bool_or(recorded)                                              as recorded,
        bool_or(left_together)                                         as left_together,
        bool_or(found_together)                                        as found_together
    from (
        select
            one.child_id                                               as child_a,
            other.child_id                                             as child_b,
            episode_a,
            episode_b,
            false                                                      as recorded,
            left_together,
            found_together
        from inferred_links
        join timed as one on one.episode_id = episode_a
        join timed as other on other.episode_id = episode_b
        union all
        select child_a, child_b, episode_a, episode_b, true, false, false
        from recorded_links
    )
    group by child_a, child_b, episode_a, episode_b
),
-- an episode counts once with another child: with the recorded, then the nearest of that child's,
-- where it is the nearest for that one too
ranked as (
    select
        links.*,
        abs(epoch(one.missing_at) - epoch(other.missing_at)) / 60      as minutes_apart,
        row_number() over (
            partition by child_a, child_b, episode_a
            order by recorded desc, minutes_apart, episode_b
        )                                                              as rank_of_a,
        row_number() over (
            partition by child_a, child_b, episode_b
            order by recorded desc, minutes_apart, episode_a
        )                                                              as rank_of_b
    from links
    left join episode_facts as one on one.episode_id = episode_a
    left join episode_facts as other on other.episode_id = episode_b
)
select
    coalesce(one.authority, other.authority)                           as authority,
    child_a,
    child_b,
    episode_a,
    episode_b,
    least(one.missing_at, other.missing_at)                            as missing_at,
    case when one.time_known and other.time_known then minutes_apart end as minutes_apart,
    recorded,
    left_together or found_together                                    as inferred,
    left_together,
    found_together,
    coalesce(one.setting = other.setting, false)                       as same_setting,
    case when one.setting = other.setting then one.setting end         as setting,
    case when one.place_id = other.place_id then one.place_id end      as place_id
from ranked
left join episode_facts as one on one.episode_id = episode_a
left join episode_facts as other on other.episode_id = episode_b
where (rank_of_a = 1 and rank_of_b = 1)
    or episode_a is null
    or episode_b is null
order by missing_at, child_a, child_b, episode_a, episode_b;
