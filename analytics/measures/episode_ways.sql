-- episode_ways.sql: one row per episode in scope, with how far it came towards an interview in time (stage) and
-- what it is called there (part). An interview that was held, or declined, was offered, recorded or not.
select
    *,
    case
        when in_time then 'in_time'
        when interview_state = 'completed' then 'completed'
        when interview_state = 'voided' then 'back'
        when interview_state = 'declined' then 'offered'
        when returned_at is null then 'episode'
        when offered_at is not null then 'offered'
        else 'back'
    end                                                                as stage,
    case
        when in_time then 'in_time'
        when interview_state = 'completed' then 'late'
        when interview_state = 'pending' and returned_at is null then 'still_missing'
        else interview_state
    end                                                                as part,
    case when interview_state = 'voided' then coalesce(void_reason, '') else '' end as reason
from episodes_in_scope
