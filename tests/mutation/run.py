"""Try changes out, several at a time, each in a copy of the tree."""

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


class UnchangedFails(Exception):
    """The tests of a subject fail before anything is changed; the sentence says which."""


def try_all(
    drawn: list[tuple[Subject, Change]],
    jobs: int,
    heard: Callable[[Subject, Change, Outcome], None],
) -> None:
    """Try every change out; `heard` is told of each outcome as it comes.

    Raises UnchangedFails where the tests of a subject fail on the unchanged tree.
    """
    with _copies(jobs) as copies, ThreadPoolExecutor(jobs) as pool:
        free: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        for copy in copies:
            free.put(copy)

        def on_a_copy(task):
            copy = free.get()
            try:
                return task(copy)
            finally:
                free.put(copy)

        try:
            limits = _limits(pool, on_a_copy, list({subject: None for subject, _ in drawn}))
            waiting = {
                pool.submit(
                    on_a_copy,
                    lambda copy, s=subject, c=change: copy.try_out(
                        c, files_of_tests(s, c.file), limits[s]
                    ),
                ): (subject, change)
                for subject, change in drawn
            }
            for done in as_completed(waiting):
                heard(*waiting[done], done.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for copy in copies:
                copy.close()
            raise


def _limits(pool: ThreadPoolExecutor, on_a_copy, subjects: list[Subject]) -> dict[Subject, float]:
    """How long the tests of each subject may take."""
    unchanged = pool.map(lambda s: on_a_copy(lambda copy: _unchanged(copy, s)), subjects)
    return dict(zip(subjects, unchanged, strict=True))


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


def _unchanged(copy: Copy, subject: Subject) -> float:
    """How long the subject's tests may take: a multiple of what they take now."""
    files = files_of_tests(subject)
    answer = copy.run(files, LONGEST_UNCHANGED)
    outcome = outcome_of(answer)
    if outcome.caught:
        raise UnchangedFails(
            f"The tests of '{subject.name}' fail on the unchanged tree: {outcome.by}\n"
            + answer["said"][-1500:]
        )
    return outcome.seconds * TIMES_LONGER + SECONDS_MORE
