"""What goes with going missing again, in words: names of values, title, notes."""

import pandas as pd

from analytics.charts.circumstances import within_words
from analytics.charts.groups import group_words
from analytics.charts.words import listed
from analytics.definitions import BEYOND_CHANCE, FEWEST_CHILDREN_SHOWN, REPEAT_DAYS

# Factor of repeat_risk → what a reader chooses it by, in the order of choice.
FACTORS = {
    "placement_type": "Placement type",
    "out_of_area": "In or out of area",
    "setting": "Setting",
    "companions": "Who they were with",
    "found_setting": "Kind of place found at",
    "place": "Place found at",
    "travel_mode": "How they travelled",
    "hour_band": "Time of day they went",
    "previous_interview": "Interview after the episode before",
}

EVIDENCE = "evidence"  # the choice of the rows with the strongest evidence, of all factors
MOST_DRAWN = 20

INTERVIEWS = {
    "completed": "After a completed interview",
    "voided": "After a voided interview",
    "declined": "After a declined interview",
    "pending": "After a pending interview",
    "not_recorded": "No outcome recorded before",
    "first": "No episode before",
}
UNKNOWN = {
    "placement_type": "Placement not known",
    "out_of_area": "Area not known",
    "setting": "Setting not known",
    "companions": "Company not recorded",
    "found_setting": "Kind of place not recorded",
    "place": "No named place",
    "travel_mode": "Travel not recorded",
    "hour_band": "Time not known",
}
# Where a row's name would be too long for a phone.
SHORT = {
    ("found_setting", "own_placement"): "Found at own placement",
    ("found_setting", "semi_independent_address"): "Found at semi-indep. address",
}
LEADING = {"found_setting": "Found ", "place": "Found "}

RISK_NOTES = [
    "Each row is one thing recorded about an episode, such as the placement, the company or how "
    "the child travelled. Its mark shows how often children went missing again within "
    f"{REPEAT_DAYS} days of coming back from such an episode, compared with all others: at 2 twice "
    "as often, at ½ half as often, at 1 just as often.",
    "The line through a mark shows how far chance could move it. Where it crosses 1, chance alone "
    "could explain the row. The lines count children, so that many returns of one child do not "
    "look like much evidence.",
    "With so many rows, about one in twenty would stand away from 1 by chance alone. A row is "
    "called clear, and its mark is filled, only where it still stands out once that is allowed "
    "for.",
    f"Rows with fewer than {FEWEST_CHILDREN_SHOWN} children, in them or outside, are too few to "
    "compare and stand in the table only.",
    "None of this is cause. Children differ in placement, company and distance all at once, and "
    "whatever is not written down is not looked at.",
]


def risk_words(factor: str, value: str, places: dict[str, str] | None = None) -> str:
    """A value as a row's name: "By taxi", "Found at Mackworth"; places: names by place_id."""
    if factor in UNKNOWN and value in ("not_known", "not_recorded", "no_named_place"):
        return UNKNOWN[factor]
    if (factor, value) in SHORT:
        return SHORT[factor, value]
    if factor == "placement_type":
        return f"{group_words(factor, value)} placement"
    if factor == "previous_interview":
        return INTERVIEWS[value]
    if factor in ("out_of_area", "setting"):
        return group_words(factor, value)
    if factor == "hour_band":
        return value.capitalize()
    words = LEADING.get(factor, "") + within_words(factor, value, places)
    return words[0].upper() + words[1:]


def of_factor(rows: pd.DataFrame, factor: str) -> pd.DataFrame:
    """The rows of the factor; all of them where evidence is chosen."""
    return rows if factor == EVIDENCE else rows[rows["factor"] == factor]


def _tested(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["small"].astype(bool) & rows["risk_ratio"].notna()]


def drawn_risks(rows: pd.DataFrame, factor: str = EVIDENCE) -> pd.DataFrame:
    """The rows that are drawn, in order: of one factor, or those with the strongest evidence."""
    return _tested(of_factor(rows, factor)).head(MOST_DRAWN).reset_index(drop=True)


def is_clear(row: pd.Series) -> bool:
    """Whether the row still stands out after correction for how many are looked at."""
    return pd.notna(row["q_value"]) and row["q_value"] < BEYOND_CHANCE


def ratio_text(ratio) -> str:
    """A ratio as it stands at its row: "0.97", "1.14", "3.2"."""
    return f"{ratio:.2f}" if ratio < 2 else f"{ratio:.1f}"


def interval_words(row: pd.Series) -> str:
    """The interval of a ratio: "0.8 to 2.1"; a dash where there is none."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return "–"
    return f"{ratio_text(row['low'])} to {ratio_text(row['high'])}"


def repeat_risk_title(
    rows: pd.DataFrame, places: dict[str, str] | None = None, factor: str = EVIDENCE
) -> str:
    """What clearly goes with going missing again more, or less, often; rows: repeat_risk."""
    tested = _tested(of_factor(rows, factor))
    if tested.empty:
        said = ["too few children to say what goes with going missing again"]
    else:
        clear = tested[[is_clear(row) for _, row in tested.iterrows()]]
        said = _more_and_less(clear, places)
    nothing = "nothing that is recorded clearly goes with going missing again"
    sentence = "; ".join(said) or nothing
    if factor != EVIDENCE:
        return f"{FACTORS[factor]}: {sentence}"
    return sentence[0].upper() + sentence[1:]


def _more_and_less(clear: pd.DataFrame, places: dict[str, str] | None) -> list[str]:
    said = []
    for more, word in ((True, "more"), (False, "less")):
        part = clear[(clear["risk_ratio"] > 1) == more]
        names = [
            _in_a_list(risk_words(row["factor"], row["value"], places), row["factor"])
            for _, row in part.iterrows()
        ]
        if names:
            again = "" if said else " missing again"
            said.append(f"clearly {word} often{again}: {listed(names)}")
    return said


def _in_a_list(words: str, factor: str) -> str:
    return words if factor == "setting" else words[0].lower() + words[1:]
