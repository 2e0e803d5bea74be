-- circumstances.sql: one row per value of $circumstance that an episode in scope has
select
    value,
    count(distinct episode_id)                                         as episodes,
    count(distinct child_id)                                           as children,
    (select count(*) from episodes_in_scope)                           as all_episodes
from episode_circumstances
where circumstance = $circumstance
group by value
order by value
