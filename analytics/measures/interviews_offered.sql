-- interviews_offered.sql: one row, the episodes for which an interview was offered, of all episodes
-- also of a child who declined and is not back, whose episode came no further than that
select
    count(*) filter (where was_offered)                                as offered,
    count(distinct child_id) filter (where was_offered)                as children,
    count(*)                                                           as of_episodes
from (
    select
        child_id,
        interview_state in ('completed', 'declined') or interview_stage = 'offered' as was_offered
    from episodes_in_scope
)
