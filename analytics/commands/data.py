"""Commands that put data into the store, take it out and go back."""

import json

import click
import pandas as pd

from analytics.commands.shared import ExistingFile, json_option, moment, refuse, store_option
from analytics.printing import aligned, show_rows
from analytics.store import StoreRefused, rollback, snapshots, store_folder


@click.command()
@store_option
@click.option("--episodes", type=int, help="How many; without it the report's 634.")
@click.option("--authorities", type=int, default=1, show_default=True)
@click.option("--seed", type=int, default=2021, show_default=True)
def demo(store, episodes, authorities, seed):
    """Build and publish the demonstration data: made-up episodes."""
    from analytics import demonstration

    try:
        number = demonstration.build(
            store_folder(store), episodes=episodes, authorities=authorities, seed=seed
        )
    except (ValueError, StoreRefused) as refusal:
        refuse(refusal)
    click.echo(f"Snapshot {number} is in force: demonstration data, made-up episodes.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=ExistingFile)
@store_option
@json_option
@click.option("--format", "format_", metavar="NAME", help="Instead of recognising the headers.")
@click.option("--mapping", type=ExistingFile, help="A TOML file: your column names to ours.")
@click.option(
    "--as-of",
    metavar="WHEN",
    help="Moment up to which the files are complete; a date alone means its midnight. Default now.",
)
@click.option(
    "--collection-year",
    type=click.IntRange(1990, 2100),
    help="SSDA903: the year that ends on 31 March.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and publish nothing.")
def import_(files, store, as_json, format_, mapping, as_of, collection_year, dry_run):
    """Check FILES, add their rows to the store and publish the next snapshot."""
    from analytics import ingest

    try:
        result = ingest.import_files(
            store_folder(store),
            [ingest.Source.from_path(file) for file in files],
            format=format_,
            mapping=mapping,
            as_of=moment(as_of),
            collection_year=collection_year,
            dry_run=dry_run,
        )
    except ingest.ImportRefused as refusal:
        if refusal.result is not None:
            _show_import(refusal.result, as_json)
            _show_what_was_left_out(refusal.result, as_json)
        refuse(refusal)
    except StoreRefused as refusal:
        refuse(refusal)
    _show_import(result, as_json)


def _show_import(result, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False))
        return
    click.echo(aligned(pd.DataFrame(result.as_dict()["files"])))
    if result.started_empty:
        click.echo("The demonstration data was left behind: this snapshot holds your data alone.")
    if result.snapshot is not None:
        click.echo(f"Snapshot {result.snapshot} is in force.")


def _show_what_was_left_out(result, as_json: bool) -> None:
    """Row by row, where nothing was published and so nothing is kept to be looked up later."""
    if not as_json:
        rows = [{"file": file.file} | row for file in result.files for row in file.rejected_rows]
        click.echo(aligned(pd.DataFrame(rows)[["file", "row_number", "rule", "message"]]))


@click.command()
@store_option
@click.option("--import", "import_id", type=int, help="Number of the import; default the latest.")
def rejected(store, import_id):
    """Print the rows an import left out, as CSV to correct and load again."""
    from analytics import ingest

    try:
        click.echo(ingest.rejected_csv(store_folder(store), import_id), nl=False)
    except (StoreRefused, ingest.ImportRefused) as refusal:
        refuse(refusal)


@click.command("snapshots")
@store_option
@json_option
def snapshots_(store, as_json):
    """List the snapshots, newest first; one that is not readable cannot be put in force."""
    rows = pd.DataFrame(snapshots(store_folder(store)))
    show_rows(rows, as_json)


@click.command("rollback")
@store_option
@click.option("--to", "number", type=int, help="Snapshot number; default the one before.")
def rollback_(store, number):
    """Put an earlier snapshot back in force; nothing is deleted."""
    try:
        number = rollback(store_folder(store), number)
    except StoreRefused as refusal:
        refuse(refusal)
    click.echo(f"Snapshot {number} is in force.")


@click.command()
@click.argument("child_id")
@store_option
def forget(child_id, store):
    """Remove everything about CHILD_ID, and the older snapshots that still hold it."""
    from analytics import ingest

    try:
        number = ingest.forget(store_folder(store), child_id)
    except StoreRefused as refusal:
        refuse(refusal)
    click.echo(f"Snapshot {number} is in force without that child; older snapshots are deleted.")
