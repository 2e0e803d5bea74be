-- episodes_by_group.sql: one row per episode in scope, with its group of $dimension; the groups add up to the scope
select
    *,
    case $dimension
        when 'none' then 'all'
        when 'placement_type' then coalesce(placement_type, 'not_known')
        when 'out_of_area' then case
            when out_of_area then 'out_of_area'
            when not out_of_area then 'in_area'
            else 'not_known'
        end
        when 'age_band' then case
            when age_years is null then 'not_known'
            else $age_bands[greatest(len(list_filter($age_starts, lambda starts : starts <= age_years)), 1)]
        end
        when 'day_kind' then day_kind
        when 'setting' then coalesce(nullif(trim(setting), ''), 'not_known')
        when 'return_weekday' then case
            when returned_at is null then 'still_missing'
            else cast(isodow(returned_at) as varchar)
        end
        when 'return_hour' then case
            when returned_at is null then 'still_missing'
            when not time_known then 'not_known'
            else cast(hour(returned_at) as varchar)
        end
        else error('unknown dimension')
    end                                                                as group_name
from episodes_in_scope
