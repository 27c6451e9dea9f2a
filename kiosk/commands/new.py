"""``pennant new``: begin an evening."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from babel.numbers import is_currency

from data.guestlist.clean import clean
from data.guests import EventInfo, Product, product_key
from data.identity import utc_now, uuid7
from data.money import parse_minor
from data.store.event_file import EventFile
from data.store.products import save_product
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.timezone import own_timezone


def _known_timezone(_ctx: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    try:
        return None if name is None else ZoneInfo(name).key
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise click.BadParameter(f"{name} is not a time zone like Europe/Moscow") from None


def _said(_ctx: click.Context, _option: click.Parameter, name: str) -> str:
    if not clean(name):
        raise click.BadParameter("an evening needs a name")
    return name


def _known_currency(_ctx: click.Context, _option: click.Parameter, code: str) -> str:
    if not is_currency(code.upper()):
        raise click.BadParameter(f"{code} is not a currency like EUR")
    return code.upper()


@click.command()
@event_argument
@click.option(
    "--name", required=True, callback=_said, help="What the evening is called on badges and lists."
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Its day; default today.")
@click.option(
    "--timezone", callback=_known_timezone, help="Such as Europe/Moscow; default this laptop's."
)
@click.option("--capacity", type=click.IntRange(min=1), help="Warn beyond so many people.")
@click.option("--currency", callback=_known_currency, default="EUR", show_default=True)
@click.option(
    "--product",
    "prices",
    multiple=True,
    metavar="NAME=PRICE",
    help='A kind of ticket and what it costs at the door, such as "Basic=10".',
)
@click.option(
    "--walk-in-product",
    metavar="NAME",
    default="",
    help="Which of them a walk-in has unless said otherwise; without it they pay nothing.",
)
@click.option(
    "--companion-product",
    metavar="NAME",
    default="",
    help="Which of them companions have; without it the same as the guest who brings them.",
)
@json_option
@with_laptop
def new(
    laptop: Laptop,
    event: Path,
    name: str,
    date: datetime | None,
    timezone: str | None,
    capacity: int | None,
    currency: str,
    prices: tuple[str, ...],
    walk_in_product: str,
    companion_product: str,
    as_json: bool,
) -> None:
    """Begin a new event in the file EVENT, which must not exist yet."""
    products = [_product(price, currency) for price in prices]
    now = utc_now()
    zone = timezone or own_timezone()
    info = EventInfo(
        event_id=uuid7(now),
        name=clean(name),
        date=f"{date or now.astimezone(ZoneInfo(zone)):%Y-%m-%d}",
        timezone=zone,
        currency=currency,
        capacity=capacity,
        walk_in_product=_one_of(products, walk_in_product, "--walk-in-product"),
        companion_product=_one_of(products, companion_product, "--companion-product"),
    )
    with EventFile.create(event, info, laptop.device, laptop.places.state_folder) as file:
        for product in products:
            save_product(file, product, now)
    if as_json:
        tell(
            {
                "event_id": info.event_id,
                "file": str(event),
                "name": info.name,
                "date": info.date,
                "timezone": info.timezone,
                "currency": info.currency,
                "capacity": info.capacity,
            }
        )
    else:
        _ = laptop.words.gettext
        click.echo(_("{name} is ready in {file}.").format(name=info.name, file=event))


def _one_of(products: list[Product], name: str, option: str) -> str:
    """The product meant, as it was written with its price."""
    if not clean(name):
        return ""
    for product in products:
        if product_key(product.name) == product_key(clean(name)):
            return product.name
    there_are = ", ".join(product.name for product in products) or "none: say them with --product"
    raise click.BadParameter(f"{name} is no product here ({there_are})", param_hint=option)


def _product(text: str, currency: str) -> Product:
    name, _, price = text.rpartition("=")
    name, minor = clean(name), parse_minor(price, currency)
    if not name or minor is None or minor < 0:
        raise click.BadParameter(
            f"{text} is not NAME=PRICE, such as Basic=10", param_hint="--product"
        )
    return Product(name, price_minor=minor)
