-- derived.sql: made anew at every publish from the tables of schema.sql, never by hand.
-- Whatever needs a child's whole history is worked out here: a window function after the reader's
-- filter would silently lose the earlier episodes. Binds $repeat_days, $repeat_episodes, $move_days and
-- $timescale_hours.

-- calendar_days: one row per day that the records cover or a child went missing on
create or replace table calendar_days as
with
-- the last quarter whole: episodes after the data date may be kept, with a warning
covered as (
    select
        least(
            snapshot.data_from,
            cast(date_trunc('quarter', min(missing_at) filter (
                where missing_at > snapshot.data_date - interval 30 years
            )) as date)
        )                                                              as first_day,
        cast(date_trunc('quarter', snapshot.data_date) + interval 3 months as date) as end_day
    from snapshot
    left join episodes on true
    group by snapshot.data_from, snapshot.data_date
),
days as (
    select cast(unnest(range(first_day, end_day, interval 1 day)) as date) as day from covered
    union
    select cast(missing_at as date) as day from episodes
)
select
    day,
    case
        when coalesce(bool_or(day between starts_on and ends_on) filter (where name <> 'Term'), false) then 'holiday'
        when day between min(starts_on) and max(ends_on) then 'term'
        else 'not_known'
    end                                                                as day_kind
from days
left join school_holidays on true
group by day
order by day;

-- moves: one row per placement that a child moved to from another: not the first, not the first after a gap in
-- care, and not where only something else changed, such as the legal status, for which SSDA903 has a row too
create or replace table moves as
with histories as (
    select
        child_id,
        started_on,
        max(coalesce(ended_on, date '9999-12-31')) over (
            history rows between unbounded preceding and 1 preceding
        )                                                              as in_care_to,
        row(placement_type, source_code, setting, postcode)            as place,
        lag(place) over history                                        as place_before,
        coalesce(setting, postcode) is not null                        as place_known
    from placements
    window history as (partition by child_id order by started_on)
)
select
    child_id,
    started_on
from histories
where in_care_to >= started_on - 1
    and (place is distinct from place_before or not place_known)
order by child_id, started_on;

