"""What children in care said: the terms of that page, and the words that children asked for."""

import csv
from dataclasses import dataclass

from analytics.definitions import READING_AGE, REFERENCE, RUN_LENGTH
from analytics.glossary.term import HOUSE, SPC, Term

GUIDE = "Language that cares, TACT with children and young people in care, 2019"

VOICE = (
    Term(
        "Council of children in care",
        "Young people in care who speak for all of them and meet the service; also Children in "
        "Care Council. What they say is shown as it was said, never reworded.",
        "Quarterly report 2021",
        "Children's voice",
    ),
    Term(
        "Theme",
        "What a remark of the council is about. The report's four stand first: the definition of "
        "missing, the language, the resources, and who they would talk to.",
        "Quarterly report 2021",
        "Children's voice",
    ),
    Term(
        "Promise",
        "An action that followed from what was said and is neither done nor dropped. It has a role "
        "that sees to it, never a name, and a day by which. Late: that day is over on the data "
        "date.",
        HOUSE,
        "Children's voice",
    ),
    Term(
        "In effect from",
        "The day from which an action was felt, which may be long after it was agreed. It is "
        "marked on the trend of the figure that the action should move.",
        HOUSE,
        "Children's voice",
    ),
    Term(
        "Did it work",
        "The figure's whole quarters before an action came into effect beside those since. Fewer "
        f"than {RUN_LENGTH} on either side are too few to tell. With as many, it is said to have "
        f"changed where the latest {RUN_LENGTH} all lie on one side of the mean before; what "
        "changed it, no figure says.",
        f"{SPC}: a run of {RUN_LENGTH}",
        "Children's voice",
    ),
    Term(
        "Reading age",
        "How old one has to be to read a text easily: 0.39 × words a sentence + 11.8 × syllables a "
        f"word − 15.59 + 5. What the dashboard writes for children in care stays at {READING_AGE} "
        "or below.",
        "Flesch–Kincaid grade (Kincaid and others, 1975) + 5; the limit after the NHS digital "
        "service manual",
        "Children's voice, Meeting",
    ),
    Term(
        "Words children asked for",
        "Words of the system that children in care asked adults not to use, and theirs in their "
        "place. The page points them out where they are typed; it changes nothing.",
        f"{GUIDE}, and others as data/reference/words.csv names them",
        "Children's voice",
    ),
)


@dataclass(frozen=True)
class AskedFor:
    """A word that children asked not to be used, in all its forms, and what they say instead."""

    word: str
    forms: tuple[str, ...]
    instead: tuple[str, ...]
    source: str


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _asked_for() -> tuple[AskedFor, ...]:
    with (REFERENCE / "words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            AskedFor(
                row["word"],
                (row["word"], *_listed(row["also"])),
                _listed(row["instead"]),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


WORDS_ASKED_FOR = _asked_for()
