"""The made-up world: every number and word that the demonstration data is drawn from.

The quarterly totals are the report's. Everything else is made up so that it bears out what the
report says in words; data/README.md lists what is planted.
"""

from dataclasses import dataclass

import numpy as np

from analytics.definitions import AUDIT_GRADES, INTERVIEW_CRITERIA

DATA_FROM = "2021-01-01"
DATA_DATE = "2022-01-01 00:00:00"
EPISODES_A_YEAR = 640  # of one authority, about what the report counts
SEED = 2021
MOST_EPISODES = 10_000_000
MOST_AUTHORITIES = 1_000
MOST_YEARS = 10  # larger worlds grow denser, not older

# The report's table, and what it leaves over (3, 0, 9, 14), by calendar quarter of 2021.
QUARTER_STARTS = np.array(["2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01"], "M8[D]")
CHILDREN = (30, 37, 39, 36)
EPISODES = (139, 185, 177, 133)
COMPLETED = (129, 184, 160, 110)
VOIDED = (7, 1, 8, 9)
IN_TIME = (106, 147, 123, 87)
PENDING = (0, 0, 0, 3)
NOT_RECORDED = (3, 0, 9, 11)

# How often each child goes missing in the year and in how many quarters: (episodes, quarters,
# children). 70 children, 634 episodes, 142 children counted once a quarter; many once or twice and
# a few very often, as in Devon in 2020/21.
REPEATS = (
    *((episodes, 4, 1) for episodes in (48, 45, 43, 41, 39, 36, 31)),
    *((episodes, 4, 1) for episodes in (20, 19, 18, 17, 16, 15, 14)),
    *((14, 3, 1), (13, 3, 1), (12, 3, 2)),
    *((10, 2, 2), (9, 2, 2), (8, 2, 3), (7, 2, 2), (6, 2, 2)),
    *((5, 2, 4), (4, 2, 2), (4, 1, 4), (3, 2, 2), (3, 1, 3)),
    *((2, 2, 3), (2, 1, 5), (1, 1, 18)),
)
FEWEST_IN_A_QUARTER = 2  # of a child who goes missing in all four: room for what groups share


@dataclass(frozen=True)
class Group:
    """Children who go missing together: members are positions in REPEATS, one by one.

    joins: the quarter (0–3) from which each takes part. shared: what they share in each quarter.
    home: the setting that all live in, or None where each lives elsewhere. `recorded`: a worker
    wrote it down.
    """

    members: tuple[int, ...]
    joins: tuple[int, ...]
    shared: tuple[int, int, int, int]
    recorded: bool
    home: tuple[str, int] | None
    found_setting: str
    place_id: str | None
    companions: str


GROUPS = (
    Group(  # siblings in one foster household
        members=(7, 9),
        joins=(0, 0),
        shared=(2, 2, 2, 2),
        recorded=True,
        home=("foster", 1),
        found_setting="family_home",
        place_id=None,
        companions="family;other_children_in_care",
    ),
    Group(  # two of one home, a third from spring, a fourth from summer
        members=(1, 8, 10, 12),
        joins=(0, 0, 1, 2),
        shared=(2, 2, 2, 2),
        recorded=True,
        home=("residential", 2),
        found_setting="semi_independent_address",
        place_id=None,
        companions="other_children_in_care",
    ),
    Group(  # three of one home; nobody wrote it down
        members=(3, 11, 13),
        joins=(0, 0, 0),
        shared=(1, 2, 2, 1),
        recorded=False,
        home=("residential", 1),
        found_setting="public_place",
        place_id="river_gardens",
        companions="not_recorded",
    ),
    Group(  # two from different homes, found at the same place; nobody wrote it down
        members=(5, 6),
        joins=(0, 0),
        shared=(2, 2, 2, 2),
        recorded=False,
        home=None,
        found_setting="public_place",
        place_id="stockbrook",
        companions="friends",
    ),
)
SIBLINGS = {"DEMO-F-01": GROUPS[0].members}  # nobody else's family is known
GROUP_START_HOURS = (16, 21)
GROUP_GONE_MINUTES = (150, 420)
GROUP_APART_MINUTES = (30, 20)  # at most: in going, in coming back

# Settled for a few children by position in REPEATS; the rest are drawn.
PLACEMENT_TYPE_OF = {0: "residential", 2: "foster", 4: "semi_independent"} | {
    **{member: "residential" for member in (1, 8, 10, 12, 3, 11, 13, 6)},
    **{member: "foster" for member in (7, 9)},
    5: "semi_independent",
}
OUT_OF_AREA = (6, 7, 9)
# Three of those missing most often move out of area in late September: harder to reach in time.
MOVES_OUT_OF_AREA = {0: "2021-09-21", 2: "2021-09-24", 4: "2021-09-28"}

