"""``pennant badge``: badges as a PDF, for one guest, some, or everybody expected."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.attendance import guest_states
from data.errors import UsageError
from data.guests import GuestState, Presence
from data.store.event_file import EventFile
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

if TYPE_CHECKING:
    from badges.badge import Badge
    from badges.stock import LabelStock

STAYING_AWAY = frozenset({Presence.CANCELED, Presence.BLOCKED, Presence.PENDING})


@click.command()
@event_argument
@click.option("--guest", "ids", multiple=True, metavar="ID", help="Whom; may be given again.")
@click.option("--all", "everybody", is_flag=True, help="Everybody expected, A to Z.")
@click.option("--stock", metavar="NAME", help="The label stock, such as 62x100 or avery-l4785.")
@click.option("--skip", type=click.IntRange(min=0), default=0, help="Places used on the sheet.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf"
)
@json_option
@with_laptop
def badge(
    laptop: Laptop,
    event: Path,
    ids: tuple[str, ...],
    everybody: bool,
    stock: str | None,
    skip: int,
    out: Path,
    as_json: bool,
) -> None:
    """Draw badges into a PDF."""
    if bool(ids) == everybody:
        raise click.UsageError("Say whose badges: either --guest or --all.")
    from badges.lettering import missing_letters
    from badges.stock import STOCKS, stock_named
    from kiosk.qt_start import gui_application

    application = gui_application()
    chosen = stock_named(stock or laptop.settings.stock or STOCKS[0].name)
    with laptop.open_event(event) as file:
        badges = _badges(laptop, file, _whom(file, ids))
    pdf = _draw(badges, chosen, skip)
    out.write_bytes(pdf)
    unknown = sorted(
        {
            letter
            for one in badges
            for letter in missing_letters(one.name or one.first_name + one.last_name)
        }
    )
    del application  # it had to live until the letters were drawn
    if as_json:
        tell(
            {
                "file": str(out),
                "badges": len(badges),
                "stock": chosen.name,
                "missing_letters": unknown,
            }
        )
        return
    words = laptop.words
    said = words.ngettext("{number} badge in {file}.", "{number} badges in {file}.", len(badges))
    click.echo(said.format(number=len(badges), file=out))
    if unknown:
        text = words.gettext("No font on this laptop has these letters: {letters}")
        click.echo(text.format(letters=" ".join(unknown)), err=True)


def _whom(file: EventFile, ids: Sequence[str]) -> list[GuestState]:
    if not ids:
        expected = [s for s in guest_states(file) if s.presence not in STAYING_AWAY]
        return sorted(expected, key=lambda s: (s.guest.shown_name.casefold(), s.guest.id))
    found = guest_states(file, list(dict.fromkeys(ids)))
    missing = set(ids) - {state.guest.id for state in found}
    if missing:
        raise UsageError("unknown_guest", guest_id=min(missing))
    return found


def _badges(laptop: Laptop, file: EventFile, states: Sequence[GuestState]) -> list["Badge"]:
    from kiosk.badge_for import badge_for

    host_ids = {s.guest.host_id for s in states if s.guest.host_id is not None}
    hosts = {s.guest.id: s.guest for s in guest_states(file, sorted(host_ids))}
    info = file.info
    return [
        badge_for(s.guest, hosts.get(s.guest.host_id or ""), info, laptop.words) for s in states
    ]


def _draw(badges: Sequence["Badge"], stock: "LabelStock", skip: int) -> bytes:
    from badges.render import render_badges
    from badges.sheet import render_sheets

    if stock.grid is not None or skip:
        return render_sheets(badges, stock, skip)
    return render_badges(badges, stock)
