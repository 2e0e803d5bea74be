"""Grades of audits: a panel for each criterion in it, a bar for each quarter, as shares."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.audits_looks import LETTER, MERGED, grade_key, ink_on, look_of, marker_of
from analytics.charts.theme import as_written, blank_figure, colour, note, shortened
from analytics.charts.words import number, quarter_name, short_quarter, whole_percent
from analytics.definitions import AUDIT_GRADES, GOOD_OR_BETTER, SUPPRESSED

QUARTERS_SHOWN = 4
ROW, PANEL = 30, 38  # pixels of a bar's row, and of the criterion's name above its bars
BOTTOM, RIGHT = 44, 84
LONGEST_NAME = 48  # letters of a criterion: on a phone there is no room for more


def quarters_shown(last: pd.Timestamp) -> list[pd.Timestamp]:
    """The first days of the quarters shown: the last one and those before it, oldest first."""
    return [last - pd.DateOffset(months=3 * back) for back in range(QUARTERS_SHOWN - 1, -1, -1)]


def good_or_better(rows: pd.DataFrame) -> tuple:
    """How many of a criterion's grades are good or better, and of how many with a known grade.

    rows: of audits_by_criterion, of one or more quarters or criteria. None, None where no grade is
    a known one; the sign for a withheld figure in the place of what is withheld.
    """
    of_known = rows[rows["grade"].isin((*AUDIT_GRADES, MERGED))]
    good = of_known[of_known["grade"].isin((*GOOD_OR_BETTER, MERGED))]
    if of_known.empty:
        return None, None
    by_criterion = of_known.drop_duplicates(["quarter_start", "criterion"])
    whole = by_criterion["of_audited"] if MERGED in set(rows["grade"]) else of_known["audited"]
    return tuple(
        SUPPRESSED if (counts == SUPPRESSED).any() else int(counts.sum())
        for counts in (good["audited"], whole)
    )


def audits_chart(
    rows: pd.DataFrame, last: pd.Timestamp, *, year: str = "calendar", dark: bool = False
) -> go.Figure:
    """The share of each grade, best first from the left; beside each bar how many were good.

    rows: audits_by_criterion of one kind. last: the first day of the last quarter shown. A quarter
    without an audit says so. A mark's customdata: the quarter's first day, criterion, grade, how
    many.
    """
    starts = [start for start in quarters_shown(last) if start >= rows["quarter_start"].min()]
    criteria = list(dict.fromkeys(rows["criterion"]))
    labels = _labels(rows, starts, year)
    left = int(max(len(label) for label in labels) * LETTER) + 10
    key, top = grade_key(list(dict.fromkeys(rows["grade"])), left, dark)
    drawn = len(criteria) * (PANEL + ROW * len(starts))
    margin = {"l": left, "r": RIGHT, "t": top, "b": BOTTOM}
    figure = blank_figure(dark, height=top + drawn + BOTTOM, margin=margin)
    heights = {
        (criterion, start): (PANEL + ROW * len(starts)) * panel + PANEL + ROW * (row + 0.5)
        for panel, criterion in enumerate(criteria)
        for row, start in enumerate(starts)
    }
    rows = rows[rows["quarter_start"].isin(starts)]
    figure.add_traces(_traces(rows, heights, dark))
    names = _criterion_names(criteria, len(starts), left, dark)
    annotations = [*key, *names, *_beside_the_bars(rows, heights, dark)]
    figure.update_layout(barmode="overlay", annotations=annotations)
    _set_axes(figure, drawn, heights, labels * len(criteria), dark)
    return figure


def _set_axes(figure: go.Figure, drawn: int, heights: dict, labels: list[str], dark: bool) -> None:
    figure.update_xaxes(
        range=[0, 1],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        tickformat=".0%",
        showgrid=True,
        gridcolor=colour("grid", dark),
    )
    figure.update_yaxes(
        range=[drawn, 0],
        tickvals=list(heights.values()),
        ticktext=labels,
        showgrid=False,
    )


def _labels(rows: pd.DataFrame, starts: list[pd.Timestamp], year: str) -> list[str]:
    from_april = rows if year == "april" else rows.head(0)
    names = dict(zip(from_april["quarter_start"], from_april["quarter"], strict=True))
    return [short_quarter(start, names.get(start)).replace("<br>", " ") for start in starts]


def _traces(rows: pd.DataFrame, heights: dict, dark: bool) -> list[go.Bar]:
    """One trace a grade; a share that is withheld, or of nothing, has no bar."""
    grades = list(dict.fromkeys(rows["grade"]))
    bases = dict.fromkeys(heights, 0.0)
    traces = []
    for grade in grades:
        of_grade = rows[rows["grade"] == grade]
        at = list(zip(of_grade["criterion"], of_grade["quarter_start"], strict=True))
        shares = [0.0 if isinstance(share, str) else float(share) for share in of_grade["share"]]
        look, pattern = look_of(grade, grades)
        bar = _bar(of_grade, shares, look, dark)
        bar.update(y=[heights[place] for place in at], base=[bases[place] for place in at])
        traces.append(bar.update(marker=marker_of(look, pattern, dark)))
        bases |= {place: bases[place] + share for place, share in zip(at, shares, strict=True)}
    return traces


def _bar(of_grade: pd.DataFrame, shares: list[float], look: str, dark: bool) -> go.Bar:
    """The parts of a grade: how wide each is, its words and what it counts."""
    counts = list(of_grade["audited"])
    return go.Bar(
        orientation="h",
        name=as_written(of_grade["grade"].iloc[0]),
        x=shares,
        width=ROW - 8,
        # a part too thin for its digits has none
        text=[
            number(count) if share >= 0.05 + 0.04 * len(number(count)) else ""
            for count, share in zip(counts, shares, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": ink_on(look, dark), "size": 13},
        constraintext="none",
        customdata=[
            [f"{row['quarter_start']:%Y-%m-%d}", row["criterion"], row["grade"], row["audited"]]
            for _, row in of_grade.iterrows()
        ],
        hovertext=[_hover(row) for _, row in of_grade.iterrows()],
        hoverinfo="text",
    )


def _hover(row: pd.Series) -> str:
    name = quarter_name(row["quarter_start"], row["quarter"])
    return (
        f"{name}: {number(row['audited'])} of {number(row['of_audited'])} audited "
        f"({whole_percent(row['share'])})<br>{as_written(row['criterion'])}: "
        f"{as_written(row['grade'])}"
    )


def _criterion_names(criteria: list[str], quarters: int, left: float, dark: bool) -> list[dict]:
    beside = {"xref": "paper", "yanchor": "middle"}
    names = []
    for panel, criterion in enumerate(criteria):
        middle = (PANEL + ROW * quarters) * panel + PANEL * 0.6
        text = f"<b>{shortened(criterion, LONGEST_NAME)}</b>"
        names.append(note(text, dark, x=0, xanchor="left", xshift=-left + 2, y=middle, **beside))
    return names


def _beside_the_bars(rows: pd.DataFrame, heights: dict, dark: bool) -> list[dict]:
    """How many were good or better beside each bar, and where nothing was audited."""
    beside = {"xref": "paper", "xanchor": "left", "yanchor": "middle"}
    quiet = {"color": colour("quiet_text", dark)}
    head = note(
        "Good or better", dark, x=1, xref="paper", xanchor="right", xshift=RIGHT - 2,
        y=1, yref="paper", yanchor="bottom", font=quiet,
    )  # fmt: skip
    notes = []
    groups = dict(list(rows.groupby(["criterion", "quarter_start"])))
    for place, y in heights.items():
        if place not in groups:
            notes.append(note("none audited", dark, x=0, xshift=4, y=y, font=quiet, **beside))
            continue
        good, known = good_or_better(groups[place])
        if known is not None:
            withheld = SUPPRESSED in (good, known)
            text = "withheld" if withheld else f"<b>{number(good)}</b> of {number(known)}"
            notes.append(note(text, dark, x=1, xshift=6, y=y, **beside))
    return [*notes, head] if any(each["x"] for each in notes) else notes
