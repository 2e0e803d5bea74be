-- cells_audits.sql: one row per quarter of an audit, kind of audit, criterion and value (all, good or below): what was audited,
-- with distinct children; only audits with a known grade. Reads audits_in_scope; binds $category, $grades and $good.
with judged as (
    select
        quarter_start,
        kind || '_audit'                                               as variable,
        criterion,
        child_id,
        case when list_contains($good, grade) then 'good' else 'below' end as grade
    from audits_in_scope
    where list_contains($grades, grade)
),
valued as (
    select * exclude (grade), unnest([grade, 'all']) as value
    from judged
)
select
    quarter_start,
    $category                                                          as category,
    'criterion'                                                        as dimension,
    criterion                                                          as part,
    variable,
    value,
    count(*)                                                           as episodes,
    count(distinct child_id)                                           as children
from valued
group by all
order by all
