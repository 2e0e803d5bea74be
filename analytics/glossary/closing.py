"""Quarters signed off, and what changed after that."""

from analytics.glossary.term import HOUSE, Term

CLOSING = (
    Term(
        "Signed off",
        "Somebody has looked at a quarter's figures and stands by them: they are kept as they were "
        "at that moment, with who signed and when. The pages go on showing what the records say "
        "today; the two are held against each other. Only a quarter that the records cover whole "
        "can be signed off, and a sign-off can be undone by reopening the quarter.",
        HOUSE,
        "Reports",
    ),
    Term(
        "Late recording",
        "What was loaded after a quarter was signed off or published, and changes its figures: an "
        "episode or an interview written down later, or a correction. Words for places that are "
        "settled later change where children are counted as found, and a child that is forgotten "
        "leaves the figures of today; of a quarter in which that child went missing only the "
        "totals stay signed off. When something was written down, the records do not say.",
        HOUSE,
        "Reports",
    ),
)
