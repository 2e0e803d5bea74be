-- closed_quarters.sql: one row per quarter that was signed off, latest first
select
    closed_quarters.quarter_start,
    closed_quarters.closed_at,
    closed_quarters.closed_by,
    closed_quarters.data_date,
    closed_quarters.snapshot_number,
    count(frozen_figures.figure)                                       as figures,
    closed_quarters.note
from closed_quarters
left join frozen_figures using (quarter_start)
group by all
order by closed_quarters.quarter_start desc
