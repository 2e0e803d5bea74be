"""Rerun the Overview again and again and print how the process's memory moves."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))


def resident_megabytes() -> float:
    """Memory the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reruns", type=int, default=300)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DASHBOARD_STORE"] = scratch
        from streamlit.testing.v1 import AppTest

        page = AppTest.from_file(str(TOP / "dashboard.py"), default_timeout=60)
        placements = [[], ["foster"], ["residential"], ["foster", "semi_independent"]]
        for rerun in range(arguments.reruns):
            page.session_state["placement"] = placements[rerun % len(placements)]
            page.run()
            if rerun % max(1, arguments.reruns // 10) == 0:
                sys.stdout.write(f"rerun {rerun:5}  {resident_megabytes():8.1f} MB\n")
        sys.stdout.write(f"end          {resident_megabytes():8.1f} MB\n")


if __name__ == "__main__":
    main()
