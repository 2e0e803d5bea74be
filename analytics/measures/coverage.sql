-- coverage.sql: one row, what the records cover
select
    data_from,
    complete_from,
    data_until,
    data_date,
    demonstration,
    snapshot_number,
    built_at,
    episodes,
    children
from coverage
