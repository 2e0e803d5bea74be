"""Interviews and episodes of an import that do not agree once both are written: taken back.

Which of the two is wrong cannot be known; a changed interview is taken back first, else the
episode. Each returns to what it was before the import, so what remains agrees as it did before.
"""

import duckdb

from analytics.ingest.merge import CAN_BE_TAKEN_BACK, start_changes
from analytics.ingest.rules import Findings

DISAGREEING = """
    select link.interview_id, link.episode_id, link.interview_id in (select interview_id from interviews_changes)
        as interview_changed,
        case
            when interview.child_id <> episode.child_id then 'interview-of-another-child'
            when episode.returned_at is null then 'interview-still-missing'
            else 'interview-before-return'
        end as rule,
        case when interview.time_known
            then strftime(interview.completed_at, '%d/%m/%Y %H:%M')
            else strftime(interview.completed_at, '%d/%m/%Y')
        end as held,
        strftime(episode.returned_at, '%d/%m/%Y %H:%M') as back
    from interview_episodes as link
    join interviews as interview using (interview_id)
    join episodes as episode using (episode_id)
    where (
            link.interview_id in (select interview_id from interviews_changes)
            or link.episode_id in (select episode_id from episodes_changes)
        )
        and (
            interview.child_id <> episode.child_id
            or interview.outcome = 'completed'
            and (
                episode.returned_at is null
                or cast(interview.completed_at as date) < cast(episode.returned_at as date)
                or interview.time_known
                and (
                    interview.completed_at < episode.returned_at
                    or interview.completed_at at time zone 'Europe/London'
                        < episode.returned_at at time zone 'Europe/London'
                )
            )
        )
    order by all
"""  # noqa: E501

MESSAGES = {
    "interview-of-another-child": "The interview and the episode it covers are of two children.",
    "interview-still-missing": "The interview was held, but the episode it covers has no end.",
    "interview-before-return": "The interview was held {held}, before the return {back}.",
}


def settle(con: duckdb.DuckDBPyConnection, findings_of: dict[int, Findings]) -> None:
    """Take back rows of this import until no interview disagrees with an episode it covers.

    `findings_of`: the findings of each file, by its number.
    """
    for table, key in CAN_BE_TAKEN_BACK.items():
        start_changes(con, table, key)
    while disagreeing := con.execute(DISAGREEING).fetchall():
        changed_interviews = [row for row in disagreeing if row[2]]
        for interview_id, episode_id, changed, rule, held, back in (
            changed_interviews or disagreeing
        ):
            table, reference = ("interviews", interview_id) if changed else ("episodes", episode_id)
            message = f"{MESSAGES[rule].format(held=held, back=back)} Correct one of them."
            for file_number, row_number in _take_back(con, table, reference):
                findings_of[file_number].add(rule, [row_number], message)


def _take_back(con, table: str, reference: str) -> list[tuple[int, int]]:
    key = CAN_BE_TAKEN_BACK[table]
    values = {"reference": reference}
    changes = con.execute(
        f"select distinct file_number, row_number from {table}_changes where {key} = $reference",  # noqa: S608 names of the schema
        values,
    ).fetchall()
    if not changes:  # taken back already in this round
        return []
    restored = [table, "interview_episodes"] if table == "interviews" else [table]
    for name in restored:
        con.execute(f"delete from {name} where {key} = $reference", values)  # noqa: S608 names of the schema
        con.execute(
            f"insert into {name} from {name}_before where {key} = $reference",  # noqa: S608 names of the schema
            values,
        )
    con.execute(f"delete from {table}_changes where {key} = $reference", values)  # noqa: S608 names of the schema
    return changes
