"""Find guests by what is spelled so: names, company, note, e-mail address, ticket secret."""

from collections.abc import Callable, Iterator
from heapq import nsmallest

from data.search.catalogue import Catalogue
from data.search.entry import Entry
from data.search.folding import MAX_KEY, squeeze
from data.search.marking import likely_spans
from data.search.matches import Found, Match, MatchedBy
from data.search.spans import matched_spans
from data.search.vocabulary import Vocabulary

Words = list[tuple[str, ...]]
"""The words of a query, each in the spellings to look for."""

_MIN_COMPANY = 2  # letters of a word before companies are looked at
_LOOK_AHEAD = 512
_MANY = 500  # keys or guests from which it is quicker to look at guests in order than to gather all
_STEPS = 3000  # guests to look at in order before gathering all the same
_MAX_CUTS = 6
_MAX_PIECES = 4
_MIN_CUT = 6  # letters of a word whose last piece may be a beginning only

Slots = set[int]


class SpelledSearch:
    """Every word of a query must begin a word of the name, in any order."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._all = catalogue

    def find(self, found: Found, words: Words, limit: int) -> None:
        """Add whoever has every word in the name, then with the company or the note."""
        self._find_by_name(found, words, limit)
        if len(found) < limit and all(len(word[0]) >= _MIN_COMPANY for word in words):
            by_name = self._by_name(words)
            for vocabulary, by in (
                (self._all.companies, MatchedBy.COMPANY),
                (self._all.notes, MatchedBy.NOTE),
            ):
                self.take(found, limit, words, self._beside_name(words, vocabulary) - by_name, by)

    def find_cut(self, found: Found, words: Words, limit: int) -> None:
        """Add names typed without a space, or with too many: wangxiaoming, de la cruz."""
        for cut in self._cuts(words):
            self.take(found, limit, cut, self._by_name(cut), MatchedBy.NAME)
        if not found:
            for joined in _joins(words):
                self.take(found, limit, joined, self._by_name(joined), MatchedBy.NAME)

    def take(self, found: Found, limit: int, words: Words, slots: Slots, by: MatchedBy) -> None:
        """Add the best of ``slots`` to ``found``, up to its limit."""
        slots = slots.difference(found) if found else slots
        rivals = _rivals(words) if by is MatchedBy.NAME else []
        for number, level in enumerate(self._levels(words, slots)):
            missing = limit - len(found)
            if missing <= 0:
                return
            wanted = _LOOK_AHEAD if rivals else missing
            for slot in nsmallest(wanted, level, key=self._all.order.__getitem__):
                entry = self._all.entries[slot]
                if entry is None or not _words_differ(rivals, entry.folded):
                    continue
                self._add(found, slot, entry, words, by, whole=number == 0 and by is MatchedBy.NAME)
                if len(found) >= limit:
                    return

    def _add(
        self,
        found: Found,
        slot: int,
        entry: Entry,
        words: Words,
        by: MatchedBy,
        *,
        whole: bool = False,
    ) -> None:
        spans = matched_spans(entry.shown, words)
        if not spans and words and by in (MatchedBy.NAME, MatchedBy.LAYOUT):
            spans = likely_spans(entry.shown, [word[0] for word in words]) or ()
        found[slot] = Match(entry.guest_id, spans, by, whole)

    def _find_by_name(self, found: Found, words: Words, limit: int) -> None:
        names = self._all.names
        if min(sum(map(names.count_beginning, word)) for word in words) < _MANY:
            self.take(found, limit, words, self._by_name(words), MatchedBy.NAME)
            return
        bears = _bears_all(words)
        whole: Slots = set()
        for spellings in words:
            whole.update(*map(names.exactly, spellings))
        if len(words) > 1:
            entries = self._all.entries
            whole = {slot for slot in whole if (one := entries[slot]) is not None and bears(one)}
        self.take(found, limit, words, whole, MatchedBy.NAME)
        if len(found) < limit and not self._walk(found, words, limit, bears, whole):
            self.take(found, limit, words, self._by_name(words), MatchedBy.NAME)

    def _walk(
        self, found: Found, words: Words, limit: int, bears: Callable[[Entry], bool], whole: Slots
    ) -> bool:
        """Add guests in their order; False where too few in a row bear the words."""
        rivals = _rivals(words)
        for slot in self._all.in_order(_STEPS):
            entry = self._all.entries[slot]
            if entry is None or slot in whole or slot in found or not bears(entry):
                continue
            if _words_differ(rivals, entry.folded):
                self._add(found, slot, entry, words, MatchedBy.NAME)
                if len(found) >= limit:
                    return True
        return False

    def _by_name(self, words: Words) -> Slots:
        names, entries = self._all.names, self._all.entries
        found: Slots | None = None
        for spellings in sorted(words, key=lambda word: sum(map(names.count_beginning, word))):
            if found is None:
                found = union(names, spellings)
            elif len(found) < _MANY:
                bears = _bears_all([spellings])
                found = {one for one in found if (e := entries[one]) is not None and bears(e)}
            else:
                found &= union(names, spellings)
            if not found:
                break
        return found or set()

    def _beside_name(self, words: Words, vocabulary: Vocabulary) -> Slots:
        """Who has each word in the name or beside it, and one at least beside it."""
        beside = [union(vocabulary, spellings) for spellings in words]
        found: Slots = set().union(*beside)
        for spellings, slots in zip(words, beside, strict=True):
            if not found:
                break
            missing = found - slots
            if len(missing) < _MANY:
                entries, bears = self._all.entries, _bears_all([spellings])
                named = {one for one in missing if (e := entries[one]) is not None and bears(e)}
            else:
                named = missing & union(self._all.names, spellings)
            found = (found & slots) | named
        return found

    def _levels(self, words: Words, slots: Slots) -> list[Slots]:
        """``slots`` by how many words of the query are whole words of the name, most first."""
        whole: dict[int, int] = {}
        for spellings in words:
            exact = {slot for key in spellings for slot in self._all.names.exactly(key)}
            for slot in exact & slots:
                whole[slot] = whole.get(slot, 0) + 1
        levels: list[Slots] = [set() for _ in range(len(words) + 1)]
        for slot, count in whole.items():
            levels[len(words) - count].add(slot)
        levels[len(words)] = slots.difference(whole) if whole else slots
        return levels

    def _cuts(self, words: Words) -> list[Words]:
        """The query with one word cut into words that all occur."""
        cuts: list[Words] = []
        for place, spellings in enumerate(words):
            for pieces in self._pieces(spellings[0], _MAX_PIECES, len(spellings[0]) >= _MIN_CUT):
                cut: Words = [(piece,) for piece in pieces]
                cuts.append([*words[:place], *cut, *words[place + 1 :]])
                if len(cuts) >= _MAX_CUTS:
                    return cuts
        return cuts

    def _pieces(self, word: str, most: int, begun: bool) -> Iterator[list[str]]:
        names = self._all.names
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if not names.exactly(left):
                continue
            if names.exactly(right) or (begun and names.has_beginning(right)):
                yield [left, right]
            if most > 2:
                yield from ([left, *rest] for rest in self._pieces(right, most - 1, begun))


def _joins(words: Words) -> Iterator[Words]:
    """The query with words next to each other made one."""
    for first in range(len(words)):
        for last in range(first + 1, len(words)):
            together = "".join(word[0] for word in words[first : last + 1])
            if squeeze(together) == together[:MAX_KEY]:
                yield [*words[:first], (together,), *words[last + 1 :]]


def union(vocabulary: Vocabulary, spellings: tuple[str, ...]) -> Slots:
    """The slots of every key that begins in one of the spellings."""
    found = vocabulary.beginning(spellings[0])
    for spelling in spellings[1:]:
        found |= vocabulary.beginning(spelling)
    return found


def _bears_all(words: Words) -> Callable[[Entry], bool]:
    """Whether a name has every word, asked of one guest."""

    def bears(entry: Entry) -> bool:
        for spellings in words:
            for key in entry.names:
                if key.startswith(spellings):
                    break
            else:
                return False
        return True

    return bears


def _rivals(words: Words) -> Words:
    """The words of the query that one part of a name could serve together with another."""
    return [
        word
        for word in words
        if any(
            word is not other and (word[0].startswith(other[0]) or other[0].startswith(word[0]))
            for other in words
        )
    ]


def _words_differ(words: Words, folded: str) -> bool:
    """Whether each word of the query begins a word of its own."""
    if not words:
        return True
    free = folded.split()
    for spellings in sorted(words, key=lambda word: -len(word[0])):
        begun = next((part for part in free if part.startswith(spellings)), None)
        if begun is None:
            return False
        free.remove(begun)
    return True
