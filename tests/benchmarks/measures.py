"""Each measure's time as a multiple of a plain scan of the same episodes, in one process."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analytics import demonstration  # noqa: E402
from analytics.filters import Filters  # noqa: E402
from analytics.measures import MEASURES, run  # noqa: E402
from analytics.store import open_cursor  # noqa: E402

SCAN = "select sum(epoch(missing_at)), count(distinct interview_state) from episode_facts"


def fastest(action, times: int = 3) -> float:
    """The least seconds of several runs: what the work costs when nothing else disturbs it."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=1_000_000)
    parser.add_argument("--authorities", type=int, default=20)
    parser.add_argument("--store", type=Path, help="use this store instead of building one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.store or Path(scratch)
        if arguments.store is None:
            began = time.perf_counter()
            demonstration.build(
                folder, episodes=arguments.episodes, authorities=arguments.authorities
            )
            sys.stdout.write(f"built in {time.perf_counter() - began:.1f} s\n")
        con = open_cursor(folder)
        scan = fastest(lambda: con.execute(SCAN).fetchall())
        sys.stdout.write(f"plain scan {scan * 1000:.1f} ms\n")
        for name in sorted(MEASURES):
            try:
                seconds = fastest(lambda name=name: run(con, name, Filters()))
            except ValueError as needs_more:
                sys.stdout.write(f"{name:28} {needs_more}\n")
                continue
            sys.stdout.write(f"{name:28} {seconds / scan:8.1f} scans {seconds * 1000:10.1f} ms\n")


if __name__ == "__main__":
    main()
