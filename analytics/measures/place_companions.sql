-- place_companions.sql: one row per place and two children recorded as together in an episode found there
select distinct
    facts.place_id,
    facts.child_id,
    companions.companion_id
from episodes_in_scope as facts
join companions using (episode_id)
where facts.place_id is not null
order by facts.place_id, facts.child_id, companions.companion_id
