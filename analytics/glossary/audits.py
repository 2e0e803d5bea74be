"""Audits: what is judged, in which quarter it counts, how a sample is drawn, what follows."""

from analytics.definitions import AUDIT_GRADES, GOOD_OR_BETTER, INTERVIEW_CRITERIA
from analytics.glossary.term import HOUSE, Term

AUDITS = (
    Term(
        "Audit of return interviews",
        "Return interviews that were held are read again, and each is graded on the same "
        f"criteria: {', '.join(each[:1].lower() + each[1:] for each in INTERVIEW_CRITERIA)}, and "
        "others that the council loads. It is about the service; no worker is named.",
        "Quarterly report 2021",
        "Audits",
    ),
    Term(
        "CRE checklist",
        "The checklist on whether a child is at risk of exploitation (CRE), which is filled in "
        "with the return interview, and what the worker makes of it.",
        "Quarterly report 2021",
        "Audits",
    ),
    Term(
        "Audit of the whole response",
        "The deeper audit that the report asks for: not only the interview, but all that was done "
        "from the report to the police to the plan for the return. What is graded is one episode.",
        "Quarterly report 2021, training and development",
        "Audits",
    ),
    Term(
        "Grade; good or better",
        f"{', '.join(AUDIT_GRADES)}, best first, whatever the case they are written in; other "
        f"words are shown as loaded. Good or better: {' or '.join(GOOD_OR_BETTER)}, as a share of "
        "what was given one of the four. One audited more than once in a quarter counts with its "
        "latest grade.",
        "Ofsted's four grades; the rest this dashboard",
        "Audits",
    ),
    Term(
        "Quarter of an audit",
        "An audit counts in the quarter of its own day, not in that of the episode: a round of "
        "audits covers interviews of several quarters, and a report is about the round. Placement, "
        "area and category are those of the episodes that the interview covers; one that covers "
        "several counts once.",
        HOUSE,
        "Audits",
    ),
    Term(
        "Sample, seed, stratum",
        "Interviews, or episodes, drawn by lot for an audit. Each placement type (stratum) is "
        "drawn from in proportion to its number, at least one of each where the size allows, and "
        "within it each has the same chance. The lots come from the seed, a number: the same "
        "data, choices and seed give the same sample on every computer. It is the quarter's own "
        "number unless changed, so that nobody has picked it.",
        "Largest remainders; random numbers: PCG64, O'Neill 2014",
        "Audits",
    ),
    Term(
        "Overdue",
        "The day by which an action was due is over at the data date, and it is neither done nor "
        "set aside (not taken up).",
        HOUSE,
        "Audits",
    ),
)
