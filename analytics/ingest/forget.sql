-- forget.sql: removes every row about a child. Binds $child.
-- Whatever is found through another table goes before that table.
delete from audits
where interview_id in (select interview_id from interviews where child_id = $child);

delete from interview_episodes
where interview_id in (select interview_id from interviews where child_id = $child)
    or episode_id in (select episode_id from episodes where child_id = $child);

delete from companions
where companion_id = $child
    or episode_id in (select episode_id from episodes where child_id = $child);

delete from interviews where child_id = $child;

delete from strategy_meetings where child_id = $child;

delete from episodes where child_id = $child;

delete from placements where child_id = $child;

delete from children where child_id = $child;