# The last days of the year: (day of the quarter, start, minutes gone; None: still missing).
PENDING_EPISODES = ((88, 22 * 60 + 10, 660), (90, 17 * 60 + 25, 545), (90, 19 * 60 + 40, None))
LAST_ORDINARY_DAY = 87  # of the fourth quarter: 27 December
LATEST_ORDINARY_RETURN = "2021-12-30 08:00"
# Whoever came back after these moments has had the interview, or had it in time: later than that
# nothing may be left open, or late, before the data date.
RETURNS_WITH_INTERVIEW_AFTER = "2021-12-28 12:00"
RETURNS_IN_TIME_AFTER = "2021-12-12 00:00"

# When: the evening of a day runs on to 03:00. Fridays and Saturdays most.
HOURS = np.arange(7, 27)
HOUR_WEIGHTS = np.array([1, 2, 2, 2, 2, 2, 3, 3, 5, 9, 10, 11, 12, 13, 13, 11, 8, 5, 3, 2], float)
WEEKDAY_WEIGHTS = np.array([0.9, 0.85, 0.9, 1.0, 1.5, 1.55, 0.95])  # Monday first

# How long: share of episodes up to so many hours. About 90 % last two days or less (DfE 2022).
GONE_SHARES = (0.0, 0.25, 0.5, 0.7, 0.83, 0.91, 0.97, 0.99, 1.0)
GONE_HOURS = (0.5, 2.0, 5.0, 10.0, 24.0, 46.0, 96.0, 168.0, 400.0)

# Where: episodes found at a named place, by quarter. The railway station emerges in the fourth.
PLACES = {
    "bus_station": (12, 16, 15, 10),
    "river_gardens": (9, 13, 12, 8),
    "mackworth": (8, 11, 10, 8),
    "stockbrook": (7, 9, 9, 7),
    "morley": (2, 3, 3, 2),
    "railway_station": (2, 2, 2, 17),
}
EMERGING_PLACE = "railway_station"
CHILDREN_AT_EMERGING_PLACE = 12  # at least
NEIGHBOURHOODS = ("mackworth", "stockbrook", "morley")

FOUND_IN_NEIGHBOURHOOD = {
    "friends_home": 0.35,
    "family_home": 0.25,
    "semi_independent_address": 0.25,
    "public_place": 0.15,
}
FOUND_ELSEWHERE = {
    "family_home": 0.38,
    "semi_independent_address": 0.33,
    "friends_home": 0.08,
    "own_placement": 0.05,
    "house_party": 0.025,
    "transport": 0.02,
    "other": 0.035,
    "not_recorded": 0.08,
}
TRAVEL = {
    "foot": 0.43,
    "bike": 0.21,
    "taxi": 0.09,
    "bus": 0.07,
    "car": 0.05,
    "train": 0.03,
    "not_recorded": 0.12,
}
TRAVEL_TO_SEMI_INDEPENDENT = {
    "foot": 0.34,
    "bike": 0.14,
    "taxi": 0.28,
    "bus": 0.06,
    "car": 0.06,
    "train": 0.01,
    "not_recorded": 0.11,
}
RETURN = {
    "own_accord": 0.36,
    "phoned_home_for_a_lift": 0.18,
    "phoned_police_for_a_lift": 0.14,
    "brought_by_police": 0.10,
    "brought_by_carer": 0.07,
    "brought_by_family": 0.06,
    "other": 0.02,
    "not_recorded": 0.07,
}
COMPANIONS_WITH_FAMILY = {
    "family": 0.78,
    "family;other_children_in_care": 0.04,
    "alone": 0.06,
    "not_recorded": 0.12,
}
COMPANIONS_AT_SEMI_INDEPENDENT = {
    "other_children_in_care": 0.36,
    "friends;other_children_in_care": 0.1,
    "friends": 0.2,
    "family": 0.06,
    "partner": 0.1,
    "not_recorded": 0.18,
}
COMPANIONS_ELSEWHERE = {
    "friends": 0.28,
    "other_children_in_care": 0.12,
    "friends;other_children_in_care": 0.04,
    "family": 0.12,
    "alone": 0.18,
    "partner": 0.04,
    "unknown_adults": 0.05,
    "not_recorded": 0.17,
}
REASONS = {
    "wanted to see family": 0.27,
    "wanted to be with friends": 0.24,
    "upset after contact": 0.11,
    "argument in placement": 0.10,
    "unhappy with a change of placement": 0.06,
    "wanted more time out": 0.07,
    "wanted to be with friends;wanted more time out": 0.04,
    "upset after contact;wanted to see family": 0.04,
    "": 0.07,
}
RISKS = {"low": 0.2, "medium": 0.54, "high": 0.2, "not_recorded": 0.06}

# Who. Age is that at the end of the child's year in the records: nobody turns 18 within it.
AGES = {12: 0.05, 13: 0.08, 14: 0.15, 15: 0.22, 16: 0.27, 17: 0.23}
SEXES = {"F": 0.48, "M": 0.52}
ETHNICITIES = {
    "WBRI": 0.66,
    "WOTH": 0.05,
    "MWBC": 0.08,
    "MWAS": 0.04,
    "MOTH": 0.03,
    "APKN": 0.05,
    "AOTH": 0.02,
    "BCRB": 0.03,
    "BAFR": 0.03,
    "NOBT": 0.01,
}

