-- episode_circumstances.sql: one row per episode in scope, circumstance and value of it; an episode has one
-- value of each but of companions, of which it may have several
select episode_id, child_id, 'found_setting' as circumstance, found_setting as value
from episodes_in_scope
union all
select episode_id, child_id, 'travel_mode' as circumstance, travel_mode as value
from episodes_in_scope
union all
select episode_id, child_id, 'return_method' as circumstance, return_method as value
from episodes_in_scope
union all
select episode_id, child_id, 'place' as circumstance, coalesce(place_id, 'no_named_place') as value
from episodes_in_scope
union all
select
    episode_id,
    child_id,
    'companions'                                                       as circumstance,
    unnest(case when len(companions) > 0 then list_distinct(companions) else ['not_recorded'] end) as value
from episodes_in_scope
