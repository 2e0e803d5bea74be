-- gaps_between.sql: one row per quarter in which a child who had been back before went again, oldest first
select
    quarter_start,
    count(*)                                                           as episodes,
    count(distinct child_id)                                           as children,
    quantile_cont(days_since_return, 0.5)                              as median_days,
    quantile_cont(days_since_return, 0.25)                             as lower_quartile_days,
    quantile_cont(days_since_return, 0.75)                             as upper_quartile_days
from episodes_in_scope
where days_since_return is not null
group by quarter_start
order by quarter_start
