-- late_changes.sql: one row per figure of a quarter as it was signed off and as it was published; of
-- $quarter_start, or where that is null of the latest that was either
with chosen as (
    select coalesce(cast($quarter_start as date), max(quarter_start))  as quarter_start
    from (
        select quarter_start from closed_quarters
        union all
        select quarter_start from published_quarters
    )
),
published as (
    unpivot published_quarters
    on children, episodes, completed, voided, in_time
    into name figure value value
)
select
    quarter_start,
    'signed_off'                                                       as against,
    frozen_figures.measure,
    frozen_figures.part,
    frozen_figures.figure,
    frozen_figures.value,
    closed_quarters.closed_at                                          as since,
    closed_quarters.closed_by                                          as source
from chosen
join closed_quarters using (quarter_start)
join frozen_figures using (quarter_start)
union all by name
select
    quarter_start,
    'published'                                                        as against,
    'quarterly_summary'                                                as measure,
    'all'                                                              as part,
    published.figure,
    published.value,
    cast(null as timestamp)                                            as since,
    published.source
from chosen
join published using (quarter_start)
order by against, measure, part, figure
