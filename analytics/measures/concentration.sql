-- concentration.sql: one row per number of children of $tops that is below that of all, and last one of all
with counts as (
    select
        child_id,
        row_number() over most_first                                   as place,
        -- with equally many episodes it changes no sum who comes first
        sum(count(*)) over (most_first rows unbounded preceding)       as episodes
    from episodes_in_scope
    group by child_id
    window most_first as (order by count(*) desc, child_id)
)
select
    place                                                              as top,
    place                                                              as children,
    cast(episodes as bigint)                                           as episodes,
    episodes / max(episodes) over ()                                   as share
from counts
where list_contains($tops, place)
    or place = (select count(*) from counts)
order by place
