-- looked_after_rate.sql: one row per period for which the number of looked-after children is loaded and
-- that the filters cover whole, oldest first
with denominators as (
    select
        period_start,
        period_end,
        cast(sum(children) as bigint)                                  as looked_after,
        list(authority)                                                as authorities
    from looked_after
    group by period_start, period_end
),
counts as (
    select
        denominators.period_start,
        denominators.period_end,
        denominators.looked_after,
        count(distinct episode.child_id)                               as children,
        count(episode.episode_id)                                      as episodes
    from denominators
    cross join coverage
    left join episodes_in_scope as episode
        on episode.missing_at >= denominators.period_start
        and episode.missing_at < denominators.period_end
        and list_contains(denominators.authorities, episode.authority)
    where denominators.period_start >= coalesce(cast($period_from as date), denominators.period_start)
        and denominators.period_end <= coalesce(cast($period_to as date), denominators.period_end)
        and denominators.period_start >= coverage.data_from
        and denominators.period_end <= coverage.data_until
    group by denominators.period_start, denominators.period_end, denominators.looked_after
)
select
    counts.*,
    100 * children / nullif(looked_after, 0)                           as children_per_100,
    100 * episodes / nullif(looked_after, 0)                           as episodes_per_100
from counts
order by period_start, period_end
