-- interviews_to_target.sql: one row, a selection's counts that a target is held against
select
    count(*)                                                           as episodes,
    count(*) filter (where interview_state <> 'voided')                as not_voided,
    count(*) filter (where interview_state = 'completed')              as completed,
    count(*) filter (where in_time)                                    as in_time,
    -- still missing, or back for less than the timescale, at known times: an interview can still be in time
    count(*) filter (
        where interview_state = 'pending' and time_known
    )                                                                  as still_possible,
    count(*) filter (where time_known)                                 as with_times,
    count(distinct child_id)                                           as children
from episodes_in_scope
