-- rejected_and_warned.sql: one row per file and rule of the latest import, what was left out first
with latest as (
    select max(import_id) as import_id from imports
),
findings as (
    select file, rule, 'left out' as happened, row_number, message
    from rejected_rows
    join latest using (import_id)
    union all
    select file, rule, 'kept, with a warning' as happened, row_number, message
    from import_warnings
    join latest using (import_id)
)
select
    file,
    happened,
    rule,
    count(*)                                                           as times,
    min(row_number)                                                    as first_row,
    arg_min(message, coalesce(row_number, 0))                          as example
from findings
group by file, happened, rule
order by happened desc, file, times desc, rule
