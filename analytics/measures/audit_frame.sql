-- audit_frame.sql: one row per interview completed, or per episode of a child who is back, that a sample may be drawn from
select
    interview_id,
    episode_id,
    child_id,
    coalesce(placement_type, 'not_known')                              as placement_type,
    missing_at,
    interviewed_at,
    audited
from (
    select
        interviews.interview_id,
        episodes_in_scope.episode_id,
        episodes_in_scope.child_id,
        placement_type,
        missing_at,
        interviews.completed_at                                        as interviewed_at,
        interviews.interview_id in (select interview_id from audits)   as audited
    from interviews
    join interview_episodes on interview_episodes.interview_id = interviews.interview_id
    join episodes_in_scope on episodes_in_scope.episode_id = interview_episodes.episode_id
    where interviews.outcome = 'completed' and $of = 'interviews'
    -- an interview that covers several of the episodes selected is drawn once, as of the latest
    qualify row_number() over (
        partition by interviews.interview_id
        order by missing_at desc, episodes_in_scope.episode_id desc
    ) = 1
    union all by name
    select
        interview_id,
        episode_id,
        child_id,
        placement_type,
        missing_at,
        completed_at                                                   as interviewed_at,
        episode_id in (select episode_id from response_audits)         as audited
    from episodes_in_scope
    where returned_at is not null and $of = 'episodes'
)
order by interview_id, episode_id
