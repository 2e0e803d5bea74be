"""Every term, threshold and denominator a reader meets: plain meaning, source, where it is used.

Thresholds are read from definitions, so that what is explained is what is counted.
"""

from dataclasses import dataclass

from analytics.definitions import (
    FEWEST_CHILDREN_SHOWN,
    FEWEST_FOR_CHANGE,
    FEWEST_FOR_PERSISTENT,
    FEWEST_POINTS_FOR_SETTLED_LIMITS,
    LENGTH_BANDS,
    LIMIT_FACTOR,
    PLACE_LIKENESS,
    PLACE_LIKENESS_APART,
    REPEAT_DAYS,
    REPEAT_EPISODES,
    RUN_LENGTH,
    SNAPSHOTS_KEPT,
    TARGET,
    TIMESCALE_HOURS,
)

GUIDANCE = "DfE statutory guidance on children who run away or go missing, January 2014"
SPC = "Making Data Count, NHS England"
HOUSE = "This dashboard"


@dataclass(frozen=True)
class Term:
    """A term as the Definitions page lists it."""

    term: str
    meaning: str
    source: str
    used_in: str


TERMS = (
    Term(
        "Missing from care",
        "A looked-after child is not at their placement or the place they are expected to be, and "
        "nobody responsible knows where they are.",
        GUIDANCE,
        "All pages",
    ),
    Term(
        "Away from placement without authorisation",
        "It is known where the child is, but they should not be there. Counted apart from missing; "
        "choose 'Away' or 'Both' under 'More'.",
        GUIDANCE,
        "Filter 'Episodes'",
    ),
    Term(
        "Missing episode",
        "One time a child went missing, from when they went until they were back. It counts in the "
        "quarter, month or week in which it began, and so does its interview.",
        "SSDA903, DfE; the counting rule is this dashboard's",
        "All pages",
    ),
    Term(
        "Children who went missing",
        "Each child counted once in the period, however many episodes. Quarters cannot be added "
        "up: one child may be in several.",
        "Quarterly report 2021; DfE counts likewise over a year",
        "Overview, Trends",
    ),
    Term(
        "Looked after",
        "In the care of the local authority; children say 'in care'.",
        "Children Act 1989",
        "All pages",
    ),
    Term(
        "Return interview",
        "A conversation with somebody independent, offered after every episode whatever its "
        "length, so that the child is heard. If the child declines, their carers are asked. Not "
        "the police's prevention interview.",
        GUIDANCE,
        "Overview, Trends, Return interviews",
    ),
    Term(
        "In time",
        f"The interview was held within {TIMESCALE_HOURS} hours of the child's return: clock hours "
        "that really passed, over nights, weekends, bank holidays and the change of the clocks. At "
        f"exactly {TIMESCALE_HOURS} hours it is in time. The clock starts at the return.",
        GUIDANCE,
        "Overview, Trends, Return interviews",
    ),
    Term(
        "Later",
        f"The interview was held more than {TIMESCALE_HOURS} hours after the return, or the file "
        "had no times, so that it cannot be shown to have been in time.",
        HOUSE,
        "Overview, Return interviews",
    ),
    Term(
        "Completed, voided, declined, pending, not recorded",
        "What came of the interview; every episode has exactly one, so they add up to the "
        "episodes. Voided: the council set it aside, for example an episode recorded in error. "
        "Declined: the child did not want one. Pending: still missing, or back for less than "
        f"{TIMESCALE_HOURS} hours when the data was taken. Not recorded: nothing is known, which "
        "says nothing about the child.",
        "Quarterly report 2021 (completed, voided); the rest this dashboard",
        "Overview, Trends, Return interviews",
    ),
    Term(
        "In time, of all episodes",
        "Interviews in time divided by all episodes. The strictest: an episode without a recorded "
        "interview counts against it.",
        HOUSE,
        "Overview, Trends, Return interviews",
    ),
    Term(
        "In time, of those not voided",
        "Interviews in time divided by the episodes whose interview was not voided.",
        HOUSE,
        "Overview, Trends, Return interviews",
    ),
    Term(
        "In time, of those completed",
        "Interviews in time divided by completed interviews: the report's 'statutory timescales "
        "met of those completed'. It can rise while fewer children are heard.",
        "Quarterly report 2021",
        "Overview, Trends, Return interviews",
    ),
    Term(
        "Our aim",
        f"{TARGET:.0%} in time. The service's own aim, which it may change; no national target "
        "exists.",
        "data/reference/settings.toml",
        "Overview, Return interviews",
    ),
    Term(
        "Offered",
        "An offer of an interview is recorded, or an interview that was held or declined, which "
        "must have been offered. Voided interviews are counted before the offer.",
        HOUSE,
        "Return interviews",
    ),
    Term(
        "Half within, nine in ten within",
        "The hours from return to interview within which half, or nine in ten, of the completed "
        "interviews were held (median and 90th percentile). An interview that covers two episodes "
        "counts for each, from that episode's own return.",
        HOUSE,
        "Return interviews",
    ),
    Term(
        "95% interval",
        "How far chance alone could move a share of so few. It takes episodes as independent of "
        "each other; one child's many episodes are not, so it is narrower than it should be.",
        "Wilson's score interval, 1927",
        "Return interviews",
    ),
    Term(
        "Clearly below",
        f"A group with {FEWEST_CHILDREN_SHOWN} children or more whose share lies below that of all "
        "others by more than chance would make: less often than 1 in 20 after correcting for the "
        "number of groups looked at (q). Children are counted, not episodes: one child's twenty "
        "episodes are not twenty pieces of evidence.",
        "Liang and Zeger 1986 (clustered by child); Benjamini and Hochberg 1995",
        "Return interviews",
    ),
    Term(
        "Mix and rate",
        "A change of a share between two quarters, taken apart. Mix: a larger or smaller part of "
        "the episodes is in groups where the share is lower than that of all. Rate: the share "
        "within a group fell or rose. All mix and rate effects together are exactly the change. A "
        "group that is there in one quarter only counts as mix. Compared by something else, the "
        "same change falls into other parts.",
        "Kitagawa 1955",
        "Return interviews",
    ),
    Term(
        "More needed, still possible",
        "How many more interviews in time would have reached the aim, counted exactly, for each "
        "denominator. Still possible: the child is not back yet, or has been back for less than "
        f"{TIMESCALE_HOURS} hours at the data date. Such an interview also adds to the completed.",
        HOUSE,
        "Return interviews",
    ),
    Term(
        "Hours left, hours over",
        f"What is left of the {TIMESCALE_HOURS} hours after the return, or how long they have been "
        "over with no outcome recorded: as of the data date, in hours that really passed.",
        HOUSE,
        "Return interviews",
    ),
    Term(
        "Not missing again",
        "The share of returns after which the child had not gone missing again by a day. Each is "
        f"followed from {TIMESCALE_HOURS} hours after the return, when it is settled whether the "
        "interview was in time, to the next episode, the data date, the 18th birthday or the end "
        "of the last placement. Left out: children missing again before that, voided episodes, and "
        "interviews at a time not known.",
        "Kaplan and Meier 1958",
        "Return interviews",
    ),
    Term(
        "Log-rank p",
        "How often chance alone would set the times of two groups as far apart: interviews in time "
        f"against all others, as is settled {TIMESCALE_HOURS} hours after the return. Given twice: "
        "with every return taken as independent, and with each child's returns compared with that "
        "child's own (the interviews are shuffled among them), since children who go missing often "
        "differ from others in much besides.",
        "Mantel 1966; the second by permutation, " + HOUSE.lower(),
        "Return interviews",
    ),
    Term(
        "Out of area",
        "The placement lies in another authority than the one responsible for the child. It is "
        "not a kind of placement: an out-of-area child is in a residential, foster or "
        "semi-independent placement too.",
        "Derived from the placement's postcode (ONS) where the file does not say",
        "Filter 'Area'",
    ),
    Term(
        "Place",
        "Where a child was found, as a row of the gazetteer: a bus station, a park, a "
        "neighbourhood. Places are named, never drawn as a grid, since two may lie 150 metres "
        "apart. A full postcode that names no place is a place of its own and is never put down "
        "to a named one nearby.",
        "data/reference/places.csv, each with its source; places added on the page Data; "
        "postcodes from the ONS Postcode Directory",
        "Places and times, Data",
    ),
    Term(
        "How words become a place",
        "Worked out anew at every publish, in this order: what was settled on the page Data; a "
        "name of the place, whatever its case, spacing and short forms; a name that is at least "
        f"{PLACE_LIKENESS} of 100 alike; a full postcode. Likeness is the share of letters that "
        "both have in the same order. Nothing is taken where numbers differ, where a word begins "
        f"otherwise, or where another place comes within {PLACE_LIKENESS_APART} points. What is "
        "not taken stays in its words and is listed; so is how each other wording was taken.",
        HOUSE,
        "Data, Places and times",
    ),
    Term(
        "Placement type",
        "Residential, foster, semi-independent or other, on the day the child went missing; on a "
        "day of change, the placement that began. From SSDA903 codes: U foster; K1, K2, R1, S1 "
        "residential; H5, P2 semi-independent; all others other.",
        "SSDA903 placement codes, DfE; the grouping follows the quarterly report",
        "Filter 'Placement', Trends",
    ),
    Term(
        "Quarter",
        "January–March, April–June, July–September, October–December. DfE's year runs from April "
        "to March; choose it under 'More', and the same quarters are numbered from April.",
        "Quarterly report 2021; DfE",
        "All pages",
    ),
    Term(
        "Emerging, diminishing, persistent, no clear change",
        "What became of a place from the period before to the chosen one, as long as it (a quarter "
        "against the quarter before). Emerging or diminishing: more or fewer episodes a day than "
        "chance would give in 1 of 20, by an exact test of the counts and by one that swaps each "
        "child's two periods at random (children recorded as together as one), corrected for the "
        "number of places looked at (q). "
        f"Persistent: no such change, and {FEWEST_FOR_PERSISTENT} or more episodes in each period. "
        f"Fewer than {FEWEST_FOR_CHANGE} in both together cannot tell. It is said of places only.",
        "Przyborowski and Wilenski 1940; Benjamini and Hochberg 1995; the rule is this dashboard's",
        "Places and times",
    ),
    Term(
        "p, q",
        "How often chance alone would give a difference at least as large, from 0 to 1; q is p "
        "corrected for how many were looked at. Below 0.05 it is called clear.",
        "Benjamini and Hochberg 1995 (q)",
        "Return interviews, Places and times",
    ),
    Term(
        "Times as often",
        "Episodes a day at a place, divided by those of the period before, with the range that "
        "chance alone could give (95% interval). It takes episodes as independent, which one "
        "child's many are not.",
        "Clopper and Pearson 1934",
        "Places and times",
    ),
    Term(
        "Found at, with, travelled, came back",
        "As recorded for the episode. Shares are of all episodes, those not recorded too, so that "
        "a gap in the records is seen and not spread over the answers. An episode has one answer "
        "each; only companions can be several.",
        "Quarterly report 2021; the lists are this dashboard's",
        "Places and times",
    ),
    Term(
        "Half went missing between",
        "The shortest run of hours, over midnight too, that holds half of the episodes or more. "
        "Files with days without times are left out and counted beside it.",
        HOUSE,
        "Places and times",
    ),
    Term(
        "Term time, school holidays",
        "By the day the child went missing; weekends count with the term or holiday they lie in. "
        "Rates are a day, since holidays are fewer days. Whether they differ is judged by "
        "children, not episodes.",
        "data/reference/school_holidays.csv, each date with its source",
        "Places and times",
    ),
    Term(
        "Data date",
        "The moment up to which the records are known. Pending, still missing and hours left are "
        "worked out as of then, never as of today.",
        HOUSE,
        "All pages",
    ),
    Term(
        "Within what chance would do",
        "Each child's two quarters are swapped at random several thousand times; if a change at "
        "least as large turns up in 1 of 20 swaps or more, it is called within what chance would "
        "do. Children are swapped, not episodes, since one child's twenty episodes are not twenty "
        "pieces of evidence.",
        HOUSE + " (a sign-flip permutation test)",
        "Overview",
    ),
    Term(
        "Control chart",
        f"Figures by week or month with their mean and limits at mean ± {LIMIT_FACTOR} × the mean "
        "difference between neighbours (XmR). Inside the limits a figure varies; a signal says "
        f"that something is different: a point outside, {RUN_LENGTH} in a row on one side of the "
        f"mean, {RUN_LENGTH} rising or falling, or two of three near one limit. With fewer than "
        f"{FEWEST_POINTS_FOR_SETTLED_LIMITS} points the limits are trial limits. Quarters get "
        "none. Blue is better and orange worse for timeliness only; going missing has no good or "
        "bad colour, since a fall may mean that less is recorded.",
        SPC,
        "Trends",
    ),
    Term(
        "Length of absence",
        "Hours from going missing to return, in bands: "
        + ", ".join(band for band, _, _ in LENGTH_BANDS)
        + " (each band includes its lower end). Not known where a file has days without times.",
        HOUSE,
        "Trends",
    ),
    Term(
        "Per 100 looked-after children",
        "Children who went missing divided by children looked after at any time in the period. "
        "With a placement filter the denominator stays all looked-after children.",
        HOUSE,
        "Trends",
    ),
    Term(
        "Repeat missing",
        f"{REPEAT_EPISODES} or more episodes in any {REPEAT_DAYS} days. No national number exists; "
        "the council may settle its own.",
        "Derbyshire practice note: requires a strategy meeting; data/reference/settings.toml",
        "Counted in the store for every episode",
    ),
    Term(
        "c",
        "Withheld to protect children: the figure is about 1 to "
        f"{FEWEST_CHILDREN_SHOWN - 1} children. What counts is distinct children, not episodes. "
        "The staff view withholds nothing.",
        "DfE's sign; threshold after ONS practice, data/reference/settings.toml",
        "Command line, audiences members and council",
    ),
    Term(
        "z, k",
        "In DfE's published figures: z not applicable, k rounds to zero.",
        "DfE, Explore education statistics",
        "Trends",
    ),
    Term(
        "Demonstration data",
        "Made-up children and episodes that add up to the report's totals. It is replaced as a "
        "whole by the first import of real data and never mixes with it.",
        HOUSE,
        "All pages",
    ),
    Term(
        "Snapshot",
        "The data as it stood after one import, or one change to the words for places. Snapshots "
        "never change; the last "
        f"{SNAPSHOTS_KEPT} are kept and any of them can be put back in force.",
        HOUSE,
        "Data",
    ),
)
