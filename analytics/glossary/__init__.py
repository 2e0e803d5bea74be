"""Every term, threshold and denominator a reader meets: plain meaning, source, where it is used.

Thresholds are read from definitions, so that what is explained is what is counted.
"""

from analytics.glossary.audits import AUDITS
from analytics.glossary.chance import CHANCE
from analytics.glossary.closing import CLOSING
from analytics.glossary.counting import COUNTING
from analytics.glossary.disclosure import DISCLOSURE
from analytics.glossary.interviews import INTERVIEWS
from analytics.glossary.meeting import MEETING
from analytics.glossary.places import PLACES
from analytics.glossary.records import RECORDS
from analytics.glossary.repeat import REPEAT_MISSING
from analytics.glossary.term import Term
from analytics.glossary.together import TOGETHER
from analytics.glossary.voice import VOICE

TERMS: tuple[Term, ...] = (
    *COUNTING,
    *INTERVIEWS,
    *AUDITS,
    *PLACES,
    *TOGETHER,
    *REPEAT_MISSING,
    *CHANCE,
    *VOICE,
    *MEETING,
    *CLOSING,
    *DISCLOSURE,
    *RECORDS,
)