# Where they live. Out of area is an axis of its own: it occurs in every type.
PLACEMENT_TYPES = {"residential": 0.38, "foster": 0.32, "semi_independent": 0.22, "other": 0.08}
SETTING_NAMES = {
    "residential": "Home",
    "foster": "Foster household",
    "semi_independent": "Supported lodging",
    "other": "Other placement",
}
SOURCE_CODES = {"residential": "K2", "foster": "U6", "semi_independent": "H5", "other": "Z1"}
SETTINGS_KEPT_FOR_GROUPS = 2  # of each type: "Home 1" and "Home 2"
CHILDREN_PER_SETTING = {"residential": 3, "foster": 1, "semi_independent": 3, "other": 2}
OUT_OF_AREA_SHARE = 0.3
CHANGES_AREA_SHARE = 0.25  # of moves
MOVES = {"none": 0.72, "before an episode": 0.13, "any day": 0.15}
DAYS_FROM_MOVE_TO_EPISODE = (2, 12)
NEIGHBOURS = ("E10000007", "E06000018", "E10000024", "E10000018", "E06000016", "E10000028")

# Return interviews. Hours from return to interview, share up to so many, in time and late.
IN_TIME_SHARES = (0.0, 0.25, 0.5, 0.8, 1.0)
IN_TIME_HOURS = (4.0, 20.0, 34.0, 55.0, 69.0)
LATE_SHARES = (0.0, 0.5, 0.8, 1.0)
LATE_HOURS = (76.0, 110.0, 200.0, 480.0)
FEWEST_LATE_HOURS, MOST_IN_TIME_HOURS = 74, 70  # clear of 72 h whatever the clocks do
INTERVIEWING_HOURS = (9, 18)
WEEKEND_SHARE = 0.3
OUT_OF_AREA_ODDS = 2.5  # of being late, or not recorded, against in area
COVERING_TWO = 5  # interviews that cover two episodes
INDEPENDENT_SHARE = 0.93
VOID_REASONS = {"Episode recorded in error": 0.55, "Found not to have been missing": 0.45}
OFFERED_ONLY_SHARE = 0.5  # of episodes not recorded: the offer is

# Strategy meetings, of the times that a child reaches so many episodes in so many days: the share
# with one, and after how many days; at a weekend it is the Monday, so within nine days.
MEETING_SHARE = 0.75
DAYS_TO_MEETING = (1, 7)

# Audits: interviews audited in the last days of each quarter of a year, and the share of each grade
# by criterion and quarter: better from quarter to quarter, as the report says.
DAYS_FOR_AUDITS = 14
AUDITED = (22, 24, 24, 26)
GRADES = AUDIT_GRADES
CONTACT, CHECKLIST, ANALYSIS = INTERVIEW_CRITERIA
GRADE_SHARES = {
    CONTACT: (
        (0.05, 0.45, 0.41, 0.09),
        (0.08, 0.55, 0.33, 0.04),
        (0.17, 0.58, 0.25, 0.00),
        (0.23, 0.62, 0.15, 0.00),
    ),
    CHECKLIST: (
        (0.00, 0.32, 0.50, 0.18),
        (0.04, 0.42, 0.42, 0.12),
        (0.08, 0.50, 0.34, 0.08),
        (0.12, 0.61, 0.23, 0.04),
    ),
    ANALYSIS: (
        (0.05, 0.36, 0.45, 0.14),
        (0.04, 0.50, 0.38, 0.08),
        (0.12, 0.54, 0.30, 0.04),
        (0.15, 0.65, 0.16, 0.04),
    ),
}
# The deeper audit of the whole response, which the report names as something to develop: by quarter
# of a year, from the summer of 2021 on.
RESPONSES_AUDITED_FROM = "2021-07-01"
RESPONSES_AUDITED = (12, 12, 12, 12)
_REPORTED, _ASSESSED, _PLANNED, _TOLD = (
    (0.17, 0.58, 0.25, 0.00),
    (0.08, 0.42, 0.42, 0.08),
    (0.00, 0.33, 0.50, 0.17),
    (0.08, 0.50, 0.34, 0.08),
)
RESPONSE_GRADE_SHARES = {
    "Reported to the police in time": (_REPORTED,) * 3 + ((0.25, 0.58, 0.17, 0.00),),
    "Risk assessed before and after": (_ASSESSED,) * 3 + ((0.08, 0.50, 0.34, 0.08),),
    "Plan for the return": (_PLANNED,) * 3 + ((0.08, 0.34, 0.50, 0.08),),
    "Carers and partner agencies told": (_TOLD,) * 3 + ((0.08, 0.59, 0.33, 0.00),),
}
LOOKED_AFTER = (641, 648, 655, 659)
