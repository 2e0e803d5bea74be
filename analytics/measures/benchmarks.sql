-- benchmarks.sql: one row per area, year and figure of DfE's open data, as published; widest area first, then by year
select
    time_period,
    time_identifier,
    geographic_level,
    area_code,
    area_name,
    missing_status,
    number,
    number_sign
from benchmarks
order by
    case lower(geographic_level) when 'national' then 1 when 'regional' then 2 else 3 end,
    area_name,
    time_period,
    missing_status
