"""``pennant walk-in``: somebody who is not on the list comes in."""

from pathlib import Path

import click

from data.admission import check_in as answer
from data.countries.guess import find_countries
from data.guests import Admitted, Payment, PaymentMethod, Scan, product_key
from data.identity import new_nonce, utc_now
from data.store.products import all_products
from data.walk_in import WalkIn, add_walk_in
from kiosk.commands.answers import result_answer, result_lines, tell
from kiosk.commands.check_in import METHODS
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop


@click.command("walk-in")
@event_argument
@click.option("--name", required=True, help="The guest's name, as the badge shall say it.")
@click.option("--country", default="", help="A code, a name, a flag; two with a slash.")
@click.option("--product", default="", help="The kind of ticket; default the event's for walk-ins.")
@click.option("--email", default="")
@click.option("--company", default="")
@click.option("--paid", type=click.Choice(METHODS), help="How what is due was paid.")
@click.option("--nonce", help="The name of this decision; the same one is answered the same.")
@json_option
@with_laptop
@click.pass_context
def walk_in(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    name: str,
    country: str,
    product: str,
    email: str,
    company: str,
    paid: str | None,
    nonce: str | None,
    as_json: bool,
) -> None:
    """Add a guest at the door and check them in.

    Exit status 1: there is something to pay first; the guest is kept, and
    "check-in --guest ID --paid cash" lets them in.
    """
    found = find_countries(country)
    if country.strip() and not found.codes:
        raise click.BadParameter(f"{country} is no country known here", param_hint="--country")
    if not found.certain:
        message = f"{country} may be {' or '.join(found.codes)}; say which"
        raise click.BadParameter(message, param_hint="--country")
    act = nonce or new_nonce()
    at = utc_now()
    told = WalkIn(name, countries=found.codes, product=product, email=email, company=company)
    with laptop.open_event(event) as file:
        info = file.info
        known = {product_key(one.name): one.name for one in all_products(file)}
        if product.strip() and known and product_key(product) not in known:
            message = f"{product} is none of {', '.join(known.values())}"
            raise click.BadParameter(message, param_hint="--product")
        guest = add_walk_in(file, told, nonce=act, at=at)
        payment = Payment.whole(PaymentMethod(paid)) if paid else None
        result = answer(file, Scan(nonce=act, at=at, guest_id=guest.id, payment=payment))
    if known and not guest.product:
        said = laptop.words.gettext(
            "No product was said, so nothing was to be paid. Say it with --product: {products}."
        )
        click.echo(said.format(products=", ".join(sorted(known.values()))), err=True)
    if as_json:
        tell(result_answer(result, info))
    else:
        click.echo("\n".join(result_lines(result, info, laptop.words)))
        click.echo(guest.id)
    ctx.exit(0 if isinstance(result, Admitted) else 1)
