"""``pennant demo``: an evening of invented guests, to try everything with."""

import os

import click

from kiosk.commands.laptop import Laptop, with_laptop
from kiosk.commands.open_door import run_window
from kiosk.commands.rehearse import rehearse
from kiosk.demo import make_demo


@click.command()
@with_laptop
@click.pass_context
def demo(ctx: click.Context, laptop: Laptop) -> None:
    """Open the door on 300 invented guests and print badges into a folder.

    Every demo is an event of its own. Without a display the evening is rehearsed instead.
    """
    from kiosk.qt_start import has_display

    words = laptop.words
    if not has_display(os.environ):
        click.echo(
            words.gettext("There is no display here: the evening is played as a rehearsal."),
            err=True,
        )
        ctx.invoke(rehearse)
        return
    event, badges = make_demo(laptop.places, laptop.device)
    click.echo(words.gettext("Badges go to {folder}.").format(folder=badges), err=True)
    run_window(laptop, event, badges)
