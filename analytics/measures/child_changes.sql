-- child_changes.sql: one row per child with an episode in either of two quarters, with its counts in each
select
    child_id,
    count(*) filter (where quarter_start = $quarter_before)            as episodes_before,
    count(*) filter (where quarter_start = $quarter)                   as episodes_after,
    count(*) filter (where quarter_start = $quarter_before and time_known) as with_times_before,
    count(*) filter (where quarter_start = $quarter and time_known)    as with_times_after,
    count(*) filter (where quarter_start = $quarter_before and in_time) as in_time_before,
    count(*) filter (where quarter_start = $quarter and in_time)       as in_time_after,
    count(*) filter (where quarter_start = $quarter_before and interview_state = 'completed') as completed_before,
    count(*) filter (where quarter_start = $quarter and interview_state = 'completed') as completed_after,
    count(*) filter (where quarter_start = $quarter_before and interview_state <> 'voided') as not_voided_before,
    count(*) filter (where quarter_start = $quarter and interview_state <> 'voided') as not_voided_after,
    count(*) filter (where quarter_start = $quarter_before and interview_state = 'not_recorded') as not_recorded_before,
    count(*) filter (where quarter_start = $quarter and interview_state = 'not_recorded') as not_recorded_after
from episodes_in_scope
where quarter_start in ($quarter_before, $quarter)
group by child_id
order by child_id
