"""A process that has imported the libraries and runs pytest in copies of itself.

Started in a copy of the tree. Reads lines of JSON, {"files": [...], "seconds": n}, and answers
each with a line, {"code": n or null, "seconds": n, "said": "..."}; a null code says that the time
was up.
"""

import gc
import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

import pytest

# What takes time to import and is none of ours: only ours changes.
LIBRARIES = (
    *("duckdb", "numpy", "pandas", "plotly.graph_objects", "scipy.optimize", "scipy.sparse"),
    *("scipy.spatial", "scipy.stats", "shapely", "streamlit", "streamlit.testing.v1", "pptx"),
    *("pytest", "hypothesis", "hypothesis.strategies", "xdist.scheduler", "anyio.pytest_plugin"),
    *("pptx.chart.data", "xlsxwriter", "python_calamine", "rapidfuzz", "filelock", "click.testing"),
)
OPTIONS = (
    *("-n", "0", "-x", "-q", "-m", "not deep and not browser", "-p", "no:cacheprovider"),
    *("--hypothesis-seed=0", "--no-header", "--tb=line"),
    # of the plugins among the libraries
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


def main() -> None:
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.freeze()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _run(asked["files"], asked["seconds"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(files: list[str], seconds: float) -> dict:
    output = Path("pytest-said.txt")
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_pytest(files, output)
    code = None
    try:
        code = _code_of(child, begun + seconds)
        passed = time.monotonic() - begun
    finally:
        _end(child, has_ended=code is not None)
    said = output.read_text(encoding="utf-8", errors="replace")
    return {"code": code, "seconds": passed, "said": said[-4000:]}


def _end(child: int, *, has_ended: bool) -> None:
    """End the process where it has not, and what its tests started and left."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    if not has_ended:
        os.waitpid(child, 0)


def _be_pytest(files: list[str], output: Path) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    said = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, descriptor in enumerate((nothing, said, said)):
        os.dup2(descriptor, stream)
    code = 70
    try:
        code = int(pytest.main([*OPTIONS, "--basetemp=pytest-tmp", *files]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # not into the loop of the process this is a copy of


def _code_of(child: int, until: float) -> int | None:
    """The exit code of the process; None where it has not ended by then."""
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    return None


if __name__ == "__main__":
    main()
