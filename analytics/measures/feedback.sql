-- feedback.sql: one row per thing the council of children in care said, by theme, latest meeting first
select
    feedback.meeting_on,
    feedback.theme,
    feedback.said,
    feedback.response,
    feedback.action,
    feedback.owner_role,
    feedback.due_on,
    feedback.status,
    feedback.measure,
    feedback.in_effect_from,
    -- the day by which is over on the data date; without a status nothing says that it is done
    coalesce(
        feedback.due_on < cast(snapshot.data_date as date)
        and coalesce(feedback.status in $unfinished, true),
        false
    )                                                                  as overdue
from feedback
cross join snapshot
where feedback.meeting_on >= coalesce($period_from, feedback.meeting_on)
    and ($period_to is null or feedback.meeting_on < $period_to)
order by
    list_position($themes, feedback.theme) nulls last,
    feedback.theme,
    feedback.meeting_on desc,
    feedback.said
