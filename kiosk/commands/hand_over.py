"""``pennant hand-over``: a copy of the event for another laptop."""

from pathlib import Path

import click

from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop


@click.command("hand-over")
@event_argument
@click.argument("copy", type=click.Path(path_type=Path))
@json_option
@with_laptop
def hand_over(laptop: Laptop, event: Path, copy: Path, as_json: bool) -> None:
    """Write a copy of EVENT for another laptop: COPY is a file or a folder, such as a stick.

    The door may go on meanwhile. What both laptops do afterwards comes together by merging.
    """
    if not copy.suffix and not copy.exists():  # a stick that is not plugged in
        raise click.BadParameter(f"there is no folder {copy}", param_hint="COPY")
    target = copy / event.name if copy.is_dir() else copy
    with laptop.open_event(event) as file:
        file.hand_over(target)
    if as_json:
        tell({"file": str(target)})
        return
    click.echo(
        laptop.words.gettext(
            "{file} is ready for the other laptop. Afterwards: pennant merge {event} {file}"
        ).format(file=_typed(target), event=_typed(event))
    )


def _typed(path: Path) -> str:
    """As a prompt takes it, on every system."""
    return f'"{path}"' if " " in str(path) else str(path)
