"""What the council settles on the Data page: which place words mean, and places of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from analytics.definitions import PLACE_KINDS
from analytics.geography.matching import place_words
from analytics.geography.postcode_places import PREFIX, places_of_postcodes
from analytics.geography.words import postcode_in
from analytics.store.gazetteer import matcher
from analytics.store.publish import publish
from analytics.store.read import open_cursor
from analytics.store.snapshots import PLACE_WORDS, StoreRefused, local_now

ADDED_KINDS = [kind for kind in PLACE_KINDS if kind != "postcode"]
LONGEST_NAME = 80
ADDED = "Added on the Data page"
NOT_A_PLACE = ("no_named_place", "not_recorded")  # what measures call the lack of one


@dataclass(frozen=True)
class Settled:
    """What came of it: the snapshot published, and how many episodes have another place now."""

    snapshot: int
    episodes: int


def assign_place(folder: Path, written: str, place_id: str | None) -> Settled:
    """Settle which place a wording means, None for no named place; publishes a snapshot.

    It holds for every episode written so, whatever its case, spacing and short forms, in earlier
    files and later ones, and takes the place of what was settled before. Raises StoreRefused with
    a sentence, and changes nothing, where no episode is written so or there is no such place.
    """

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        _require_wording(con, written)
        if place_id is not None:
            _require_place(con, place_id)
        _assign(con, written, place_id)

    return _publish(folder, fill)


def unassign_place(folder: Path, written: str) -> Settled:
    """Undo what was settled for a wording: it is worked out by name and likeness again.

    A place that was added for it, and that no other wording was settled to mean, goes with it.
    Raises StoreRefused where nothing was settled for it.
    """

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        deleted = con.execute(
            "delete from place_aliases where words = $words returning place_id",
            {"words": place_words(written)},
        ).fetchall()
        if not deleted:
            raise StoreRefused(f"Nothing is settled for '{written}' any more: open the page anew.")
        con.execute(
            "delete from places where place_id = $place and starts_with(source, $added) "
            "and place_id not in (select place_id from place_aliases where place_id is not null)",
            {"place": deleted[0][0], "added": ADDED},
        )

    return _publish(folder, fill)


def add_place(
    folder: Path,
    name: str,
    *,
    kind: str,
    postcode: str | None = None,
    written: str | None = None,
) -> Settled:
    """Add a place to the gazetteer, and settle that a wording means it; publishes a snapshot.

    kind: one of ADDED_KINDS. postcode: its position, None where not known. Raises StoreRefused
    with a sentence, and changes nothing, where the name is known or no name, or ONS does not know
    the postcode.
    """
    name = " ".join(name.split())
    if not any(sign.isalnum() for sign in name) or len(name) > LONGEST_NAME:
        raise StoreRefused(f"A place needs a name of at most {LONGEST_NAME} letters.")
    if kind not in ADDED_KINDS:
        raise StoreRefused(f"'{kind}' is no kind of place: choose from {', '.join(ADDED_KINDS)}.")
    words = place_words(name)
    if postcode_in(words):
        raise StoreRefused("Name the place without a postcode, and give the postcode beside it.")
    place = _position(postcode) | {
        "place_id": words.replace(" ", "_"),
        "name": name,
        "kind": kind,
    }

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        _require_new(con, name)
        con.register("added", pd.DataFrame([place]))
        con.execute("insert into places by name from added")
        con.unregister("added")
        if written is not None:
            _require_wording(con, written)
            _assign(con, written, place["place_id"])

    return _publish(folder, fill)


def _position(postcode: str | None) -> dict:
    if not (postcode or "").strip():
        return {"source": ADDED}
    found = postcode_in(place_words(postcode))
    try:
        (place,) = places_of_postcodes([found or postcode.strip()]).to_dict("records")
    except ValueError as error:
        raise StoreRefused(str(error)) from None
    return {name: place[name] for name in ("latitude", "longitude", "in_city")} | {
        "source": f"{ADDED}; position: {place['source']}",
        "note": f"Position: centre of the postcode {place['name']}.",
    }


def _require_wording(con: duckdb.DuckDBPyConnection, written: str) -> None:
    texts = con.execute("select distinct place_text from episodes where place_text is not null")
    words = place_words(written)
    if not words or words not in {place_words(text) for (text,) in texts.fetchall()}:
        raise StoreRefused(f"No episode is written '{written}' any more: open the page anew.")


def _require_place(con: duckdb.DuckDBPyConnection, place_id: str) -> None:
    named = "select 1 from places where place_id = $place and kind is distinct from 'postcode'"
    if not con.execute(named, {"place": place_id}).fetchone():
        raise StoreRefused(f"There is no named place '{place_id}': choose one, or add it.")


def _require_new(con: duckdb.DuckDBPyConnection, name: str) -> None:
    known, words = matcher(con), place_words(name)
    if words in known.known:
        there = known.shown[min(known.known[words])]
        raise StoreRefused(f"The place '{there}' is written so already: choose it.")
    if known.assigned.get(words) is not None:
        there = known.shown[known.assigned[words]]
        raise StoreRefused(f"'{name}' is settled to mean '{there}': undo that first.")
    reference = words.replace(" ", "_")
    if reference.startswith(PREFIX) or reference in NOT_A_PLACE:
        raise StoreRefused(f"A place cannot be named '{name}': give it its own name.")


def _assign(con: duckdb.DuckDBPyConnection, written: str, place_id: str | None) -> None:
    con.execute(
        "insert or replace into place_aliases values ($words, $written, $place, $now)",
        {
            "words": place_words(written),
            "written": written,
            "place": place_id,
            "now": local_now(),
        },
    )


def _publish(folder: Path, fill: Callable[[duckdb.DuckDBPyConnection], None]) -> Settled:
    before = {}

    def fill_and_remember(con: duckdb.DuckDBPyConnection) -> None:
        before.update(_places_of_wordings(con))
        fill(con)

    snapshot = publish(folder, fill_and_remember, event=PLACE_WORDS)
    after = _places_of_wordings(open_cursor(folder, snapshot))
    moved = sum(count for text, (place, count) in after.items() if before[text][0] != place)
    return Settled(snapshot, moved)


def _places_of_wordings(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str | None, int]]:
    rows = con.execute(
        "select place_text, any_value(place_id), count(*) from episodes "
        "where place_text is not null group by place_text"
    ).fetchall()
    return {text: (place, count) for text, place, count in rows}
