"""What is worked out at publish of a child's repeat episodes; the data date is 1 January 2022."""

from datetime import date

from tests.repeat_stores import on_days, store_of


def facts_of(columns, episodes, **others) -> dict:
    """Columns of episode_facts by episode: tuples, or the values of a single column."""
    rows = store_of(episodes, **others).execute("from episode_facts").df()
    rows = rows.astype(object).where(rows.notna(), None).set_index("episode_id")
    values = {episode: tuple(row) for episode, row in rows[list(columns)].iterrows()}
    return values if len(columns) > 1 else {episode: row[0] for episode, row in values.items()}


def reached(facts: dict) -> list[str]:
    return sorted(episode for episode, reaches in facts.items() if reaches)


REACHES = ("reaches_trigger",)


def test_three_in_thirty_days_are_reached_across_the_end_of_a_quarter_and_once():
    days = ("2021-03-20", "2021-03-31", "2021-04-10", "2021-04-12", "2021-08-01")
    facts = facts_of(("reaches_trigger", "episodes_in_repeat_window"), on_days("A", *days))
    assert facts == {
        "A0320": (False, 1),
        "A0331": (False, 2),
        "A0410": (True, 3),
        "A0412": (False, 4),  # still so
        "A0801": (False, 1),
    }


def test_an_episode_exactly_thirty_days_earlier_no_longer_counts():
    expected = {"2021-05-31 09:59:59": True, "2021-05-31 10:00:00": False}  # a second less; 30 days
    episodes = []
    for child, third in zip("AB", expected, strict=True):
        episodes += [
            (f"{child}1", child, "2021-05-01 10:00", "2021-05-01 12:00"),
            (f"{child}2", child, "2021-05-10 10:00", "2021-05-10 12:00"),
            (third, child, third, "2021-05-31 12:00"),
        ]
    facts = facts_of(REACHES, episodes)
    assert {third: facts[third] for third in expected} == expected


def test_of_two_episodes_at_the_same_moment_one_reaches_it():
    episodes = [
        ("e1", "A", "2021-05-01 10:00", "2021-05-01 12:00"),
        ("e2", "A", "2021-05-05 10:00", "2021-05-05 12:00"),
        ("e3", "A", "2021-05-05 10:00", "2021-05-05 15:00"),
    ]
    facts = facts_of(("reaches_trigger", "episodes_in_repeat_window"), episodes)
    assert facts == {"e1": (False, 1), "e2": (True, 3), "e3": (False, 3)}


def test_an_episode_inside_another_counts_like_any_other():
    episodes = [
        ("outer", "A", "2021-05-01 10:00", "2021-05-20 10:00"),
        ("inner", "A", "2021-05-03 10:00", "2021-05-04 10:00"),
        ("third", "A", "2021-05-25 10:00", "2021-05-25 12:00"),
    ]
    assert reached(facts_of(REACHES, episodes)) == ["third"]


def test_it_is_reached_again_after_having_dropped_below():
    days = ("2021-05-01", "2021-05-05", "2021-05-09", "2021-06-20", "2021-06-22", "2021-06-24")
    assert reached(facts_of(REACHES, on_days("A", *days))) == ["A0509", "A0624"]


def test_each_child_and_category_has_its_own_count():
    episodes = [
        *on_days("A", "2021-05-01", "2021-05-05"),
        *on_days("B", "2021-05-02"),
        ("away", "A", "2021-05-03 10:00", "2021-05-03 12:00", {"category": "away"}),
        # a third of its own
        *on_days("C", "2021-05-01", "2021-05-05", "2021-05-08"),
    ]
    assert reached(facts_of(REACHES, episodes)) == ["C0508"]


GAP = ("days_since_return",)


def test_days_since_the_return_are_from_the_latest_return_before():
    episodes = [
        ("outer", "A", "2021-05-01 10:00", "2021-05-20 10:00"),
        ("inner", "A", "2021-05-03 10:00", "2021-05-04 10:00"),  # during the first: 0
        ("third", "A", "2021-05-25 22:00", "2021-05-25 23:00"),  # not since the inner one's
        ("away", "A", "2021-05-26 10:00", "2021-05-26 12:00", {"category": "away"}),  # its first
    ]
    assert facts_of(GAP, episodes) == {"outer": None, "inner": 0, "third": 5.5, "away": None}


