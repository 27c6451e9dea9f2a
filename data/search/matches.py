"""What a search answers."""

from dataclasses import dataclass
from enum import StrEnum

from data.search.spans import Span


class MatchedBy(StrEnum):
    """What of a guest met the query."""

    NAME = "name"
    COMPANY = "company"
    NOTE = "note"
    CODE = "code"  # the e-mail address or the ticket secret
    NICKNAME = "nickname"  # what bearers of the name are called
    SOUND = "sound"  # the name as heard, misspelt, shortened or written in another script
    LAYOUT = "layout"  # the name, typed with another keyboard layout
    PART = "part"  # some of the words; the others may be forms of the name, or a pet name


@dataclass(frozen=True, slots=True)
class Match:
    """One guest found. ``spans``: what was typed, as stretches of ``Guest.shown_name``.

    ``whole``: every word typed is a whole word of the name.
    """

    guest_id: str
    spans: tuple[Span, ...] = ()
    by: MatchedBy = MatchedBy.NAME
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """A guest who may be the same person, misspelt. ``score``: 0 to 100, alike."""

    guest_id: str
    score: float


Found = dict[int, Match]
"""Slot -> match, best first."""
