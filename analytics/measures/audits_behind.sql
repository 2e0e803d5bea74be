-- audits_behind.sql: one row per interview or episode audited and criterion, the latest first
select
    audited_on,
    reference,
    child_id,
    criterion,
    grade,
    note
from audits_in_scope
where kind = $kind
    and ($criterion is null or criterion = $criterion)
    and ($grade is null or grade = $grade)
order by audited_on desc, reference, criterion_position, criterion
