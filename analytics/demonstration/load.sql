-- load.sql: what was drawn, put into the tables of schema.sql; one statement per table.
-- drawn_…: frames of one authority, numbers for references and minutes since 1970 for times.
insert into children
select
    format('DEMO-{:04d}', child)                                       as child_id,
    cast(make_timestamp(born * 86400000000) as date)                   as date_of_birth,
    sex,
    ethnicity,
    authority,
    sibling_group
from drawn_children
order by child;

insert into placements
select
    format('DEMO-{:04d}', child)                                       as child_id,
    cast(make_timestamp(started * 86400000000) as date)                as started_on,
    cast(make_timestamp(ended * 86400000000) as date)                  as ended_on,
    placement_type,
    source_code,
    setting,
    out_of_area,
    authority,
    null                                                               as postcode
from drawn_placements
order by child, started;

insert into episodes
select
    format('DEMO-E-{:05d}', drawn.episode)                             as episode_id,
    format('DEMO-{:04d}', drawn.child)                                 as child_id,
    'missing'                                                          as category,
    make_timestamp(drawn.missing * 60000000)                           as missing_at,
    make_timestamp(drawn.returned * 60000000)                          as returned_at,
    true                                                               as time_known,
    drawn.placement_type,
    drawn.out_of_area,
    drawn.setting,
    drawn.risk,
    string_split(nullif(drawn.reasons, ''), ';')                       as reasons,
    drawn.place_id,
    wording.place_text,
    drawn.found_setting,
    drawn.travel_mode,
    drawn.return_method,
    string_split(drawn.companions, ';')                                as companions
from (
    select
        *,
        -- where nothing else says where the child was found, words for a place may
        coalesce(
            place_id,
            case when returned is not null and found_setting in ('other', 'not_recorded', 'transport') then '' end
        )                                                              as wordings_of,
        row_number() over (partition by wordings_of order by episode) - 1 as position
    from drawn_episodes
) as drawn
left join drawn_place_wordings as wording
    on wording.place_id = drawn.wordings_of
    and wording.turn = drawn.position % wording.turns
order by drawn.episode;

insert into companions
select
    format('DEMO-E-{:05d}', episode)                                   as episode_id,
    format('DEMO-{:04d}', companion)                                   as companion_id
from drawn_companions
order by episode, companion;

insert into interviews
    (interview_id, child_id, offered_at, completed_at, outcome, void_reason, independent)
select
    format('DEMO-I-{:05d}', drawn_interviews.covers)                   as interview_id,
    format('DEMO-{:04d}', drawn_interviews.child)                      as child_id,
    make_timestamp(drawn_interviews.offered * 60000000)                as offered_at,
    make_timestamp(drawn_interviews.completed * 60000000)              as completed_at,
    drawn_interviews.outcome,
    drawn_interviews.void_reason,
    drawn_interviews.independent
from drawn_interviews
where drawn_interviews.episode = drawn_interviews.covers
order by drawn_interviews.covers;

insert into interview_episodes
select
    format('DEMO-I-{:05d}', covers)                                    as interview_id,
    format('DEMO-E-{:05d}', episode)                                   as episode_id
from drawn_interviews
order by covers, episode;

insert into audits
select
    format('DEMO-I-{:05d}', covers)                                    as interview_id,
    cast(make_timestamp(audited * 86400000000) as date)                as audited_on,
    criterion,
    grade,
    null                                                               as note
from drawn_audits
order by covers, criterion;

insert into response_audits
select
    format('DEMO-E-{:05d}', episode)                                   as episode_id,
    cast(make_timestamp(audited * 86400000000) as date)                as audited_on,
    criterion,
    grade,
    null                                                               as note
from drawn_response_audits
order by episode, criterion;

insert into strategy_meetings
select
    format('DEMO-{:04d}', child)                                       as child_id,
    cast(make_timestamp(held * 86400000000) as date)                   as held_on,
    null                                                               as note
from drawn_strategy_meetings
order by child, held;
