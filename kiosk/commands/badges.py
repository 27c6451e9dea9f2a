"""``pennant badges``: sheets for the afternoon before, and the signs of the tables."""

from pathlib import Path

import click

from data.attendance import guest_states
from data.guests import GuestState, product_key
from data.identity import utc_now
from data.store.boxes import boxes_in_use, put_in_boxes
from data.store.event_file import EventFile
from data.store.prints import guests_with_badge
from kiosk.badge_boxes import MOST_BOXES, box_for, letters_of
from kiosk.badge_order import Order, expected
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop


@click.command()
@event_argument
@click.option("--sheet", "stock", metavar="STOCK", default="a4-plain", show_default=True)
@click.option(
    "--sort", type=click.Choice(["first", "last", "product"]), default="last", show_default=True
)
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only these tickets.")
@click.option("--new", "only_new", is_flag=True, help="Only who has no badge yet.")
@click.option(
    "--boxes",
    type=click.IntRange(1, MOST_BOXES),
    metavar="NUMBER",
    help="Put them into so many boxes, A to Z: they count as printed, the door names the box.",
)
@click.option("--skip", type=click.IntRange(min=0), default=0, help="Places used on the sheet.")
@click.option("--fold", is_flag=True, help="Every badge twice, to fold over.")
@click.option("--design", metavar="NAME", default="classic", show_default=True)
@click.option("--signs", type=click.IntRange(min=1), metavar="TABLES", help="Table signs instead.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf"
)
@json_option
@with_laptop
def badges(
    laptop: Laptop,
    event: Path,
    stock: str,
    sort: str,
    products: tuple[str, ...],
    only_new: bool,
    boxes: int | None,
    skip: int,
    fold: bool,
    design: str,
    signs: int | None,
    out: Path,
    as_json: bool,
) -> None:
    """Draw everybody's badges on sheets, A to Z."""
    from badges.design import design_named
    from badges.flags import own_flags
    from badges.letter_ranges import letter_ranges
    from badges.sheet import render_fold_overs, render_sheets
    from badges.signs import render_signs
    from badges.stock import own_stocks, stock_named
    from kiosk.badge_order import badges_of, filed_under, in_order
    from kiosk.qt_start import gui_application

    application = gui_application()
    folder, order = laptop.own_paper, Order(sort)
    paper = stock_named(stock, own_stocks(folder))
    with laptop.open_event(event) as file:
        states = in_order(_chosen(file, expected(guest_states(file)), products, only_new), order)
        if signs is not None:
            ranges = letter_ranges((filed_under(s.guest, order)[0][:1] for s in states), signs)
            pdf = render_signs(ranges, file.info.name)
        else:
            looks = design_named(design, folder).with_flags(own_flags(folder))
            drawn = badges_of(file, states, laptop.words)
            draw = render_fold_overs if fold else render_sheets
            pdf = draw(drawn, paper, skip, design=looks)
        out.write_bytes(pdf)
        put = () if boxes is None or signs is not None else _box(file, states, order, boxes)
    del application  # it had to live until the letters were drawn
    if as_json:
        count = 0 if signs else len(states)
        tell({"file": str(out), "badges": count, "stock": paper.name, "boxes": list(put)})
        return
    words = laptop.words
    if signs is not None:
        said = words.ngettext("{number} sign in {file}.", "{number} signs in {file}.", signs)
        click.echo(said.format(number=signs, file=out))
        return
    said = words.ngettext("{number} badge in {file}.", "{number} badges in {file}.", len(states))
    click.echo(said.format(number=len(states), file=out))
    if put:
        click.echo(words.gettext("Boxes: {boxes}.").format(boxes=", ".join(put)))


def _chosen(
    file: EventFile, states: list[GuestState], products: tuple[str, ...], only_new: bool
) -> list[GuestState]:
    wanted = {product_key(name) for name in products}
    have = guests_with_badge(file) if only_new else frozenset()
    return [
        state
        for state in states
        if (not wanted or product_key(state.guest.product) in wanted) and state.guest.id not in have
    ]


def _box(file: EventFile, states: list[GuestState], order: Order, number: int) -> tuple[str, ...]:
    """Write down in which box each badge lies, and return what the boxes are called."""
    everybody = expected(guest_states(file))
    ranges = letters_of(everybody, order, number, boxes_in_use(file))
    found = [(state.guest, box_for(state, order, ranges)) for state in states]
    put_in_boxes(file, found, utc_now())
    return tuple(dict.fromkeys(box for _, box in found))
