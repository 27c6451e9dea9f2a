"""The group of commands: loads only the one that is asked for, and says what went wrong."""

import errno
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from badges.errors import BadgeError
from data.errors import DataError
from kiosk.commands.laptop import this_laptop
from kiosk.error_words import error_words


class Doorway(click.Group):
    """Commands by name, each imported when it is called: ``{"find": "module:command"}``.

    What the outside world did wrong becomes a sentence on standard error and exit status 2.
    """

    def __init__(self, *args: object, commands_at: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of an evening."""
        return list(self._commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        place = self._commands_at.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; known troubles are told and end it."""
        try:
            return super().invoke(ctx)
        except (DataError, BadgeError) as error:
            click.echo(error_words(error, this_laptop(ctx.obj).words), err=True)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever reads has heard enough; click ends quietly
            where = Path(error.filename).name if isinstance(error.filename, str) else ""
            words = this_laptop(ctx.obj).words
            click.echo(
                words.gettext("{file} cannot be used: {why}. Everything else is unharmed.").format(
                    file=where or words.gettext("A file"), why=error.strerror or error
                ),
                err=True,
            )
        ctx.exit(2)
