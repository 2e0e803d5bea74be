"""What members and the council may count, and which of it is withheld from them: the table cells.

Made at every publish, so that page, slide, file and command withhold the same. A row is a count in
a quarter. What other audiences may ask for is told from these counts alone (see
analytics/disclosure); a quarter and category is one system, since nothing that spans two is shown.
"""

from itertools import groupby
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import (
    AUDIT_GRADES,
    CATEGORIES,
    FEWEST_CHILDREN_SHOWN,
    GOOD_OR_BETTER,
    INTERVIEW_CRITERIA,
    LENGTH_BANDS,
    REPEAT_BANDS,
)
from analytics.statistics import counts_together, suppression, worlds
from analytics.statistics.counts_together import Book, Whole
from analytics.statistics.suppression import withheld
from analytics.store.relations import with_relations

HERE = Path(__file__).parent
CELLS = (HERE / "cells.sql").read_text(encoding="utf-8")
CELLS_AUDITS = (HERE / "cells_audits.sql").read_text(encoding="utf-8")
AUDITS_IN_SCOPE = (HERE / "audits_in_scope.sql").read_text(encoding="utf-8")
OF_CATEGORY = "select * from episode_facts where category = $category"
# With the code itself: a judgement is kept from snapshot to snapshot while nothing of it changes.
CELLS_MADE_BY = (
    *(CELLS, CELLS_AUDITS, AUDITS_IN_SCOPE, FEWEST_CHILDREN_SHOWN, LENGTH_BANDS, REPEAT_BANDS),
    *(AUDIT_GRADES, GOOD_OR_BETTER, INTERVIEW_CRITERIA),
    *(
        Path(code).read_bytes()
        for code in (__file__, *(part.__file__ for part in (counts_together, suppression, worlds)))
    ),
)

OUTCOMES = ("in_time", "late", "voided", "declined", "pending", "not_recorded")
# Breakdowns of all episodes of a quarter, whatever placement or area.
BREAKDOWNS = ("found_setting", "travel_mode", "return_method", "place", "length", "repeat_band")
# Shown to nobody, but it could be worked out from what is.
NEVER_SHOWN = {
    ("outcome", "late"),
    ("place", "no_named_place"),
    ("open", "all"),
    ("open_interview", "offered"),
    ("open_interview", "not_offered"),
}
# What is lost where a count is withheld: totals last, and what is not recorded before what is.
COST = {
    ("episodes", "all"): 1000,
    ("outcome", "in_time"): 400,
    ("completed", "all"): 300,
    ("outcome", "not_recorded"): 40,
    ("outcome", "voided"): 30,
    ("offered", "all"): 20,
}
SYSTEM = ["quarter_start", "category"]
KEY = ["dimension", "part", "variable", "value"]
Key = tuple[str, str, str, str]


