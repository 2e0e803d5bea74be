-- weeks.sql: one row per week, counted from Monday 3 January 2000, of which most days are school holidays
select (day - date '2000-01-03') // 7                                  as week
from calendar_days
where day_kind = 'holiday'
group by week
having count(*) >= 4
order by week
