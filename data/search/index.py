"""Find guests by what a person types at the door: in memory, at every keystroke."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import islice

from rapidfuzz import fuzz, process

from data.guests import Guest
from data.search.entry import Entry, entry_of, folded_name, hear
from data.search.folding import query_words, typed_words
from data.search.layouts import retyped
from data.search.likeness import BEGUN, EXACT, Scores, alike, together
from data.search.marking import likely_spans
from data.search.nicknames import formal_names
from data.search.spans import Span, matched_spans
from data.search.vocabulary import Vocabulary
from data.search.words import ways_to_say

_MIN_COMPANY = 2  # letters of a word before companies are looked at
_MIN_CODE = 4  # letters of an e-mail address or a ticket code before it is looked for
_MIN_HEARD = 3  # letters before anything but the spelling is looked at
_MIN_RETYPED = 4  # letters that may be a beginning only, on another layout
_SURE = 80.0  # likeness from which no other keyboard layout is tried
_STEP = 3.0  # likenesses closer than this are equal
_AT_ONCE = 10_000  # guests; how further ones sound is taken in question by question
_A_QUESTION = 100
_FOR_NICKNAMES = 2  # places that names which only begin so leave to those called so
_LOOK_AHEAD = 512
_MIN_LIKENESS = 70.0
_MAX_CUTS = 6
_MAX_PIECES = 4

Words = list[tuple[str, ...]]


class MatchedBy(StrEnum):
    """What of a guest met the query."""

    NAME = "name"
    COMPANY = "company"
    NOTE = "note"
    CODE = "code"  # the e-mail address or the ticket secret
    SOUND = "sound"  # the name as heard, misspelt, shortened or written in another script
    LAYOUT = "layout"  # the name, typed with another keyboard layout


@dataclass(frozen=True, slots=True)
class Match:
    """One guest found. ``spans``: what was typed, as stretches of ``Guest.shown_name``."""

    guest_id: str
    spans: tuple[Span, ...] = ()
    by: MatchedBy = MatchedBy.NAME


@dataclass(frozen=True, slots=True)
class Similar:
    """A guest who may be the same person, misspelt. ``score``: 0 to 100, alike."""

    guest_id: str
    score: float


class GuestIndex:
    """Every word of a query must begin a word of the name, in any case, script and order.

    Not safe for use by several threads at once. ``rank`` is any small number from 0 on: a guest
    with a lower one comes first among equals (0 expected, 1 in already …). Beyond 10,000 guests
    the sounds of the further ones are taken in little by little, at each question.
    """

    def __init__(self) -> None:
        self._entries: list[Entry | None] = []
        self._order: list[str] = []
        self._folded: list[str | None] = []
        self._slot_of: dict[str, int] = {}
        self._free: list[int] = []
        self._names = Vocabulary()
        self._companies = Vocabulary()
        self._notes = Vocabulary()
        self._codes = Vocabulary()
        self._heard = Vocabulary()
        self._unheard: dict[str, Guest] = {}

    def __len__(self) -> int:
        return len(self._slot_of)

    def __contains__(self, guest_id: object) -> bool:
        return guest_id in self._slot_of

    def put(self, guest: Guest, rank: int = 0) -> None:
        """Add a guest, or take over what has changed about one."""
        self.remove(guest.id)
        entry = entry_of(guest, rank)
        slot = self._free.pop() if self._free else len(self._entries)
        if slot == len(self._entries):
            self._entries.append(entry)
            self._order.append(entry.place)
            self._folded.append(entry.folded)
        else:
            self._entries[slot] = entry
            self._order[slot] = entry.place
            self._folded[slot] = entry.folded
        self._slot_of[guest.id] = slot
        if len(self._slot_of) <= _AT_ONCE:
            entry.heard = hear(guest)
        else:
            self._unheard[guest.id] = guest
        for vocabulary, keys in self._keys(entry):
            for key in keys:
                vocabulary.add(key, slot)

    def _hear_more(self) -> None:
        """Take in how some more guests sound, where there are too many to do it at once."""
        for guest_id in list(islice(self._unheard, _A_QUESTION)):
            slot = self._slot_of[guest_id]
            entry = self._entries[slot]
            guest = self._unheard.pop(guest_id)
            if entry is not None:
                entry.heard = hear(guest)
                for key in entry.heard:
                    self._heard.add(key, slot)

    def settle(self) -> None:
        """After many changes, do now what the next question would have to do first."""
        for vocabulary in (self._names, self._companies, self._notes, self._codes, self._heard):
            vocabulary.settle()

    def remove(self, guest_id: str) -> None:
        """Forget a guest; nothing happens where there is none."""
        slot = self._slot_of.pop(guest_id, None)
        self._unheard.pop(guest_id, None)
        entry = self._entries[slot] if slot is not None else None
        if slot is None or entry is None:
            return
        for vocabulary, keys in self._keys(entry):
            for key in keys:
                vocabulary.discard(key, slot)
        self._entries[slot] = None
        self._folded[slot] = None
        self._free.append(slot)

    def set_rank(self, guest_id: str, rank: int) -> None:
        """Let a guest come sooner or later among equals; nothing happens where there is none."""
        slot = self._slot_of.get(guest_id)
        entry = self._entries[slot] if slot is not None else None
        if slot is not None and entry is not None:
            entry.rank = rank
            self._order[slot] = entry.place

    def find(self, query: str, limit: int = 8) -> list[Match]:
        """The best matches for what is typed so far; none for nothing.

        A word that is the whole of a word of the name beats one that only begins it, then the
        lower rank comes first, then the name decides. After the names come matches that need the
        company or the note, then names typed without a space, then e-mail addresses and ticket
        secrets that begin so (from four letters on, and never shown), then, from three letters
        on, names that sound so, are nearly spelled so or belong to this nickname, the likest
        first, and at last what other keyboard layouts make of the same keys.
        """
        words = query_words(query)
        found: dict[int, Match] = {}
        if words:
            kept = _FOR_NICKNAMES if _is_nickname(query) else 0
            self._find_spelled(found, words, max(limit - kept, 1))
        code = query.strip().lower()
        if len(found) < limit and len(code) >= _MIN_CODE and " " not in code:
            by_code = self._codes.beginning(code)
            self._take(found, limit, [], by_code, MatchedBy.CODE)
        if len(found) < limit and len(code) >= _MIN_HEARD:
            self._hear_more()
            if not found:
                self._find_retyped(found, query, limit)
            self._find_alike(found, typed_words(query), limit, MatchedBy.SOUND)
            if not found:
                for meant in retyped(query):
                    self._find_alike(found, typed_words(meant), limit, MatchedBy.LAYOUT)
        return list(found.values())

    def _find_spelled(self, found: dict[int, Match], words: Words, limit: int) -> None:
        by_name = self._by_name(words)
        self._take(found, limit, words, by_name, MatchedBy.NAME)
        if len(found) < limit and all(len(word[0]) >= _MIN_COMPANY for word in words):
            for vocabulary, by in (
                (self._companies, MatchedBy.COMPANY),
                (self._notes, MatchedBy.NOTE),
            ):
                self._take(found, limit, words, self._beside_name(words, vocabulary) - by_name, by)
        if len(found) < limit:
            for cut in self._cuts(words):
                self._take(found, limit, cut, self._by_name(cut), MatchedBy.NAME)

    def _find_retyped(self, found: dict[int, Match], query: str, limit: int) -> None:
        """Add names that the same keys spell on another keyboard layout."""
        for meant in retyped(query):
            words = query_words(meant)
            slots: set[int] | None = None
            for spellings in words:
                sure = len(spellings[0]) >= _MIN_RETYPED
                of_word = set(self._names.exactly(spellings[0]))
                if sure:
                    of_word |= _union(self._names, spellings)
                elif len(spellings[0]) < _MIN_HEARD:
                    of_word.clear()
                slots = of_word if slots is None else slots & of_word
            self._take(found, limit, words, slots or set(), MatchedBy.LAYOUT)

    def _find_alike(
        self, found: dict[int, Match], typed: list[str], limit: int, by: MatchedBy
    ) -> None:
        """Add names like the words typed, the likest first; an article may be missing."""
        ways = [(self._alike(words), words) for words in ways_to_say(typed)]
        scores, typed = max(ways, key=lambda way: max(way[0].values(), default=0.0))
        sure = _SURE if by is MatchedBy.LAYOUT else 0.0
        new = [slot for slot, score in scores.items() if slot not in found and score >= sure]
        places = self._order
        for slot in nsmallest(
            _LOOK_AHEAD, new, key=lambda slot: (-scores[slot] // _STEP, places[slot])
        ):
            entry = self._entries[slot]
            if entry is None or len(found) >= limit:
                break
            spans = likely_spans(entry.shown, typed)
            if len(typed) == 1 or spans is not None:
                found[slot] = Match(entry.guest_id, spans or (), by)

    def _alike(self, typed: Sequence[str]) -> Scores:
        of_words: list[Scores] = []
        for text in typed:
            scores = alike(text, self._names, self._heard, alone=len(typed) == 1)
            for spellings in query_words(text):
                for slot in _union(self._names, spellings):
                    scores[slot] = BEGUN
                for key in spellings:
                    scores.update(dict.fromkeys(self._names.exactly(key), EXACT))
            if not scores:
                return {}
            of_words.append(scores)
        return together(of_words) if of_words else {}

    def similar(self, name: str, limit: int = 5) -> list[Similar]:
        """Guests whose names are much alike, likeliest first: for walk-ins and misspellings."""
        key = folded_name(name)
        if not key or limit < 1:
            return []
        alike = process.extract(
            key, self._folded, scorer=fuzz.WRatio, score_cutoff=_MIN_LIKENESS, limit=limit
        )
        entries = ((self._entries[slot], score) for _, score, slot in alike)
        return [Similar(entry.guest_id, score) for entry, score in entries if entry is not None]

    def _keys(self, entry: Entry) -> Iterator[tuple[Vocabulary, Iterable[str]]]:
        yield self._names, entry.names
        yield self._companies, entry.companies
        yield self._notes, entry.notes
        yield self._codes, entry.codes
        yield self._heard, entry.heard

    def _by_name(self, words: Words) -> set[int]:
        found: set[int] | None = None
        for spellings in sorted(words, key=lambda word: -len(word[0])):
            slots = _union(self._names, spellings)
            found = slots if found is None else found & slots
            if not found:
                break
        return found or set()

    def _beside_name(self, words: Words, vocabulary: Vocabulary) -> set[int]:
        found: set[int] | None = None
        for spellings in words:
            slots = _union(self._names, spellings) | _union(vocabulary, spellings)
            found = slots if found is None else found & slots
        return found or set()

    def _take(
        self, found: dict[int, Match], limit: int, words: Words, slots: set[int], by: MatchedBy
    ) -> None:
        """Add the best of ``slots`` to ``found``, up to its limit."""
        slots = slots.difference(found) if found else slots
        rivals = _rivals(words) if by is MatchedBy.NAME else []
        for level in self._levels(words, slots):
            missing = limit - len(found)
            if missing <= 0:
                return
            wanted = _LOOK_AHEAD if rivals else missing
            for slot in nsmallest(wanted, level, key=self._order.__getitem__):
                entry = self._entries[slot]
                if entry is None or not _words_differ(rivals, entry.folded):
                    continue
                spans = matched_spans(entry.shown, words)
                if not spans and words and by in (MatchedBy.NAME, MatchedBy.LAYOUT):
                    spans = likely_spans(entry.shown, [word[0] for word in words]) or ()
                found[slot] = Match(entry.guest_id, spans, by)
                if len(found) >= limit:
                    return

    def _levels(self, words: Words, slots: set[int]) -> list[set[int]]:
        """``slots`` by how many words of the query are whole words of the name, most first."""
        whole: dict[int, int] = {}
        for spellings in words:
            exact = {slot for key in spellings for slot in self._names.exactly(key)}
            for slot in exact & slots:
                whole[slot] = whole.get(slot, 0) + 1
        levels: list[set[int]] = [set() for _ in range(len(words) + 1)]
        for slot, count in whole.items():
            levels[len(words) - count].add(slot)
        levels[len(words)] = slots.difference(whole) if whole else slots
        return levels

    def _cuts(self, words: Words) -> list[Words]:
        """The query with one word cut into words that all occur: vanderberg, wangxiaoming."""
        cuts: list[Words] = []
        for place, spellings in enumerate(words):
            for pieces in self._pieces(spellings[0], _MAX_PIECES):
                cut: Words = [(piece,) for piece in pieces]
                cuts.append([*words[:place], *cut, *words[place + 1 :]])
                if len(cuts) >= _MAX_CUTS:
                    return cuts
        return cuts

    def _pieces(self, word: str, most: int) -> Iterator[list[str]]:
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if not self._names.exactly(left):
                continue
            if self._names.has_beginning(right):
                yield [left, right]
            if most > 2:
                yield from ([left, *rest] for rest in self._pieces(right, most - 1))


def _is_nickname(query: str) -> bool:
    typed = typed_words(query)
    return len(typed) == 1 and len(typed[0]) >= _MIN_HEARD and bool(formal_names(typed[0]))


def _union(vocabulary: Vocabulary, spellings: tuple[str, ...]) -> set[int]:
    found = vocabulary.beginning(spellings[0])
    for spelling in spellings[1:]:
        found |= vocabulary.beginning(spelling)
    return found


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
    free = folded.split()
    for spellings in sorted(words, key=lambda word: -len(word[0])):
        begun = next((part for part in free if part.startswith(spellings)), None)
        if begun is None:
            return False
        free.remove(begun)
    return True
