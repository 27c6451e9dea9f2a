"""The words of headers and cells, read once from the tables beside this file."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import cast

from data.guestlist.clean import clean
from data.guestlist.fields import Field
from data.guests import TicketStatus

_LIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "#": " no ", "№": " no "})


def plain(text: str) -> str:
    """``text`` in small letters without accents; other characters stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def header_key(text: str) -> str:
    """``text`` for comparing words: small letters, no accents, no punctuation, "#" as "no"."""
    kept = "".join(
        c if c.isalnum() or unicodedata.category(c) in ("So", "Sm", "Mc") else " "
        for c in plain(clean(text))
    )
    return " ".join(kept.split())


def _words(text: str) -> list[str]:
    return [header_key(word) for word in text.split("|") if word.strip()]


@cache
def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    raw = resources.files("data.guestlist").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def header_fields() -> Mapping[str, tuple[Field, int]]:
    """Whole headers: what each means, and how near the front of its table it stands."""
    known: dict[str, tuple[Field, int]] = {}
    for language, table in _table("headers.toml").items():
        if language == "all":
            continue
        for name, words in table.items():
            for rank, word in enumerate(_words(words)):
                known.setdefault(word, (Field(name), rank))
    return known


@cache
def header_group(name: str) -> frozenset[str]:
    """Headers of one kind: "country", "ignore", "address" or "price"."""
    return frozenset(_words(_table("headers.toml")["all"][name]))


@cache
def status_words() -> Mapping[str, tuple[TicketStatus, bool | None]]:
    """What a status word says of the registration and, where it does, of the payment."""
    meanings: Mapping[str, tuple[TicketStatus, bool | None]] = {
        "valid": (TicketStatus.VALID, None),
        "valid_paid": (TicketStatus.VALID, True),
        "valid_unpaid": (TicketStatus.VALID, False),
        "pending": (TicketStatus.PENDING, None),
        "canceled": (TicketStatus.CANCELED, None),
        "blocked": (TicketStatus.BLOCKED, None),
    }
    table = _table("values.toml")
    known: dict[str, tuple[TicketStatus, bool | None]] = {}
    for group, meaning in meanings.items():
        for word in _words(table["status"][group]):
            known.setdefault(word, meaning)
    for word, yes in yes_no_words().items():
        known.setdefault(word, (TicketStatus.VALID if yes else TicketStatus.CANCELED, None))
    return known


@cache
def spoken_group(name: str) -> frozenset[str]:
    """Words beside the names of languages: "beside" or "nothing"."""
    return frozenset(_words(_table("values.toml")["spoken"][name]))


@cache
def spoken_aliases() -> Mapping[str, str]:
    """The codes of languages by names that CLDR does not have."""
    table = cast(Mapping[str, str], _table("values.toml")["spoken"]["also"])
    return {word: code for code, words in table.items() for word in _words(words)}


@cache
def yes_no_words() -> Mapping[str, bool]:
    """Yes and no."""
    table = _table("values.toml")["yes_no"]
    return dict.fromkeys(_words(table["no"]), False) | dict.fromkeys(_words(table["yes"]), True)


@cache
def words_of_sums() -> frozenset[str]:
    """What stands in front of the sum of a column."""
    return frozenset(_words(_table("values.toml")["sums"]["words"]))


@cache
def ways_to_pay() -> frozenset[str]:
    """How somebody pays: beside a name it says that they did, in a column of its own only how."""
    return frozenset(_words(_table("values.toml")["paid"]["way"]))


@cache
def paid_words() -> Mapping[str, bool]:
    """What says that somebody has paid, or has not."""
    table = _table("values.toml")
    known = dict.fromkeys(ways_to_pay() | set(_words(table["paid"]["yes"])), True)
    known |= dict.fromkeys(_words(table["paid"]["no"]), False)
    known |= dict.fromkeys(_words(table["status"]["valid_paid"]), True)
    known |= dict.fromkeys(_words(table["status"]["valid_unpaid"]), False)
    for word, (status, _) in status_words().items():
        if status is TicketStatus.CANCELED:
            known.setdefault(word, False)
    return known | dict(yes_no_words())
