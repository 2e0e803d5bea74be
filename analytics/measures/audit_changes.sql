-- audit_changes.sql: one row per child and criterion audited in either of two quarters, with what was good or better in each
select
    child_id,
    criterion,
    criterion_position,
    count(*) filter (where quarter_start = $quarter_before)            as audited_before,
    count(*) filter (where quarter_start = $quarter)                   as audited_after,
    count(*) filter (where quarter_start = $quarter_before and list_contains($good, grade)) as good_before,
    count(*) filter (where quarter_start = $quarter and list_contains($good, grade)) as good_after
from audits_in_scope
where kind = $kind
    and list_contains($grades, grade)
    and quarter_start in ($quarter_before, $quarter)
group by all
order by criterion_position, criterion, child_id
