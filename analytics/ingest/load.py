"""Files into the store: reader → format → rules → merge → publish."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from analytics.ingest.checks import AFTER_CHECKS, ORDER, STORE_CHECKS
from analytics.ingest.checks.children import fill_authority
from analytics.ingest.checks.context import Context
from analytics.ingest.corrections import with_corrections
from analytics.ingest.covered import merge_interviews
from analytics.ingest.dates import LOCAL
from analytics.ingest.mapping import read_mapping
from analytics.ingest.merge import KEYS, doubled, merge
from analytics.ingest.offers import merge_offers
from analytics.ingest.preparing import Prepared, prepare
from analytics.ingest.record import next_import_id, record
from analytics.ingest.results import ImportRefused, ImportResult, Source, with_own_names
from analytics.ingest.settling import settle
from analytics.store import open_snapshot, publish

Progress = Callable[[float, str], None]
DATED = {"children", "placements", "episodes", "interviews"}


def import_files(
    folder: Path,
    sources: Sequence[Source],
    *,
    format: str | None = None,
    mapping: Path | Mapping | None = None,
    as_of: datetime | None = None,
    collection_year: int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Load the files together and publish the snapshot that holds them.

    mapping: names of columns and kinds of files, as mapping.py describes; a dict or a TOML file.
    as_of: the moment up to which the files are complete, local time; now where not given.
    Where the snapshot in force is demonstration data, the import starts from an empty store.
    Raises ImportRefused, with nothing published, where a file cannot be read or no row be used.
    """
    if not sources:
        raise ImportRefused("No file was given: choose at least one.")
    tell = progress or (lambda fraction, sentence: None)
    context = Context(_local(as_of or datetime.now(LOCAL)), collection_year)
    known_mapping = read_mapping(mapping)
    sources = with_own_names(with_corrections(folder, sources))
    files = []
    for number, source in enumerate(sources):
        tell(0.4 * number / len(sources), f"Reading {source.name}")
        files.append(
            prepare(source, number, known_mapping.of(source.name, source.format or format), context)
        )
    started_empty = False
    results = []

    def is_real(snapshot: Path) -> bool:
        nonlocal started_empty
        started_empty = _is_demonstration(snapshot)
        return not started_empty

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        results.append(_fill(con, files, context, started_empty, tell))
        tell(0.8, "Publishing")

    snapshot = publish(folder, fill, keep_rows=is_real, dry_run=dry_run)
    tell(1.0, "Published" if snapshot else "Tried out, nothing was published")
    return replace(results[0], snapshot=snapshot)


def _fill(con, files: Sequence[Prepared], context: Context, started_empty: bool, tell: Progress):
    in_order = sorted(files, key=lambda file: ORDER.index(file.kind.table))
    findings_of = {file.number: file.findings for file in files}
    for done, file in enumerate(in_order):
        tell(0.4 + 0.3 * done / len(files), f"Loading {file.name}")
        if file.kind.table == "audits":
            settle(con, findings_of)
        _merge_file(con, file, context)
    settle(con, findings_of)
    tell(0.7, "Holding episodes against placements and each other")
    for file in in_order:
        rows = file.usable()
        if file.kind.table in AFTER_CHECKS and len(rows):
            AFTER_CHECKS[file.kind.table](con, rows, file.findings, context)
    result = ImportResult(
        snapshot=None,
        import_id=next_import_id(con),
        started_empty=started_empty,
        as_of=context.as_of,
        files=tuple(file.result() for file in files),
    )
    _refuse_where_nothing_is_usable(result)
    record(con, result, dated=any(file.kind.table in DATED for file in files))
    return result


def _merge_file(con, file: Prepared, context: Context) -> None:
    table, findings = file.kind.table, file.findings
    rows = file.usable()
    if table in STORE_CHECKS and len(rows):
        rows = STORE_CHECKS[table](con, rows, findings, context)
    rows = _once_each(file, rows)
    if rows.empty:
        return
    if table == "interviews":
        outcomes = merge_interviews(con, rows, file.number)
    else:
        outcomes = merge(con, table, rows, file.number)
    if table == "episodes" and ("offered" in rows or "accepted" in rows):
        changed = merge_offers(con, rows, findings, file.number)
        outcomes[outcomes.index.isin(changed) & (outcomes == "unchanged")] = "updated"
    if table == "children":
        fill_authority(con)
    file.outcomes.update(outcomes.items())


def _once_each(file: Prepared, rows):
    """The rows to be merged: of those that say the same, one; of those that contradict, the first.

    Sets the outcome of rows left out because another says the same.
    """
    if "superseded" in rows:
        file.outcomes.update(dict.fromkeys(rows.index[rows["superseded"]], "unchanged"))
        rows = rows[~rows["superseded"]]
    same, otherwise = doubled(rows, KEYS[file.kind.table])
    file.outcomes.update(dict.fromkeys(same.index, "unchanged"))
    file.findings.add(
        "duplicate-row",
        otherwise.index,
        [
            f"Row {first} has the same reference but says otherwise: keep one."
            for first in otherwise
        ],
    )
    return rows.drop(index=[*same.index, *otherwise.index])


def _local(moment: datetime) -> datetime:
    in_zone = moment.astimezone(LOCAL) if moment.tzinfo else moment
    return in_zone.replace(tzinfo=None, microsecond=0)


def _is_demonstration(snapshot: Path) -> bool:
    cursor = open_snapshot(snapshot).cursor()
    return cursor.execute("select demonstration from snapshot").fetchone()[0]


def _refuse_where_nothing_is_usable(result: ImportResult) -> None:
    if any(file.rows_read > file.rejected for file in result.files):
        return
    rows = sum(file.rows_read for file in result.files)
    raise ImportRefused(
        f"None of the {rows} rows could be used, so nothing was published: "
        f"{result.files[0].rejected_rows[0]['message']} See the rejected rows.",
        result,
    )
