"""Why the share in time changed: more episodes where it is low, or lower shares within groups."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.groups import base_words, group_words
from analytics.charts.theme import blank_figure, colour, note, shortened
from analytics.charts.words import number, percent, quarter_words
from analytics.definitions import DIMENSIONS

MOST_DRAWN = 12
ROW = 52
NOTHING_COMPARED = (
    "Not compared with the quarter before: that takes two whole quarters, with times and something "
    "to take a share of in each."
)
EFFECTS = {"mix_effect": ("mix", -0.19), "rate_effect": ("rate", 0.19)}


def points(change: float) -> str:
    """A change of a share in points, with its sign: "−4.1", "+0.6", "0.0"."""
    size = f"{abs(change) * 100:.1f}"
    if float(size) == 0:
        return size
    return f"{'−' if change < 0 else '+'}{size}"


def drawn_effects(effects: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The groups with the largest effects, the others as one row, and all of them together.

    Columns: name (as drawn), group (null where the row stands for several), episodes, both effects.
    """
    rows = effects[["group", "mix_effect", "rate_effect"]].assign(
        name=[group_words(dimension, group) for group in effects["group"]],
        episodes=effects["base_after"],
    )
    last = [_several(rows, "<b>Together</b>")]
    if len(rows) > MOST_DRAWN:
        sizes = rows["mix_effect"].abs() + rows["rate_effect"].abs()
        largest = sizes.sort_values(ascending=False, kind="stable").index[: MOST_DRAWN - 1]
        last.insert(0, _several(rows.drop(index=largest), "All others"))
        rows = rows.loc[sorted(largest)]
    rows = rows.assign(name=[shortened(name, 20) for name in rows["name"]])
    return pd.concat([rows, pd.DataFrame(last)], ignore_index=True)


def _several(rows: pd.DataFrame, name: str) -> dict:
    sums = rows[["mix_effect", "rate_effect"]].sum()
    return {"name": name, "group": None, "episodes": 0, **sums}


def rate_change_chart(
    effects: pd.DataFrame, dimension: str, denominator: str, *, dark: bool = False
) -> go.Figure:
    """Two bars a group, in points: what its part of the episodes did, and what its share did.

    effects: rate_change, with at least one row. A mark's customdata: dimension, group,
    denominator, number of episodes in it in the second quarter (0 for several groups).
    """
    shown = drawn_effects(effects, dimension)
    figure = blank_figure(
        dark, height=40 + ROW * len(shown), margin={"l": 140, "r": 16, "t": 8, "b": 8}
    )
    labels = []
    for effect in EFFECTS:
        _add_bars(figure, shown, effect, (dimension, denominator), dark)
        labels += _labels(shown, effect, dark)
    reach = max(shown[list(EFFECTS)].abs().max().max() * 100, 0.5) * 1.05
    figure.update_layout(barmode="overlay", shapes=_rules(len(shown), dark), annotations=labels)
    figure.update_xaxes(range=[-reach, reach], showticklabels=False)
    figure.update_yaxes(
        range=[len(shown) - 0.5, -0.5],
        tickvals=list(range(len(shown))),
        ticktext=list(shown["name"]),
        ticklabelstandoff=6,
    )
    return figure


def _add_bars(figure, shown: pd.DataFrame, effect: str, compared: tuple, dark: bool) -> None:
    words, lift = EFFECTS[effect]
    names = [name.replace("<b>", "").replace("</b>", "") for name in shown["name"]]
    figure.add_bar(
        x=shown[effect] * 100,
        y=[position + lift for position in range(len(shown))],
        orientation="h",
        width=0.34,
        marker=_look(effect, dark),
        customdata=[
            [compared[0], group or "", compared[1], int(n)]
            for group, n in zip(shown["group"], shown["episodes"], strict=True)
        ],
        hovertext=[
            f"{name}: {words} {points(value)} points"
            for name, value in zip(names, shown[effect], strict=True)
        ],
        hoverinfo="text",
    )


