-- polls.sql: one row per answer of a question put to the council of children in care, latest meeting first
select
    held_on,
    question,
    position,
    answer,
    votes,
    sum(votes) over (partition by held_on, question)                   as all_votes
from polls
where held_on >= coalesce($period_from, held_on)
    and ($period_to is null or held_on < $period_to)
order by held_on desc, question, position
