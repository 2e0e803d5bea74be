-- chronology.sql: one row per placement, episode, interview, trigger and meeting of a child, oldest first; staff only
-- Binds $child, $begins, $ends, $fewest, $beyond_chance and $repeat_episodes.
with
chosen as (
    from episodes_in_scope
    where child_id = $child
),
-- one coincidence of times and places says nothing: an inferred child is named where the two are linked
linked as (
    select case when child_a = $child then child_b else child_a end      as other_child
    from pairs
    where $child in (child_a, child_b)
        and (recorded >= $fewest or (inferred >= $fewest and q_value < $beyond_chance))
),
-- what a worker wrote of an episode stays with it, whichever of the other child's it was taken for
seen_with as (
    select
        episode_id,
        companion_id                                                   as other_child,
        true                                                           as recorded
    from chosen
    join companions using (episode_id)
    union all
    select
        case when child_a = $child then episode_a else episode_b end   as episode_id,
        case when child_a = $child then child_b else child_a end       as other_child,
        recorded
    from shared_in_scope
    where $child in (child_a, child_b)
),
others as (
    select
        episode_id,
        string_agg(
            other_child || case when recorded then ' (recorded)' else ' (inferred)' end,
            '; '
            order by other_child
        )                                                              as companion_ids
    from (
        select
            episode_id,
            other_child,
            bool_or(recorded)                                          as recorded
        from seen_with
        where other_child <> $child
        group by episode_id, other_child
    )
    where recorded or other_child in (select other_child from linked)
    group by episode_id
),
-- the child's whole history: the filters select a run by the episode that it begins at
history as (
    select
        episode_id,
        category,
        missing_at,
        episodes_in_repeat_window,
        voided_in_repeat_window,
        sum(cast(reaches_trigger as integer)) over (
            partition by category order by missing_at, episode_id
        )                                                              as run
    from episode_facts
    where child_id = $child
),
runs as (
    select
        arg_min(episode_id, (missing_at, episode_id))                  as episode_id,
        category,
        min(missing_at)                                                as reached_at,
        max(missing_at)                                                as until,
        count(*)                                                       as episodes_in_run,
        arg_min(voided_in_repeat_window, (missing_at, episode_id))     as voided_in_window,
        -- as measures/repeat_triggers.sql: until the child reaches it again in the same category
        lead(min(missing_at)) over (partition by category order by min(missing_at)) as next_reached_at
    from history
    where episodes_in_repeat_window >= $repeat_episodes
        and ($category = 'all' or category = $category)
    group by category, run
),
run_meetings as (
    select
        runs.episode_id,
        min(held_on)                                                   as meeting_on
    from runs
    join strategy_meetings
        on child_id = $child
        and held_on >= cast(reached_at as date)
        and (next_reached_at is null or held_on < cast(next_reached_at as date))
    group by runs.episode_id
),
-- an interview and all that it covers, where the filters select any of it. Hours and in time hang on
-- the episodes that it counts for: of one with two interviews it is the first that was held
interviews_held as (
    select
        interview.interview_id,
        any_value(interview.outcome)                                   as outcome,
        any_value(interview.completed_at)                              as completed_at,
        any_value(interview.offered_at)                                as offered_at,
        any_value(interview.time_known)                                as completed_time_known,
        any_value(interview.void_reason)                               as void_reason,
        max(coalesce(covered.returned_at, covered.missing_at))         as last_end,
        string_agg(covered.episode_id, '; ' order by covered.missing_at, covered.episode_id) as covers,
        max(covered.hours_to_interview) filter (where covered.interview_id = interview.interview_id) as hours,
        bool_and(covered.in_time) filter (where covered.interview_id = interview.interview_id) as all_in_time,
        bool_or(not covered.in_time and covered.hours_to_interview is not null)
            filter (where covered.interview_id = interview.interview_id) as any_late
    from interviews as interview
    left join interview_episodes as link using (interview_id)
    left join episode_facts as covered using (episode_id)
    where interview.child_id = $child
    group by interview.interview_id
    having count(covered.episode_id) = 0 or bool_or(covered.episode_id in (select episode_id from chosen))
),
everything as (
    select
        1                                                              as kind_order,
        cast(started_on as timestamp)                                  as "at",
        cast(ended_on as timestamp)                                    as until,
        false                                                          as time_known,
        'placement'                                                    as kind,
        placement_type                                                 as what,
        setting,
        out_of_area
    from placements
    where child_id = $child
    union all by name
    select
        3                                                              as kind_order,
        missing_at                                                     as "at",
        returned_at                                                    as until,
        time_known,
        'episode'                                                      as kind,
        episode_id                                                     as reference,
        category                                                       as what,
        setting,
        out_of_area,
        places.name                                                    as place,
        found_setting,
        travel_mode,
        return_method,
        nullif(array_to_string(companions, '; '), '')                  as companions,
        others.companion_ids,
        interview_state,
        hours_to_interview                                             as hours,
        case when in_time then true when hours_to_interview is not null then false end as in_time,
        gone_hours,
        case when interview_state = 'voided' then void_reason end      as note,
        nullif(array_to_string(reasons, '; '), '')                     as reasons,
        nullif(risk, 'not_recorded')                                   as risk,
        age_years
    from chosen
    left join places using (place_id)
    left join others using (episode_id)
    union all by name
    select
        4                                                              as kind_order,
        chosen.missing_at                                              as "at",
        runs.until,
        chosen.time_known,
        'trigger'                                                      as kind,
        episode_id                                                     as reference,
        chosen.category                                                as what,
        runs.episodes_in_run,
        runs.voided_in_window,
        run_meetings.meeting_on
    from chosen
    join runs using (episode_id)
    left join run_meetings using (episode_id)
    union all by name
    select
        5                                                              as kind_order,
        coalesce(completed_at, offered_at, date_trunc('day', last_end)) as "at",
        case
            when completed_at is not null then completed_time_known
            when offered_at is not null then offered_at > date_trunc('day', offered_at)
        end                                                            as time_known,
        'interview'                                                    as kind,
        interview_id                                                   as reference,
        coalesce(outcome, 'offered')                                   as what,
        outcome                                                        as interview_state,
        hours,
        case when all_in_time then true when any_late then false end   as in_time,
        covers,
        void_reason                                                    as note
    from interviews_held
    union all by name
    select
        2                                                              as kind_order,
        cast(held_on as timestamp)                                     as "at",
        false                                                          as time_known,
        'meeting'                                                      as kind,
        note
    from strategy_meetings
    where child_id = $child
)
select
    "at",
    until,
    time_known,
    kind,
    reference,
    what,
    setting,
    out_of_area,
    place,
    found_setting,
    travel_mode,
    return_method,
    companions,
    companion_ids,
    interview_state,
    hours,
    in_time,
    gone_hours,
    covers,
    note,
    reasons,
    risk,
    age_years,
    episodes_in_run,
    voided_in_window,
    meeting_on
from everything
where "at" is not null
    and "at" < coalesce(cast($ends as timestamp), 'infinity')
    and ("at" >= coalesce(cast($begins as timestamp), '-infinity')
        or until > cast($begins as timestamp)
        or (until is null and kind in ('placement', 'episode')))
order by "at", kind_order, reference
