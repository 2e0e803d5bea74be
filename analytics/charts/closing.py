"""A quarter signed off in words: by whom, which figures, and what changed against them since."""

import pandas as pd

from analytics.charts.circumstances import value_words
from analytics.charts.groups import AREAS
from analytics.charts.repeat_bands import band_words
from analytics.charts.words import (
    FIGURES,
    counted,
    figure_text,
    hours,
    is_rate,
    listed,
    moment_words,
    number,
    placement_words,
)
from analytics.definitions import TIMESCALE_HOURS

# A measure whose rows are parts of a quarter → what they are called before, and in a sentence.
PARTS = {
    "summary_by_placement_type": ("", "placement type"),
    "found_settings": ("Found at", "where children were found"),
    "travel_modes": ("Travelled", "how they travelled"),
    "return_methods": ("Came back", "how they came back"),
    "companions": ("With", "who they were with"),
    "repeat_bands": ("Times missing", "how often each child went missing"),
    "lengths": ("Time gone", "how long they were gone"),
    "places": ("Place", "named place"),
    "timeliness_by": ("Area", "area of the placement"),
    "audits_by_criterion": ("Audited", "criterion of the audits of interviews"),
}
OF_THE_QUARTER = ("quarterly_summary", "interviews_offered")  # one row, figures with names
CIRCUMSTANCE = {
    "found_settings": "found_setting",
    "travel_modes": "travel_mode",
    "return_methods": "return_method",
    "companions": "companions",
}
MORE_FIGURES = {
    "over_24_hours": "Gone over 24 hours",
    "with_known_length": "With return and times",
    "median_gone_hours": "Median hours gone",
    "offered": "Return interviews offered",
}
AUDITED = {
    "audited": "good or better",
    "of_audited": "audited",
    "share": "share that is good or better",
}
HELD_AGAINST = {"signed_off": "Signed off", "published": "Published"}
MOST_NAMED = 6  # changed figures in a sentence
WHAT_CHANGES_A_FIGURE = (
    "A figure changes with files loaded since, corrections in them, words for places settled "
    "since, settings changed since, and children forgotten; and what was pending has no outcome "
    f"recorded once its {TIMESCALE_HOURS} hours have passed. When an episode or an interview was "
    "written down, the records do not say."
)


def figure_words(measure: str, part: str, figure: str, places: dict[str, str]) -> str:
    """A figure as read: "Found at: family home (episodes)"; places: names by place_id."""
    if part == "all":
        return _label(figure)
    if measure == "summary_by_placement_type":
        return f"{placement_words(part)}: {_within(FIGURES[figure])}"
    of_part = AUDITED.get(figure, figure)
    return f"{PARTS[measure][0]}: {_part_words(measure, part, places)} ({of_part})"


def _label(figure: str) -> str:
    return MORE_FIGURES.get(figure) or FIGURES[figure]


def _part_words(measure: str, part: str, places: dict[str, str]) -> str:
    if measure == "places":
        return value_words("place", part, places)
    if measure == "timeliness_by":
        return _within(AREAS.get(part, "Not known"))
    if measure in CIRCUMSTANCE:
        return _within(value_words(CIRCUMSTANCE[measure], part))
    return band_words(part) if measure == "repeat_bands" else part


def _within(label: str) -> str:
    """The label as it stands within a sentence."""
    return label[0].lower() + label[1:].replace(", of", " of")


def value_text(figure: str, value) -> str:
    """The value of a figure, to stand in a column of figures."""
    if figure == "median_gone_hours":
        return "–" if pd.isna(value) else f"{value:,.1f}"
    return figure_text(figure, value)


def difference_words(figure: str, change) -> str:
    """How much a figure changed: "2 more", "1.5 points lower", "3 hours longer"."""
    if pd.isna(change):
        return "–"
    if change == 0:
        return "as it was"
    size = abs(change)
    if figure == "median_gone_hours":
        return f"{hours(size)} {'longer' if change > 0 else 'shorter'}"
    if is_rate(figure):
        points = f"{size * 100:.1f}" if size >= 0.0005 else "under 0.1"
        return f"{points} points {'higher' if change > 0 else 'lower'}"
    return f"{number(size)} {'more' if change > 0 else 'fewer'}"


