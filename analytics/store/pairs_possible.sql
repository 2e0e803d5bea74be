-- pairs_possible.sql: one row per authority: how many pairs could be together $fewest times or more, if the
-- weeks in which they went were others. Binds $near, in microseconds, and $fewest.
-- That hangs on weekdays, hours, settings, places and quarters alone, which stay when whole weeks are
-- moved: so it is known before anybody looks who was together. The week is cut into as many stretches
-- of $near or a little more as it has room for; each meets its own and the two beside it. Times are
-- whole microseconds, as in statistics/together.py.
with
stretches as (
    select
        greatest(604800000000 // $near, 1)                             as number,
        604800000000                                                   as a_week,
        $near                                                          as near
),
timed as (
    select
        episode_id,
        child_id,
        coalesce(authority, '')                                        as authority,
        setting,
        place_id,
        epoch_us(missing_at) % 604800000000                            as went_at,
        epoch_us(returned_at) % 604800000000                           as found_at,
        min(quarter_start) over of_child - interval 7 days             as can_begin,
        max(quarter_start) over of_child
            + interval '3 months 7 days'
            + coalesce(max(returned_at - missing_at) over of_child, interval 0 days) as can_end
    from episodes_in_scope
    where time_known
    window of_child as (partition by child_id)
),
-- the same setting left, or found at the same place, at such a time; or found there at such a time
occasions as (
    select *, 'left' as what, setting as at_what, went_at as at_time
    from timed
    where setting is not null
    union all
    select *, 'went', place_id, went_at
    from timed
    where place_id is not null
    union all
    select *, 'found', place_id, found_at
    from timed
    where place_id is not null and found_at is not null
),
in_stretches as (
    select *, (at_time + a_week) % a_week * number // a_week as stretch
    from occasions
    cross join stretches
),
meeting as (
    select *, unnest(list_distinct([(stretch + number - 1) % number, stretch, (stretch + 1) % number])) as meets
    from in_stretches
),
possible as (
    select one.authority, one.child_id as child_a, other.child_id as child_b
    from in_stretches as one
    join meeting as other
        on one.authority = other.authority
        and one.what = other.what
        and one.at_what = other.at_what
        and one.stretch = other.meets
        and one.child_id < other.child_id
    where one.can_begin < other.can_end
        and other.can_begin < one.can_end
        and least(
            abs(one.at_time - other.at_time) % one.a_week,
            one.a_week - abs(one.at_time - other.at_time) % one.a_week
        ) <= one.near
    group by one.authority, one.child_id, other.child_id
    having count(distinct one.episode_id) >= $fewest
        and count(distinct other.episode_id) >= $fewest
)
select authority, count(*) as pairs
from possible
group by authority
order by authority
