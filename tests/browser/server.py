"""Servers in processes of their own, on ports that they took themselves and say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PAGES = ["/", *sorted(f"/{path.stem}" for path in (TOP / "pages").glob("*.py"))]
OPTIONS = (
    "--server.port=0",  # whichever is free: the server says which it took
    "--server.headless=true",
    "--server.fileWatcherType=none",
)
SAYS_ITS_ADDRESS = re.compile(r"(?:URL:|running on) (http://\S+)\s")


def serving(store: Path, *options: str, **environment: str):
    """The dashboard's address while it runs on that store, built there where it is empty."""
    store.mkdir(parents=True, exist_ok=True)
    command = ("streamlit", "run", "dashboard.py", *OPTIONS, *options)
    return running(command, store.parent, {"DASHBOARD_STORE": str(store)} | environment)


@contextmanager
def running(module: Sequence[str], logs: Path, environment: Mapping[str, str]):
    """The address of a server while it runs: a Python module with its options."""
    log = logs / f"server-{len(list(logs.glob('server-*.log'))) + 1}.log"
    with log.open("w", encoding="utf-8") as written:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", *module],
            cwd=TOP,
            env=os.environ | environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(20)


def _address(server: subprocess.Popen, log: Path) -> str:
    """The address that the server says once it listens there."""
    while server.poll() is None:
        if said := SAYS_ITS_ADDRESS.search(log.read_text(encoding="utf-8")):
            return said[1]
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.1)
    pytest.fail(f"The server ended with code {server.returncode}:\n{log.read_text()[-2000:]}")


def copied(store: Path, folder: Path) -> Path:
    """A copy of that store in the folder, for who changes it."""
    return Path(shutil.copytree(store, folder / "store"))
