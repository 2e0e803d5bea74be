"""Places in words: how many episodes, how many before, and whether that is a change."""

import pandas as pd

from analytics.charts.theme import as_written
from analytics.charts.words import counted, listed, number
from analytics.definitions import (
    FEWEST_FOR_CHANGE,
    FEWEST_FOR_PERSISTENT,
    PLACE_KINDS,
    PLACE_STATES,
)

CHANGED = ("emerging", "diminishing")
MOST_DRAWN = 15
MAP_NOTE = (
    "The lines between postcode districts are approximate. A neighbourhood's circle stands at its "
    "middle. Circles that would cover one another are moved apart; a small dot then marks the "
    "place."
)
# What became of a place, within a sentence about the children found there.
IN_WORDS = {
    "emerging": "clearly more than before",
    "persistent": "no clear change",
    "diminishing": "clearly fewer than before",
    "no_clear_change": "no clear change",
}
SIGNS = {"emerging": " ▲", "diminishing": " ▼"}
RULE = [
    "Held against each other: the episodes a day of the chosen period and of the one before. The "
    "interval of the ratio is exact for counts that are independent of each other (Poisson).",
    "Emerging, or diminishing: the change is more than chance would give in 1 of 20, by that exact "
    "test and by one that swaps each child's two periods at random, corrected for how many places "
    "are looked at (q below 0.05). Both must agree, since one child's many episodes are not many "
    "pieces of evidence; children recorded as together there are swapped together.",
    f"Persistent: no such change, and {FEWEST_FOR_PERSISTENT} or more episodes in each period. No "
    f"clear change: all others. With fewer than {FEWEST_FOR_CHANGE} episodes in both together "
    "nothing can be told, and no q is given. Small numbers hide much: where about ten episodes are "
    "usual, a doubling is seldom found.",
    "An episode counts in the period in which the child went missing, at the one place where they "
    "were found.",
]


def state_sign(state) -> str:
    """A mark after the name of a place that clearly changed, readable without colour."""
    return SIGNS.get(state, "")


def state_words(state) -> str:
    """A state as a reader sees it; a dash where nothing was compared."""
    return PLACE_STATES.get(state, state if isinstance(state, str) else "–")


def ratio_words(place: pd.Series) -> str:
    """How many times as often as before, with the interval: "8.5 times (2.0 to 75.9)"."""
    if pd.isna(place["rate_ratio"]):
        return "–"
    upper = "no limit" if pd.isna(place["high"]) else _times(place["high"])
    return f"{_times(place['rate_ratio'])} times ({_times(place['low'])} to {upper})"


def _times(ratio) -> str:
    if isinstance(ratio, str):
        return ratio
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}"


def place_hover(place: pd.Series) -> str:
    """What pointing at a place says."""
    lines = [
        f"{as_written(place['name'])}: {counted(place['episodes'], 'episode')}, "
        f"{counted(place['children'], 'child', 'children')}"
    ]
    if not pd.isna(place["previous_episodes"]):
        before = number(place["previous_episodes"])
        lines.append(f"before: {before}; {IN_WORDS.get(place['state'], '–')}")
    return "<br>".join(lines)


def change_title(places: pd.DataFrame) -> str:
    """Which places clearly changed, or that none did."""
    if places["state"].isna().all():
        return "Nothing to compare with: the records do not cover both periods whole"
    changed = {state: places[places["state"] == state]["name"].tolist() for state in CHANGED}
    said = []
    for state, verb in (("emerging", "more"), ("diminishing", "fewer")):
        names = changed[state]
        if names:
            said.append(f"clearly {verb} at {listed(names)}")
    if not said:
        return "No place clearly changed"
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}; no other place clearly changed"


def change_subtitle(places: pd.DataFrame, period: str, before: str) -> str:
    """What is drawn, and where places are left to the table."""
    either = places["episodes"] + places["previous_episodes"].fillna(0)
    left = int((either > 0).sum()) - MOST_DRAWN
    others = f"; {counted(left, 'place')} more in the table only" if left > 0 else ""
    if places["state"].isna().all():
        return f"Missing episodes by the place the child was found at, {period}{others}"
    drawn = f"Missing episodes by the place the child was found at, {period}"
    return f"{drawn}; hollow circle: {before}{others}"


def centre_title(inside: pd.DataFrame, episodes: int) -> str:
    """Which places lie in the square that is enlarged, and how much of the map's episodes."""
    here = int(inside["episodes"].sum())
    names = listed(inside["name"].tolist(), most=4)
    return f"Enlarged: {names}, {number(here)} of these {number(episodes)}"


