-- episodes_behind.sql: one row per episode behind a mark of a chart, newest first; staff only
with stages as (
    select ['episode', 'back', 'offered', 'completed', 'in_time'] as names
)
select
    episode.episode_id,
    episode.child_id,
    episode.missing_at,
    episode.returned_at,
    episode.gone_hours,
    episode.placement_type,
    episode.out_of_area,
    episode.setting,
    episode.found_setting,
    episode.interview_state,
    episode.hours_to_interview,
    episode.in_time
from episodes_by_group as episode
join episode_ways as way using (episode_id)
cross join stages
where ($state is null
        or ($state = 'in_time' and episode.in_time)
        or ($state = 'late' and episode.interview_state = 'completed' and not episode.in_time)
        or episode.interview_state = $state)
    and ($group is null or episode.group_name = $group)
    -- the mark of a stage stands for all that reached it, the mark of a loss for those that ended there
    and ($stage is null
        or case $part
            when 'reached' then list_position(stages.names, way.stage) >= list_position(stages.names, $stage)
            else way.stage = $stage and way.part = $part and way.reason = $reason
        end)
    -- a band of hours includes its upper end, and the first its lower end too
    and ($hours_from is null
        or (
            (episode.hours_to_interview > $hours_from or ($hours_from = 0 and episode.hours_to_interview = 0))
            and ($hours_to is null or episode.hours_to_interview <= $hours_to)
        ))
    and (not $hours_unknown or (episode.interview_state = 'completed' and episode.hours_to_interview is null))
order by episode.missing_at desc, episode.episode_id
limit $at_most
