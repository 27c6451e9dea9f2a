"""All the keys of the index in order, each with the guests who bear it."""

from bisect import bisect_left, insort
from collections.abc import Sequence

_FEW = 256  # new keys worth placing one by one; beyond, sorting anew is quicker
_SHORT = 8
_LAST = "\U0010ffff"


class Vocabulary:
    """Keys -> slots, to be asked by the beginning of a key. Slots are small integers."""

    def __init__(self) -> None:
        # Tuples while they are short: most keys have one slot, and the garbage collector, whose
        # full rounds stall the window, leaves tuples of integers alone.
        self._slots: dict[str, tuple[int, ...] | list[int]] = {}
        self._sorted: list[str] = []
        self._new: list[str] = []

    def add(self, key: str, slot: int) -> None:
        """Let ``slot`` be found by ``key``; at most once for each pair."""
        slots = self._slots.get(key)
        if slots is None:
            self._slots[key] = (slot,)
            self._new.append(key)
        elif isinstance(slots, list):
            slots.append(slot)
        else:
            self._slots[key] = (*slots, slot) if len(slots) < _SHORT else [*slots, slot]

    def discard(self, key: str, slot: int) -> None:
        """Let ``slot`` no longer be found by ``key``. It must have been added."""
        slots = self._slots[key]
        if len(slots) > 1:
            self._slots[key] = [kept for kept in slots if kept != slot]
        else:
            self.settle()
            del self._slots[key]
            del self._sorted[bisect_left(self._sorted, key)]

    def exactly(self, key: str) -> Sequence[int]:
        """The slots of this very key."""
        return self._slots.get(key, ())

    def beginning(self, prefix: str) -> set[int]:
        """The slots of every key that begins so."""
        first, last = self._range(prefix)
        slots = self._slots
        return set().union(*[slots[key] for key in self._sorted[first:last]])

    def keys(self) -> Sequence[str]:
        """Every key, in order."""
        self.settle()
        return self._sorted

    def keys_beginning(self, prefix: str) -> Sequence[str]:
        """Every key that begins so, in order."""
        first, last = self._range(prefix)
        return self._sorted[first:last]

    def has_beginning(self, prefix: str) -> bool:
        """Whether any key begins so."""
        first, last = self._range(prefix)
        return first < last

    def count_beginning(self, prefix: str) -> int:
        """How many keys begin so."""
        first, last = self._range(prefix)
        return last - first

    def _range(self, prefix: str) -> tuple[int, int]:
        self.settle()
        first = bisect_left(self._sorted, prefix)
        return first, bisect_left(self._sorted, prefix + _LAST, lo=first)

    def settle(self) -> None:
        """Put new keys in their places now, which the next question would wait for otherwise."""
        if not self._new:
            return
        if len(self._new) <= _FEW and self._sorted:
            for key in self._new:
                insort(self._sorted, key)
        else:
            self._sorted.extend(self._new)
            self._sorted.sort()
        self._new.clear()
