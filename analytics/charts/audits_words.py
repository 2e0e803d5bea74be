"""What audits say in a sentence: what was found, whether it changed, what is to be done."""

import pandas as pd

from analytics.charts.audits import MERGED, good_or_better
from analytics.charts.words import (
    counted,
    day_words,
    listed,
    number,
    quarter_name,
    quarter_words,
    whole_percent,
)
from analytics.definitions import AUDITS, BEYOND_CHANCE, SUPPRESSED

AUDITED = {
    "interview": ("return interview", "return interviews"),
    "response": ("response", "responses"),
}
HOW_LOADED = {
    "interview": "Audits of interviews are loaded on the page Data (audits.csv).",
    "response": "Audits of the whole response are loaded on the page Data (response_audits.csv).",
}
CHANCE_NOTE = (
    "Whether a change is more than chance is judged by swapping each child's two quarters: one "
    "child's many interviews are not so much more evidence. It cannot tell what the change comes "
    "from, nor whether the auditors' yardstick stayed the same."
)


def audits_headline(
    rows: pd.DataFrame, changes: pd.DataFrame, now: pd.Timestamp, before: pd.Timestamp | None
) -> str:
    """The share of the grades given that were good or better, then and before, and if by chance.

    rows: audits_by_criterion of interviews. changes: audit_changes from `before` to `now`, whose
    criteria then count, those of both quarters; empty where there is nothing to compare.
    """
    period = quarter_words(now)
    of_now = rows[rows["quarter_start"] == now]
    if of_now.empty:
        return f"No return interview was audited in {period}"
    good, known = good_or_better(of_now)
    if SUPPRESSED in (good, known):
        return f"Return interviews were audited in {period}; some of their grades are withheld"
    if known is None:
        return f"Return interviews were audited in {period}"
    share = good / known if changes.empty else changes["share_after"].iloc[0]
    said = f"{whole_percent(share)} of the grades given were good or better in {period}"
    return said if changes.empty else said + _compared(changes.iloc[0], before, now)


def _compared(together: pd.Series, before: pd.Timestamp, now: pd.Timestamp) -> str:
    """What the share was before, and whether chance would do as much."""
    then = quarter_words(before, year=before.year != now.year)
    words = f", {whole_percent(together['share_before'])} in {then}"
    if together["share_before"] == together["share_after"]:
        return words
    return f"{words}: {_sure(together)}"


def _sure(together: pd.Series) -> str:
    beyond = together["p_value"] < BEYOND_CHANCE
    return "more than chance usually makes" if beyond else "no sure sign of change"


def change_sentence(
    changes: pd.DataFrame, kind: str, before: pd.Timestamp, now: pd.Timestamp
) -> str:
    """All criteria together from one quarter to another, with counts and what chance would do."""
    together = changes.iloc[0]
    was, is_now = (
        f"{number(together[f'good_{when}'])} of {number(together[f'audited_{when}'])}"
        for when in ("before", "after")
    )
    said = (
        f"Of the grades given to {AUDITED[kind][1]}, {is_now} were good or better in "
        f"{quarter_words(now)}, {was} in {quarter_words(before)}"
    )
    if together["share_before"] == together["share_after"]:
        return f"{said}."
    times = max(round(together["p_value"] * 100), 1)
    often = f"about {times} times in 100" if times > 1 else "about once in 100 times, or less"
    return f"{said}. Chance alone would change the share as much {often}: {_sure(together)}."


def criteria_title(rows: pd.DataFrame, now: pd.Timestamp) -> str:
    """Which criterion was good or better most often in the quarter, and which least often.

    rows: audits_by_criterion of one kind.
    """
    of_now = rows[rows["quarter_start"] == now]
    kind = rows["kind"].iloc[0]
    if of_now.empty:
        return f"No {AUDITED[kind][0]} audited in {quarter_words(now)}"
    found = {name: good_or_better(part) for name, part in of_now.groupby("criterion", sort=False)}
    withheld = sum(SUPPRESSED in counts for counts in found.values())
    known = {
        name: counts
        for name, counts in found.items()
        if counts[1] is not None and SUPPRESSED not in counts
    }
    if not known:
        some = " (withheld)" if withheld else ""
        return f"{AUDITS[kind]}: grades by criterion{some}"
    shares = {name: good / of for name, (good, of) in known.items()}
    if withheld:
        said = [f"{whole_percent(share)} on {_within(name)}" for name, share in shares.items()]
        others = "others" if withheld > 1 else "other"
        return f"Good or better in {listed(said)}; on the {others} it is withheld"
    if len(set(shares.values())) == 1:
        share = next(iter(shares.values()))
        alike = "on every criterion" if len(shares) > 1 else f"on {_within(next(iter(shares)))}"
        return f"Good or better in {whole_percent(share)} {alike}"
    most, least = _at(shares, max(shares.values())), _at(shares, min(shares.values()))
    return f"Good or better most often on {most}, least often on {least}"


def _at(shares: dict[str, float], share: float) -> str:
    names = [_within(name) for name, found in shares.items() if found == share]
    return f"{listed(names)} ({whole_percent(share)})"


def _within(criterion: str) -> str:
    """The criterion within a sentence; one that begins with initials keeps them."""
    return criterion[:1].lower() + criterion[1:] if criterion[1:2].islower() else criterion


def criteria_subtitle(rows: pd.DataFrame, now: pd.Timestamp) -> str:
    """What is drawn, and how many of how many children were audited in the last quarter."""
    singular, plural = AUDITED[rows["kind"].iloc[0]]
    what = "graded good or better" if rows["grade"].eq(MERGED).all() else "given each grade"
    said = f"Share {what}, by the quarter of the audit"
    of_now = rows[rows["quarter_start"] == now]
    if of_now.empty or (of_now["of_audited"] == SUPPRESSED).any():
        return said
    most = of_now.loc[of_now["of_audited"].astype(int).idxmax()]
    audited = counted(most["of_audited"], singular, plural)
    if most["children_of_audited"] != SUPPRESSED:
        audited += f", of {counted(most['children_of_audited'], 'child', 'children')},"
    return f"{said}; {audited} in {quarter_name(now, most['quarter'])}"


def actions_title(actions: pd.DataFrame, data_date: pd.Timestamp) -> str:
    """How many actions are not finished, and how many of these are overdue at the data date."""
    if actions.empty:
        return "No action is written down yet"
    unfinished = ~actions["status"].isin(["done", "not_taken_up"])
    if not unfinished.any():
        return f"{counted(len(actions), 'action')}, none of them still to be done"
    still = f"{number(unfinished.sum())} of {counted(len(actions), 'action')} still to be done"
    overdue = int(actions["overdue"].sum())
    if pd.isna(data_date):
        return still
    when = f"overdue on {day_words(data_date)}"
    return f"{still}, {number(overdue) if overdue else 'none'} of them {when}"
