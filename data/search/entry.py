"""What the index keeps of a guest."""

from dataclasses import dataclass
from functools import lru_cache

from data.guests import Guest
from data.search.folding import MAX_PARTS, fold_word, keys_of, take_apart
from data.search.likeness import keys_heard
from data.search.words import words_of


@dataclass(slots=True)
class Entry:
    """The keys of one guest, and what is needed to show and to rank a match."""

    guest_id: str
    shown: str
    folded: str  # the parts of the name, and of the badge's where it differs
    rank: int
    names: tuple[str, ...]
    companies: tuple[str, ...]
    notes: tuple[str, ...]
    codes: tuple[str, ...]
    heard: tuple[str, ...] = ()  # see ``hear``

    @property
    def place(self) -> str:
        """What entries are sorted by: rank, then name, then id."""
        return f"{self.rank:03d}{self.folded}\0{self.guest_id}"


def entry_of(guest: Guest, rank: int) -> Entry:
    """The entry of a guest."""
    names = keys_of(guest.name)
    names |= _read(guest.name)
    folded = folded_name(guest.shown_name)
    if guest.badge_name and guest.badge_name != guest.name:
        names |= keys_of(guest.badge_name)
        names |= _read(guest.badge_name)
        folded = f"{folded} {folded_name(guest.name)}"
    return Entry(
        guest_id=guest.id,
        shown=guest.shown_name,
        folded=folded,
        rank=rank,
        names=tuple(names),
        companies=tuple(keys_of(guest.company)),
        notes=tuple(keys_of(guest.note)),
        codes=tuple({guest.email.lower(), guest.secret.lower()} - {""}),
    )


def hear(guest: Guest) -> tuple[str, ...]:
    """The keys by which a guest's names are found as they sound."""
    return tuple(keys_heard(guest.name) | keys_heard(guest.badge_name))


def _read(name: str) -> frozenset[str]:
    """The keys of how a name in another script is read."""
    if name.isascii():
        return frozenset()
    pieces = (piece for piece in name.split()[:MAX_PARTS] if not piece.isascii())
    return frozenset().union(*map(_read_piece, pieces))


@lru_cache(maxsize=8192)
def _read_piece(piece: str) -> frozenset[str]:
    words = (word for word in words_of(piece) if not word.inside)
    return frozenset(fold_word(way) for word in words for way in word.readings)


def folded_name(name: str) -> str:
    """The keys of a name's parts with spaces between."""
    return " ".join(part.key for part in take_apart(name))
