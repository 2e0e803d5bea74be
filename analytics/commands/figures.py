"""Commands that give figures: any measure's rows, and the list of measures."""

from datetime import date
from math import isfinite

import click
import pandas as pd

from analytics.commands.shared import day, json_option, refuse, store_option
from analytics.definitions import AUDIENCES, CATEGORIES, DAY_KINDS, PLACEMENT_TYPES
from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.printing import show_rows
from analytics.store import (
    StoreRefused,
    bring_up_to_date,
    current_number,
    open_cursor,
    store_folder,
)
from analytics.store.access import account_name, log_access


@click.command("measures")
@json_option
def measures_(as_json):
    """List the measures, one line each."""
    from analytics.measures import MEASURES

    rows = [
        {"measure": name, "gives": MEASURES[name].summary, "for": MEASURES[name].seen_by}
        for name in sorted(MEASURES)
    ]
    show_rows(pd.DataFrame(rows), as_json)


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name")
@store_option
@json_option
@click.option("--from", "period_from", metavar="DATE", help="First day.")
@click.option("--to", "period_to", metavar="DATE", help="Day after the last.")
@click.option("--placement-type", "placement_types", multiple=True, help=", ".join(PLACEMENT_TYPES))
@click.option("--out-of-area", type=click.Choice(["yes", "no"]))
@click.option(
    "--category", type=click.Choice([*CATEGORIES, "all"]), default="missing", show_default=True
)
@click.option("--place", metavar="PLACE_ID", help="Found there: a row of the measure places.")
@click.option("--days", type=click.Choice([*DAY_KINDS]), help="Went missing on such a day.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="staff", show_default=True)
@click.pass_context
def measure(context, name, store, as_json, period_from, period_to, audience, **chosen):
    """Print the rows of the measure NAME, with its own options, for example --by month."""
    from analytics.measures import run

    try:
        filters = Filters(
            period_from=day(period_from),
            period_to=day(period_to),
            placement_types=chosen["placement_types"],
            out_of_area={"yes": True, "no": False, None: None}[chosen["out_of_area"]],
            category=chosen["category"],
            place_id=chosen["place"],
            day_kind=chosen["days"],
        )
        options = _measure_options(name, context.args)
        folder = store_folder(store)
        bring_up_to_date(folder)
        snapshot = current_number(folder)
        rows = run(open_cursor(folder, snapshot), name, filters, audience, **options)
        if options.get("child"):
            log_access(
                folder,
                who=account_name(),
                child_id=options["child"],
                where=f"command line: measure {name}",
                snapshot=snapshot,
            )
    except (ValueError, StaffOnly, StoreRefused) as refusal:
        refuse(refusal)
    show_rows(rows, as_json)


def _measure_options(name: str, arguments: list[str]) -> dict:
    """The measure's own options out of what is left of the line: --by month or --by=month."""
    from analytics.measures import MEASURES

    words = []
    for argument in arguments:
        words += argument.split("=", 1) if argument.startswith("--") else [argument]
    if len(words) % 2 or not all(word.startswith("--") for word in words[::2]):
        raise ValueError(
            f"Not understood: {' '.join(arguments)}. Options are written --name value."
        )
    options = {}
    if name not in MEASURES:
        return options  # run says which measures there are
    for option, value in zip(words[::2], words[1::2], strict=True):
        option = option.removeprefix("--").replace("-", "_")
        MEASURES[name].require(name, option)
        kind = MEASURES[name].options[option].annotation
        if kind in (int, int | None):
            if not value.isdecimal() or len(value) > 9:
                raise ValueError(f"{option} takes a whole number, 0 or more, not {value!r}.")
            value = int(value)
        elif kind in (float, float | None):
            value = _number(option, value)
        elif kind is bool:
            value = _yes_or_no(option, value)
        elif kind == date | None:
            value = day(value)
        options[option] = value
    return options


def _number(option: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ValueError(f"{option} takes a number such as 0.8, not {text!r}.")
    return value


def _yes_or_no(option: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{option} takes yes or no, not {text!r}.")
    return text == "yes"
