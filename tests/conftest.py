"""Sixteen hand-written episodes of six children, each there for a reason, in a store of its own."""

import os
import shutil
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

from analytics import demonstration
from analytics.demonstration import world
from analytics.filters import Filters
from analytics.store import current_number, open_cursor, publish

# Machines are shared and noisy: no property fails for being slow. Continuous integration tries the
# same examples every time, so that a change is not stopped by what it did not touch.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("house")


class Spread(LoadScopeScheduling):
    """How tests are spread over the workers: a file stays with one, for what its tests share.

    All browser tests stay with one worker, so that they share a server and a browser, and the two
    files of the attack, which share its answers. Other deep tests go one by one, since a file of
    them would keep a worker busy for minutes.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith("tests/browser/"):
            return "tests/browser"
        if self.config.option.markexpr == "deep":
            return nodeid
        if nodeid.startswith("tests/test_attack"):
            return "tests/test_attack"
        return nodeid.split("::", 1)[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Spread(config, log)


CHILDREN = """
    ('A', date '2005-03-01'), ('B', date '2006-07-15'), ('C', date '2004-11-30'),
    ('D', null), ('E', date '2007-01-01'), ('F', date '2005-05-05')
"""
# episode, child, category, missing_at, returned_at, time_known, placement type, out of area
# ruff: noqa: E501 one episode a line reads better than short lines
EPISODES = """
    -- first minute of a quarter; interview at exactly 72 hours: in time
    ('e01', 'A', 'missing', '2021-01-01 00:00', '2021-01-01 06:00', true, 'residential', false),
    -- interview a second later than 72 hours: late
    ('e02', 'A', 'missing', '2021-01-10 20:00', '2021-01-11 02:00', true, 'residential', false),
    -- last minute of a quarter: counts in January to March although the return is in April
    ('e03', 'B', 'missing', '2021-03-31 23:59', '2021-04-01 09:59', true, 'foster', true),
    -- first minute of the next quarter, the same child
    ('e04', 'B', 'missing', '2021-04-01 12:00', '2021-04-03 12:00', true, 'foster', true),
    -- two children back at the same second
    ('e05', 'C', 'missing', '2021-05-05 18:00', '2021-05-05 23:00', true, 'semi_independent', false),
    ('e06', 'A', 'missing', '2021-05-05 18:30', '2021-05-05 23:00', true, 'residential', false),
    -- one interview for two episodes
    ('e07', 'C', 'missing', '2021-05-10 18:00', '2021-05-11 01:00', true, 'semi_independent', false),
    ('e08', 'C', 'missing', '2021-05-11 18:00', '2021-05-12 01:00', true, 'semi_independent', false),
    -- voided
    ('e09', 'D', 'missing', '2021-06-01 10:00', '2021-06-01 11:00', true, null, null),
    -- declined
    ('e10', 'E', 'missing', '2021-08-15 15:00', '2021-08-24 15:00', true, 'foster', false),
    -- nothing recorded
    ('e11', 'E', 'missing', '2021-08-30 15:00', '2021-08-30 21:00', true, 'foster', false),
    -- days without times: no hours, so never in time
    ('e12', 'F', 'missing', '2021-09-10 00:00', '2021-09-11 00:00', false, 'other', true),
    -- back at 00:30 on the day the clocks go back: 72 hours end at 23:30, not at 00:30
    ('e13', 'B', 'missing', '2021-10-30 12:30', '2021-10-31 00:30', true, 'foster', true),
    -- back for less than 72 hours at the data date: pending
    ('e14', 'A', 'missing', '2021-12-28 18:00', '2021-12-29 00:01', true, 'residential', false),
    -- still missing at the data date: pending
    ('e15', 'C', 'missing', '2021-12-31 22:00', null, true, 'semi_independent', false),
    -- away from placement, not missing
    ('e16', 'A', 'away', '2021-11-01 20:00', '2021-11-01 23:00', true, 'residential', false)
"""
# interview, child, completed_at, outcome, episodes
INTERVIEWS = """
    ('i01', 'A', '2021-01-04 06:00:00', 'completed', ['e01']),
    ('i02', 'A', '2021-01-14 02:00:01', 'completed', ['e02']),
    ('i03', 'B', '2021-04-02 10:00:00', 'completed', ['e03']),
    ('i04', 'B', '2021-04-05 12:00:00', 'completed', ['e04']),
    ('i05', 'C', '2021-05-06 10:00:00', 'completed', ['e05']),
    ('i06', 'A', '2021-05-09 10:00:00', 'completed', ['e06']),
    ('i07', 'C', '2021-05-13 10:00:00', 'completed', ['e07', 'e08']),
    ('i09', 'D', null, 'voided', ['e09']),
    ('i10', 'E', null, 'declined', ['e10']),
    ('i12', 'F', '2021-09-12 00:00:00', 'completed', ['e12']),
    ('i13', 'B', '2021-11-03 00:00:00', 'completed', ['e13'])
"""


def fill_with_hand_written_episodes(con) -> None:
    """Put the episodes above into an empty store; the data date is 1 January 2022 at midnight."""
    con.execute(
        "insert into children (child_id, date_of_birth, authority)"  # noqa: S608
        f" select child_id, born, 'E06000015' from (values {CHILDREN}) as child(child_id, born)"
    )
    con.execute(
        "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"  # noqa: S608
        f" time_known, placement_type, out_of_area) values {EPISODES}"
    )
    con.execute(
        "create temp table held as "  # noqa: S608
        f"from (values {INTERVIEWS}) as held(interview_id, child_id, completed_at, outcome, covers)"
    )
    con.execute(
        "insert into interviews (interview_id, child_id, completed_at, outcome, independent)"
        " select interview_id, child_id, cast(completed_at as timestamp), outcome, true from held"
    )
    con.execute("insert into interview_episodes select interview_id, unnest(covers) from held")
    con.execute(
        "insert into looked_after values"
        " ('E06000015', date '2021-01-01', date '2021-04-01', 200),"
        " ('E06000015', date '2021-10-01', date '2022-01-01', 0)"
    )
    con.execute(
        "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2022-01-01'"
    )


@pytest.fixture(scope="session")
def demonstration_of(tmp_path_factory):
    """demonstration_of(seed): the demonstration's folder for all who only read it.

    Built by the first worker that asks, while the others wait; each worker has a copy of its own.
    """

    @cache
    def folder(seed: int) -> Path:
        of_all = tmp_path_factory.getbasetemp()
        if "PYTEST_XDIST_WORKER" in os.environ:
            of_all = of_all.parent
        built = of_all / f"demonstration-of-{seed}"
        with FileLock(of_all / f"{built.name}.lock"):
            if current_number(built) is None:
                demonstration.build(built, seed=seed)
        return shutil.copytree(built, tmp_path_factory.mktemp(f"seed-{seed}") / "store")

    return folder


@pytest.fixture(scope="session")
def demonstration_store(demonstration_of) -> Path:
    """The folder of the demonstration that everybody knows; who changes it copies it."""
    return demonstration_of(world.SEED)


@pytest.fixture(scope="session")
def hand_written_store(tmp_path_factory):
    """The folder of a store that holds the sixteen episodes."""
    folder = tmp_path_factory.mktemp("hand-written")
    publish(folder, fill_with_hand_written_episodes)
    return folder


@pytest.fixture
def con(hand_written_store):
    """A cursor on the sixteen episodes."""
    return open_cursor(hand_written_store)


@pytest.fixture
def everything():
    """The selection of every missing episode."""
    return Filters()
