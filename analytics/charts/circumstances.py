"""How children were found, went and came back, with whom: each answer with its share."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import blank_figure, colour, note, shortened
from analytics.charts.words import counted, number, whole_percent
from analytics.definitions import CIRCUMSTANCES

ROW = 46
BAR = 0.42  # of a row: an answer stands above its bar, which has the page's width
QUESTIONS = {
    "found_setting": "Found at",
    "companions": "With",
    "travel_mode": "Travelled",
    "return_method": "Came back",
}
# What a value is called within a sentence, where its label alone would not read.
IN_WORDS = {
    "found_setting": {
        "family_home": "at a family home",
        "semi_independent_address": "at a semi-independent address",
        "friends_home": "at a friend's home",
        "house_party": "at a house party",
        "public_place": "in a public place",
        "own_placement": "at their own placement",
        "transport": "on transport",
        "other": "elsewhere",
    },
    "companions": {
        "family": "with family",
        "other_children_in_care": "with other children in care",
        "friends": "with friends",
        "partner": "with a partner",
        "alone": "alone",
        "unknown_adults": "with unknown adults",
    },
    "return_method": {
        "own_accord": "of their own accord",
        "phoned_home_for_a_lift": "after phoning home for a lift",
        "phoned_police_for_a_lift": "after phoning the police for a lift",
        "brought_by_police": "brought by police",
        "brought_by_carer": "brought by a carer",
        "brought_by_family": "brought by family",
        "other": "in another way",
    },
}
VERBS = {
    "found_setting": "Most often found",
    "companions": "Most often",
    "travel_mode": "Most often",
    "return_method": "Most often they came back",
}
NOT_RECORDED = {
    "found_setting": "kind of place not recorded",
    "companions": "companions not recorded",
    "travel_mode": "way of travelling not recorded",
    "return_method": "way back not recorded",
}
FEWEST_DESCRIBED = 10  # episodes; of fewer no answer is called the most frequent
FEWEST_SAID = 3  # episodes; an answer with fewer is in no sentence


def value_words(circumstance: str, value: str, places: dict[str, str] | None = None) -> str:
    """A value as a reader sees it; places: names by place_id."""
    if value == "no_named_place":
        return "No named place"
    if circumstance == "place":
        return (places or {}).get(value, value)
    return CIRCUMSTANCES[circumstance].get(value, value)


def within_words(circumstance: str, value: str, places: dict[str, str] | None = None) -> str:
    """The value within a sentence: "by taxi", "at a family home", "at Mackworth"."""
    if circumstance == "place" and value != "no_named_place":
        return f"at {value_words(circumstance, value, places)}"
    if value == "not_recorded":
        return NOT_RECORDED[circumstance]
    words = IN_WORDS.get(circumstance, {}).get(value)
    if words:
        return words
    label = value_words(circumstance, value, places)
    return label[0].lower() + label[1:]


def shares_chart(rows: pd.DataFrame, circumstance: str, *, dark: bool = False) -> go.Figure:
    """A bar for each value, with its count and share; not recorded hatched, at the foot.

    rows: found_settings, travel_modes, return_methods or companions. A bar's customdata:
    circumstance, value, episodes.
    """
    shown = rows[(rows["episodes"] > 0) | (rows["value"] == "not_recorded")].reset_index(drop=True)
    figure = blank_figure(
        dark, height=12 + ROW * len(shown), margin={"l": 4, "r": 96, "t": 8, "b": 4}
    )
    unknown = shown["value"] == "not_recorded"
    ink, grey = colour("missing", dark), colour("not_recorded", dark)
    figure.add_bar(
        x=shown["episodes"],
        y=list(range(len(shown))),
        orientation="h",
        width=BAR,
        marker={
            "color": [colour("background", dark) if u else ink for u in unknown],
            "line": {"color": [grey if u else ink for u in unknown], "width": 1},
            "pattern": {
                "shape": ["/" if u else "" for u in unknown],
                "fillmode": "overlay",
                "fgcolor": grey,
                "size": 6,
                "solidity": 0.3,
            },
        },
        customdata=[
            [circumstance, value, int(count)]
            for value, count in zip(shown["value"], shown["episodes"], strict=True)
        ],
        hovertext=[
            f"{value_words(circumstance, row['value'])}: {counted(row['episodes'], 'episode')}, "
            f"{counted(row['children'], 'child', 'children')}<br>{whole_percent(row['share'])}"
            for _, row in shown.iterrows()
        ],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
    )
    beside = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 92, "font": {"size": 14}}
    above = {"x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 1}
    labels = []
    for position, row in shown.iterrows():
        share = f"<b>{number(row['episodes'])}</b> · {whole_percent(row['share'])}"
        words = shortened(value_words(circumstance, row["value"]), 40)
        labels += [
            note(share, dark, y=position, **beside),
            note(words, dark, y=position - BAR / 2, **above),
        ]
    figure.update_layout(annotations=labels)
    figure.update_xaxes(visible=False, range=[0, max(shown["episodes"].max(), 1)])
    figure.update_yaxes(range=[len(shown) - 0.6, -0.75], visible=False)
    return figure


def shares_title(rows: pd.DataFrame, circumstance: str, episodes: int) -> str:
    """The most frequent answer and the next, each with whatever is as frequent."""
    known = rows[(rows["value"] != "not_recorded") & (rows["episodes"] > 0)]
    if episodes < FEWEST_DESCRIBED:
        return f"Too few to describe ({counted(episodes, 'missing episode')})"
    if known.empty:
        return NOT_RECORDED[circumstance].capitalize()
    most = known["episodes"].max()
    if most < FEWEST_SAID:
        return "Too few recorded to describe"
    rest = known[known["episodes"] < most]
    said = [_answers(known[known["episodes"] == most], circumstance)]
    if len(rest) and rest["episodes"].max() >= FEWEST_SAID:
        following = rest[rest["episodes"] == rest["episodes"].max()]
        said.append(_answers(following, circumstance))
    return f"{VERBS[circumstance]} {', then '.join(said)}"


def _answers(rows: pd.DataFrame, circumstance: str) -> str:
    words = " or ".join(within_words(circumstance, value) for value in rows["value"])
    each = " each" if len(rows) > 1 else ""
    return f"{words} ({whole_percent(rows['share'].iloc[0])}{each})"


def shares_subtitle(rows: pd.DataFrame, circumstance: str, episodes: int, period: str) -> str:
    """What the shares are of, and how many are not recorded."""
    unknown = int(rows.loc[rows["value"] == "not_recorded", "episodes"].sum())
    several = "; an episode may have several" if circumstance == "companions" else ""
    of_all = (
        "Of the one missing episode"
        if episodes == 1
        else f"Of all {counted(episodes, 'missing episode')}"
    )
    return f"{of_all}, {period}; not recorded for {number(unknown)}{several}"


def shares_twin(rows: pd.DataFrame, circumstance: str) -> pd.DataFrame:
    """Values down: episodes, children, share of all episodes."""
    return pd.DataFrame(
        {
            QUESTIONS[circumstance]: [value_words(circumstance, v) for v in rows["value"]],
            "Episodes": rows["episodes"],
            "Children": rows["children"],
            "Share of all": rows["share"].map(whole_percent),
        }
    )
