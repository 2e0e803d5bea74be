"""The system's Chromium, Chrome or Edge: where it is, and how it is started."""

import os
import shutil
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages are many and short-lived: keep compiled code, do not compile it again for speed, and
    # give what pages drop more room before it is collected.
    "--js-flags=--no-flush-bytecode --no-opt --single-threaded-gc --min-semi-space-size=64",
]


def find_browser() -> str | None:
    """The path of this machine's Chromium, Chrome or Edge; CHROMIUM in the environment first."""
    on_path = (shutil.which(command) for command in COMMANDS)
    there = (place for place in USUAL_PLACES if Path(place).exists())
    return os.environ.get("CHROMIUM") or next(filter(None, on_path), None) or next(there, None)