def test_without_a_return_of_the_episode_before_there_is_no_gap():
    episodes = [
        ("e1", "A", "2021-05-01 10:00", "2021-05-02 10:00"),
        ("e2", "A", "2021-05-05 10:00", None),
        ("e3", "A", "2021-05-07 10:00", "2021-05-08 10:00"),
        ("e4", "A", "2021-05-09 10:00", "2021-05-09 12:00"),
    ]
    assert facts_of(GAP, episodes) == {"e1": None, "e2": 3, "e3": None, "e4": 1}


def test_days_of_a_gap_are_those_of_the_clock_on_the_wall():
    # the clocks go forward on 28 March: 23 hours are a day, so that days without times stay whole
    episodes = [
        ("e1", "A", "2021-03-27 00:00", "2021-03-27 00:00", {"time_known": False}),
        ("e2", "A", "2021-03-30 00:00", "2021-03-31 00:00", {"time_known": False}),
    ]
    assert facts_of(GAP, episodes)["e2"] == 3


def repeated(children: dict, *, data_date="2022-01-01") -> dict:
    """Whether each child's first episode was repeated.

    children: name → what differs from an episode that ended on 1 May at 12:00, with no other after
    it: again, when the child went again; returned; born;
    placements, from when until when each was.
    """
    episodes, born, placements = [], {}, []
    for child, others in children.items():
        returned = others.get("returned", "2021-05-01 12:00")
        episodes.append((f"{child} first", child, "2021-05-01 10:00", returned))
        if "again" in others:
            episodes.append((f"{child} again", child, others["again"], "2021-12-01 10:00"))
        if "born" in others:
            born[child] = others["born"]
        stays = others.get("placements", ())
        placements += [(child, *dates, "foster", f"Home {n}") for n, dates in enumerate(stays)]
    facts = facts_of(("repeated",), episodes, born=born, placements=placements, data_date=data_date)
    return {child: facts[f"{child} first"] for child in children}


def test_an_episode_is_repeated_less_than_thirty_days_after_the_return():
    children = {
        "a second less": {"again": "2021-05-31 11:59:59"},
        "exactly thirty days": {"again": "2021-05-31 12:00:00"},
        "not again": {},
        "still missing": {"returned": None},  # not followed
    }
    assert repeated(children) == {
        "a second less": True,
        "exactly thirty days": False,
        "not again": False,
        "still missing": None,
    }


AGAIN = {"again": "2021-05-03 10:00"}
TURNS_18 = {"born": "2003-05-20"}  # within the 30 days
LEAVES = {"placements": [("2021-01-01", "2021-05-30")]}
LEAVES_THE_SECOND = {"placements": [("2021-01-01", "2021-04-01"), ("2021-04-01", "2021-05-30")]}


def test_who_is_not_known_for_thirty_days_is_neither_repeat_nor_not():
    children = {"turns 18": TURNS_18, "leaves": LEAVES, "leaves the second": LEAVES_THE_SECOND}
    children |= {f"{name} and again": others | AGAIN for name, others in children.items()}
    assert repeated(children) == dict.fromkeys(children)
    by_a_second = {"not again": {}, "again": AGAIN}
    assert repeated(by_a_second, data_date="2021-05-31 11:59:59") == dict.fromkeys(by_a_second)


def test_who_is_known_for_thirty_days_is_followed():
    children = {
        "turns 18 later": {"born": "2003-06-01"},
        # says only that the next placement is not loaded
        "placement ended before": {"placements": [("2021-01-01", "2021-05-01")]},
    }
    assert repeated(children) == dict.fromkeys(children, False)
    # known for exactly 30 days
    assert repeated({"child": {}}, data_date="2021-05-31 12:00:00") == {"child": False}


