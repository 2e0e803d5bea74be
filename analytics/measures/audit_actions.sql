-- audit_actions.sql: one row per action after an audit or an inspection; those not finished first, by when they are due
select
    found_on,
    source,
    finding,
    action,
    owner_role,
    due_on,
    status,
    coalesce(due_on + 1 <= cast(snapshot.data_date as date) and not finished, false) as overdue,
    evidence,
    measure
from (
    select *, coalesce(status in ('done', 'not_taken_up'), false) as finished
    from audit_actions
) as audit_actions
cross join snapshot
order by
    finished,
    case when finished then null else due_on end nulls last,
    found_on desc,
    finding,
    action
