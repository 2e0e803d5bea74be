-- hours_by_group.sql: one row per group of $dimension that has an episode with times, and hour of the day; of
-- $of, missing or return
with timed as (
    select
        group_name,
        child_id,
        hour(case $of when 'missing' then missing_at else returned_at end) as hour
    from episodes_by_group
    where time_known
        and ($of = 'missing' or returned_at is not null)
),
groups as (
    select group_name, count(*) as of_episodes
    from timed
    group by group_name
)
select
    groups.group_name                                                  as "group",
    hours.hour,
    count(timed.child_id)                                              as episodes,
    count(distinct timed.child_id)                                     as children,
    groups.of_episodes
from groups
cross join (select unnest(range(24)) as hour) as hours
left join timed on timed.group_name = groups.group_name and timed.hour = hours.hour
group by groups.group_name, hours.hour, groups.of_episodes
order by groups.group_name, hours.hour
