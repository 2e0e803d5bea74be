-- care.sql: one row per row of the file whose episode does not agree with the child's placements.
-- A stay is one or more placement rows that follow each other in one place: a change of legal
-- status starts a new row, not a new stay. A spell in care is one or more stays without a gap.
-- Binds $as_of.
with
placement_rows as (
    select
        child_id,
        started_on,
        case when continuing.child_id is null then placements.ended_on end as ended_on,
        placements.ended_on                                            as place_left_on,
        concat_ws('|', source_code, placement_type, setting, postcode, authority) as place,
        lag(placements.ended_on) over history                          as previous_end,
        lag(concat_ws('|', source_code, placement_type, setting, postcode, authority)) over history
                                                                       as previous_place,
        lead(started_on) over history                                  as next_start
    from placements
    semi join incoming using (child_id)
    left join continuing using (child_id, ended_on)
    window history as (partition by child_id order by started_on)
),
numbered as (
    select
        *,
        -- a next row closes one without an end
        coalesce(place_left_on, next_start)                            as left_on,
        sum(case when previous_end is not null and previous_end + interval 1 day < started_on then 1 else 0 end)
            over history                                               as spell,
        sum(case when place = previous_place and previous_end = started_on then 0 else 1 end)
            over history                                               as stay
    from placement_rows
    window history as (partition by child_id order by started_on)
),
spells as (
    select
        child_id,
        spell,
        min(started_on)                                                as came_on,
        arg_max_null(ended_on, started_on)                             as left_care_on
    from numbered
    group by child_id, spell
),
stays as (
    select
        child_id,
        stay,
        min(started_on)                                                as moved_in_on,
        arg_max_null(left_on, started_on)                              as moved_out_on
    from numbered
    group by child_id, stay
),
firsts as (
    select child_id, min(came_on) as first_came_on
    from spells
    group by child_id
),
placed as (
    select
        incoming.row_number,
        incoming.returned_at is null                                   as still_open,
        cast(incoming.missing_at as date)                              as gone_on,
        firsts.first_came_on,
        (
            select arg_max_null(left_care_on, came_on)
            from spells
            where spells.child_id = incoming.child_id and came_on <= cast(incoming.missing_at as date)
        )                                                              as left_care_on,
        (
            select arg_max_null(moved_out_on, moved_in_on)
            from stays
            where stays.child_id = incoming.child_id and moved_in_on <= cast(incoming.missing_at as date)
        )                                                              as moved_out_on
    from incoming
    join firsts using (child_id)
)
select
    row_number,
    case
        when gone_on < first_came_on then '581'
        when gone_on > left_care_on then '578'
        when still_open and left_care_on <= cast($as_of as date) then '577'
        when still_open and moved_out_on <= cast($as_of as date) then '575'
    end                                                                as rule
from placed
where rule is not null
order by row_number
