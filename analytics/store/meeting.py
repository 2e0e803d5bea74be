"""What a meeting of the council leaves behind: running orders, polls, and what was said in it."""

from datetime import date, datetime
from pathlib import Path

import duckdb

from analytics.store.feedback import MOST_LETTERS
from analytics.store.publish import publish
from analytics.store.running_order import check_slides
from analytics.store.snapshots import FEEDBACK, POLL, RUNNING_ORDER, StoreRefused, local_now

LONGEST_NAME = 60
MOST_VOTES = 999
OPEN = "open"  # what was just said has no answer yet


def save_running_order(folder: Path, name: str, slides: list[str], *, who: str | None) -> int:
    """Publish a running order under its name, in the place of one of that name; the snapshot.

    slides: references of slides in their order, and slides of the council's own as
    running_order.as_entry writes them. Raises StoreRefused with a sentence where name or slides
    cannot be kept.
    """
    name = " ".join(name.split())
    if not name:
        raise StoreRefused("The running order has no name yet: give it one, then save it again.")
    if len(name) > LONGEST_NAME:
        raise StoreRefused(f"The name is longer than {LONGEST_NAME} letters: shorten it.")
    check_slides(slides)

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(
            "insert or replace into running_orders (name, slides, saved_at, saved_by)"
            " values ($name, $slides, $now, $who)",
            {"name": name, "slides": slides, "now": local_now(), "who": who},
        )

    return publish(folder, fill, event=RUNNING_ORDER, who=who)


def running_orders(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[list[str], datetime, str]]:
    """Each saved running order by its name: slides, when and by whom; the latest saved first."""
    found = con.execute(
        "select name, slides, saved_at, saved_by from running_orders order by saved_at desc, name"
    ).fetchall()
    return {name: (slides, saved_at, saved_by) for name, slides, saved_at, saved_by in found}


def save_poll(
    folder: Path,
    held_on: date,
    question: str,
    answers: tuple[str, ...],
    votes: list[int],
    *,
    who: str | None,
) -> int:
    """Publish how many gave each answer; the same question on the same day again replaces it.

    Returns the snapshot's number. Raises StoreRefused where the counts do not fit the answers.
    """
    if len(votes) != len(answers) or not all(
        type(count) is int and 0 <= count <= MOST_VOTES for count in votes
    ):
        raise StoreRefused(
            f"The count of “{question}” does not fit its answers: count it again, then save it."
        )

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(
            "delete from polls where held_on = $day and question = $question",
            {"day": held_on, "question": question},
        )
        rows = zip(answers, votes, strict=True)
        con.executemany(
            "insert into polls (held_on, question, answer, position, votes)"
            " values ($day, $question, $answer, $position, $votes)",
            [
                {
                    "day": held_on,
                    "question": question,
                    "answer": answer,
                    "position": position,
                    "votes": count,
                }
                for position, (answer, count) in enumerate(rows, 1)
            ],
        )

    return publish(folder, fill, event=POLL, who=who)


def hands_counted(con: duckdb.DuckDBPyConnection, held_on: date, question: str) -> int:
    """How many hands are kept of the question on that day; 0 where it was not asked."""
    [(hands,)] = con.execute(
        "select coalesce(sum(votes), 0) from polls where held_on = $day and question = $question",
        {"day": held_on, "question": question},
    ).fetchall()
    return int(hands)


def save_said(
    folder: Path, meeting_on: date, said: list[tuple[str, str]], *, who: str | None
) -> int:
    """Publish what was said in a meeting, each a theme and the words as they were said.

    They wait for an answer (status open). Returns the snapshot's number. Raises StoreRefused with a
    sentence, and keeps none of them, where one is blank, too long or written down already.
    """
    words = [(" ".join(theme.split()), text.strip()) for theme, text in said]
    for number, (theme, text) in enumerate(words):
        if not theme or not text:
            raise StoreRefused("Something said has no theme or no words: add them, or remove it.")
        if max(len(theme), len(text)) > MOST_LETTERS:
            raise StoreRefused(f"Something said is longer than {MOST_LETTERS} letters: cut it.")
        if (theme, text) in words[:number]:
            raise StoreRefused(_already(text))
    if not words:
        raise StoreRefused("Nothing was said that could be saved.")

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        for theme, text in words:
            row = {"day": meeting_on, "theme": theme, "said": text}
            held = con.execute(
                "from feedback where meeting_on = $day and theme = $theme and said = $said", row
            )
            if held.fetchone():
                raise StoreRefused(_already(text))
            con.execute(
                "insert into feedback (meeting_on, theme, said, status)"
                " values ($day, $theme, $said, $status)",
                row | {"status": OPEN},
            )

    return publish(folder, fill, event=FEEDBACK, who=who)


def _already(text: str) -> str:
    short = text if len(text) <= 50 else text[:49] + "…"
    return f"“{short}” is written down already."
