-- children_with_episodes.sql: one row per child with an episode in scope, in order of reference; staff only
select distinct child_id
from episodes_in_scope
order by child_id
