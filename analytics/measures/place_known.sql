-- place_known.sql: one row, whether there is such a place, and how many children were ever found there
select
    (select count(*) from places where place_id = $place_id) > 0       as known,
    (select count(distinct child_id) from episode_facts where place_id = $place_id) as children
