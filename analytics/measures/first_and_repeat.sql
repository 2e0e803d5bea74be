-- first_and_repeat.sql: one row per quarter with an episode in scope, oldest first; what is a child's first is worked
-- out from the whole history
with firsts as (
    select
        child_id,
        category,
        quarter_start                                                  as first_quarter
    from episode_facts
    where episode_number = 1
)
select
    episode.quarter_start,
    count(distinct episode.child_id)                                   as children,
    count(distinct episode.child_id) filter (where firsts.first_quarter = episode.quarter_start) as first_time_children,
    count(*) filter (where episode.episode_number = 1)                 as first_episodes,
    count(*) filter (where episode.episode_number > 1)                 as repeat_episodes,
    count(*) filter (where episode.days_since_return < $repeat_days)   as repeats_within
from episodes_in_scope as episode
join firsts using (child_id, category)
group by episode.quarter_start
order by episode.quarter_start
