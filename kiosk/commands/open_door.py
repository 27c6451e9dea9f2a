"""``pennant open``: the door in a window."""

import sys
from pathlib import Path

import click

from kiosk.commands.laptop import Laptop, with_laptop


@click.command("open")
@click.argument("event", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_laptop
def open_door(laptop: Laptop, event: Path | None) -> None:
    """Open the door on EVENT, or begin with a new or a recent one."""
    run_window(laptop, event)


def run_window(laptop: Laptop, event: Path | None, badges: Path | None = None) -> None:
    """Show the window until it is closed. ``badges``: a folder instead of the printer set."""
    from kiosk.app import App
    from kiosk.interrupts import Interrupts
    from kiosk.printing.folder import FolderPrinter
    from kiosk.qt_start import speak, window_application
    from kiosk.sound import SoundPlayer

    application = window_application(sys.argv[:1])
    speak(application, laptop.words.language)
    app = App(laptop.places, laptop.settings, laptop.words, SoundPlayer())
    app.shell.closed.connect(application.quit)
    if event is not None:
        app.open_event(event, FolderPrinter(badges) if badges is not None else None)
    else:
        app.welcome()
    app.shell.show()
    interrupts = Interrupts()
    interrupts.asked.connect(app.shell.close)
    try:
        application.exec()
    finally:
        app.close()
        interrupts.close()