def off_the_map(places: pd.DataFrame) -> list[str]:
    """Which places with episodes are not drawn, and why; places: those."""
    has_position = places["latitude"].notna()
    said = []
    for part, why in ((has_position, "far outside the city"), (~has_position, "no position known")):
        names = places.loc[part, "name"].tolist()
        if names:
            verb = "is" if len(names) == 1 else "are"
            said.append(f"{listed(names, most=6)} {verb} not on the map: {why}.")
    return said


def one_place(place: pd.Series, period: str, before: str) -> str:
    """What the chosen period has of one place, against the period before."""
    said = (
        f"{counted(place['episodes'], 'missing episode')} of "
        f"{counted(place['children'], 'child', 'children')} in {period}"
    )
    if pd.isna(place["previous_episodes"]):
        return f"{said}."
    count = number(place["previous_episodes"])
    return f"{said}, after {count} in {before}: {IN_WORDS.get(place['state'], '–')}."


def places_title(places: pd.DataFrame) -> str:
    """Where children were found most often."""
    found = places[places["episodes"] > 0]
    if found.empty:
        return "No episode has a named place"
    # whoever has as many as the third is named, too
    busiest = found[found["episodes"] >= found["episodes"].iloc[:3].min()]
    names = [f"{place['name']} ({number(place['episodes'])})" for _, place in busiest.iterrows()]
    return f"Found most often at {listed(names, most=4)}"


def places_subtitle(places: pd.DataFrame, episodes: int, period: str) -> str:
    """What is drawn, and how many episodes are not on the map since no place is named."""
    named = int(places["episodes"].sum())
    verb = "has" if named == 1 or episodes == 1 else "have"
    signs = {"emerging": "▲ and a dark ring", "diminishing": "▼ and a hollow circle"}
    meaning = {"emerging": "more", "diminishing": "fewer"}
    changed = "".join(
        f"; {signs[state]}: clearly {meaning[state]} than before"
        for state in CHANGED
        if (places["state"] == state).any()
    )
    return (
        f"{number(named)} of {counted(episodes, 'missing episode')} {verb} a named place, "
        f"{period}; a circle's area stands for its episodes{changed}"
    )


def places_headline(places: pd.DataFrame, episodes: int, period: str, before: str) -> str:
    """The period's places in a sentence or two; before: the period that it is held against."""
    found = places[places["episodes"] > 0]
    if found.empty:
        if episodes == 1:
            return f"The one missing episode has no named place, {period}"
        return f"None of the {counted(episodes, 'missing episode')} has a named place, {period}"
    emerging = places[places["state"] == "emerging"]
    if len(emerging) == 1:
        place = emerging.iloc[0]
        return (
            f"{place['name']}: {counted(place['episodes'], 'episode')} of "
            f"{counted(place['children'], 'child', 'children')} in {period}, clearly more than the "
            f"{number(place['previous_episodes'])} in {before}"
        )
    if len(emerging) > 1:
        return f"Clearly more episodes at {listed(emerging['name'].tolist())} in {period}"
    return f"In {period} children were found most often at {listed(found['name'].tolist()[:2])}"


def not_named(places: pd.DataFrame, episodes: int) -> str:
    """How many episodes have no named place; nothing where all have."""
    left = episodes - int(places["episodes"].sum())
    if not left:
        return ""
    return (
        f"Of the {counted(episodes, 'missing episode')} {number(left)} "
        f"{'has' if left == 1 else 'have'} no named place: found elsewhere, or not written down."
    )


def places_twin(places: pd.DataFrame) -> pd.DataFrame:
    """Places down: episodes, children, the period before, the ratio, its test and the state."""
    return pd.DataFrame(
        {
            "Place": places["name"],
            "Episodes": places["episodes"],
            "Children": places["children"],
            "Period before": places["previous_episodes"].map(number),
            "Times as often": [ratio_words(place) for _, place in places.iterrows()],
            "q": [
                "–" if pd.isna(q) else f"{q:.3f}" if q >= 0.001 else "<0.001"
                for q in places["q_value"]
            ],
            "State": places["state"].map(state_words),
            "Kind": places["kind"].map(PLACE_KINDS).fillna("–"),
            "In the city": places["in_city"].map({True: "yes", False: "no"}).fillna("–"),
            "Note": places["note"].fillna(""),
        }
    )


def unsure_places(places: pd.DataFrame) -> list[str]:
    """What is uncertain about the places that are shown."""
    shown = places[
        places["note"].notna() & (places["episodes"] > 0) & (places["kind"] != "postcode")
    ]
    return [f"{place['name']}: {place['note']}" for _, place in shown.iterrows()]


def place_names(places: pd.DataFrame) -> dict[str, str]:
    """The name of each place by its place_id."""
    return dict(zip(places["place_id"], places["name"], strict=True))
