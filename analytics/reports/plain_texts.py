"""What the slides of a meeting say to children in care: headings, sentences, words for a value.

Every text here is held to a reading age by tests/test_meeting.py, with what may stand in its gaps.
On slides of numbers "us" are young people in care; where "you said", "we" are who answer.
"""

from analytics.charts.plain_words import THEMES
from analytics.definitions import AUTHORITY_NAME
from analytics.glossary.plain import TIMESCALE
from analytics.store.running_order import Poll

HEADINGS = {
    "welcome": "When we go missing",
    "children": "How many of us went missing?",
    "episodes": "How often did we go missing?",
    "in_time": "Did someone talk with us in time?",
    "travel_mode": "How did we travel?",
    "companions": "Who were we with?",
    "found_setting": "Where were we?",
    "return_method": "How did we come back?",
    "you_said": "What would you like to tell us?",
    "next": "Thank you. What happens next?",
}
SENTENCES = {
    "us": f"When we say “us”, we mean young people in care in {AUTHORITY_NAME}.",
    "made_up": "Made-up numbers",
    "no_quarter": "There are no numbers yet.",
    "children": "went missing one time or more.",
    "no_children": "went missing in that time.",
    "episodes": "one of us went missing.",
    "no_episodes": "did one of us go missing.",
    "in_time": f"someone talked with us within {TIMESCALE} of coming back.",
    "too_few": "We do not show some numbers. That keeps each of us safe.",
    "cannot_tell": "We cannot tell",
    "not_written": "It was not written down.",
    "one_is_one": "Each figure is about one of us.",
    "one_is_ten": "Each figure is about ten of us.",
    "block_is_ten": "Each block is about ten times.",
    "block_is_more": "Each block is about {size} times.",
    "said_in": "Said in {month}",
    "nothing_promised": "No day is set for anything yet.",
    "promise": "By {day}: {role}",
    "late": "We are late. By {day}: {role}",
    "some_day": "No day is set: {role}",
    "somebody": "no one has the task yet",
}
AGENDA = {
    "First": "Our numbers.",
    "Then": "What you told us, and what we did.",
    "Last": "Your turn: raise a hand, or tell us.",
}
TOO_FEW = "Too few to say"
NONE_OF_US, NOT_ONCE, EVERY_TIME = "None of us", "Not once", "Every time"

# Of each circumstance its values: in a list, and as the end of "About 4 in 10 times …".
VALUES = {
    "travel_mode": {
        "foot": ("On foot", "we walked."),
        "bike": ("By bike", "we went by bike."),
        "taxi": ("By taxi", "we took a taxi."),
        "bus": ("By bus", "we took a bus."),
        "train": ("By train", "we took a train."),
        "car": ("By car", "we went by car."),
    },
    "companions": {
        "family": ("Family", "we were with family."),
        "other_children_in_care": ("Others in care", "we were with others in care."),
        "friends": ("Friends", "we were with friends."),
        "partner": ("A partner", "we were with a partner."),
        "alone": ("On our own", "we were on our own."),
        "unknown_adults": ("Other adults", "we were with other adults."),
    },
    "found_setting": {
        "family_home": ("A family home", "we were at a family home."),
        "semi_independent_address": ("A supported flat", "we were at a supported flat."),
        "friends_home": ("A friend’s home", "we were at a friend’s home."),
        "house_party": ("A party", "we were at a party."),
        "public_place": ("Out and about", "we were out and about."),
        "own_placement": ("Our own home", "we were at our own home."),
        "transport": ("On a bus or train", "we were on a bus or train."),
        "other": ("Somewhere else", "we were somewhere else."),
    },
    "return_method": {
        "own_accord": ("By ourselves", "we came back by ourselves."),
        "phoned_home_for_a_lift": ("Phoned home", "we phoned home for a lift."),
        "phoned_police_for_a_lift": ("Phoned police", "we phoned the police for a lift."),
        "brought_by_police": ("With the police", "the police brought us back."),
        "brought_by_carer": ("With a carer", "a carer brought us back."),
        "brought_by_family": ("With family", "our family brought us back."),
        "other": ("Some other way", "we came back some other way."),
    },
}
NOT_WRITTEN_DOWN = "Not written down"

THEMES_TO_CHOOSE = {"something else": "Something else"} | THEMES
ASKED_FIRST = Poll(
    "Who would you like to talk to after coming back?",
    ("Someone I know well", "Someone new", "I do not mind", "No one for now"),
)
# What stands on the buttons and lines of the room.
ROOM = {
    "title": "Meeting",
    "back": "Back",
    "next": "Next",
    "of": "{n} of {all}",
    "notes": "Notes",
    "notes_title": "Speaker notes",
    "notes_then": "Next slide",
    "notes_none": "This is the last slide.",
    "notes_blocked": "The browser did not open the notes. Allow pop-ups for this page.",
    "said": "You said",
    "poll_undo": "Take one back",
    "poll_save": "Save the count",
    "poll_hint": "Tap an answer for each hand.",
    "theme": "What is it about?",
    "words": "Your words",
    "add": "Write it down",
    "remove": "Remove",
    "words_save": "Save",
    "words_none": "Your words will stand here.",
    "words_hint": "Write no names. Others will read this later.",
    "saved": "Saved.",
    "saving": "Saving …",
    "unsaved": "Not saved yet. It stays in this window. Try to save it again.",
    "left": "Some things are not saved yet.",
    "end": "End the meeting",
    "end_ask": "End the meeting?",
    "end_yes": "Yes, end it",
    "leave": "Leave",
    "leave_ask": "Where would you like to go?",
    "voice": "Children’s voice",
    "definitions": "Definitions",
    "stay": "Stay here",
    "no_answer": "That did not work. The meeting goes on.",
}