-- episode_facts: one row per episode, sorted by missing_at
create or replace table episode_facts as
with
-- an interview may cover several episodes and an episode may have several interviews: a completed
-- one counts before a voided, a voided before a declined, a declined before one merely offered
interview_choices as (
    select
        link.episode_id,
        interview.interview_id,
        interview.offered_at,
        interview.completed_at,
        interview.outcome,
        interview.void_reason,
        interview.time_known                                           as interview_time_known,
        -- where only the day was given: it was held before the next day began, no more is known
        case when interview.time_known
            then interview.completed_at
            else date_trunc('day', interview.completed_at) + interval 1 day
        end                                                            as held_by,
        row_number() over (
            partition by link.episode_id
            order by
                case interview.outcome when 'completed' then 1 when 'voided' then 2 when 'declined' then 3 else 4 end,
                held_by nulls last,
                interview.interview_id
        )                                                              as choice
    from interview_episodes as link
    join interviews as interview using (interview_id)
),
-- the placement on the day the child went missing: on a day of change, the one that began
placement_on_the_day as (
    select
        episode.episode_id,
        placement.placement_type,
        placement.out_of_area,
        placement.setting
    from episodes as episode
    asof join placements as placement
        on episode.child_id = placement.child_id
        and episode.missing_at >= placement.started_on
    where placement.ended_on is null or placement.ended_on >= cast(episode.missing_at as date)
),
-- until when each child can go missing from care: the 18th birthday, or the end of the last placement
-- where none is open
ends_of_care as (
    select
        child.child_id,
        least(
            child.date_of_birth + to_years(18),
            cast(placement.ended_on as timestamp)
        )                                                              as in_care_until
    from children as child
    left join (
        select child_id, max(ended_on) as ended_on
        from placements
        group by child_id
        having count(*) = count(ended_on)
    ) as placement using (child_id)
),
histories as (
    select
        episode_id,
        child_id,
        category,
        missing_at,
        row_number() over history                                      as episode_number,
        lag(missing_at) over history                                   as previous_missing_at,
        lag(returned_at) over history                                  as previous_returned_at,
        lead(missing_at) over history                                  as next_missing_at,
        count(*) over in_repeat_days                                   as episodes_in_repeat_window,
        count(*) filter (where choice.outcome = 'voided') over in_repeat_days as voided_in_repeat_window,
        -- the episode before may have been inside a longer one
        max(returned_at) over (
            history rows between unbounded preceding and 1 preceding
        )                                                              as last_returned_at,
        -- the next episode may be inside this one: then the child goes again with a later one
        case
            when next_missing_at >= returned_at then next_missing_at
            when returned_at is not null then min(missing_at) over (
                partition by child_id, category
                order by missing_at
                range between coalesce(returned_at - missing_at, interval 0 days) following
                    and unbounded following
                exclude group
            )
        end                                                            as again_at
    from episodes
    left join (
        select episode_id, outcome
        from interview_choices
        where choice = 1
    ) as choice using (episode_id)
    window
        history as (partition by child_id, category order by missing_at, episode_id),
        in_repeat_days as (
            partition by child_id, category
            order by missing_at
            range between to_days($repeat_days) - interval 1 microsecond preceding and current row
        )
),
triggers as (
    select
        episode_id,
        episodes_in_repeat_window >= $repeat_episodes
            and lag(episodes_in_repeat_window, 1, 0) over (
                partition by child_id, category order by missing_at, episode_id
            ) < $repeat_episodes                                       as reaches_trigger
    from histories
),
latest_moves as (
    select episode.episode_id, moves.started_on
    from episodes as episode
    asof join moves
        on episode.child_id = moves.child_id
        and episode.missing_at >= moves.started_on
    where cast(episode.missing_at as date) - moves.started_on <= $move_days
)
select
    episode.episode_id,
    episode.child_id,
    child.authority,
    episode.category,
    episode.missing_at,
    episode.returned_at,
    episode.time_known,
    cast(date_trunc('quarter', episode.missing_at) as date)            as quarter_start,
    cast(date_trunc('month', episode.missing_at) as date)              as month_start,
    cast(date_trunc('week', episode.missing_at) as date)               as week_start,
    case when episode.time_known
        then (isodow(episode.missing_at) - 1) * 24 + hour(episode.missing_at)
    end                                                                as hour_of_week,
    calendar_days.day_kind,
    coalesce(episode.placement_type, placement_on_the_day.placement_type) as placement_type,
    coalesce(episode.out_of_area, placement_on_the_day.out_of_area)    as out_of_area,
    coalesce(episode.setting, placement_on_the_day.setting)            as setting,
    episode.risk,
    episode.reasons,
    episode.place_id,
    episode.place_text,
    place_matches.matched_by                                           as place_matched_by,
    episode.found_setting,
    episode.travel_mode,
    episode.return_method,
    episode.companions,
    date_sub('year', child.date_of_birth, cast(episode.missing_at as date)) as age_years,
    -- not below zero: a time that the clock change skips or repeats can stand after the next
    case when episode.time_known and episode.returned_at is not null then greatest(
        (epoch(episode.returned_at at time zone 'Europe/London')
            - epoch(episode.missing_at at time zone 'Europe/London')) / 3600,
        0
    ) end                                                                as gone_hours,
    histories.episode_number,
    histories.previous_missing_at,
    histories.previous_returned_at,
    histories.next_missing_at,
    histories.episodes_in_repeat_window,
    histories.voided_in_repeat_window,
    triggers.reaches_trigger,
    latest_moves.started_on                                            as moved_on,
    case when histories.previous_returned_at is not null then greatest(
        epoch(episode.missing_at - histories.last_returned_at) / 86400, 0
    ) end                                                              as days_since_return,
    -- a placement that ended before the return says only that the next one is not loaded
    case
        when episode.returned_at + to_days($repeat_days) <= least(
            snapshot.data_date,
            case when ends_of_care.in_care_until > episode.returned_at then ends_of_care.in_care_until end
        )
        then coalesce(histories.again_at < episode.returned_at + to_days($repeat_days), false)
    end                                                                as repeated,
    ends_of_care.in_care_until,
    choice.interview_id,
    choice.offered_at,
    choice.completed_at,
    choice.void_reason,
    case
        when choice.outcome is not null then choice.outcome
        when episode.returned_at is null then 'pending'
        when epoch(snapshot.data_date at time zone 'Europe/London')
            - epoch(episode.returned_at at time zone 'Europe/London') < $timescale_hours * 3600 then 'pending'
        else 'not_recorded'
    end                                                                as interview_state,
    case when episode.time_known and choice.interview_time_known and choice.outcome = 'completed' then greatest(
        (epoch(choice.completed_at at time zone 'Europe/London')
            - epoch(episode.returned_at at time zone 'Europe/London')) / 3600,
        0
    ) end                                                                as hours_to_interview,
    coalesce(
        episode.time_known
            and choice.outcome = 'completed'
            and (epoch(choice.held_by at time zone 'Europe/London')
                - epoch(episode.returned_at at time zone 'Europe/London')) / 3600 <= $timescale_hours,
        false
    )                                                                  as in_time,
    -- how far the episode came towards an interview in time, and what it is called where it ended; an
    -- interview that was held, or declined, was offered, recorded or not
    case
        when in_time then 'in_time'
        when interview_state = 'completed' then 'completed'
        when episode.returned_at is null then 'episode'
        when interview_state = 'voided' then 'back'
        when interview_state = 'declined' then 'offered'
        when choice.offered_at <= snapshot.data_date then 'offered'
        else 'back'
    end                                                                as interview_stage,
    case
        when in_time then 'in_time'
        when hours_to_interview is not null then 'late'
        when interview_state = 'completed' then 'time_not_known'
        when interview_state = 'pending' and episode.returned_at is null then 'still_missing'
        else interview_state
    end                                                                as interview_end
