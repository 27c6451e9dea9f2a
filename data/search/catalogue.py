"""All that the index knows of the guests: an entry for each, and the keys that lead to it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice

from data.guests import Guest
from data.search.entry import Entry, entry_of, hear
from data.search.vocabulary import Vocabulary

_AT_ONCE = 10_000  # guests; how further ones sound is taken in question by question
_A_QUESTION = 25
_FEW = 64  # new guests worth placing one by one; beyond, sorting anew is quicker


class Catalogue:
    """Entries in numbered slots. A slot that was freed is used again."""

    def __init__(self) -> None:
        self.entries: list[Entry | None] = []
        self.order: list[str] = []  # Entry.place by slot: what guests come in among equals
        self.folded: list[str | None] = []
        self.slot_of: dict[str, int] = {}
        self._places: list[str] = []  # the same, sorted; guests new to it stand apart
        self._new_places: list[str] = []
        self.names = Vocabulary()
        self.companies = Vocabulary()
        self.notes = Vocabulary()
        self.codes = Vocabulary()
        self.heard = Vocabulary()
        self._free: list[int] = []
        self._unheard: dict[str, Guest] = {}

    def put(self, guest: Guest, rank: int) -> None:
        """Add a guest, or take over what has changed about one."""
        self.remove(guest.id)
        entry = entry_of(guest, rank)
        slot = self._free.pop() if self._free else len(self.entries)
        if slot == len(self.entries):
            self.entries.append(entry)
            self.order.append(entry.place)
            self.folded.append(entry.folded)
        else:
            self.entries[slot] = entry
            self.order[slot] = entry.place
            self.folded[slot] = entry.folded
        self.slot_of[guest.id] = slot
        self._new_places.append(entry.place)
        if len(self.slot_of) <= _AT_ONCE:
            entry.heard = hear(guest)
        else:
            self._unheard[guest.id] = guest
        for vocabulary, keys in self._keys(entry):
            for key in keys:
                vocabulary.add(key, slot)

    def remove(self, guest_id: str) -> None:
        """Forget a guest; nothing happens where there is none."""
        slot = self.slot_of.pop(guest_id, None)
        self._unheard.pop(guest_id, None)
        entry = self.entries[slot] if slot is not None else None
        if slot is None or entry is None:
            return
        for vocabulary, keys in self._keys(entry):
            for key in keys:
                vocabulary.discard(key, slot)
        self._forget_place(self.order[slot])
        self.entries[slot] = None
        self.folded[slot] = None
        self._free.append(slot)

    def set_rank(self, guest_id: str, rank: int) -> None:
        """Let a guest come sooner or later among equals; nothing happens where there is none."""
        slot = self.slot_of.get(guest_id)
        entry = self.entries[slot] if slot is not None else None
        if slot is not None and entry is not None and entry.rank != rank:
            self._forget_place(self.order[slot])
            entry.rank = rank
            self.order[slot] = entry.place
            self._new_places.append(entry.place)

    def hear_more(self) -> None:
        """Take in how some more guests sound, where there are too many to do it at once."""
        for guest_id in list(islice(self._unheard, _A_QUESTION)):
            slot = self.slot_of[guest_id]
            entry = self.entries[slot]
            guest = self._unheard.pop(guest_id)
            if entry is not None:
                entry.heard = hear(guest)
                for key in entry.heard:
                    self.heard.add(key, slot)

    def settle(self) -> None:
        """After many changes, do now what the next question would have to do first."""
        for vocabulary in (self.names, self.companies, self.notes, self.codes, self.heard):
            vocabulary.settle()
        self._settle_places()

    def in_order(self, most: int) -> Iterator[int]:
        """The slots of the guests who come first among equals."""
        self._settle_places()
        for place in islice(self._places, most):
            yield self.slot_of[place.rpartition("\0")[2]]

    def _settle_places(self) -> None:
        if len(self._new_places) > _FEW:
            self._places.extend(self._new_places)
            self._places.sort()
        else:
            for place in self._new_places:
                insort(self._places, place)
        self._new_places.clear()

    def _forget_place(self, place: str) -> None:
        self._settle_places()
        del self._places[bisect_left(self._places, place)]

    def _keys(self, entry: Entry) -> Iterator[tuple[Vocabulary, Iterable[str]]]:
        yield self.names, entry.names
        yield self.companies, entry.companies
        yield self.notes, entry.notes
        yield self.codes, entry.codes
        yield self.heard, entry.heard
