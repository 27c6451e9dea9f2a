"""``pennant find``: guests by what a person types."""

import sys
from pathlib import Path

import click

from data.attendance import guest_states
from data.roll import Roll
from data.store.products import all_products
from kiosk.commands.answers import state_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop


@click.command()
@event_argument
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=8, show_default=True)
@json_option
@with_laptop
def find(laptop: Laptop, event: Path, text: str, limit: int, as_json: bool) -> None:
    """Find guests by the beginnings of their names, in any script and order.

    TEXT is what a person would type; with "-" each line of standard input is a query, answered
    with one JSON object a line.
    """
    roll = Roll()
    with laptop.open_event(event) as file:
        roll.know_products(all_products(file))
        roll.put(guest_states(file))
    if text == "-":
        for line in sys.stdin.buffer:
            query = line.decode("utf-8", errors="replace").strip("\ufeff\r\n")
            tell({"query": query, "matches": _matches(roll, query, limit)})
        return
    matches = _matches(roll, text, limit)
    if as_json:
        tell(matches)
        return
    for match in matches:
        details = (match["country"], match["product"], match["company"], match["status"])
        click.echo(f"{match['name']}  {', '.join(str(d) for d in details if d)}  {match['id']}")


def _matches(roll: Roll, query: str, limit: int) -> list[dict[str, object]]:
    return [state_answer(found.state) for found in roll.find(query, limit)]
