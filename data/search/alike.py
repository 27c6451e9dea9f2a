"""Find guests by what is not spelled so: heard, slipped, shortened, on another keyboard layout."""

from collections.abc import Mapping, Sequence
from heapq import nsmallest

from anyascii import anyascii
from rapidfuzz.distance import OSA

from data.search.catalogue import Catalogue
from data.search.folding import fold_word, is_han, query_words, typed_words
from data.search.layouts import retyped
from data.search.likeness import (
    BEGUN,
    EXACT,
    NICKNAME,
    NICKNAMED,
    WRITTEN_OTHERWISE,
    Scores,
    alike,
    called,
    sounding,
    together,
)
from data.search.marking import likely_spans
from data.search.matches import Found, Match, MatchedBy
from data.search.nicknames import spelled_names
from data.search.partly import rest_fits
from data.search.spelled import SpelledSearch, union
from data.search.variants import written_otherwise
from data.search.words import ways_to_say

MIN_HEARD = 3  # letters before anything but the spelling is looked at
_MIN_RETYPED = 4  # letters that may be a beginning only, on another layout
_SURE = 80.0  # likeness from which no other keyboard layout is tried, and one word is enough
_SURE_RETYPED = 84.0  # the same, of what another keyboard layout makes of the keys
_STEP = 3.0  # likenesses closer than this are equal
_LOOK_AHEAD = 512
_COMPARED = 64  # of those who sound alike, so many are compared letter by letter
_USUAL = 96.6  # nicknames that come before surnames which only begin so
_ENDS_A_NAME = ("y", "ie")

_Place = tuple[float, int, bool, str]


