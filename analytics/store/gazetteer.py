"""The gazetteer of a store, and what the locations of its episodes are taken for."""

import duckdb
import pandas as pd

from analytics.definitions import REFERENCE
from analytics.geography.matching import Matcher, matcher_of
from analytics.geography.postcode_places import places_of_postcodes, postcode_of

PLACES = REFERENCE / "places.csv"
SCHOOL_HOLIDAYS = REFERENCE / "school_holidays.csv"


def load_reference(con: duckdb.DuckDBPyConnection) -> None:
    """Take places and school holidays from data/reference as they are there today.

    A place of the same reference is replaced; those added on the Data page stay.
    """
    con.execute(
        """
        insert or replace into places
        select
            place_id,
            name,
            list_filter(string_split(aliases, ';'), lambda alias: alias <> ''),
            kind,
            latitude,
            longitude,
            in_city,
            source,
            note
        from read_csv($places, header = true, columns = {
            place_id: 'varchar', name: 'varchar', aliases: 'varchar', kind: 'varchar',
            latitude: 'double', longitude: 'double', in_city: 'boolean', source: 'varchar',
            note: 'varchar'
        })
        """,
        {"places": str(PLACES)},
    )
    con.execute("delete from school_holidays")
    con.execute(
        """
        insert into school_holidays
        from read_csv($holidays, header = true, columns = {
            starts_on: 'date', ends_on: 'date', name: 'varchar', source: 'varchar', note: 'varchar'
        })
        """,
        {"holidays": str(SCHOOL_HOLIDAYS)},
    )


def matcher(con: duckdb.DuckDBPyConnection) -> Matcher:
    """What words can be taken for: the store's named places, and what the council assigned."""
    places = con.execute(
        "select place_id, name, aliases, latitude, longitude from places "
        "where kind is distinct from 'postcode'"
    ).fetchall()
    assigned = con.execute("select words, place_id from place_aliases").fetchall()
    positions = {place: (north, east) for place, _, _, north, east in places if north is not None}
    return matcher_of([place[:3] for place in places], dict(assigned), positions=positions)


def match_places(con: duckdb.DuckDBPyConnection) -> None:
    """Work out the place of every episode anew from its words, and note how each was taken.

    An episode that gives a place without words keeps it.
    """
    texts = con.execute(
        "select distinct place_text from episodes where place_text is not null order by all"
    ).fetchall()
    matches = matcher(con).match(text for (text,) in texts)
    rows = [(text, each.place_id, each.matched_by, each.likeness) for text, each in matches.items()]
    columns = ("place_text", "place_id", "matched_by", "likeness")
    matched = pd.DataFrame(rows, columns=columns).astype(
        {"place_text": "str", "place_id": "str", "matched_by": "str", "likeness": "Int64"}
    )
    by_postcode = matched.loc[matched["matched_by"] == "postcode", "place_id"]
    con.execute("begin")
    con.execute("delete from place_matches")
    _insert(con, "place_matches", matched)
    con.execute(
        "delete from places where kind = 'postcode' and place_id not in "
        "(select place_id from episodes where place_text is null and place_id is not null)"
    )
    _insert(con, "places", places_of_postcodes(by_postcode.map(postcode_of)))
    con.execute(
        """
        update episodes
        set place_id = place_matches.place_id
        from place_matches
        where episodes.place_text = place_matches.place_text
            and episodes.place_id is distinct from place_matches.place_id
        """
    )
    con.execute("commit")


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    con.register("incoming", rows)
    con.execute(f"insert or ignore into {table} by name from incoming")  # noqa: S608 names of the schema
    con.unregister("incoming")
