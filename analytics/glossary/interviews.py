"""Return interviews: what became of them, in time of what, what followed."""

from analytics.definitions import (
    FEWEST_CHILDREN_SHOWN,
    TARGET,
    TIMESCALE_HOURS,
)
from analytics.glossary.term import GUIDANCE, HOUSE, Term, source_of_timescale

INTERVIEWS = (
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
        source_of_timescale(),
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
        f"{TARGET * 100:.4g}% in time. The service's own aim, which it may change; no national "
        "target exists.",
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
)
