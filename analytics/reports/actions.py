"""The report's slides on audits, the council of children in care, training and development."""

import pandas as pd

from analytics.charts.audits import MERGED
from analytics.charts.audits_twins import actions_twin
from analytics.charts.audits_words import actions_title, criteria_title
from analytics.charts.words import counted, number, period_words, short_quarter, whole_percent
from analytics.definitions import AUDITS, FEEDBACK_STATUSES, FEEDBACK_THEMES
from analytics.measures import audit_actions, audits_by_criterion, feedback
from analytics.reports.asking import Ask, as_text, is_shown, value_of
from analytics.reports.slides import Picture, Series, Slide

AUDIT_PART = "What has been learnt from audits and mock-inspection findings"
COUNCIL_PART = "Child in Care Council"
TRAINING_PART = "Training and development"


def audit_slides(ask: Ask) -> list[Slide]:
    """Grades by criterion, of interviews and of the whole response where that was audited."""
    return [slide for kind in AUDITS if (slide := _audits(ask, kind)) is not None]


def _audits(ask: Ask, kind: str) -> Slide | None:
    rows = ask.until_now(audits_by_criterion, kind=kind, by="good_or_better")
    if rows.empty:
        return None
    quarters = sorted(rows["quarter_start"].unique())[-4:]
    rows = rows[rows["quarter_start"].isin(quarters)]
    names = tuple(short_quarter(day).replace("<br>", " ") for day in quarters)
    criteria = list(dict.fromkeys(rows["criterion"]))
    series = tuple(
        _criterion(rows, criterion, quarters, at) for at, criterion in enumerate(criteria)
    )
    table = pd.DataFrame({"Criterion": criteria})
    for at, name in enumerate(names):
        table[name] = [each.texts[at] for each in series]
    words = "; ".join(f"{each.name}: " + ", ".join(each.texts) for each in series)
    return Slide(
        key=f"audits-{kind}",
        part=AUDIT_PART,
        title=criteria_title(rows, quarters[-1]),
        subtitle=f"{AUDITS[kind]}: share of audits graded {MERGED.lower()}, by quarter",
        picture=Picture("columns", names, series, "Share good or better", words, rate=True),
        table=as_text(table),
        notes=("No worker is named in an audit. What was audited is a sample.",),
        measures=("audits_by_criterion",),
    )


def _criterion(rows: pd.DataFrame, criterion: str, quarters: list, at: int) -> Series:
    of_criterion = rows[rows["criterion"] == criterion].set_index("quarter_start")
    values, texts = [], []
    for quarter in quarters:
        found = of_criterion.loc[quarter] if quarter in of_criterion.index else None
        values.append(None if found is None else value_of(found["share"]))
        texts.append("–" if found is None else _share(found))
    # none that says something of interviews or of children who went missing
    colours = ("good", "common_cause", "neutral_signal", "quiet_text")
    return Series(criterion, tuple(values), tuple(texts), colours[at % 4], hatched=at % 2 == 1)


def _share(row: pd.Series) -> str:
    share = whole_percent(row["share"])
    return f"{share} of {number(row['of_audited'])}" if is_shown(row["share"]) else share


def council_slide(ask: Ask) -> Slide | None:
    """What the council said up to the quarter's end, and what came of it."""
    rows = ask.until_now(feedback)
    if rows.empty:
        return None
    table = pd.DataFrame(
        {
            "Theme": [FEEDBACK_THEMES.get(theme, theme) for theme in rows["theme"]],
            "What was said": rows["said"],
            "What comes of it": [
                response if pd.isna(action) else action
                for response, action in zip(rows["response"], rows["action"], strict=True)
            ],
            "Status": [
                "Not recorded" if pd.isna(status) else FEEDBACK_STATUSES.get(status, status)
                for status in rows["status"]
            ],
        }
    )
    done = int((rows["status"] == "done").sum())
    latest = period_words(rows["meeting_on"].max(), "month")
    return Slide(
        key="council",
        part=COUNCIL_PART,
        title=f"Of {counted(len(rows), 'thing')} the council said, {number(done)} "
        f"{'is' if done == 1 else 'are'} done; it was last heard in {latest}",
        subtitle="What the Child in Care Council said, what comes of it, and where that stands "
        "as of the data date",
        table=as_text(table),
        notes=("What was said stands as it was written down at the meeting.",),
        measures=("feedback",),
    )


def training_slide(ask: Ask) -> Slide | None:
    """What audits and inspection found up to the quarter's end, and the actions that followed."""
    rows = ask.until_now(audit_actions)
    rows = rows[rows["found_on"] < ask.quarter + pd.DateOffset(months=3)]
    if rows.empty:
        return None
    table = actions_twin(rows)[["Finding", "Action", "Whose task", "Due"]]
    return Slide(
        key="training",
        part=TRAINING_PART,
        title=actions_title(rows, pd.NaT),
        subtitle="What audits and inspection found, what is done about it, and where it stands as "
        "of the data date",
        table=as_text(table),
        notes=("A task belongs to a role, never to a named person.",),
        measures=("audit_actions",),
    )
