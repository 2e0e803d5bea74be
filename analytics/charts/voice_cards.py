"""Cards: what was said, what came of it, and whether it worked; for adults and for young people."""

from dataclasses import dataclass

import pandas as pd

from analytics.charts.plain_words import (
    FIGURES,
    TEXTS,
    THEMES,
    about_count,
    about_share,
    capital,
    is_withheld,
)
from analytics.charts.voice import Effect, effect_of, effect_words, is_known
from analytics.charts.words import counted, day_words
from analytics.definitions import (
    FEEDBACK_STATUSES,
    FEEDBACK_THEMES,
    MEASURES_TO_MOVE,
    UNFINISHED,
)

# Over what was said, and over whether it worked; between them stands how far it is.
HEADS = ("What was said", "Did it work?")
PLAIN_HEADS = (TEXTS["said"], TEXTS["worked"])
HOW_FAR = {
    "open": ("What we will do", TEXTS["will_do"]),
    "in_progress": ("What we are doing", TEXTS["doing"]),
    "done": ("What we did", TEXTS["did"]),
}
OTHERWISE = ("Our answer", TEXTS["answer"])
FINISHED = tuple(status for status in FEEDBACK_STATUSES if status not in UNFINISHED)


@dataclass(frozen=True)
class Card:
    """One thing that was said: its words column by column.

    head: what stands over did. did: what was answered and done, a paragraph each. state: where that
    stands, who and by when. late: of these the one that says its day is over, or "". worked:
    sentences. effect: what the small picture shows, None where there is nothing to show.
    """

    said: str
    met: str
    head: str
    did: list[str]
    state: list[str]
    late: str
    worked: str
    effect: Effect | None


def effects(said: pd.DataFrame, quarters: pd.DataFrame) -> list[Effect | None]:
    """For each row of feedback its action on the trend; None where it has no figure or no day."""
    return [
        effect_of(quarters, row["measure"], row["in_effect_from"])
        if is_known(row["measure"]) and pd.notna(row["in_effect_from"]) and len(quarters)
        else None
        for _, row in said.iterrows()
    ]


def theme_words(theme: str, *, plain: bool = False) -> str:
    """A theme as a heading; one that the report does not have as it was recorded."""
    return (THEMES if plain else FEEDBACK_THEMES).get(theme, capital(theme))


def voice_headline(said: pd.DataFrame) -> str:
    """How much was said, and what stands open, in one sentence."""
    if said.empty:
        return "Nothing recorded in this period"
    promises, meetings = open_promises(said), counted(said["meeting_on"].nunique(), "meeting")
    open_words = f"{counted(len(promises), 'promise')} open" if len(promises) else "none open"
    late = int(promises["overdue"].sum())
    late_words = f", {late} of them late" if late else ""
    return f"{counted(len(said), 'thing')} said at {meetings}; {open_words}{late_words}"


def open_promises(said: pd.DataFrame) -> pd.DataFrame:
    """The rows whose action is neither done nor dropped, the earliest day first."""
    unfinished = said["status"].isin(UNFINISHED) | said["status"].isna()
    return said[unfinished & said["action"].notna()].sort_values(
        ["due_on", "meeting_on", "said"], na_position="last"
    )


def promises_twin(promises: pd.DataFrame) -> pd.DataFrame:
    """Promises down: what, who, by when, where it stands."""
    return pd.DataFrame(
        {
            "Promise": promises["action"],
            "Who": promises["owner_role"],
            "By": promises["due_on"],
            "Status": [
                f"{_status(status)}, late" if late else _status(status)
                for status, late in zip(promises["status"], promises["overdue"], strict=True)
            ],
            "After the meeting of": promises["meeting_on"],
        }
    )


def _status(status) -> str:
    return FEEDBACK_STATUSES.get(status, "Status not recorded")


