"""``pennant product``: what a kind of ticket means at the door."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from data.guestlist.clean import clean
from data.guests import Product, product_key
from data.identity import utc_now
from data.money import parse_minor
from data.store.products import all_products, save_product
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.words import money_words


@click.command()
@event_argument
@click.argument("name", required=False)
@click.option("--price", help="What entering costs whoever has not paid, such as 10.")
@click.option("--complimentary/--not-complimentary", default=None, help="Never pays.")
@click.option("--hand-out", help='What the guest gets, such as "drink voucher".')
@click.option("--alert", help='What staff must do, such as "fetch an ambassador".')
@click.option("--admits/--does-not-admit", default=None, help="Whether it opens this door.")
@json_option
@with_laptop
def product(
    laptop: Laptop,
    event: Path,
    name: str | None,
    price: str | None,
    complimentary: bool | None,
    hand_out: str | None,
    alert: str | None,
    admits: bool | None,
    as_json: bool,
) -> None:
    """Say what the kind of ticket NAME costs and means; without NAME list all."""
    name = None if name is None else clean(name)
    if name == "":
        raise click.BadParameter("a kind of ticket needs a name", param_hint="NAME")
    with laptop.open_event(event) as file:
        currency = file.info.currency
        known = {product_key(one.name): one for one in all_products(file)}
        if name is not None:
            given = {
                "price_minor": _minor(price, currency),
                "complimentary": complimentary,
                "hand_out": hand_out,
                "alert": alert,
                "admits": admits,
            }
            before = known.get(product_key(name), Product(name))
            changes = {key: value for key, value in given.items() if value is not None}
            changed = replace(before, **changes)  # type: ignore[arg-type]
            save_product(file, changed, utc_now())
            known = {product_key(name): changed}
    if as_json:
        tell([asdict(one) for one in known.values()])
        return
    for one in known.values():
        costs = money_words(one.price_minor, currency, laptop.words.language)
        parts = (one.name, costs, one.hand_out, one.alert)
        click.echo("  ".join(part for part in parts if part))


def _minor(price: str | None, currency: str) -> int | None:
    if price is None:
        return None
    minor = parse_minor(price, currency)
    if minor is None or minor < 0:
        raise click.BadParameter(f"{price} is not an amount such as 10", param_hint="--price")
    return minor
