-- audited_quarters.sql: one row per quarter in which something was audited, oldest first
select distinct quarter_start
from audits_in_scope
where kind = $kind
order by quarter_start
