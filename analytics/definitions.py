"""Every threshold, code list, label and colour of the dashboard, each with its source.

What a council may change for itself is in data/reference/settings.toml. The words a reader looks
up are in glossary/.
"""

import tomllib
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
TEMPLATES = REFERENCE.parent / "templates"

_settings = tomllib.loads((REFERENCE / "settings.toml").read_text(encoding="utf-8"))

AUTHORITY_CODE: str = _settings["authority"]["code"]
AUTHORITY_NAME: str = _settings["authority"]["name"]
TIMESCALE_HOURS: int = _settings["interviews"]["timescale_hours"]
TARGET: float = _settings["interviews"]["target"]
REPEAT_EPISODES: int = _settings["repeat"]["episodes"]
REPEAT_DAYS: int = _settings["repeat"]["within_days"]
MOVE_DAYS: int = _settings["repeat"]["moved_within_days"]
TOGETHER_MINUTES: int = _settings["together"]["within_minutes"]
FEWEST_SHARED: int = _settings["together"]["fewest_shared"]
FEWEST_CHILDREN_SHOWN: int = _settings["disclosure"]["fewest_children_shown"]
SNAPSHOTS_KEPT: int = _settings["store"]["snapshots_kept"]

TIME_ZONE = "Europe/London"
SUPPRESSED = "c"  # DfE's sign for a figure withheld to protect children
AUDIENCES = ("staff", "members", "council")

# Code lists: the value kept in the store → the words a reader sees.
CATEGORIES = {
    "missing": "Missing from care",
    "away": "Away from placement without authorisation",
}
PLACEMENT_TYPES = {
    "residential": "Residential",
    "foster": "Foster",
    "semi_independent": "Semi-independent",
    "other": "Other",
}
INTERVIEW_STATES = {
    "completed": "Completed",
    "voided": "Voided",
    "declined": "Declined",
    "pending": "Pending",
    "not_recorded": "Not recorded",
}
INTERVIEW_OUTCOMES = ("completed", "declined", "voided")
FOUND_SETTINGS = {
    "family_home": "Family home",
    "semi_independent_address": "Semi-independent address",
    "friends_home": "Friend's home",
    "house_party": "House party",
    "public_place": "Public place",
    "own_placement": "Own placement",
    "transport": "Transport",
    "other": "Other",
    "not_recorded": "Not recorded",
}
TRAVEL_MODES = {
    "foot": "On foot",
    "bike": "By bike",
    "taxi": "By taxi",
    "bus": "By bus",
    "train": "By train",
    "car": "By car",
    "not_recorded": "Not recorded",
}
RETURN_METHODS = {
    "own_accord": "Own accord",
    "phoned_home_for_a_lift": "Phoned home for a lift",
    "phoned_police_for_a_lift": "Phoned the police for a lift",
    "brought_by_police": "Brought by police",
    "brought_by_carer": "Brought by carer",
    "brought_by_family": "Brought by family",
    "other": "Other",
    "not_recorded": "Not recorded",
}
COMPANIONS = {
    "family": "Family",
    "other_children_in_care": "Other children in care",
    "friends": "Friends",
    "partner": "Partner",
    "alone": "Alone",
    "unknown_adults": "Unknown adults",
    "not_recorded": "Not recorded",
}
RISKS = {"low": "Low", "medium": "Medium", "high": "High", "not_recorded": "Not recorded"}
FEEDBACK_STATUSES = {
    "open": "Open",
    "in_progress": "In progress",
    "done": "Done",
    "not_taken_up": "Not taken up",
}
UNFINISHED = ("open", "in_progress")
# What the council of children in care spoke of in the quarterly report, in this order; others after
# them as recorded.
FEEDBACK_THEMES = {
    "definition": "Definition of missing",
    "language": "Language",
    "resources": "Resources",
    "who I would talk to": "Who I would talk to",
}
# What an action may be meant to move: a figure of each quarter → what it is called.
MEASURES_TO_MOVE = {
    "in_time_of_episodes": "In time, of all episodes",
    "in_time_of_completed": "In time, of those completed",
    "completed": "Return interviews completed, of all episodes",
    "not_recorded": "No outcome recorded, of all episodes",
    "episodes": "Missing episodes",
    "children": "Children who went missing",
}
# The most that what we write for children in care may ask of a reader. NHS digital service manual:
# "a reading age of 9 to 11"; the youngest who helped TACT with its guide were 11.
READING_AGE = 11
LONGEST_SENTENCE = 15  # words; more is harder to read (Department of Health, easy read, 2009)

