-- forget.sql: removes every row about a child. Binds $child.
-- Whatever is found through another table goes before that table.
-- Frozen figures of audits are of the quarter of the audit: see below.
delete from frozen_figures
where measure = 'audits_by_criterion'
    and quarter_start in (
        select date_trunc('quarter', audited_on)
        from audits
        where interview_id in (select interview_id from interviews where child_id = $child)
    );

delete from audits
where interview_id in (select interview_id from interviews where child_id = $child);

delete from response_audits
where episode_id in (select episode_id from episodes where child_id = $child);

delete from interview_episodes
where interview_id in (select interview_id from interviews where child_id = $child)
    or episode_id in (select episode_id from episodes where child_id = $child);

delete from companions
where companion_id = $child
    or episode_id in (select episode_id from episodes where child_id = $child);

delete from interviews where child_id = $child;

delete from strategy_meetings where child_id = $child;

-- Of a quarter signed off the totals stay as they were: they are about everybody. Its parts go, since
-- a part may be of this child alone, and all of them against today's would draw the child.
delete from frozen_figures
where measure <> 'quarterly_summary'
    and quarter_start in (
        select date_trunc('quarter', missing_at)
        from episodes
        where child_id = $child
            and category = 'missing'
    );

delete from episodes where child_id = $child;

delete from placements where child_id = $child;

delete from children where child_id = $child;
