-- quarterly_outcomes.sql: one row per quarter of $quarters and interview state, oldest first; the states add up to the
-- quarter's episodes, a state without an episode is a zero
with quarters as (
    select unnest(cast($quarters as date[]))                           as quarter_start
),
states as (
    select
        unnest($states)                                                as state,
        unnest(range(len($states)))                                    as position
)
select
    quarters.quarter_start,
    states.state,
    count(episode.episode_id)                                          as episodes,
    count(distinct episode.child_id)                                   as children
from quarters
cross join states
left join episodes_in_scope as episode
    on episode.quarter_start = quarters.quarter_start
    and episode.interview_state = states.state
group by quarters.quarter_start, states.state, states.position
order by quarters.quarter_start, states.position