def signed_off_words(closed: pd.Series) -> str:
    """Who signed the quarter off, when, and on what data; closed: a row of closed_quarters."""
    as_of = closed["data_date"]
    data = f", with data as of {moment_words(as_of)}" if pd.notna(as_of) else ""
    return (
        f"Signed off by {closed['closed_by']} on {moment_words(closed['closed_at'])}: "
        f"{counted(closed['figures'], 'figure')} of snapshot "
        f"{closed['snapshot_number']}{data}."
    )


def since_sign_off(rows: pd.DataFrame) -> str:
    """What changed since the sign-off, in a sentence; rows: of late_changes against it."""
    changed = rows[rows["changed"]]
    if changed.empty:
        return "Nothing has changed since it was signed off."
    return f"Since sign-off {counted(len(changed), 'figure')} changed{_named(changed)}"


def against_published(rows: pd.DataFrame) -> str:
    """What differs from what was published, in a sentence; rows: of late_changes against it."""
    changed = rows[rows["changed"]]
    if rows["now"].isna().all():
        return (
            "The records do not cover the whole quarter, so they are not held against what was "
            "published."
        )
    if changed.empty:
        return f"All {number(len(rows))} figures that were published are as the records have them."
    differ = counted(len(changed), "figure differs", "figures differ")
    return f"{differ} from what was published{_named(changed)}"


def _named(changed: pd.DataFrame) -> str:
    """The end of a sentence: the quarter's own figures by name, then what the others are of."""
    own = changed[changed["measure"].isin(OF_THE_QUARTER)]
    parts = changed.drop(index=own.index)
    names = [
        f"{_within(_label(row['figure']))} {value_text(row['figure'], row['then'])} → "
        f"{value_text(row['figure'], row['now'])}"
        for _, row in own.iterrows()
    ]
    kinds = list(dict.fromkeys(f"by {PARTS[name][1]}" for name in parts["measure"]))
    by_kind = listed(kinds, most=len(PARTS)) if kinds else ""
    if not names:
        return f", {by_kind}; the quarter's own figures are as they were."
    named = f": {listed(names, most=MOST_NAMED)}."
    return f"{named} The other {number(len(parts))}: {by_kind}." if kinds else named


def late_changes_twin(
    rows: pd.DataFrame, places: dict[str, str], *, mark: bool = False
) -> pd.DataFrame:
    """Figures down, measure by measure: then, now, and the change; rows: against one of the two.

    mark: with a column that says whether each changed.
    """
    then = HELD_AGAINST[rows["against"].iloc[0]] if len(rows) else "Then"
    table = _names(rows, places)
    table[then] = _texts(rows, "then")
    table["Now"] = _texts(rows, "now")
    table["Change"] = [
        difference_words(figure, change)
        for figure, change in zip(rows["figure"], rows["change"], strict=True)
    ]
    if mark:
        table["Changed"] = ["yes" if changed else "no" for changed in rows["changed"]]
    return table


def figures_twin(rows: pd.DataFrame, places: dict[str, str]) -> pd.DataFrame:
    """Figures down, measure by measure, that a sign-off would keep; rows: figures_of_quarter."""
    return _names(rows, places).assign(Now=_texts(rows, "value"))


def _names(rows: pd.DataFrame, places: dict[str, str]) -> pd.DataFrame:
    names = zip(rows["measure"], rows["part"], rows["figure"], strict=True)
    return pd.DataFrame({"Figure": [figure_words(*name, places) for name in names]})


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    return [
        value_text(figure, value)
        for figure, value in zip(rows["figure"], rows[column], strict=True)
    ]


def loaded_since(files: pd.DataFrame, closed_at: pd.Timestamp) -> str:
    """The files loaded since the sign-off, latest first, in a sentence; "" where none was.

    files: imported_files.
    """
    later = files[files["imported_at"] >= closed_at]
    names = [f"{row['file']} ({moment_words(row['imported_at'])})" for _, row in later.iterrows()]
    return f"Loaded since: {listed(names, most=MOST_NAMED)}." if names else ""
