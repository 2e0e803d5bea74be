-- days_in_periods.sql: one row, the days of $day_kind (null: all) in a period and in the one before it
select
    count(*) filter (where day >= $period_from)                        as days,
    count(*) filter (where day < $period_from)                         as previous_days
from calendar_days
where day >= $previous_from
    and day < $period_to
    and ($day_kind is null or day_kind = $day_kind)
