-- audits_by_criterion.sql: one row per kind of audit, quarter in which something was audited, criterion and grade of that kind,
-- best grade first; a grade that nothing was given is a zero
with judged as (
    select
        kind,
        quarter_start,
        reference,
        child_id,
        criterion,
        criterion_position,
        case
            when $by = 'grade' then grade
            when list_contains($good, grade) then 'Good or better'
            else 'Below good'
        end                                                            as grade,
        case when $by = 'grade' then grade_position else 0 end         as grade_position
    from audits_in_scope
    where list_contains($kinds, kind)
        and ($by = 'grade' or list_contains($grades, grade))
),
of_criterion as (
    select
        kind,
        quarter_start,
        criterion,
        criterion_position,
        count(*)                                                       as of_audited,
        count(distinct child_id)                                       as children_of_audited
    from judged
    group by all
),
grades as (
    select distinct
        kind,
        case when $by = 'grade' then grade else 'Good or better' end   as grade,
        grade_position
    from judged
),
counted as (
    select
        kind,
        quarter_start,
        criterion,
        grade,
        count(*)                                                       as audited,
        count(distinct child_id)                                       as children
    from judged
    group by all
)
select
    of_criterion.quarter_start,
    of_criterion.kind,
    of_criterion.criterion,
    grades.grade,
    coalesce(counted.audited, 0)                                       as audited,
    coalesce(counted.children, 0)                                      as children,
    of_criterion.of_audited,
    of_criterion.children_of_audited,
    coalesce(counted.audited, 0) / of_criterion.of_audited             as share
from of_criterion
join grades using (kind)
left join counted using (kind, quarter_start, criterion, grade)
order by
    of_criterion.kind,
    of_criterion.quarter_start,
    of_criterion.criterion_position,
    of_criterion.criterion,
    grades.grade_position,
    grades.grade