def _look(effect: str, dark: bool) -> dict:
    if effect == "rate_effect":
        return {"color": colour("in_time", dark)}
    lines = {"shape": "/", "fillmode": "overlay", "size": 6}
    return {
        "color": colour("comparison", dark),
        "pattern": lines | {"fgcolor": colour("background", dark)},
    }


def _labels(shown: pd.DataFrame, effect: str, dark: bool) -> list[dict]:
    """What each bar is and its size, on the free side of the line of no change."""
    words, lift = EFFECTS[effect]
    labels = []
    for position, value in enumerate(shown[effect]):
        side = {"xanchor": "left", "xshift": 6} if value < 0 else {"xanchor": "right", "xshift": -6}
        text = f"{words} {points(value)}"
        labels.append(note(text, dark, x=0, y=position + lift, **side))
    return labels


def _rules(rows: int, dark: bool) -> list[dict]:
    """The line of no change, and one above the row of all together."""
    line = {"color": colour("quiet_text", dark), "width": 1}
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": rows - 0.5, "line": line}
    above = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": rows - 1.5, "y1": rows - 1.5}
    return [zero, above | {"line": line}]


def rate_change_title(effects: pd.DataFrame, dimension: str, denominator: str) -> str:
    """The change in points, of what, and how much of it is mix and how much rate."""
    mix, rate = effects["mix_effect"].sum(), effects["rate_effect"].sum()
    size = f"{abs(mix + rate) * 100:.1f}"
    change = "as before" if float(size) == 0 else f"{size} points"
    if change != "as before":
        change += " lower" if mix + rate < 0 else " higher"
    return (
        f"In time {base_words(denominator)}: {change}; by {DIMENSIONS[dimension].lower()} mix "
        f"{points(mix)}, rates {points(rate)}"
    )


def rate_change_subtitle(now: pd.Series) -> str:
    """What is compared, and what the two parts are."""
    after = quarter_words(now["quarter_start"], year=False)
    before = quarter_words(now["quarter_start"] - pd.DateOffset(months=3), year=False)
    return (
        f"{before} to {after}, in points, rounded. Mix: a larger or smaller part of the episodes "
        "where the share is low. Rate: a higher or lower share within the group"
    )


def change_sentences(changes: pd.DataFrame, denominator: str) -> list[str]:
    """How often chance alone would change the share as much; changes: quarterly_changes."""
    said = ["Compared by something else, the same change falls into other parts."]
    figure = changes[changes["measure"] == f"in_time_of_{denominator}"]
    if figure.empty or pd.isna(figure["change"].iloc[0]) or not figure["change"].iloc[0]:
        return said
    p_value = figure["p_value"].iloc[0]
    times = max(round(p_value * 100), 1)
    often = f"about {times} times in 100" if times > 1 else "about once in 100 times, or less"
    beyond = (
        "more than chance usually makes" if p_value < BEYOND_CHANCE else "no sure sign of a change"
    )
    return [f"Chance alone would change the share as much {often}: {beyond}.", *said]


def rate_change_twin(effects: pd.DataFrame, dimension: str, now: pd.Series) -> pd.DataFrame:
    """Groups down: counts of both quarters and both effects in points; all together last."""
    table = {"Group": [*(group_words(dimension, g) for g in effects["group"]), "Together"]}
    for when, back in (("before", 3), ("after", 0)):
        start = now["quarter_start"] - pd.DateOffset(months=back)
        table[quarter_words(start)] = _shares(effects, when)
    for effect, (words, _) in EFFECTS.items():
        values = [*effects[effect], effects[effect].sum()]
        table[f"{words.capitalize()}, points"] = [points(value) for value in values]
    return pd.DataFrame(table)


def _shares(effects: pd.DataFrame, when: str) -> list[str]:
    hits, bases = effects[f"in_time_{when}"], effects[f"base_{when}"]
    each = zip(hits, bases, effects[f"rate_{when}"], strict=True)
    shares = [f"{number(hit)} of {number(base)} ({percent(rate)})" for hit, base, rate in each]
    return [*shares, f"{number(hits.sum())} of {number(bases.sum())}"]
