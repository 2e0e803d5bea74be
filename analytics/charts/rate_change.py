"""Why the share in time changed: more episodes where it is hard, or lower rates within groups."""

import pandas as pd

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.groups import base_words, group_words
from analytics.charts.theme import as_written, blank_figure, colour
from analytics.charts.words import number, percent, quarter_words

MOST_DRAWN = 12
ROW = 52
OTHERS, TOGETHER = "all others", "together"


def points(change: float) -> str:
    """A change of a rate in points, with its sign: "−4.1", "+0.6", "0.0"."""
    size = f"{abs(change) * 100:.1f}"
    if float(size) == 0:
        return size
    return f"{'−' if change < 0 else '+'}{size}"


def drawn_effects(effects: pd.DataFrame) -> pd.DataFrame:
    """The groups with the largest effects, the others as one row, and all of them together."""
    effects = effects[["group", "mix_effect", "rate_effect"]]
    together = effects[["mix_effect", "rate_effect"]].sum()
    if len(effects) > MOST_DRAWN:
        sizes = effects["mix_effect"].abs() + effects["rate_effect"].abs()
        largest = sizes.sort_values(ascending=False, kind="stable").index[: MOST_DRAWN - 1]
        rest = effects.drop(index=largest)[["mix_effect", "rate_effect"]].sum()
        others = pd.DataFrame([{"group": OTHERS, **rest}])
        effects = pd.concat([effects.loc[sorted(largest)], others])
    return pd.concat([effects, pd.DataFrame([{"group": TOGETHER, **together}])], ignore_index=True)


def rate_change_chart(effects: pd.DataFrame, dimension: str, *, dark: bool = False):
    """Two bars a group, in points: what its share of the episodes did, and what its rate did.

    effects: rate_change, with at least one row. A mark's customdata: dimension, group, number of
    episodes in the second quarter (0 where the mark stands for several groups).
    """
    shown = drawn_effects(effects)
    counts = effects.set_index("group")["base_after"]
    figure = blank_figure(
        dark, height=40 + ROW * len(shown), margin={"l": 128, "r": 16, "t": 8, "b": 8}
    )
    names = [_name(dimension, group) for group in shown["group"]]
    for effect, words, look, lift in (
        ("mix_effect", "mix", _mix_look(len(shown), dark), -0.19),
        ("rate_effect", "rate", _rate_look(shown["rate_effect"], dark), 0.19),
    ):
        values = shown[effect] * 100
        figure.add_bar(
            x=values,
            y=[position + lift for position in range(len(shown))],
            orientation="h",
            width=0.34,
            marker=look,
            text=[f"{words} {points(value / 100)}" for value in values],
            textposition="outside",
            cliponaxis=False,
            customdata=[[dimension, group, int(counts.get(group, 0))] for group in shown["group"]],
            hovertext=[
                f"{_plain(name)}: {words} {points(value / 100)} points"
                for name, value in zip(names, values, strict=True)
            ],
            hoverinfo="text",
        )
    reach = max(shown[["mix_effect", "rate_effect"]].abs().max().max() * 100, 0.5)
    figure.update_layout(barmode="overlay", shapes=_rules(len(shown), dark))
    figure.update_xaxes(range=[-reach * 2.4, reach * 2.4], showticklabels=False)
    figure.update_yaxes(
        range=[len(shown) - 0.5, -0.5],
        tickvals=list(range(len(shown))),
        ticktext=names,
        ticklabelstandoff=6,
    )
    return figure


def _name(dimension: str, group: str) -> str:
    if group == TOGETHER:
        return "<b>Together</b>"
    words = "All others" if group == OTHERS else group_words(dimension, group)
    return as_written(words if len(words) <= 18 else f"{words[:17]}…")


def _plain(name: str) -> str:
    return name.removeprefix("<b>").removesuffix("</b>")


def _mix_look(rows: int, dark: bool) -> dict:
    ground = colour("background", dark)
    return {
        "color": [colour("comparison", dark)] * rows,
        "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": ground, "size": 6},
    }


def _rate_look(effects: pd.Series, dark: bool) -> dict:
    return {
        "color": [colour("concern" if effect < 0 else "improvement", dark) for effect in effects]
    }


def _rules(rows: int, dark: bool) -> list[dict]:
    """The line of no change, and one above the row of all together."""
    line = {"color": colour("quiet_text", dark), "width": 1}
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": rows - 0.5, "line": line}
    above = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": rows - 1.5, "y1": rows - 1.5}
    return [zero, above | {"line": line}]


def rate_change_title(effects: pd.DataFrame) -> str:
    """The change in points, and how much of it is mix and how much rate."""
    if effects.empty:
        return "The share in time cannot be compared with the quarter before"
    mix, rate = effects["mix_effect"].sum(), effects["rate_effect"].sum()
    change = mix + rate
    size = f"{abs(change) * 100:.1f}"
    if float(size) == 0:
        return f"The share in time is the same: mix {points(mix)}, rates {points(rate)} points"
    way = "lower" if change < 0 else "higher"
    return f"{size} points {way}: mix {points(mix)}, rates within groups {points(rate)}"


def chance_sentences(changes: pd.DataFrame, denominator: str) -> list[str]:
    """Whether chance alone could have changed the share as much; changes: quarterly_changes."""
    figure = changes[changes["measure"] == f"in_time_of_{denominator}"]
    if figure.empty or pd.isna(figure["change"].iloc[0]) or not figure["change"].iloc[0]:
        return []
    if figure["p_value"].iloc[0] < BEYOND_CHANCE:
        return ["A change of this size is larger than chance would usually make."]
    return ["A change of this size is what chance alone could do: read its parts with care."]


def rate_change_subtitle(now: pd.Series, denominator: str) -> str:
    """What is compared, and what the two parts are."""
    after = quarter_words(now["quarter_start"], year=False)
    before = quarter_words(now["quarter_start"] - pd.DateOffset(months=3), year=False)
    return (
        f"In time {base_words(denominator)}, {before} to {after}, in points. Mix: more or fewer "
        "episodes where it is hard; rate: better or worse within the group"
    )


def rate_change_twin(effects: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Groups down: counts of both quarters and both effects in points; all together last."""
    columns = ["mix_effect", "rate_effect", "in_time_before", "base_before", "in_time_after"]
    columns += ["base_after"]
    together = pd.DataFrame([effects[columns].sum()]).assign(group=TOGETHER)
    rows = pd.concat([effects, together], ignore_index=True)
    names = [
        "Together" if group == TOGETHER else group_words(dimension, group)
        for group in rows["group"]
    ]
    table = pd.DataFrame({"Group": names})
    for when, words in (("before", "Before"), ("after", "After")):
        hits, bases = rows[f"in_time_{when}"], rows[f"base_{when}"]
        table[words] = [
            f"{number(hit)} of {number(base)} ({percent(hit / base if base else None)})"
            for hit, base in zip(hits, bases, strict=True)
        ]
    table["Mix, points"] = rows["mix_effect"].map(points)
    table["Rate, points"] = rows["rate_effect"].map(points)
    return table
