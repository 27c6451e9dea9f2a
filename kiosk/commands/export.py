"""``pennant export``: attendance as a file."""

from pathlib import Path

import click

from data.export import DELIMITERS, export_attendance
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


@click.command()
@event_argument
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write: FILE.csv or FILE.xlsx.",
)
@click.option(
    "--delimiter",
    type=click.Choice([*NAMED, *DELIMITERS]),
    default="comma",
    show_default=True,
    help="What parts the columns of a CSV; German and Russian Excel want semicolon.",
)
@json_option
@with_laptop
def export(laptop: Laptop, event: Path, out: Path, delimiter: str, as_json: bool) -> None:
    """Write the attendance of every guest to a CSV or XLSX file."""
    with laptop.open_event(event) as file:
        guests = export_attendance(file, out, delimiter=NAMED.get(delimiter, delimiter))
    if as_json:
        tell({"file": str(out), "guests": guests})
        return
    said = laptop.words.ngettext("{number} guest in {file}.", "{number} guests in {file}.", guests)
    click.echo(said.format(number=guests, file=out))
