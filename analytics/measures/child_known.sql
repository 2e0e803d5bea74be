-- child_known.sql: one row, whether the store holds the child
select exists (from children where child_id = $child) as known
