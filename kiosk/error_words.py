"""What to say when something outside Pennant went wrong: what happened, what is safe, what to do.

Each sentence is found by the error's family and code; the placeholders are the error's values.
A test reads every ``raise`` in the program and asks for its sentence here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from data.errors import DataError, GuestListError, StoreError, UsageError
from kiosk.settings import SettingsWarning
from kiosk.words import ENGLISH, Words


def _mark(message: str) -> str:
    """Hand the message back; its name tells Babel to collect it."""
    return message


_STORE = MappingProxyType(
    {
        "unavailable": _mark(
            "The event file {path} cannot be opened. Nothing in it was changed. "
            "Look whether the disk is plugged in and whether you may open the folder."
        ),
        "missing": _mark(
            "There is no event file at {path}. Nothing was made in its place. "
            "Check the name, or begin a new event."
        ),
        "read_only": _mark(
            "The event file {path} is in a place where nothing can be written. It is unharmed. "
            "Copy it to a folder of your own and open it there."
        ),
        "disk_full": _mark(
            "The disk that holds {path} is full, so this was not written down. "
            "Everything before it is safe. Free some space and do it again."
        ),
        "locked": _mark(
            "Another program is using the event file {path}, so this was not written down. "
            "Everything before it is safe. Close the other window, or try again in a moment."
        ),
        "damaged": _mark(
            "The event file {path} is damaged. Pennant leaves it exactly as it is. "
            "Open the latest copy from the backups folder beside it."
        ),
        "foreign": _mark(
            "{path} is not an event file of Pennant. It was not touched. Choose another file."
        ),
        "too_new": _mark(
            "The event file {path} was written by a newer Pennant. It was not touched. "
            "Install the newer Pennant on this laptop to open it."
        ),
        "exists": _mark(
            "There is something at {path} already, and it was not overwritten. "
            "Choose another name for the new event."
        ),
    }
)

_USAGE = MappingProxyType(
    {
        "unknown_guest": _mark(
            "No guest of this event has the id {guest_id}. Nothing was changed. "
            "Find the guest by name first."
        ),
    }
)

_GUEST_LIST: Mapping[str, str] = MappingProxyType({})


_FAMILIES: tuple[tuple[type[DataError], Mapping[str, str]], ...] = (
    (StoreError, _STORE),
    (GuestListError, _GUEST_LIST),
    (UsageError, _USAGE),
)


def error_words(error: DataError, words: Words = ENGLISH) -> str:
    """Two or three sentences for whoever stands at the desk or types at a prompt."""
    message = _sentence(error)
    if message is None:
        return words.gettext(
            "Something went wrong that Pennant has no words for yet ({code}). "
            "Everything written down so far is safe."
        ).format(code=error.code)
    return words.gettext(message).format_map(_Values(error.values))


def _sentence(error: DataError) -> str | None:
    for family, sentences in _FAMILIES:
        if isinstance(error, family):
            return sentences.get(error.code)
    return None


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


def warning_words(warning: SettingsWarning, words: Words = ENGLISH) -> str:
    """One line about a setting that could not be used."""
    return words.gettext(_SETTINGS[warning.code]).format_map(_Values(warning.values))


class _Values(dict[str, object]):
    """An error is told even where one of its values is not known."""

    def __missing__(self, name: str) -> str:
        return "…"
