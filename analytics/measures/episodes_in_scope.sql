-- episodes_in_scope.sql: one row per episode that the reader's filters select; every measure reads it
select *
from episode_facts
where missing_at >= coalesce(cast($period_from as timestamp), timestamp '0001-01-01')
    and missing_at < coalesce(cast($period_to as timestamp), timestamp '9999-01-01')
    and (len(cast($placement_types as varchar[])) = 0 or list_contains(cast($placement_types as varchar[]), placement_type))
    and (cast($out_of_area as boolean) is null or out_of_area = cast($out_of_area as boolean))
    and ($category = 'all' or category = $category)
    and ($place_id is null or place_id = $place_id)
    and ($day_kind is null or day_kind = $day_kind)