from episodes as episode
cross join snapshot
join children as child using (child_id)
join histories using (episode_id)
join triggers using (episode_id)
join ends_of_care using (child_id)
join calendar_days on calendar_days.day = cast(episode.missing_at as date)
left join place_matches using (place_text)
left join placement_on_the_day using (episode_id)
left join latest_moves using (episode_id)
left join interview_choices as choice
    on choice.episode_id = episode.episode_id
    and choice.choice = 1
order by episode.missing_at, episode.episode_id;

-- coverage: one row, what the records cover. data_from: where no file said so, the quarter of the
-- first episode. data_until is where trends end: the data date, but not beyond the quarter of the last
-- episode, so that an old file loaded today shows no empty years. A start typed into another century
-- moves neither: it was warned of, and is counted in no period until it is corrected.
create or replace table coverage as
with extent as (
    select
        min(missing_at) filter (
            where missing_at > snapshot.data_date - interval 30 years
        )                                                              as first_missing_at,
        max(missing_at) filter (
            where missing_at < date_trunc('quarter', snapshot.data_date - interval 1 microsecond)
                + interval 3 months
        )                                                              as last_missing_at,
        count(episode_id)                                              as episodes,
        count(distinct child_id)                                       as children
    from snapshot
    left join episode_facts on true
)
select
    coalesce(
        snapshot.data_from,
        cast(date_trunc('quarter', extent.first_missing_at) as date)
    )                                                                  as data_from,
    -- a quarter that the first episode falls in late may have begun before the records did
    coalesce(
        snapshot.data_from,
        cast(date_trunc('month', extent.first_missing_at) as date)
    )                                                                  as complete_from,
    greatest(
        -- an episode after the data date; the day whole: a second would say when it began
        case
            when extent.last_missing_at >= snapshot.data_date
                then date_trunc('day', extent.last_missing_at) + interval 1 day
        end,
        least(
            snapshot.data_date,
            date_trunc('quarter', extent.last_missing_at) + interval 3 months
        )
    )                                                                  as data_until,
    snapshot.data_date,
    snapshot.demonstration,
    snapshot.number                                                    as snapshot_number,
    snapshot.built_at,
    extent.episodes,
    extent.children
from snapshot
cross join extent;
