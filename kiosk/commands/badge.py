"""``pennant badge``: badges as a PDF, for one guest, some, or everybody expected."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.attendance import guest_states
from data.errors import UsageError
from data.guests import GuestState
from data.store.event_file import EventFile
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

if TYPE_CHECKING:
    from badges.badge import Badge
    from badges.design import Design
    from badges.stock import LabelStock


@click.command()
@event_argument
@click.option("--guest", "ids", multiple=True, metavar="ID", help="Whom; may be given again.")
@click.option("--all", "everybody", is_flag=True, help="Everybody expected, A to Z.")
@click.option("--stock", metavar="NAME", help="The label stock, such as 62x100 or avery-l4785.")
@click.option("--design", metavar="NAME", help="As “pennant designs” names it.")
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
    design: str | None,
    skip: int,
    out: Path,
    as_json: bool,
) -> None:
    """Draw badges into a PDF."""
    if bool(ids) == everybody:
        raise click.UsageError("Say whose badges: either --guest or --all.")
    from badges.design import design_named
    from badges.flags import own_flags
    from badges.lettering import missing_letters
    from badges.stock import STOCKS, own_stocks, stock_named
    from kiosk.badge_order import badges_of
    from kiosk.paper import DESIGN
    from kiosk.qt_start import gui_application

    application = gui_application()
    folder = laptop.own_paper
    chosen = stock_named(stock or laptop.settings.stock or STOCKS[0].name, own_stocks(folder))
    name = design or laptop.settings.design or DESIGN
    looks = design_named(name, folder).with_flags(own_flags(folder))
    with laptop.open_event(event) as file:
        badges = badges_of(file, _whom(file, ids), laptop.words)
    pdf = _draw(badges, chosen, skip, looks)
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
    from kiosk.badge_order import Order, expected, in_order

    if not ids:
        return in_order(expected(guest_states(file)), Order.FIRST)
    found = guest_states(file, list(dict.fromkeys(ids)))
    missing = set(ids) - {state.guest.id for state in found}
    if missing:
        raise UsageError("unknown_guest", guest_id=min(missing))
    return found


def _draw(badges: Sequence["Badge"], stock: "LabelStock", skip: int, design: "Design") -> bytes:
    from badges.render import render_badges
    from badges.sheet import render_sheets

    if stock.grid is not None or skip:
        return render_sheets(badges, stock, skip, design=design)
    return render_badges(badges, stock, design=design)
