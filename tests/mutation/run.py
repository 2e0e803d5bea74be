"""Try changes out, several subjects at a time, each in a copy of the tree."""

import queue
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.mutation.change import Change
from tests.mutation.copies import Copy, Outcome, outcome_of
from tests.mutation.subjects import Subject, files_of_tests

LONGEST_UNCHANGED = 1800  # seconds
TIMES_LONGER, SECONDS_MORE = 4, 20  # a change that makes the tests take longer still is caught
Heard = Callable[[Subject, Change | None, Outcome], None]


class UnchangedFails(Exception):
    """The tests of a subject fail before anything is changed; the sentence says which."""


def try_all(drawn: list[tuple[Subject, Change]], jobs: int, heard: Heard) -> None:
    """Try every change out; `heard` is told of each outcome as it comes.

    The tests of a subject first run without a change, of which `heard` is told with None.
    Raises UnchangedFails where one of them fails then.
    """
    of_subject: dict[Subject, list[Change]] = {}
    for subject, change in drawn:
        of_subject.setdefault(subject, []).append(change)
    with _copies(jobs) as copies, ThreadPoolExecutor(jobs) as pool:
        free: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        for copy in copies:
            free.put(copy)

        def try_subject(subject: Subject) -> None:
            copy = free.get()
            try:
                _try_subject(copy, subject, of_subject[subject], heard)
            finally:
                free.put(copy)

        try:
            for done in as_completed([pool.submit(try_subject, s) for s in of_subject]):
                done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for copy in copies:
                copy.close()
            raise


@contextmanager
def _copies(jobs: int) -> Iterator[list[Copy]]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder, ExitStack() as stack:
        copies = []
        for job in range(jobs):
            own = Path(folder) / str(job)
            own.mkdir()
            copies.append(Copy(own))
            stack.callback(copies[-1].close)
        yield copies


def _try_subject(copy: Copy, subject: Subject, changes: list[Change], heard: Heard) -> None:
    answer = copy.run(files_of_tests(subject, top=copy.tree), LONGEST_UNCHANGED)
    unchanged = outcome_of(answer)
    if unchanged.caught:
        raise UnchangedFails(
            f"The tests of '{subject.name}' fail on the unchanged tree: {unchanged.by}\n"
            + answer["said"][-1500:]
        )
    heard(subject, None, unchanged)
    longest = unchanged.seconds * TIMES_LONGER + SECONDS_MORE
    for change in changes:
        files = files_of_tests(subject, change.file, top=copy.tree)
        heard(subject, change, copy.try_out(change, files, longest))
