-- repeat_risk.sql: one row per factor, value of it and child with an episode in scope that was followed so long; a row
-- without a value counts the child's episodes whose value is known
with followed as (
    select
        episode.*,
        dense_rank() over (order by episode.child_id) - 1              as child,
        previous.interview_state                                       as previous_interview,
        list_filter(list_distinct(episode.companions), lambda word : word <> 'not_recorded') as recorded_companions,
        nullif(trim(episode.setting), '')                              as home
    from episodes_in_scope as episode
    left join episode_facts as previous
        on previous.child_id = episode.child_id
        and previous.category = episode.category
        and previous.episode_number = episode.episode_number - 1
    where episode.repeated is not null
),
factors as (
    select
        child,
        repeated,
        unnest([
            {
                'factor': 'placement_type',
                'known': placement_type is not null,
                'codes': [coalesce(placement_type, 'not_known')]
            },
            {
                'factor': 'out_of_area',
                'known': out_of_area is not null,
                'codes': [case when out_of_area then 'out_of_area' when not out_of_area then 'in_area' else 'not_known' end]
            },
            {
                'factor': 'setting',
                'known': home is not null,
                'codes': [coalesce(home, 'not_known')]
            },
            {
                'factor': 'companions',
                'known': coalesce(len(recorded_companions) > 0, false),
                'codes': case when len(recorded_companions) > 0 then recorded_companions else ['not_recorded'] end
            },
            {
                'factor': 'found_setting',
                'known': found_setting <> 'not_recorded',
                'codes': [found_setting]
            },
            {
                'factor': 'place',
                'known': place_id is not null,
                'codes': case when place_id is not null then [place_id] else [] end
            },
            {
                'factor': 'travel_mode',
                'known': travel_mode <> 'not_recorded',
                'codes': [travel_mode]
            },
            {
                'factor': 'hour_band',
                'known': time_known,
                'codes': [case
                    when time_known then $bands[len(list_filter($band_starts, lambda starts : starts <= hour(missing_at)))]
                    else 'not_known'
                end]
            },
            -- not_recorded is a known state of the interview before, no gap in the record of this episode
            {
                'factor': 'previous_interview',
                'known': previous_interview is not null,
                'codes': [coalesce(previous_interview, 'first')]
            }
        ], max_depth := 2)
    from followed
)
select
    factor,
    value,
    known,
    child,
    count(*)                                                           as episodes,
    count(*) filter (where repeated)                                   as repeats
from (
    select
        *,
        unnest(case when known then list_append(codes, null) else codes end) as value
    from factors
)
group by factor, value, known, child
order by factor, value nulls last, child
