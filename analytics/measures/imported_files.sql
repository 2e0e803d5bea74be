-- imported_files.sql: one row per file of an import, latest first
select
    import_id,
    file,
    format,
    imported_at,
    as_of,
    rows_read,
    accepted,
    updated,
    unchanged,
    rejected,
    warnings
from imports
order by import_id desc, file