def card(row: pd.Series, effect: Effect | None) -> Card:
    """A row of feedback for adults."""
    state = [_status(row["status"])]
    if pd.notna(row["owner_role"]):
        state.append(row["owner_role"])
    due = _due(row, "Late: was due {day}" if row["overdue"] else "By {day}")
    state += [due] if due else []
    if pd.notna(row["in_effect_from"]) and effect is None:
        state.append(f"In effect from {day_words(row['in_effect_from'])}")
    return Card(
        said=row["said"],
        met=f"Meeting of {day_words(row['meeting_on'])}",
        head=_head(row)[0],
        did=_did(row) or ["No answer recorded yet."],
        state=state,
        late=due if row["overdue"] else "",
        worked=_worked(row, effect),
        effect=None if effect is None or effect.withheld else effect.whole,
    )


def _due(row: pd.Series, text: str) -> str:
    """By when, in the text's gap; "" where no day is set, or it no longer matters."""
    if pd.isna(row["due_on"]) or row["status"] in FINISHED:
        return ""
    return text.format(day=day_words(row["due_on"]))


def _head(row: pd.Series) -> tuple[str, str]:
    return HOW_FAR.get(row["status"], OTHERWISE) if _did(row) else OTHERWISE


def _did(row: pd.Series) -> list[str]:
    return [row[part] for part in ("response", "action") if pd.notna(row[part])]


def _worked(row: pd.Series, effect: Effect | None) -> str:
    measure = row["measure"]
    if pd.isna(measure):
        return "No figure is named that this should move."
    if not is_known(measure):
        return f"It names '{measure}', which is no figure whose trend can be shown."
    should = f"Should move: {MEASURES_TO_MOVE[measure][0].lower()}{MEASURES_TO_MOVE[measure][1:]}. "
    if effect is None:
        return f"{should}Not in effect yet, so there is nothing to see."
    return should + effect_words(effect)


def plain_card(row: pd.Series, effect: Effect | None) -> Card:
    """A row of feedback for young people; what was said as it was said."""
    state = [TEXTS[row["status"]]] if pd.notna(row["status"]) else []
    due = _due(row, TEXTS["late" if row["overdue"] else "by"])
    state += [due] if due else []
    if pd.notna(row["owner_role"]):
        state.append(TEXTS["who"].format(role=row["owner_role"]))
    return Card(
        said=row["said"],
        met=day_words(row["meeting_on"]),
        head=_head(row)[1],
        did=_did(row) or [TEXTS["no_answer"]],
        state=state,
        late=due if row["overdue"] else "",
        worked=_plain_worked(row, effect),
        effect=None if effect is None or effect.withheld else effect.whole,
    )


def _plain_worked(row: pd.Series, effect: Effect | None) -> str:
    if not is_known(row["measure"]):
        return TEXTS["no_figure"]
    if effect is None:
        return TEXTS["not_started"]
    began = TEXTS["since"].format(day=day_words(effect.in_effect_from))
    looked = TEXTS["looked_at"].format(figure=FIGURES[effect.measure][0])
    if effect.withheld:
        return f"{began} {looked} {TEXTS['too_few']}"
    before = _about(effect, "before", ("nothing_before", "before", "before_range"))
    now = _about(effect, "since", ("nothing_since", "now", "since_range"))
    verdict = TEXTS[effect.shift or "too_soon"]
    return f"{began} {looked} {before} {now} {verdict}"


def _about(effect: Effect, time: str, texts: tuple[str, str, str]) -> str:
    """How the figure was at the time: one word where it was always alike, else from low to high."""
    nothing, always, ranged = texts
    say = about_share if effect.is_share else about_count
    values = sorted(value for value in effect.values(time) if not is_withheld(value))
    if not values:
        return TEXTS[nothing]
    of = FIGURES[effect.measure][1]
    low, high = say(values[0]), say(values[-1])
    if low == high:
        return TEXTS[always].format(words=say(values[-1], of))
    return TEXTS[ranged].format(low=low, high=say(values[-1], of))
