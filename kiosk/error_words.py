"""What to say when something outside Pennant went wrong: what happened, what is safe, what to do.

Each sentence is found by the error's family and code; the placeholders are the error's values.
A test reads every error that the program can raise and asks for its sentence here.
"""

from collections.abc import Mapping
from typing import Protocol

from badges.errors import BadgeError
from data.errors import GuestListError, MergeError, StoreError, SyncError, UsageError
from kiosk.error_sentences import BADGE, GUEST_LIST, PRINT, SETTINGS, STORE, USAGE
from kiosk.ledger_sentences import LEDGER
from kiosk.merge_sentences import MERGE
from kiosk.printing.errors import PrintError
from kiosk.settings import SettingsWarning
from kiosk.sync_sentences import SYNC, SYNC_USAGE
from kiosk.words import ENGLISH, Words


class CodedError(Protocol):
    """What ``DataError``, ``BadgeError`` and ``PrintError`` have in common."""

    code: str
    values: Mapping[str, object]


_FAMILIES: tuple[tuple[type[Exception], Mapping[str, str]], ...] = (
    (StoreError, STORE),
    (MergeError, MERGE),
    (GuestListError, GUEST_LIST),
    (UsageError, USAGE | SYNC_USAGE),
    (SyncError, SYNC | LEDGER),
    (BadgeError, BADGE),
    (PrintError, PRINT),
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
    return words.gettext(SETTINGS[warning.code]).format_map(_Values(warning.values))


def _listed(value: object) -> object:
    """Several values as a person lists them."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(map(str, value))
    return value


class _Values(dict[str, object]):
    """An error is told even where one of its values is not known."""

    def __missing__(self, name: str) -> str:
        return "…"
