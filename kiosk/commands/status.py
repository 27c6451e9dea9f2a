"""``pennant status``: the evening in numbers."""

from pathlib import Path

import click

from data.attendance import counts
from kiosk.commands.answers import moment, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.words import money_words


@click.command()
@event_argument
@json_option
@with_laptop
def status(laptop: Laptop, event: Path, as_json: bool) -> None:
    """Say how many are expected, here and gone, and who else has the event open."""
    with laptop.open_event(event) as file:
        info, now, others = file.info, counts(file), file.others()
    if as_json:
        tell(
            {
                "name": info.name,
                "date": info.date,
                "timezone": info.timezone,
                "currency": info.currency,
                "capacity": info.capacity,
                "rehearsal": info.rehearsal,
                "expected": now.expected,
                "arrived": now.arrived,
                "inside": now.inside,
                "walk_ins": now.walk_ins,
                "companions": now.companions,
                "canceled": now.canceled,
                "refused": now.refused,
                "takings": {m.value: minor for m, minor in now.takings_minor.items()},
                "open_elsewhere": [
                    {"device": o.device_name, "host": o.host, "since": moment(o.since)}
                    for o in others
                ],
            }
        )
        return
    _ = laptop.words.gettext
    click.echo(f"{info.name}, {info.date}")
    rows = [
        (_("Expected"), now.expected),
        (_("Arrived"), now.arrived),
        (_("Inside"), now.inside),
        (_("Walk-ins"), now.walk_ins),
        (_("Companions"), now.companions),
        (_("Signed off"), now.canceled),
        (_("Refused"), now.refused),
    ]
    width = max(len(label) for label, _number in rows)
    for label, number in rows:
        click.echo(f"{label:<{width}}  {number}")
    for method, minor in now.takings_minor.items():
        amount = money_words(minor, info.currency, laptop.words.language)
        click.echo(_("Takings, {method}: {amount}").format(method=method.value, amount=amount))
    for other in others:
        click.echo(_("Also open on {device}.").format(device=other.device_name), err=True)
