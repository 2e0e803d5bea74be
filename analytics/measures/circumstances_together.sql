-- circumstances_together.sql: one row per value of $first and of $second that an episode in scope has both of
select
    one.value                                                          as first_value,
    other.value                                                        as second_value,
    count(distinct episode_id)                                         as episodes,
    count(distinct one.child_id)                                       as children
from episode_circumstances as one
join episode_circumstances as other using (episode_id)
where one.circumstance = $first
    and other.circumstance = $second
group by one.value, other.value
order by one.value, other.value