# What audits of return interviews judge: the three of the quarterly report come first, whatever the
# case they are written in; others after them as loaded. Grades are Ofsted's words, best first.
INTERVIEW_CRITERIA = (
    "Appropriateness of contact",
    "Appropriateness of CRE checklist and analysis",
    "Professional analysis and judgement",
)
AUDIT_GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
GOOD_OR_BETTER = ("Outstanding", "Good")
AUDITS = {"interview": "Return interviews", "response": "The whole response"}
AUDIT_SOURCES = {
    "interview_audit": "Audit of return interviews",
    "response_audit": "Audit of the whole response",
    "inspection": "Inspection",
    "other": "Other",
}

# Kinds of named place; a postcode is a place of its own where its words name no other.
PLACE_KINDS = {
    "transport": "Station or stop",
    "park": "Park or open space",
    "neighbourhood": "Neighbourhood",
    "shops": "Shops",
    "leisure": "Leisure or sport",
    "other": "Other",
    "postcode": "Postcode",
}
# From how alike (of 100, rounded) words are taken for the name of a place. Above: a letter lost,
# added or swapped with its neighbour in a name of ten letters or so ("Bus Statoin" 91). Below:
# another word in place of one ("Coach station" 67) or beside it ("Morley Road" 71).
PLACE_LIKENESS = 90
PLACE_LIKENESS_APART = 5  # another place as near as this: which one was meant is not known
HOW_PLACES_ARE_MATCHED = {
    "assigned": "Assigned here",
    "name": "By name",
    "similar": "By likeness",
    "postcode": "By postcode",
    "set_aside": "No named place, as settled here",
}

# SSDA903 PLACE codes (DfE, children looked after return) → our placement type.
PLACE_CODES = {
    **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "foster"),
    **dict.fromkeys(("K1", "K2", "R1", "S1"), "residential"),
    **dict.fromkeys(("H5", "P2"), "semi_independent"),
    **dict.fromkeys(
        ("R2", "R3", "R5", "P1", "P3", "A3", "A4", "A5", "A6")
        + ("T0", "T1", "T2", "T3", "T4", "Z1"),
        "other",
    ),
}

# Length of absence. About 90 % of incidents in England last two days or less (DfE 2022).
LENGTH_BANDS = (
    ("under 6 hours", 0, 6),
    ("6 to 24 hours", 6, 24),
    ("1 to 2 days", 24, 48),
    ("2 to 7 days", 48, 168),
    ("over 7 days", 168, None),
)

# Age on the day the child went missing. DfE's own bands 10 to 15 and 16 and over stay whole sums of
# these; semi-independent placements begin at 16.
AGE_BANDS = (
    ("under 10", 0),
    ("10 to 12", 10),
    ("13 to 15", 13),
    ("16 to 17", 16),
    ("18 and over", 18),
)

# Parts of the day in which children go missing, each with its first hour; a band ends where the
# next begins. The service's own: most children go in the two of the evening.
HOUR_BANDS = (
    ("night (00–06)", 0),
    ("morning (06–12)", 6),
    ("afternoon (12–16)", 12),
    ("early evening (16–20)", 16),
    ("late evening (20–24)", 20),
)

# Kinds of day, by data/reference/school_holidays.csv; beyond its dates a day is not_known.
DAY_KINDS = {"term": "Term time", "holiday": "School holidays"}

# What an episode's interview can be compared by → the words a reader chooses from.
DIMENSIONS = {
    "placement_type": "Placement type",
    "out_of_area": "In or out of area",
    "age_band": "Age",
    "setting": "Setting",
    "return_weekday": "Weekday of return",
    "return_hour": "Hour of return",
}
# The way from an episode to an interview in time, in order.
INTERVIEW_STAGES = {
    "episode": "Episodes",
    "back": "Back",
    "offered": "Interview offered",
    "completed": "Interviewed",
    "in_time": "In time",
}
# Three rates, three denominators: what interviews in time are a share of.
DENOMINATORS = {
    "episodes": "all episodes",
    "not_voided": "those not voided",
    "completed": "those completed",
}

