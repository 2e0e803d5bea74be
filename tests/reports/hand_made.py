"""Two reports written by hand: one as councils have them, one that tries to break the files."""

import pandas as pd

from analytics.reports.slides import Picture, Provenance, Report, Series, Slide

QUARTERS = ("Jan–Mar 2021", "Apr–Jun 2021", "Jul–Sep 2021", "Oct–Dec 2021")
RUNS = "=cmd|' /C calc'!A0"
UGLY = "Foster & <b>\"Sons'</b> home"
LONG_TITLE = (
    "Interviews within 72 hours of the child's return fell from 69.5% to 65.4% of all episodes, "
    "while of those completed they rose from 76.9% to 79.1%: the denominator changes the story, "
    "and fourteen episodes have nothing recorded at all"
)


def figures(*texts: str) -> tuple[float | None, ...]:
    """The values that texts such as "1,234", "65.4%" and "c" are of."""
    return tuple(
        None
        if text in ("c", "–")
        else float(text.rstrip("%").replace(",", "")) / (100 if "%" in text else 1)
        for text in texts
    )


def series(name: str, *texts: str, colour: str = "missing", hatched: bool = False) -> Series:
    """A series of which each value is what its text says."""
    return Series(name, figures(*texts), texts, colour, hatched)


def table(*rows: str) -> pd.DataFrame:
    """A table of text from lines, cells parted by " | ", the first line its head."""
    head, *body = ([cell.strip() for cell in row.split(" | ")] for row in rows)
    return pd.DataFrame(body, columns=head, dtype="str")


def provenance(**changes) -> Provenance:
    """Of what the reports here are."""
    facts = {
        "quarter": "2021-Q4",
        "period": "October–December 2021",
        "data_date": "1 January 2022",
        "audience": "members",
        "snapshot": 3,
        "selection": "all placements, missing episodes",
        "made_up": True,
        "signed_off": "not signed off",
    }
    return Provenance(**facts | changes)


QUESTIONS = table(
    "Question | Answer | Definition",
    "How many children in care went missing? | 36 | Children looked after, each counted once.",
    "How many were completed within 72 hours? | 87 (65.4% of all episodes) | Clock hours.",
    "How many were declined? | c | The child declined.",
)
DEFINITIONS = table(
    "Term | Meaning | Source",
    "Missing episode | A child was not where they were expected to be. It ends on return. | DfE",
    "In time | Held within 72 clock hours of the return. | DfE statutory guidance, 2014",
)


def plain_report() -> Report:
    """Five slides as a council has them: table, stack, lines, bars with a withheld one, words."""
    return Report(
        title="Children who go missing from care, Derby City, October–December 2021",
        provenance=provenance(),
        slides=(
            Slide(
                key="statistics",
                part="Missing statistical data",
                title="36 children went missing 133 times; 39 and 177 the quarter before",
                subtitle="Children looked after who went missing, and their return interviews",
                sentences=("A child may be in several quarters, so children cannot be added up.",),
                table=table(
                    " | ".join(["Figure", *QUARTERS]),
                    "Number of individuals | 30 | 37 | 39 | 36",
                    "Number of missing episodes | 1,139 | 185 | 177 | 133",
                    "Return interviews voided | 7 | c | 8 | 9",
                    "In time, of all episodes | 76.3% | 79.5% | 69.5% | 65.4%",
                ),
                notes=("Children: 36. Episodes: 133.",),
                measures=("quarterly_summary",),
            ),
            Slide(
                key="outcomes",
                part="Trends",
                title="87 of 133 episodes had an interview in time; 14 have no outcome recorded",
                subtitle="Missing episodes by quarter, and what came of the return interview",
                picture=Picture(
                    "stacked_columns",
                    QUARTERS,
                    (
                        series("In time", "106", "147", "123", "87", colour="in_time"),
                        series("Later", "23", "37", "37", "23", colour="late"),
                        series("Voided", "7", "c", "8", "9", colour="voided"),
                        series(
                            "Not recorded", "3", "0", "9", "14", colour="not_recorded", hatched=True
                        ),
                    ),
                    "Missing episodes",
                    "Jan–Mar 2021: in time 106, later 23, voided 7, not recorded 3; …",
                ),
                table=table(
                    "Quarter | In time | Later | Voided | Not recorded",
                    "Jan–Mar 2021 | 106 | 23 | 7 | 3",
                    "Apr–Jun 2021 | 147 | 37 | c | 0",
                    "Jul–Sep 2021 | 123 | 37 | 8 | 9",
                    "Oct–Dec 2021 | 87 | 23 | 9 | 14",
                ),
                notes=("Held within 72 hours of the return.",),
                measures=("quarterly_summary",),
            ),
            Slide(
                key="in-time",
                part="Trends",
                title="One number, three denominators: 65.4%, 70.2% and 79.1%",
                subtitle="Interviewed within 72 hours of the return, as a share",
                picture=Picture(
                    "lines",
                    QUARTERS,
                    (
                        series("Of all episodes", "76.3%", "79.5%", "69.5%", "65.4%"),
                        series(
                            "Of those not voided",
                            *("80.3%", "79.9%", "72.8%", "70.2%"),
                            colour="common_cause",
                        ),
                        series(
                            "Of those completed",
                            *("82.2%", "c", "76.9%", "79.1%"),
                            colour="in_time",
                        ),
                    ),
                    "Share with an interview in time",
                    "Jan–Mar 2021: of all episodes 76.3%, …",
                    rate=True,
                ),
                sentences=("The denominator changes the story: name it with every share.",),
            ),
            Slide(
                key="found-at",
                part="Locations",
                title="Most often found with family",
                subtitle="Of all 133 missing episodes, October–December 2021",
                picture=Picture(
                    "bars",
                    ("Family home", "Semi-independent address", "House party", "Not recorded"),
                    (
                        Series(
                            "Episodes",
                            (43.0, 31.0, None, 0.0),
                            ("43 (32%)", "31 (23%)", "c", "0 (0%)"),
                            "missing",
                        ),
                    ),
                    "Missing episodes",
                    "Family home: 43 (32%); semi-independent address: 31 (23%); house party: c; …",
                ),
                table=table(
                    "Found at | Episodes | Share",
                    "Family home | 43 | 32%",
                    "Semi-independent address | 31 | 23%",
                    "House party | c | c",
                    "Not recorded | 0 | 0%",
                ),
            ),
            Slide(
                key="training",
                part="Training and development",
                title="Completing interviews within the statutory timescale remains the priority",
                subtitle="",
                sentences=(
                    "A deeper audit on missing, rather than only of return interviews.",
                    "Consider a development session with staff and partner agencies.",
                    "Collate the feedback from the council of children in care.",
                ),
            ),
        ),
        questions=QUESTIONS,
        definitions=DEFINITIONS,
        withheld="“c” stands for a figure that is withheld: it is about 1 to 4 children.",
    )


