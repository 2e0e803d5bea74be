-- cells.sql: one row per quarter, category, dimension and part of it (all, a placement type, in or out of area), variable
-- and value: what can be counted there, with episodes and distinct children. Zeros have no row. Binds $bands, $band_starts (hours gone), $repeat_bands and $repeat_starts (episodes a child).
with facts as (
    select
        *,
        case
            when interview_state <> 'completed' then interview_state
            when in_time then 'in_time'
            else 'late'
        end                                                            as outcome,
        -- asked for, and nothing more is recorded: part of pending and not_recorded
        case
            when interview_state not in ('pending', 'not_recorded') then null
            when interview_stage = 'offered' then 'offered'
            else 'not_offered'
        end                                                            as open_interview,
        case
            when returned_at is null then 'still missing'
            when not time_known then 'not known'
            else $bands[len(list_filter($band_starts, lambda starts_at : starts_at <= gone_hours))]
        end                                                            as band,
        case when len(companions) > 0 then list_distinct(companions) else ['not_recorded'] end as companions_recorded
    from episode_facts
),
of_placements_and_areas as (
    select
        quarter_start,
        category,
        unnest([
            {dimension: 'all', part: 'all'},
            {dimension: 'placement_type', part: coalesce(placement_type, 'not_known')},
            {
                dimension: 'out_of_area',
                part: case when out_of_area then 'out_of_area' when not out_of_area then 'in_area' else 'not_known' end
            }
        ], recursive := true),
        outcome,
        episode_id,
        child_id
    from facts
),
outcomes as (
    select
        * exclude (outcome),
        unnest([
            {variable: 'episodes', value: 'all'},
            {variable: 'outcome', value: outcome},
            {variable: 'completed', value: case when outcome in ('in_time', 'late') then 'all' end}
        ], recursive := true)
    from of_placements_and_areas
),
circumstances as (
    select
        quarter_start,
        category,
        'all'                                                          as dimension,
        'all'                                                          as part,
        unnest([
            {variable: 'found_setting', value: found_setting},
            {variable: 'travel_mode', value: travel_mode},
            {variable: 'return_method', value: return_method},
            {variable: 'place', value: coalesce(place_id, 'no_named_place')},
            {variable: 'length', value: band},
            {
                variable: 'open',
                value: case when interview_state in ('pending', 'not_recorded') then 'all' end
            },
            {variable: 'open_interview', value: open_interview},
            {
                variable: 'offered',
                -- also where the child declined and is not back: held, declined and asked add up
                value: case
                    when interview_state in ('completed', 'declined') or open_interview = 'offered' then 'all'
                end
            }
        ], recursive := true),
        episode_id,
        child_id
    from facts
),
with_companions as (
    select
        quarter_start,
        category,
        'all'                                                          as dimension,
        'all'                                                          as part,
        case when list_contains(companions_recorded, companion) then 'companions' else 'not_with' end as variable,
        companion                                                      as value,
        episode_id,
        child_id
    from facts
    cross join (select distinct unnest(companions_recorded) as companion from facts)
),
by_child as (
    select
        quarter_start,
        category,
        'all'                                                          as dimension,
        'all'                                                          as part,
        'repeat_band'                                                  as variable,
        $repeat_bands[len(list_filter($repeat_starts, lambda starts_at : starts_at <= count(*)))] as value,
        count(*)                                                       as episodes,
        child_id
    from episode_facts
    group by quarter_start, category, child_id
),
-- by child first: counting distinct children directly takes twice as long
of_children as (
    select quarter_start, category, dimension, part, variable, value, child_id, count(*) as episodes
    from (
        from outcomes
        union all by name
        from circumstances
        union all by name
        from with_companions
    )
    where value is not null
    group by all
    union all by name
    from by_child
),
counted as (
    select quarter_start, category, dimension, part, variable, value, sum(episodes) as episodes, count(*) as children
    from of_children
    group by all
)
select
    quarter_start,
    category,
    dimension,
    part,
    variable,
    value,
    cast(episodes as bigint)                                           as episodes,
    children
from counted
order by all
