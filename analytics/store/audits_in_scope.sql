-- audits_in_scope.sql: one row per interview (kind interview) or episode (kind response) audited in a quarter and criterion, of
-- the episodes selected; one audited more often in the quarter with its latest grade
select
    kind,
    reference,
    child_id,
    audited_on,
    cast(date_trunc('quarter', audited_on) as date)                    as quarter_start,
    coalesce(known_criterion, min(criterion) over (partition by kind, criterion_key)) as criterion,
    coalesce(list_position($criteria, known_criterion), len($criteria) + 1) as criterion_position,
    coalesce(known_grade, min(grade) over (partition by grade_key))    as grade,
    coalesce(list_position($grades, known_grade), len($grades) + 1)    as grade_position,
    note
from (
    select
        *,
        lower(trim(regexp_replace(criterion, '\s+', ' ', 'g')))        as criterion_key,
        lower(trim(regexp_replace(grade, '\s+', ' ', 'g')))            as grade_key,
        list_filter($criteria, lambda known : lower(known) = criterion_key)[1] as known_criterion,
        list_filter($grades, lambda known : lower(known) = grade_key)[1] as known_grade
    from (
        select
            'interview'                                                as kind,
            interview_id                                               as reference,
            of_interviews.child_id,
            audits.audited_on,
            audits.criterion,
            audits.grade,
            audits.note
        from audits
        join (
            -- an interview that covers several of the episodes selected is there once
            select distinct interview_episodes.interview_id, child_id
            from interview_episodes
            join episodes_in_scope using (episode_id)
        ) as of_interviews using (interview_id)
        union all by name
        select
            'response'                                                 as kind,
            episode_id                                                 as reference,
            episodes_in_scope.child_id,
            response_audits.audited_on,
            response_audits.criterion,
            response_audits.grade,
            response_audits.note
        from response_audits
        join episodes_in_scope using (episode_id)
    )
    where audited_on >= coalesce(cast($audited_from as date), date '0001-01-01')
        and audited_on < coalesce(cast($audited_to as date), date '9999-01-01')
)
qualify row_number() over (
    partition by kind, reference, criterion_key, quarter_start
    order by audited_on desc, grade_position
) = 1
