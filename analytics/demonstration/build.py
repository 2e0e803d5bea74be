"""Publish the demonstration data: the report's year exactly, or a world of any size."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np

from analytics import store
from analytics.definitions import AUTHORITY_CODE
from analytics.demonstration import world
from analytics.demonstration.authority import Authority, drawn_authority, planned_authority
from analytics.demonstration.draws import counts_of
from analytics.demonstration.load import load_frames, load_looked_after, load_report

Progress = Callable[[int, int], None]
ONLY_WHERE_EMPTY = (
    "Demonstration data is built only in an empty folder, and the store's folder {holds}: name "
    "another folder, or load files of your own with 'python -m analytics import FILE…'."
)


class _AlreadyPublished(Exception):
    pass


def build(
    folder: Path,
    *,
    episodes: int | None = None,
    authorities: int = 1,
    seed: int = world.SEED,
    progress: Progress | None = None,
) -> int:
    """Publish demonstration data in an empty folder, or over demonstration data; its number.

    Without `episodes`, and for one authority: the report's 634 of 2021, with its table exactly.
    Otherwise exactly that many (634 an authority where not given), divided evenly over the
    authorities and drawn in the same shares. The same seed gives the same rows. `progress` is
    called with the authorities done and in all.

    Raises ValueError with a sentence where the numbers cannot be, StoreRefused where the folder
    holds anything else.
    """
    folder = Path(folder)
    if episodes is None and authorities > 1:
        episodes = authorities * sum(world.EPISODES)
    _require(episodes, authorities, seed)

    def fill(con):
        _refuse_beside_others(folder)
        _fill(con, episodes=episodes, authorities=authorities, seed=seed, progress=progress)

    return store.publish(folder, fill, keep_rows=False)


def _refuse_beside_others(folder: Path) -> None:
    number = store.current_number(folder)
    if number is None:
        if not store.is_empty(folder):
            raise store.StoreRefused(ONLY_WHERE_EMPTY.format(holds="holds other files"))
        return
    in_force = store.open_cursor(folder, number).execute("select demonstration from snapshot")
    if not in_force.fetchone()[0]:
        raise store.StoreRefused(ONLY_WHERE_EMPTY.format(holds="holds your own data"))


def ensure(folder: Path) -> bool:
    """Build the demonstration data where nothing has been published yet; whether it did.

    Safe where several processes start at once: the first to hold the store's lock publishes.
    Raises StoreRefused where the folder is not empty.
    """
    folder = Path(folder)
    if store.current_number(folder) is not None:
        return False
    if store.has_been_read(folder):
        raise store.StoreRefused(
            "The store's folder was there and is gone or empty: put it back, or restore it from a "
            "backup. Restart the dashboard to begin with demonstration data."
        )

    def fill(con):
        if store.current_number(folder) is not None:
            raise _AlreadyPublished
        _refuse_beside_others(folder)
        _fill(con, episodes=None, authorities=1, seed=world.SEED, progress=None)

    try:
        store.publish(folder, fill, keep_rows=False)
    except _AlreadyPublished:
        return False
    return True


def _require(episodes: int | None, authorities: int, seed: int) -> None:
    if not 1 <= authorities <= world.MOST_AUTHORITIES:
        raise ValueError(
            f"The number of authorities must be from 1 to {world.MOST_AUTHORITIES}, "
            f"not {authorities}."
        )
    if episodes is not None and not authorities <= episodes <= world.MOST_EPISODES:
        raise ValueError(
            f"The number of episodes must be from {authorities} (one an authority) to "
            f"{world.MOST_EPISODES:,}, not {episodes:,}."
        )
    if seed < 0:
        raise ValueError(f"The seed must be 0 or more, not {seed}.")


def _fill(con: duckdb.DuckDBPyConnection, *, episodes, authorities, seed, progress) -> None:
    seeds = np.random.SeedSequence(seed).spawn(authorities)
    generators = [np.random.Generator(np.random.PCG64(each)) for each in seeds]
    years = 1
    if episodes is None:
        load_frames(con, planned_authority(generators[0]))
        load_report(con)
    else:
        years = round(episodes / authorities / world.EPISODES_A_YEAR)
        years = min(max(years, 1), world.MOST_YEARS)
        _load_drawn(con, generators, counts_of(episodes, np.ones(authorities)), years, progress)
    load_looked_after(con, years)
    con.execute(
        "update snapshot set demonstration = true, data_from = $data_from, data_date = $data_date",
        {
            "data_from": date.fromisoformat(world.DATA_FROM) - timedelta(days=365 * (years - 1)),
            "data_date": world.DATA_DATE,
        },
    )


def _load_drawn(con, generators, numbers, years: int, progress: Progress | None) -> None:
    children = episodes = 0
    codes = authority_codes(len(generators))
    for done, (rng, number, code) in enumerate(zip(generators, numbers, codes, strict=True)):
        frames = drawn_authority(rng, int(number), years, Authority(code, children, episodes))
        load_frames(con, frames)
        children += len(frames["children"])
        episodes += len(frames["episodes"])
        if progress:
            progress(done + 1, len(generators))


def authority_codes(number: int) -> list[str]:
    """GSS codes: this authority's own first, then others of the four kinds of English authority."""
    codes = [AUTHORITY_CODE]
    position = 0
    while len(codes) < number:
        kind = ("E06", "E08", "E09", "E10")[position % 4]
        code = f"{kind}{position // 4 + 1:06d}"
        position += 1
        if code != AUTHORITY_CODE:
            codes.append(code)
    return codes
