"""Words of what is withheld from whom."""

from analytics.definitions import FEWEST_CHILDREN_SHOWN
from analytics.glossary.term import HOUSE, Term

FEW = f"1 to {FEWEST_CHILDREN_SHOWN - 1} children"

DISCLOSURE: tuple[Term, ...] = (
    Term(
        "c",
        f"Withheld to protect children: the figure is about {FEW}, or it would give away one that "
        "is. What counts is distinct children, not episodes: 25 episodes of one child still point "
        "to that child. A share of a withheld figure is withheld too. Nought is shown. The staff "
        "view withholds nothing.",
        "DfE's sign; threshold after ONS practice, data/reference/settings.toml",
        "Everything that members and the council of children in care see",
    ),
    Term(
        "Withheld because of another",
        f"Where a figure about {FEW} could be worked out by adding up and taking away what else is "
        "shown, further figures are withheld until it cannot, nor can it be told that it is about "
        "so few. Which ones is worked out for each quarter as a whole whenever data is published, "
        "the smallest loss first, so it is the same on every page and in every file.",
        "Complementary (secondary) suppression, as DfE and ONS do",
        "Everything that members and the council of children in care see",
    ),
    Term(
        "Staff, members, children in care",
        "Three audiences. Staff see single children. Members see counts by whole quarters, with "
        "what is withheld, of all children or of one placement type or area. The council of "
        "children in care sees fixed views in plain words: counts to the nearest ten, shares to "
        "the nearest tenth, no map, no single home.",
        HOUSE,
        "All pages",
    ),
)
