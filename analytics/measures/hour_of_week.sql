-- hour_of_week.sql: one row per hour of the week, from Monday 00:00; of $of, missing or return
select
    hours.hour_of_week // 24 + 1                                       as weekday,
    hours.hour_of_week % 24                                            as hour,
    count(timed.child_id)                                              as episodes,
    count(distinct timed.child_id)                                     as children
from (select unnest(range(168)) as hour_of_week) as hours
left join (
    select
        child_id,
        case $of
            when 'missing' then hour_of_week
            when 'return' then case when time_known then (isodow(returned_at) - 1) * 24 + hour(returned_at) end
            else error('unknown moment')
        end                                                            as hour_of_week
    from episodes_in_scope
) as timed using (hour_of_week)
group by hours.hour_of_week
order by hours.hour_of_week
