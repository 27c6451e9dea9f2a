"""This laptop as every command needs it: its settings, its language, its name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click
from babel import default_locale

from data.errors import UsageError
from data.guests import Device
from data.store.devices import others, same_name
from data.store.event_file import EventFile
from kiosk.error_words import warning_words
from kiosk.settings import Places, Settings, load_settings, places
from kiosk.words import Words, words_for

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Laptop:
    """Where things are kept here, how it is set, and which language it speaks."""

    places: Places
    settings: Settings
    words: Words

    @property
    def device(self) -> Device:
        """This laptop as the journal names it."""
        return Device(self.settings.device_id, self.settings.device_name, self.settings.gate)

    @property
    def own_paper(self) -> Path:
        """Where one's own designs, label stock and flags lie: beside the settings."""
        return self.places.settings_file.parent

    def open_event(self, path: Path, *, backup: bool = False) -> EventFile:
        """The event in that file. Raises StoreError.

        A single scan at a prompt makes no backup: five of them would push out all older ones.
        """
        file = EventFile.open(path, self.device, self.places.state_folder, backup=backup)
        mine = same_name(self.device.name)
        if file.asks_for_name and mine in map(same_name, others(file.connection, self.device.id)):
            said = self.words.gettext(
                "Another laptop of this event is called {name} too, and nobody can tell them "
                "apart. Give this one a name of its own: in the window, or as device_name in "
                "{file}."
            )
            settings = self.places.settings_file
            click.echo(said.format(name=self.device.name, file=settings), err=True)
        return file


def this_laptop(data_dir: Path | None) -> Laptop:
    """This laptop; what is wrong with its settings is told on standard error."""
    here = places(data_dir)
    loaded = load_settings(here.settings_file)
    words = words_for(loaded.settings.language or default_locale("LC_MESSAGES") or "en")
    for warning in loaded.warnings:
        click.echo(warning_words(warning, words), err=True)
    return Laptop(here, loaded.settings, words)


def with_laptop(command: Callable[Concatenate[Laptop, P], R]) -> Callable[P, R]:
    """Hand the command this laptop as its first argument when it runs, not for ``--help``."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        _require_text(kwargs.values())
        return command(this_laptop(click.get_current_context().obj), *args, **kwargs)

    return run


def _require_text(given: Iterable[object]) -> None:
    """Bytes of a terminal that are no UTF-8 come as lone surrogates, which nothing can keep; a
    path may have them.
    """
    for value in given:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and not one.isascii():
                try:
                    one.encode()
                except UnicodeEncodeError:
                    raise UsageError("not_utf_8") from None


def event_argument(command: Callable[P, R]) -> Callable[P, R]:
    """The EVENT that most commands begin with."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.argument("event", type=path)(command)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """``--json``: the answer for a script."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)