def derive_cells(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table cells anew from episode_facts and the audits.

    A quarter that is as the snapshot before had it keeps what is withheld there: to judge a quarter
    takes about a second.
    """
    cells = _counted(con)
    before = _judged_before(con)
    parts = [
        of_quarter.assign(withheld=_as_before(of_quarter, before.get(key)))
        for key, of_quarter in cells.groupby(SYSTEM)
    ]
    judged = pd.concat(parts) if parts else cells.assign(withheld=pd.Series(dtype=bool))
    con.register("cells_as_judged", judged)
    con.execute("create or replace table cells as from cells_as_judged order by all")
    con.unregister("cells_as_judged")


def _counted(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every count above zero, of episodes and of audits."""
    of_episodes = con.execute(
        CELLS,
        {
            "bands": [band for band, _, _ in LENGTH_BANDS],
            "band_starts": [float(starts) for _, starts, _ in LENGTH_BANDS],
            "repeat_bands": [band for band, _, _ in REPEAT_BANDS],
            "repeat_starts": [fewest for _, fewest, _ in REPEAT_BANDS],
        },
    ).df()
    relations = {"episodes_in_scope": OF_CATEGORY, "audits_in_scope": AUDITS_IN_SCOPE}
    of_audits = [
        con.execute(
            with_relations(CELLS_AUDITS, relations),
            {
                "category": category,
                "criteria": list(INTERVIEW_CRITERIA),
                "grades": list(AUDIT_GRADES),
                "good": list(GOOD_OR_BETTER),
                "audited_from": None,
                "audited_to": None,
            },
        ).df()
        for category in CATEGORIES
    ]
    cells = pd.concat([of_episodes, *of_audits], ignore_index=True)
    return cells.sort_values([*SYSTEM, *KEY], ignore_index=True)


def _judged_before(con: duckdb.DuckDBPyConnection) -> dict[tuple, pd.DataFrame]:
    """The cells of the snapshot that this one is made from, by quarter and category.

    None where there is no such snapshot, or where it was made by other rules.
    """
    [(there,)] = con.execute(
        "select count(*) from duckdb_columns() where database_name = 'source' and "
        "(table_name, column_name) in (('cells', 'withheld'), ('snapshot', 'made_by'))"
    ).fetchall()
    if there < 2:
        return {}
    cells = con.execute(
        "select * from source.cells semi join ("
        "from source.snapshot semi join snapshot using (made_by)) on true"
    ).df()
    cells = cells.sort_values([*SYSTEM, *KEY], ignore_index=True)
    return dict(list(cells.groupby(SYSTEM)))


def _as_before(of_quarter: pd.DataFrame, before: pd.DataFrame | None) -> np.ndarray:
    counted = [*SYSTEM, *KEY, "episodes", "children"]
    if before is not None and len(before) == len(of_quarter):
        if (before[counted].to_numpy() == of_quarter[counted].to_numpy()).all():
            return before["withheld"].to_numpy()
    return withheld_cells(of_quarter)


def withheld_cells(cells: pd.DataFrame) -> np.ndarray:
    """(n,) bool: which counts of one quarter and category are withheld.

    cells: dimension, part, variable, value, episodes and children, a row a count above zero.
    """
    keys: list[Key] = list(cells[KEY].itertuples(index=False, name=None))
    episodes = cells["episodes"].to_numpy(dtype=np.int64)
    at_least, at_most = np.array([_episodes_a_child(key) for key in keys]).reshape(-1, 2).T
    book = Book(
        episodes=episodes,
        children=cells["children"].to_numpy(dtype=np.int64),
        shown=np.array([_is_shown(key) for key in keys], dtype=bool),
        # of two as dear as each other the smaller
        cost=np.array([_cost(key) for key in keys]) + episodes / (1 + episodes.max(initial=0)),
        at_least=at_least,
        at_most=at_most,
        wholes=tuple(_wholes(keys)),
    )
    return withheld(book, FEWEST_CHILDREN_SHOWN)


def _is_shown(key: Key) -> bool:
    _, _, variable, value = key
    return variable != "not_with" and (variable, value) not in NEVER_SHOWN


def _cost(key: Key) -> float:
    dimension, _, variable, value = key
    cost = COST.get((variable, value), 9 if value in ("not_recorded", "other") else 10)
    return cost if dimension == "all" else cost / 50


def _episodes_a_child(key: Key) -> tuple[float, float]:
    """How many episodes each child of the cell has in it, at least and at most."""
    _, _, variable, value = key
    if variable == "repeat_band":
        for band, fewest, most in REPEAT_BANDS:
            if band == value:
                return fewest, np.inf if most is None else most
    return 1, np.inf


def _wholes(keys: list[Key]):
    """How the counts hang together; those that are zero have no part in it."""
    at = {key: place for place, key in enumerate(keys)}
    everything = ("all", "all", "episodes", "all")

    def whole(cell: Key, parts, **kind):
        there = tuple(at[part] for part in parts if part in at)
        if cell in at and there:
            yield Whole(at[cell], there, **kind)

    for dimension, part in dict.fromkeys(key[:2] for key in keys if key[0] != "criterion"):
        place = (dimension, part)
        rest = [(*place, "outcome", outcome) for outcome in OUTCOMES[2:]]
        yield from whole((*place, "episodes", "all"), [(*place, "completed", "all"), *rest])
        held = [(*place, "outcome", outcome) for outcome in OUTCOMES[:2]]
        yield from whole((*place, "completed", "all"), held)
    for (dimension, variable, value), group in _grouped(keys, (0, 2, 3)):
        if dimension in ("placement_type", "out_of_area"):
            yield from whole(("all", "all", variable, value), group)
    for (dimension, part, variable), group in _grouped(keys, (0, 1, 2)):
        if variable in BREAKDOWNS:
            yield from whole(everything, group, children_add_up=variable == "repeat_band")
        elif variable == "companions":
            yield from whole(everything, group, apart=False)
            for key in group:
                yield from whole(everything, [key, ("all", "all", "not_with", key[3])])
        elif dimension == "criterion":
            grades = [key for key in group if key[3] != "all"]  # good and below
            yield from whole((dimension, part, variable, "all"), grades)
    yield from _offers(whole)


def _offers(whole):
    one = ("all", "all")
    not_settled = [(*one, "outcome", state) for state in ("pending", "not_recorded")]
    asked = [(*one, "open_interview", "offered"), (*one, "open_interview", "not_offered")]
    yield from whole((*one, "open", "all"), not_settled)
    yield from whole((*one, "open", "all"), asked)
    declined = (*one, "outcome", "declined")
    yield from whole((*one, "offered", "all"), [(*one, "completed", "all"), declined, asked[0]])


def _grouped(keys: list[Key], places: tuple[int, ...]):
    def group(key: Key) -> tuple:
        return tuple(key[place] for place in places)

    for name, members in groupby(sorted(keys, key=group), key=group):
        yield name, list(members)
