"""Put an earlier snapshot back in force."""

from pathlib import Path

from filelock import Timeout

from analytics.store.read import read_whole
from analytics.store.snapshots import (
    StoreRefused,
    clear_leftovers,
    current_number,
    locked,
    log_lines,
    point_to,
    snapshot_numbers,
    snapshot_path,
)


def rollback(folder: Path, number: int | None = None, *, who: str | None = None) -> int:
    """Put an earlier snapshot back in force and return its number; the log says who did.

    Without a number: the one that the one in force was made from. Nothing is deleted, so a
    rollback can itself be undone. Raises StoreRefused where there is no such snapshot, where it
    cannot be read whole, or where the folder cannot be written.
    """
    try:
        with locked(folder, seconds=60):
            clear_leftovers(folder)
            there = snapshot_numbers(folder)
            if number is None:
                number = _made_from(folder, current_number(folder))
            if number not in there:
                listed = ", ".join(map(str, there)) or "none"
                raise StoreRefused(f"There is no snapshot {number}; there are: {listed}.")
            read_whole(snapshot_path(folder, number))
            point_to(folder, number, event="rollback", who=who)
            return number
    except Timeout:
        raise StoreRefused(
            "An import is being published just now; try again in a minute."
        ) from None
    except OSError as error:
        raise StoreRefused(
            "Nothing was changed, because the store's folder cannot be written: check its rights "
            "and the space left, and that CURRENT is a file."
        ) from error


def _made_from(folder: Path, current: int | None) -> int:
    """The snapshot that was in force when the current one was published.

    One that only brought another up to date holds the same rows, and one may be deleted by now:
    both lead on to what they were made from.
    """
    there = snapshot_numbers(folder)
    made = {
        line["snapshot"]: line
        for line in log_lines(folder)
        if line["event"] != "rollback" and 0 < (line.get("before") or 0) < line["snapshot"]
    }
    while current in made and (
        made[current]["event"] == "update" or made[current]["before"] not in there
    ):
        current = made[current]["before"]
    if current in made:
        return made[current]["before"]
    raise StoreRefused("There is no earlier snapshot to go back to.")
