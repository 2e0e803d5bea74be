"""Table twins: the rows behind a chart, as a person reads them and downloads them."""

import pandas as pd

from analytics.charts.outcomes import OUTCOMES, outcome_counts
from analytics.charts.words import (
    FIGURES,
    figure_text,
    number,
    per_100,
    percent,
    period_words,
    placement_words,
    quarter_name,
    quarter_names,
    span_words,
)
from analytics.definitions import AUTHORITY_CODE, SUPPRESSED

REPORT_ROWS = {
    "Number of individuals going missing at least once": "children",
    "Number of missing episodes": "episodes",
    "Return interviews completed": "completed",
    "Return interviews voided": "voided",
    "Statutory timescales met of those completed": "in_time",
    "No outcome recorded": "not_recorded",
    "Outcome pending": "pending",
    "Return interviews declined": "declined",
}
ALWAYS_IN_THE_REPORT = 6


def report_table(quarters: pd.DataFrame) -> pd.DataFrame:
    """The report's table as the report has it: figures down, quarters across.

    Below the report's own rows stand the episodes it leaves unexplained, so that each column adds
    up: completed, voided, no outcome recorded, and pending and declined where there are any.
    """
    rows = [
        (label, figure)
        for position, (label, figure) in enumerate(REPORT_ROWS.items())
        if position < ALWAYS_IN_THE_REPORT or (quarters[figure] != 0).any()
    ]
    table = pd.DataFrame({"Figure": [label for label, _ in rows]})
    for name, (_, quarter) in zip(quarter_names(quarters), quarters.iterrows(), strict=True):
        name = name.replace("–", " – ")
        table[name] = [number(quarter[figure]) for _, figure in rows]
    return table


def outcomes_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down, outcomes across, adding up to the episodes."""
    counts = outcome_counts(quarters)
    table = pd.DataFrame({"Quarter": quarter_names(quarters)})
    for outcome, (label, _) in OUTCOMES.items():
        table[label] = counts[outcome].to_numpy()
    table["Episodes"] = counts["episodes"].to_numpy()
    return table


def denominators_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """The three rates with what they are shares of, for each quarter; without what is withheld."""
    not_voided = [
        SUPPRESSED if SUPPRESSED in counts else counts[0] - counts[1]
        for counts in zip(quarters["episodes"], quarters["voided"], strict=True)
    ]
    bases = {
        "Of all episodes": (quarters["episodes"], "in_time_of_episodes"),
        "Of those not voided": (not_voided, "in_time_of_not_voided"),
        "Of those completed": (quarters["completed"], "in_time_of_completed"),
    }
    table = pd.DataFrame({"Quarter": quarter_names(quarters)})
    table["In time"] = quarters["in_time"].to_numpy()
    for label, (base, rate) in bases.items():
        table[label] = [
            percent(share) if count == SUPPRESSED else f"{percent(share)} ({number(count)})"
            for share, count in zip(quarters[rate], base, strict=True)
        ]
    return table


def trend_twin(rows: pd.DataFrame, figure: str, unit: str) -> pd.DataFrame:
    """Periods down: the figure drawn, with episodes and children beside it."""
    starts = rows[f"{unit}_start"] if f"{unit}_start" in rows else rows["period_start"]
    names = [period_words(start, unit) for start in starts]
    if "quarter" in rows:
        names = [
            quarter_name(start, label) for start, label in zip(starts, rows["quarter"], strict=True)
        ]
    table = pd.DataFrame({unit.capitalize(): names})
    if "placement_type" in rows:
        table["Placement"] = [placement_words(kind) for kind in rows["placement_type"]]
    for column in dict.fromkeys((figure, "episodes", "children")):
        table[FIGURES[column]] = [figure_text(column, value) for value in rows[column]]
    if "complete" in rows:
        table["Whole period"] = ["yes" if whole else "part" for whole in rows["complete"]]
    return table


def control_twin(points: pd.DataFrame, figure: str, unit: str) -> pd.DataFrame:
    """Periods down: value, mean, limits and signal."""

    def text(value) -> str:
        return percent(value) if figure.startswith("in_time_of") else f"{value:,.1f}"

    return pd.DataFrame(
        {
            unit.capitalize(): [period_words(start, unit) for start in points["period_start"]],
            FIGURES[figure]: [figure_text(figure, value) for value in points["value"]],
            "Mean": points["mean"].map(text),
            "Lower limit": points["lower"].map(text),
            "Upper limit": points["upper"].map(text),
            "Signal": points["special_cause"].fillna("none"),
        }
    )


def lengths_twin(bands: pd.DataFrame) -> pd.DataFrame:
    """Bands down: episodes, children, share."""
    return pd.DataFrame(
        {
            "Time gone": bands["band"],
            "Episodes": bands["episodes"],
            "Children": bands["children"],
            "Share": bands["share"].map(percent),
        }
    )


def looked_after_twin(rates: pd.DataFrame) -> pd.DataFrame:
    """Periods down: children, episodes, looked-after children, and both rates."""
    return pd.DataFrame(
        {
            "Period": [
                span_words(start, end)
                for start, end in zip(rates["period_start"], rates["period_end"], strict=True)
            ],
            "Looked-after children": rates["looked_after"],
            "Children who went missing": rates["children"],
            "Missing episodes": rates["episodes"],
            "Children per 100": rates["children_per_100"].map(per_100),
            "Episodes per 100": rates["episodes_per_100"].map(per_100),
        }
    )


def own_and_wider(rows: pd.DataFrame) -> pd.DataFrame:
    """Of the published figures England's, the regions' and our own authority's."""
    wider = rows["geographic_level"].str.lower().isin(["national", "regional"])
    return rows[wider | (rows["area_code"] == AUTHORITY_CODE)]


def benchmarks_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """DfE's published figures, signs in their place."""
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Year": rows["time_period"] + " (" + rows["time_identifier"].str.lower() + ")",
            "Figure": rows["missing_status"],
            "Number": [
                sign if isinstance(sign, str) else f"{value:,.10g}"
                for value, sign in zip(rows["number"], rows["number_sign"], strict=True)
            ],
        }
    )
