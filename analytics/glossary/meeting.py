"""Terms of the page Meeting."""

from analytics.definitions import FEWEST_CHILDREN_SHOWN
from analytics.glossary.term import HOUSE, Term

MEETING = (
    Term(
        "7 in 10",
        "A share as the meeting says it: of all times in the quarter, rounded to a tenth; never to "
        "none or all unless it is. Times are counted, not children.",
        HOUSE,
        "Meeting",
    ),
    Term(
        "Too few to say",
        f"What the meeting says of a figure about fewer than {FEWEST_CHILDREN_SHOWN} children, or "
        "one that would give such a figure away. Nothing is drawn in its place.",
        HOUSE,
        "Meeting",
    ),
    Term(
        "Running order",
        "The slides of a meeting in the order in which they are shown, saved under a name with who "
        "and when. A slide left out is not shown. Others than staff see the one saved last.",
        HOUSE,
        "Meeting",
    ),
    Term(
        "Poll",
        "A question put to the room and how many hands each answer had. Nobody's vote is kept. The "
        "same question counted again on the same day takes the place of the first count, after a "
        "question whether it should.",
        HOUSE,
        "Meeting",
    ),
)