class AlikeSearch:
    """Names like the words typed, the likest first."""

    def __init__(self, catalogue: Catalogue, spelled: SpelledSearch) -> None:
        self._all = catalogue
        self._spelled = spelled

    def find(self, found: Found, query: str, limit: int) -> None:
        """Add names that sound so, are nearly spelled so, or are shortened so."""
        self._find_alike(found, typed_words(query), limit, MatchedBy.SOUND)

    def anybody_called(self, nickname: str) -> bool:
        """Whether the tables have somebody called so; nobody is called nothing."""
        scores = called(nickname, self._all.names, self._all.heard) if nickname else {}
        return any(map(_is_nicknamed, scores.values()))

    def add_called(self, found: Found, nickname: str, limit: int) -> None:
        """Add those who may be called so, in their place.

        They come after whoever bears the very word, and after a first name that begins so and may
        be typed on; before a surname that only begins so: Anton is Anthony rather than Antoniou.
        """
        if not found:
            return
        scores = called(nickname, self._all.names, self._all.heard)
        new = scores.keys() - found
        if any(match.whole for match in found.values()):
            new = {slot for slot in new if scores[slot] > _USUAL}
        nicknamed: Found = {}
        literal = spelled_names(nickname)
        places = {slot: self._rated(scores, slot, literal) for slot in new}
        for slot in nsmallest(limit - len(found), new, key=places.__getitem__):
            entry = self._all.entries[slot]
            if entry is not None:
                spans = likely_spans(entry.shown, [nickname]) or ()
                nicknamed[slot] = Match(entry.guest_id, spans, MatchedBy.NICKNAME)
        likely = {slot for slot, match in found.items() if match.whole or slot in scores}
        likely |= {slot for slot in found if self._begins_first_name(slot, nickname)}
        in_order = {
            **{slot: match for slot, match in found.items() if slot in likely},
            **{slot: match for slot, match in nicknamed.items() if scores[slot] > _USUAL},
            **{slot: match for slot, match in found.items() if slot not in likely},
            **nicknamed,
        }
        found.clear()
        found.update(in_order)

    def find_otherwise_written(self, found: Found, query: str, limit: int) -> None:
        """Add those whose name is the one word typed, in another spelling or another script.

        Who typed Omar may mean عمر or Umar, though an Omar is on the list too. Who typed all of a
        name means that guest.
        """
        typed = typed_words(query)
        if len(typed) != 1 or is_han(typed[0][0]) or len(found) >= limit:
            return
        if not any(self._is_all_of_name(*one) for one in found.items()):
            same = sounding(typed[0], self._all.heard)
            self._add_otherwise_written(typed[0], same)
            self._take(found, same, typed, limit, MatchedBy.SOUND)

    def _is_all_of_name(self, slot: int, match: Match) -> bool:
        entry = self._all.entries[slot]
        return match.whole and entry is not None and match.spans == ((0, len(entry.shown)),)

    def _begins_first_name(self, slot: int, typed: str) -> bool:
        """Whether any word but the last begins so; what ends in y is a whole name: Larry."""
        entry = self._all.entries[slot]
        if entry is None:
            return False
        typed = typed.lower()
        if typed.endswith(_ENDS_A_NAME):
            return any(name.startswith(typed) for name in anyascii(entry.shown).lower().split())
        first_names = entry.folded.split()[:-1] or [entry.folded]
        return any(name.startswith(fold_word(typed)) for name in first_names)

    def find_retyped(self, found: Found, query: str, limit: int) -> None:
        """Add names that the same keys spell on another keyboard layout."""
        as_typed = query_words(query)
        for meant in retyped(query):
            words = query_words(meant)
            if words == as_typed:  # the same letters of another script
                continue
            slots: set[int] | None = None
            for spellings in words:
                sure = len(spellings[0]) >= _MIN_RETYPED
                of_word = set(self._all.names.exactly(spellings[0]))
                if sure:
                    of_word |= union(self._all.names, spellings)
                elif len(spellings[0]) < MIN_HEARD:
                    of_word.clear()
                slots = of_word if slots is None else slots & of_word
            self._spelled.take(found, limit, words, slots or set(), MatchedBy.LAYOUT)

    def find_retyped_alike(self, found: Found, query: str, limit: int) -> None:
        """Add names like what the same keys write on another keyboard layout."""
        for meant in retyped(query):
            self._find_alike(found, typed_words(meant), limit, MatchedBy.LAYOUT)

    def find_partly(self, found: Found, query: str, limit: int) -> None:
        """Add those who surely have one word typed, and others that begin like the rest.

        Marija Weber may be on the list as Mascha Weber, Elisabeth as Lilou.
        """
        typed = typed_words(query)
        if len(typed) < 2:
            return
        for place, text in sorted(enumerate(typed), key=lambda one: -len(one[1])):
            others = [*typed[:place], *typed[place + 1 :]]
            scores = self._of_word(text, alone=True) if len(text) >= MIN_HEARD else {}
            sure = [slot for slot, score in scores.items() if score >= _SURE and slot not in found]
            for slot in nsmallest(
                _LOOK_AHEAD, sure, key=lambda one: (-scores[one], self._all.order[one])
            ):
                entry = self._all.entries[slot]
                if entry is None or len(found) >= limit:
                    break
                if rest_fits(entry.shown, text, others):
                    spans = likely_spans(entry.shown, [text]) or ()
                    found[slot] = Match(entry.guest_id, spans, MatchedBy.PART)

    def _find_alike(self, found: Found, typed: list[str], limit: int, by: MatchedBy) -> None:
        """Add names like the words typed, the likest first; an article may be missing."""
        ways = [(self._scores(words, by), words) for words in ways_to_say(typed)]
        ways.sort(key=lambda way: -max(way[0].values(), default=0.0))
        known = len(found)
        for scores, words in ways:
            if len(found) == known:
                self._take(found, scores, words, limit, by)

    def _take(
        self, found: Found, scores: Scores, typed: list[str], limit: int, by: MatchedBy
    ) -> None:
        sure = _SURE_RETYPED if by is MatchedBy.LAYOUT else 0.0
        new = [slot for slot, score in scores.items() if slot not in found and score >= sure]
        literal = spelled_names(typed[0]) if len(typed) == 1 else frozenset()
        places = {slot: self._rated(scores, slot, literal) for slot in new}
        likest = nsmallest(_LOOK_AHEAD, new, key=places.__getitem__)
        likest[:_COMPARED] = self._by_letters(places, likest[:_COMPARED], typed)
        for slot in likest:
            entry = self._all.entries[slot]
            if entry is None or len(found) >= limit:
                break
            spans = likely_spans(entry.shown, typed)
            if len(typed) == 1 and by is MatchedBy.SOUND and _is_nicknamed(scores[slot]):
                found[slot] = Match(entry.guest_id, spans or (), MatchedBy.NICKNAME)
            elif len(typed) == 1 or spans is not None:
                found[slot] = Match(entry.guest_id, spans or (), by)

    def _by_letters(
        self, places: Mapping[int, _Place], slots: list[int], typed: Sequence[str]
    ) -> list[int]:
        """Of those who sound equally like it and are equally expected, the likest spelled first."""
        words = [fold_word(word) for word in typed]

        def place(slot: int) -> tuple[float, int, bool, float]:
            entry = self._all.entries[slot]
            names = entry.names if entry is not None else ()
            alike = sum(
                max((OSA.normalized_similarity(word, key) for key in names), default=0.0)
                for word in words
            )
            return *places[slot][:3], -alike

        return sorted(slots, key=place)

    def _rated(self, scores: Scores, slot: int, literal: frozenset[str]) -> _Place:
        """What puts likenesses in order, the likest first; only nicknames are told apart finely.

        Of those called so Иван comes before Iván where the tables write Иван.
        """
        score, order, entry = scores[slot], self._all.order[slot], self._all.entries[slot]
        rank = entry.rank if entry is not None else 0
        if not _is_nicknamed(score):
            return -score // _STEP * _STEP, rank, False, order
        other = entry is None or literal.isdisjoint(entry.shown.casefold().split())
        return -score, rank, other, order

    def _scores(self, typed: Sequence[str], by: MatchedBy) -> Scores:
        of_words: list[Scores] = []
        for text in typed:
            scores = self._of_word(text, alone=len(typed) == 1)
            if by is MatchedBy.SOUND:  # letters of other keys mean somebody by chance too often
                self._add_otherwise_written(text, scores)
            if not scores:
                return {}
            of_words.append(scores)
        return together(of_words) if of_words else {}

    def _of_word(self, text: str, *, alone: bool) -> Scores:
        scores = alike(text, self._all.names, self._all.heard, alone=alone)
        for spellings in query_words(text):
            for slot in union(self._all.names, spellings):
                scores[slot] = BEGUN
            for key in spellings:
                scores.update(dict.fromkeys(self._all.names.exactly(key), EXACT))
        return scores

    def _add_otherwise_written(self, text: str, scores: Scores) -> None:
        """Of Han characters many are read alike, so they must be the very ones."""
        for form in written_otherwise(text):
            for slot in self._all.names.exactly(fold_word(form)):
                entry = self._all.entries[slot]
                if entry is not None and (not is_han(form[0]) or form in entry.shown):
                    scores[slot] = max(scores.get(slot, 0.0), WRITTEN_OTHERWISE)


def _is_nicknamed(score: float) -> bool:
    return NICKNAMED <= score <= NICKNAME
