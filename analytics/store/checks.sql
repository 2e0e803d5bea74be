-- checks.sql: one row per thing that must not be, with how often it is; publishing needs every count 0
select 'episodes without a row in episode_facts' as problem,
    (select count(*) from episodes) - (select count(*) from episode_facts) as found
union all by name
select 'episodes of a child that is not in children' as problem, count(*) as found
from episodes anti join children using (child_id)
union all by name
select 'placements of a child that is not in children' as problem, count(*) as found
from placements anti join children using (child_id)
union all by name
select 'interviews of a child that is not in children' as problem, count(*) as found
from interviews anti join children using (child_id)
union all by name
select 'strategy meetings of a child that is not in children' as problem, count(*) as found
from strategy_meetings anti join children using (child_id)
union all by name
select 'interviews that cover an unknown episode' as problem, count(*) as found
from interview_episodes anti join episodes using (episode_id)
union all by name
select 'covered episodes of an unknown interview' as problem, count(*) as found
from interview_episodes anti join interviews using (interview_id)
union all by name
select 'episodes covered by another child''s interview' as problem, count(*) as found
from interview_episodes
join interviews using (interview_id)
semi join episodes using (episode_id)
anti join episodes as own using (episode_id, child_id)
union all by name
select 'companions recorded for an unknown episode' as problem, count(*) as found
from companions anti join episodes using (episode_id)
union all by name
select 'episodes found at an unknown place' as problem, count(*) as found
from (select place_id from episodes where place_id is not null) anti join places using (place_id)
union all by name
select 'wordings of a location of which nothing says what they were taken for' as problem, count(*) as found
from (select distinct place_text from episodes where place_text is not null) anti join place_matches using (place_text)
union all by name
select 'wordings assigned to an unknown place' as problem, count(*) as found
from (select place_id from place_aliases where place_id is not null) anti join places using (place_id)
union all by name
select 'audits of an unknown interview' as problem, count(*) as found
from audits anti join interviews using (interview_id)
union all by name
select 'response audits of an unknown episode' as problem, count(*) as found
from response_audits anti join episodes using (episode_id)
union all by name
select 'episodes whose interview state is none of the five' as problem, count(*) as found
from episode_facts
where interview_state is null
    or interview_state not in ('completed', 'voided', 'declined', 'pending', 'not_recorded')
union all by name
select 'derived values that are null where they must not be' as problem, count(*) as found
from episode_facts
where missing_at is null or quarter_start is null or month_start is null or week_start is null
    or in_time is null or episode_number is null or episodes_in_repeat_window is null
    or reaches_trigger is null
    or (time_known and hour_of_week is null)
    or (time_known and returned_at is not null and gone_hours is null)
union all by name
select 'completed interviews without hours, though all times are known' as problem, count(*) as found
from episode_facts
join interviews using (interview_id)
where episode_facts.time_known
    and interviews.time_known
    and interview_state = 'completed'
    and hours_to_interview is null
union all by name
select 'episodes in time that were not completed' as problem, count(*) as found
from episode_facts where in_time and interview_state <> 'completed'
union all by name
select 'interviews held before the child was back' as problem, count(*) as found
from episode_facts
join interviews using (interview_id)
where interview_state = 'completed'
    and (
        (
            episode_facts.time_known
            and interviews.time_known
            and interviews.completed_at < episode_facts.returned_at
        )
        or cast(interviews.completed_at as date) < cast(episode_facts.returned_at as date)
    )
union all by name
select 'episodes without a moment up to which the records are known' as problem, count(*) as found
from snapshot where data_date is null and exists (from episodes)