# Something is called more than chance where chance alone would do as much in fewer than 1 of 20;
# where several things are looked at together, corrected for how many.
BEYOND_CHANCE = 0.05

# Whether a place changed from the period before: judged where both together have so many episodes;
# busy in both where each has so many.
FEWEST_FOR_CHANGE = 5
FEWEST_FOR_PERSISTENT = 5
PLACE_STATES = {
    "emerging": "Emerging: more than before",
    "persistent": "Persistent: in both periods",
    "diminishing": "Diminishing: fewer than before",
    "no_clear_change": "No clear change",
}
# How a child was found, went and came back: columns of an episode → their code list.
CIRCUMSTANCES = {
    "found_setting": FOUND_SETTINGS,
    "travel_mode": TRAVEL_MODES,
    "return_method": RETURN_METHODS,
    "companions": COMPANIONS,
}

# Hours from return to interview: edges of bands of half a day up to a week (each includes its upper
# end, as the timescale does), and the moments by which shares are given beside the timescale.
HOUR_EDGES = tuple(range(0, 169, 12))
HOURS_LOOKED_AT = (24, 48, 96, 168)
FEWEST_FOR_PERCENTILES = 5  # interviews; of fewer no median is given
DAYS_FOLLOWED = 90  # after a return, until the next episode

# How many episodes a child had: the bands that members and FOI requests ask for.
REPEAT_BANDS = (
    ("1", 1, 1),
    ("2", 2, 2),
    ("3", 3, 3),
    ("4", 4, 4),
    ("5", 5, 5),
    ("6–10", 6, 10),
    ("11–20", 11, 20),
    ("21–50", 21, 50),
    ("51+", 51, None),
)
# How many of the episodes come from the few: so many children who went missing most often, and how
# many of them every headline is also given without.
TOPS = (1, 3, 5, 10, 20, 50, 100)
LEFT_OUT = 3
# Of fewer children than this no page shows what a few of them come to: it would point at them.
FEWEST_TO_SPLIT = 20
FEWEST_GAPS = 6  # of a child, to compare the earlier half with the later: three with three

# Statistical process control: XmR chart as NHS England's Making Data Count draws it.
LIMIT_FACTOR = 2.66  # 3 / 1.128: three standard deviations from the mean moving range of two
RUN_LENGTH = 7
FEWEST_POINTS_FOR_SETTLED_LIMITS = 12

# One colour, one meaning (light, dark). Going missing has no good or bad colour.
COLOURS = {
    "in_time": ("#0f7b6c", "#4cc2ae"),
    "late": ("#b8580a", "#f0a04b"),
    "voided": ("#c3c9d1", "#59626d"),
    "declined": ("#a9b1bb", "#6b7580"),
    "pending": ("#8f98a3", "#818b97"),
    "not_recorded": ("#5b6470", "#9aa4b0"),
    "missing": ("#4b3f8f", "#a99cf0"),
    "common_cause": ("#6b7580", "#9aa4b0"),
    "improvement": ("#0f6cbd", "#6cb6f5"),
    "concern": ("#b8580a", "#f0a04b"),
    "neutral_signal": ("#6d2e8a", "#d09ae8"),
    "comparison": ("#6b7580", "#9aa4b0"),
    # grades of audits: lighter step by step, none of them the colour of good or bad
    "outstanding": ("#642249", "#f3bfdd"),
    "good": ("#9c4f7e", "#c284ab"),
    "requires_improvement": ("#cf9dbb", "#86547a"),
    "inadequate": ("#f1e0ea", "#50354a"),
    "other_grade": ("#b4b8bf", "#636a74"),
    "text": ("#1b1f24", "#e8eaed"),
    "quiet_text": ("#4d5661", "#b3bac3"),
    "grid": ("#e3e6ea", "#2c3138"),
    "land": ("#eceff2", "#252a31"),
    "background": ("#ffffff", "#14161a"),
}
