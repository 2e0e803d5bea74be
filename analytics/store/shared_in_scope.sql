-- shared_in_scope.sql: one row per episode that two children shared, both sides in episodes_in_scope
-- An episode counts once with another child: with the one recorded, else with the nearest, where it is
-- that for the other one too. So it is settled among the episodes selected: what is left out takes
-- nobody's partner away, and a companion whose side is left out counts like one without an episode.
select *
from (
    with
    in_scope as (
        select met.*
        from "overlaps" as met
        where (met.episode_a is null or met.episode_a in (select episode_id from episodes_in_scope))
            and (met.episode_b is null or met.episode_b in (select episode_id from episodes_in_scope))
    ),
    -- whom a worker meant: the nearest of the named child's episodes
    meant as (
        select
            * exclude (recorded),
            (
                named_by_a
                and row_number() over (
                    partition by child_b, episode_a, named_by_a order by minutes_between, episode_b
                ) = 1
            ) or (
                named_by_b
                and row_number() over (
                    partition by child_a, episode_b, named_by_b order by minutes_between, episode_a
                ) = 1
            )                                                          as recorded
        from in_scope
        where episode_a is not null and episode_b is not null
    ),
    ranked as (
        select
            *,
            row_number() over (
                partition by child_b, episode_a order by recorded desc, minutes_between, episode_b
            )                                                          as rank_of_a,
            row_number() over (
                partition by child_a, episode_b order by recorded desc, minutes_between, episode_a
            )                                                          as rank_of_b
        from meant
        where recorded or inferred
    ),
    with_partner as (
        select episode_a as own_episode, child_b as other_child
        from meant
        where named_by_a
        union
        select episode_b, child_a
        from meant
        where named_by_b
    ),
    -- named, but without an episode selected at the time; where one of two such lies inside the
    -- other, it is one occasion
    alone as (
        select
            in_scope.* exclude (recorded),
            coalesce(episode_a, episode_b)                             as own_episode,
            case when episode_b is null then child_b else child_a end  as other_child,
            max(coalesce(own.returned_at, own.missing_at)) over (
                partition by own.child_id, other_child
                order by own.missing_at, own.episode_id
                rows between unbounded preceding and 1 preceding
            )                                                          as returned_before
        from in_scope
        join episodes_in_scope as own on own.episode_id = coalesce(in_scope.episode_a, in_scope.episode_b)
        where episode_a is null or episode_b is null
    )
    select
        authority,
        child_a,
        child_b,
        episode_a,
        episode_b,
        missing_at,
        minutes_apart,
        recorded,
        inferred,
        left_together,
        found_together,
        of_two_authorities,
        same_setting,
        setting,
        place_id
    from ranked
    where rank_of_a = 1 and rank_of_b = 1
    union all
    select
        authority,
        child_a,
        child_b,
        episode_a,
        episode_b,
        missing_at,
        minutes_apart,
        true                                                           as recorded,
        inferred,
        left_together,
        found_together,
        of_two_authorities,
        same_setting,
        setting,
        place_id
    from alone
    anti join with_partner using (own_episode, other_child)
    where returned_before is null or returned_before <= missing_at
)
