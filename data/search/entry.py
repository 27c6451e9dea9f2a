"""What the index keeps of a guest."""

from dataclasses import dataclass

from data.guests import Guest
from data.search.folding import keys_of, take_apart


@dataclass(slots=True)
class Entry:
    """The keys of one guest, and what is needed to show and to rank a match."""

    guest_id: str
    shown: str
    folded: str  # the parts of the name, and of the badge's where it differs
    rank: int
    names: tuple[str, ...]
    companies: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def place(self) -> str:
        """What entries are sorted by: rank, then name, then id."""
        return f"{self.rank:03d}{self.folded}\0{self.guest_id}"


def entry_of(guest: Guest, rank: int) -> Entry:
    """The entry of a guest."""
    names = keys_of(guest.name)
    folded = folded_name(guest.shown_name)
    if guest.badge_name and guest.badge_name != guest.name:
        names |= keys_of(guest.badge_name)
        folded = f"{folded} {folded_name(guest.name)}"
    return Entry(
        guest_id=guest.id,
        shown=guest.shown_name,
        folded=folded,
        rank=rank,
        names=tuple(names),
        companies=tuple(keys_of(guest.company)),
        codes=tuple({guest.email.lower(), guest.secret.lower()} - {""}),
    )


def folded_name(name: str) -> str:
    """The keys of a name's parts with spaces between."""
    return " ".join(part.key for part in take_apart(name))
