"""What to say when something outside Pennant went wrong: what happened, what is safe, what to do.

Each sentence is found by the error's family and code; the placeholders are the error's values.
A test reads every error that the program can raise and asks for its sentence here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from badges.errors import BadgeError
from data.errors import GuestListError, StoreError, UsageError
from kiosk.settings import SettingsWarning
from kiosk.words import ENGLISH, Words


class CodedError(Protocol):
    """What ``DataError``, ``BadgeError`` and ``PrintError`` have in common."""

    code: str
    values: Mapping[str, object]


def _mark(message: str) -> str:
    """Hand the message back; its name tells Babel to collect it."""
    return message


_STORE = MappingProxyType(
    {
        "unavailable": _mark(
            "The event file {file} cannot be reached. What was written down before is safe. "
            "Look whether its disk is plugged in and whether you may use the folder."
        ),
        "missing": _mark(
            "There is no event file {file} here. Nothing was made in its place. "
            "Check the name and the folder, or begin a new event."
        ),
        "read_only": _mark(
            "Nothing can be written where {file} is. The file is unharmed. "
            "Copy it into a folder of your own and open it there."
        ),
        "disk_full": _mark(
            "The disk that holds {file} is full, so this was not written down. "
            "Everything before it is safe. Free some space and do it again."
        ),
        "locked": _mark(
            "Another program keeps {file} busy, so this was not written down. "
            "Everything before it is safe. Try again in a moment, or close the other window."
        ),
        "damaged": _mark(
            "The event file {file} is damaged. Pennant leaves it exactly as it is. "
            "Open the latest backup copy instead."
        ),
        "empty": _mark(
            "{file} is an empty file, not an event. It was not touched. Choose another file."
        ),
        "foreign": _mark(
            "{file} is not an event file of Pennant. It was not touched. Choose another file."
        ),
        "too_new": _mark(
            "{file} was written by a newer Pennant. It was not touched. "
            "Install the newer Pennant on this laptop to open it."
        ),
        "exists": _mark(
            "There is something called {file} already. It was not overwritten. "
            "Choose another name for the new event."
        ),
    }
)

_GUEST_LIST: Mapping[str, str] = MappingProxyType({})

_USAGE = MappingProxyType(
    {
        "no_name": _mark("A guest needs a name. Nothing was written down. Type at least one word."),
        "unknown_guest": _mark(
            "No guest of this event has the id {guest_id}. Nothing was changed. "
            "Find the guest by name first."
        ),
        "unknown_field": _mark("A guest has nothing called {fields}. Nothing was changed."),
        "not_a_walk_in": _mark(
            "This guest came by the list, not as a walk-in, so there is nobody to join. "
            "Nothing was changed."
        ),
        "already_arrived": _mark(
            "Both have come in tonight, so they are two people. Nothing was changed. "
            "Was one a slip? Undo that check-in first."
        ),
        "not_joined": _mark(
            "This walk-in is not joined to a guest on the list. Nothing was changed."
        ),
    }
)

_BADGE = MappingProxyType(
    {
        "no_application": _mark(
            "The letters of a badge are not ready yet. Nothing was printed. "
            "Start Pennant anew and print again."
        ),
        "no_fonts": _mark(
            "This laptop has no font to write names with. Nothing was printed. "
            "Install one, for example DejaVu or Noto, and print again."
        ),
        "no_badges": _mark("There is no badge to draw on {stock}. Choose at least one guest."),
        "no_sheet": _mark(
            "{stock} is a roll of labels and has no places to begin at. Nothing was printed. "
            "Choose a sheet, or leave out the place."
        ),
        "no_such_cell": _mark(
            "A sheet of {stock} has {cells} places, so {cell} of them cannot be left free. "
            "Nothing was printed. Leave fewer free."
        ),
        "stock_unknown": _mark(
            "There is no label stock called {stock}. Nothing was printed. Pennant knows: {known}."
        ),
    }
)

_FAMILIES: tuple[tuple[type[Exception], Mapping[str, str]], ...] = (
    (StoreError, _STORE),
    (GuestListError, _GUEST_LIST),
    (UsageError, _USAGE),
    (BadgeError, _BADGE),
)

_SETTINGS = MappingProxyType(
    {
        "unreadable": _mark(
            "The settings in {file} cannot be read ({why}). They were set aside and "
            "Pennant begins with fresh ones. No event is touched."
        ),
        "wrong_value": _mark(
            "{file}: {key} = {value} is not possible. Pennant uses its usual value instead."
        ),
        "unknown_key": _mark(
            "{file}: {key} is not a setting of this Pennant. It is passed over; check the spelling."
        ),
        "not_saved": _mark(
            "The settings cannot be kept in {file} ({why}). Tonight works all the same; "
            "this laptop forgets them when Pennant closes."
        ),
    }
)


def error_words(error: CodedError, words: Words = ENGLISH) -> str:
    """Two or three sentences for whoever stands at the desk or types at a prompt."""
    message = next(
        (said.get(error.code) for family, said in _FAMILIES if isinstance(error, family)), None
    )
    if message is None:
        return words.gettext(
            "Something went wrong that Pennant has no words for yet ({code}). "
            "Everything written down so far is safe."
        ).format(code=error.code)
    values = {name: _listed(value) for name, value in error.values.items()}
    return words.gettext(message).format_map(_Values(values))


def warning_words(warning: SettingsWarning, words: Words = ENGLISH) -> str:
    """One line or two about a setting that could not be used."""
    return words.gettext(_SETTINGS[warning.code]).format_map(_Values(warning.values))


def _listed(value: object) -> object:
    """Several values as a person lists them."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(map(str, value))
    return value


class _Values(dict[str, object]):
    """An error is told even where one of its values is not known."""

    def __missing__(self, name: str) -> str:
        return "…"
