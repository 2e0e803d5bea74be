-- pairs.sql: one row per two children who shared $fewest missing episodes or more, as judged at publish
select *
from pairs
where shared >= $fewest
order by child_a, child_b
