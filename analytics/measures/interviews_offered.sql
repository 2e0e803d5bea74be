-- interviews_offered.sql: one row, the episodes for which an interview was offered, of all episodes
select
    count(*) filter (where interview_stage in ('offered', 'completed', 'in_time')) as offered,
    count(distinct child_id) filter (
        where interview_stage in ('offered', 'completed', 'in_time')
    )                                                                  as children,
    count(*)                                                           as of_episodes
from episodes_in_scope
