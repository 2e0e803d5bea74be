-- data_quality.sql: one row per thing that a record may lack, with how many episodes lack it
with counted as (
    select
        count(*)                                                       as episodes,
        count(*) filter (where not time_known)                         as without_times,
        count(*) filter (where placement_type is null)                 as without_placement,
        count(*) filter (where out_of_area is null)                    as without_area,
        count(*) filter (where age_years is null)                      as without_age,
        count(*) filter (where found_setting = 'not_recorded')         as without_found,
        count(*) filter (where place_id is null)                       as without_place,
        count(*) filter (where travel_mode = 'not_recorded')           as without_travel,
        count(*) filter (where return_method = 'not_recorded')         as without_return_method,
        count(*) filter (where interview_state = 'not_recorded')       as without_outcome,
        count(*) filter (where returned_at is null)                    as still_missing
    from episodes_in_scope
),
gaps as (
    unpivot counted
    on without_times, without_placement, without_area, without_age, without_found, without_place,
        without_travel, without_return_method, without_outcome, still_missing
    into name gap value lacking
)
select
    gap,
    lacking,
    episodes,
    lacking / nullif(episodes, 0)                                      as share
from gaps
