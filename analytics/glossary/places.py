"""Places and times: where children were found, when they went, how they travelled."""

from analytics.definitions import (
    FEWEST_FOR_CHANGE,
    FEWEST_FOR_PERSISTENT,
    PLACE_LIKENESS,
    PLACE_LIKENESS_APART,
)
from analytics.glossary.term import HOUSE, Term

PLACES = (
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
)