def ugly_report() -> Report:
    """What breaks files: signs of markup, formulas, long words, nothing at all, far too much."""
    many = [f"{place} | {at:,} | {at / 30:.0%} | c" for at, place in enumerate(_places(30))]
    slides = (
        Slide(
            key="ugly/names: [1]*?",
            part="Locations & <movement>",
            title=LONG_TITLE,
            subtitle=f"{UGLY}; {RUNS}; a control sign \x0b and another \x1b",
            sentences=(RUNS, UGLY, "+44 1332 and @home and -1+1"),
            picture=Picture(
                "bars",
                (UGLY, RUNS, "@home", "A" * 60, "None"),
                (series(RUNS, "1,234", "c", "0", "17", "–"),),
                "Missing & <unit>",
                f"{UGLY}: 1,234",
            ),
            table=table(
                f"Name | {RUNS} | Value & more",
                f"{UGLY} | {RUNS} | 1,234",
                "@home | +44 | -5",
                "2021 | 0012 | 65.4%",
                "<script>alert(1)</script> | c | 65%",
            ),
            notes=("Notes with & and <b>.",),
        ),
        Slide(
            key="ugly/names: [1]*? and one that is far longer than any sheet may be",
            part="Locations & <movement>",
            title="Thirty places",
            subtitle="By place",
            picture=Picture(
                "bars",
                tuple(_places(30)),
                (series("Episodes", *(str(at) for at in range(30))),),
                "Missing episodes",
                "Thirty places",
            ),
            table=table("Place | Episodes | Share | Children", *many),
        ),
        _one("one", "columns", ("Foster",), series("Episodes", "12")),
        _one("withheld", "bars", ("Foster", "Other"), series("Episodes", "c", "c")),
        _one("zero", "stacked_columns", QUARTERS, series("Episodes", "0", "0", "0", "0")),
        _one("zero-lines", "lines", QUARTERS, series("Share", "0%", "c", "–", "0%"), rate=True),
        _one(
            "two",
            "stacked_bars",
            ("Residential", "Foster", "Semi-independent"),
            series("In time", "40", "c", "1", colour="in_time"),
            series("Not recorded", "4", "12", "0", colour="not_recorded", hatched=True),
        ),
        _one(
            "audits",
            "columns",
            QUARTERS,
            series("Appropriateness of contact", "90%", "80%", "c", "95%"),
            series("Professional analysis", "70%", "75%", "–", "85%", colour="in_time"),
            rate=True,
        ),
        Slide("nothing", "", "Nothing was said", "", table=table("Theme | Said").head(0)),
        Slide("much", "", "Much was said", "", tuple(f"{at}: {LONG_TITLE}." for at in range(12))),
    )
    return Report(
        title=f"Ugly & <long> {LONG_TITLE}",
        provenance=provenance(selection=f"placements: {UGLY}, {RUNS}", made_up=False),
        slides=slides,
        questions=QUESTIONS,
        definitions=DEFINITIONS,
        withheld="",
    )


def _places(count: int) -> list[str]:
    return [f"Place {at}, a street with a name" for at in range(count)]


def _one(key: str, kind: str, categories, *drawn: Series, rate: bool = False) -> Slide:
    picture = Picture(kind, categories, drawn, f"Unit of {key}", f"Words of {key}", rate)
    return Slide(key, "Edges", f"A picture: {key}", f"Drawn: {kind}", picture=picture)