def test_an_episode_inside_another_does_not_repeat_it():
    episodes = []
    for child in "AB":
        episodes += [
            (f"outer {child}", child, "2021-05-01 10:00", "2021-05-20 10:00"),
            (f"inner {child}", child, "2021-05-03 10:00", "2021-05-04 10:00"),
        ]
    # 15 days after the return of the outer; not within 30 of the inner one's
    episodes.append(("third", "B", "2021-06-04 10:00", "2021-06-04 12:00"))
    facts = facts_of(("repeated",), episodes)
    assert (facts["outer A"], facts["inner A"]) == (False, False)
    assert (facts["outer B"], facts["inner B"]) == (True, False)


def test_of_two_on_a_day_without_times_the_first_is_repeated():
    day = ("2021-05-01", "2021-05-01", {"time_known": False})
    facts = facts_of(("repeated",), [("e1", "A", *day), ("e2", "A", *day)])
    assert facts == {"e1": True, "e2": False}


MOVED = ("moved_on",)
MAY = date(2021, 5, 1)


def moved(children: dict) -> dict:
    """The day of the move before each episode, by child and moment.

    children: name → (placements, moments at which it went).
    """
    episodes = [
        ((child, moment), child, moment, "2021-12-01 10:00")
        for child, (_, moments) in children.items()
        for moment in moments
    ]
    names = {str(number): episode[0] for number, episode in enumerate(episodes)}
    facts = facts_of(
        MOVED,
        [(str(number), *episode[1:]) for number, episode in enumerate(episodes)],
        placements=[(child, *row) for child, (rows, _) in children.items() for row in rows],
    )
    return {name: facts[number] and facts[number].date() for number, name in names.items()}


THIRD = "2021-05-03 10:00"


def test_a_move_precedes_an_episode_on_its_day_and_on_fourteen_more():
    placements = [
        ("2021-01-01", "2021-05-01", "foster", "Home 1"),
        ("2021-05-01", None, "residential", "Home 2"),
    ]
    expected = {
        "2021-01-05 10:00": None,
        "2021-04-30 23:59": None,
        "2021-05-01 00:00": MAY,
        "2021-05-15 23:59": MAY,
        "2021-05-16 00:00": None,
    }
    found = moved({"A": (placements, expected)})
    assert found == {("A", moment): move for moment, move in expected.items()}


def test_after_a_day_outside_care_it_is_an_entry_and_no_move():
    expected = {"2021-05-01": MAY, "2021-04-30": MAY, "2021-04-29": None, None: MAY}
    children = {
        f"until {ended}": (
            [
                ("2021-01-01", ended, "foster", "Home 1"),
                ("2021-05-01", None, "residential", "Home 2"),
            ],
            [THIRD],
        )
        for ended in expected
    }
    found = moved(children)
    assert found == {(f"until {ended}", THIRD): move for ended, move in expected.items()}


def test_a_stay_elsewhere_while_the_placement_goes_on_is_a_move_there():
    placements = [
        ("2021-01-01", None, "foster", "Home 1"),
        ("2021-03-01", "2021-03-05", "other", "Respite"),
        ("2021-05-01", None, "residential", "Home 2"),
    ]
    found = moved({"A": (placements, ["2021-03-02 10:00", THIRD])})
    assert found == {("A", "2021-03-02 10:00"): date(2021, 3, 1), ("A", THIRD): MAY}


def test_a_row_for_another_legal_status_at_the_same_home_is_no_move():
    children = {
        name: (
            [
                ("2021-01-01", "2021-05-01", "foster", setting),
                ("2021-05-01", None, kind, setting),
            ],
            [THIRD],
        )
        for name, setting, kind in (
            ("same home", "Home 1", "foster"),
            ("another type", "Home 1", "residential"),
            ("home not known", None, "foster"),
        )
    }
    assert moved(children) == {
        ("same home", THIRD): None,
        ("another type", THIRD): MAY,
        ("home not known", THIRD): MAY,
    }


def test_of_two_moves_in_the_days_before_the_latest_counts():
    placements = [
        ("2021-01-01", "2021-04-28", "foster", "Home 1"),
        ("2021-04-28", "2021-05-01", "foster", "Home 2"),
        ("2021-05-01", None, "foster", "Home 3"),
    ]
    assert moved({"A": (placements, [THIRD])}) == {("A", THIRD): MAY}
