-- term_and_holidays.sql: one row per kind of day that period and records reach into and child with an episode in
-- scope, on whichever days; one row without a child where there is none
with covered as (
    select day, calendar_days.day_kind
    from calendar_days
    cross join coverage
    -- greatest and least ignore nulls: a period may have no beginning or no end
    where day >= greatest(coverage.data_from, cast($period_from as date))
        and day < least(coverage.data_until, cast($period_to as timestamp))
        and ($day_kind is null or calendar_days.day_kind = $day_kind)
),
days as (
    select day_kind, count(*) as days
    from covered
    group by day_kind
),
counts as (
    select child_id, covered.day_kind, count(*) as episodes
    from episodes_in_scope
    join covered on covered.day = cast(missing_at as date)
    group by child_id, covered.day_kind
)
select
    days.day_kind,
    days.days,
    counts.child_id,
    coalesce(counts.episodes, 0)                                       as episodes
from days
left join counts using (day_kind)
order by
    list_position(['term', 'holiday', 'not_known'], days.day_kind),
    counts.child_id
