-- preceded_by_move.sql: one row per child with a day of care that records and filters reach into: its days at most
-- $move_days after a move, its other days, and the episodes in scope that began on either
with stays as (
    select
        placements.child_id,
        placements.placement_type,
        placements.out_of_area,
        placements.started_on,
        placements.ended_on,
        lead(placements.started_on) over history                       as next_started_on,
        moves.started_on                                               as moved_on
    from placements
    asof left join moves
        on moves.child_id = placements.child_id
        and moves.started_on <= placements.started_on
    window history as (partition by placements.child_id order by placements.started_on)
),
covered as (
    select
        greatest(complete_from, cast($period_from as date))            as begins_on,
        least(
            cast(data_until + interval 1 day - interval 1 microsecond as date),
            cast($period_to as date)
        )                                                              as ends_on
    from coverage
),
days_of_care as (
    select
        stays.child_id,
        greatest(stays.started_on, covered.begins_on)                  as begins_on,
        -- the day a placement ended counts with it, where no other began; care ends on the 18th birthday
        least(
            stays.ended_on + 1,
            stays.next_started_on,
            cast(children.date_of_birth + to_years(18) as date),
            covered.ends_on
        )                                                              as ends_on,
        -- from the latest move up to $move_days after it; half-open, as the days of care
        stays.moved_on + cast($move_days as integer) + 1               as settled_on
    from stays
    join children using (child_id)
    cross join covered
    where (len(cast($placement_types as varchar[])) = 0 or list_contains(cast($placement_types as varchar[]), stays.placement_type))
        and (cast($out_of_area as boolean) is null or stays.out_of_area = cast($out_of_area as boolean))
        and covered.begins_on is not null
),
days as (
    select
        child_id,
        cast(sum(ends_on - begins_on) as bigint)                       as all_days,
        cast(coalesce(sum(greatest(least(ends_on, settled_on) - begins_on, 0)) filter (
            where settled_on is not null
        ), 0) as bigint)                                               as after_days
    from days_of_care
    where ends_on > begins_on
    group by child_id
),
events as (
    select
        episode.child_id,
        count(*)                                                       as episodes,
        count(episode.moved_on)                                        as after_episodes
    from episodes_in_scope as episode
    join days_of_care as care
        on care.child_id = episode.child_id
        and episode.missing_at >= care.begins_on
        and episode.missing_at < care.ends_on
    group by episode.child_id
)
select
    days.child_id,
    days.after_days,
    days.all_days - days.after_days                                    as other_days,
    coalesce(events.after_episodes, 0)                                 as after_episodes,
    coalesce(events.episodes - events.after_episodes, 0)               as other_episodes
from days
left join events using (child_id)
order by days.child_id
