"""Find guests by what a person types at the door: in memory, at every keystroke."""

import re

from rapidfuzz import fuzz, process

from data.guests import Guest
from data.search import nicknames
from data.search.alike import MIN_HEARD, AlikeSearch
from data.search.catalogue import Catalogue
from data.search.entry import folded_name
from data.search.folding import is_nonsense, query_words, typed_words
from data.search.matches import Found, Match, MatchedBy, Similar
from data.search.nicknames import formal_names, likely_formal_names
from data.search.spelled import SpelledSearch

_MIN_CODE = 4  # letters of an e-mail address or a ticket code before it is looked for
_FOR_NICKNAMES = 3  # places that names which only begin so leave to those called so
_KEY_OF_A_LETTER = re.compile(r"(?<=\w)[][;/.,\\](?=\w)")  # x, ж and the like elsewhere: i]n is هدى
_MOST_INITIALS = 2  # words of a letter or two, of which more sound like nothing
_MIN_LIKENESS = 70.0


class GuestIndex:
    """Every word of a query must begin a word of the name, in any case, script and order.

    Not safe for use by several threads at once. ``rank`` is any small number from 0 on: a guest
    with a lower one comes first among equals (0 expected, 1 in already …). Beyond 10,000 guests
    the sounds of the further ones are taken in little by little, at each question.
    """

    def __init__(self) -> None:
        self._all = Catalogue()
        self._spelled = SpelledSearch(self._all)
        self._alike = AlikeSearch(self._all, self._spelled)

    def __len__(self) -> int:
        return len(self._all.slot_of)

    def __contains__(self, guest_id: object) -> bool:
        return guest_id in self._all.slot_of

    def put(self, guest: Guest, rank: int = 0) -> None:
        """Add a guest, or take over what has changed about one."""
        self._all.put(guest, rank)

    def remove(self, guest_id: str) -> None:
        """Forget a guest; nothing happens where there is none."""
        self._all.remove(guest_id)

    def set_rank(self, guest_id: str, rank: int) -> None:
        """Let a guest come sooner or later among equals; nothing happens where there is none."""
        self._all.set_rank(guest_id, rank)

    def settle(self) -> None:
        """After many changes, do now what the next question would have to do first."""
        self._all.settle()
        nicknames.load()

    def find(self, query: str, limit: int = 8) -> list[Match]:
        """The best matches for what is typed so far; none for nothing.

        A word that is the whole of a word of the name beats one that only begins it, then the
        lower rank comes first, then the name decides. After the names come matches that need the
        company or the note, then names typed without a space, then e-mail addresses and ticket
        secrets that begin so (from four letters on, and never shown). Those who may be called so
        come after whoever bears the very word, and before surnames that only begin so.

        Where no name is spelled so, from three letters on: what other keyboard layouts make of the
        same keys, names that sound so or are nearly spelled so, the likest first, and at last
        those who have only some of the words typed. Where a single word is the whole of somebody's
        word, those follow whose name is the same in another spelling or script. What nobody would
        type for a name (a key held down, a page pasted) finds a ticket secret or nobody.
        """
        found: Found = {}
        code = query.strip().lower()
        typed = "" if is_nonsense(query) else query
        if _KEY_OF_A_LETTER.search(typed):
            self._alike.find_retyped(found, typed, limit)
        if typed:
            self._find_by_name(found, typed, limit)
        if len(found) < limit and len(code) >= _MIN_CODE and " " not in code:
            by_code = self._all.codes.beginning(code)
            self._spelled.take(found, limit, [], by_code, MatchedBy.CODE)
        spelled_so = any(match.by is MatchedBy.NAME for match in found.values())
        whole = any(match.whole for match in found.values())
        if len(code) > 1 and (whole or (not found and len(code) < MIN_HEARD)):
            self._alike.find_otherwise_written(found, typed, limit)
        if not spelled_so and len(found) < limit and typed and len(code) >= MIN_HEARD:
            self._all.hear_more()
            self._find_otherwise(found, typed, limit)
        return list(found.values())

    def _find_by_name(self, found: Found, query: str, limit: int) -> None:
        words = query_words(query)
        nickname = _nickname(query)
        if words:
            spelled = max(limit - _FOR_NICKNAMES, 1) if nickname else limit
            self._spelled.find(found, words, limit)
            if nickname:
                spare = [(slot, found.pop(slot)) for slot in list(found)[spelled:]]
                self._alike.add_called(found, nickname, limit)
                for slot, match in spare[: limit - len(found)]:  # places that no nickname takes
                    found.setdefault(slot, match)
            if len(found) < spelled and not self._alike.anybody_called(nickname):
                self._spelled.find_cut(found, words, spelled)

    def _find_otherwise(self, found: Found, query: str, limit: int) -> None:
        typed = typed_words(query)
        if len(typed) > _MOST_INITIALS and max(map(len, typed)) < MIN_HEARD:
            return
        if not found and not self._alike.anybody_called(_nickname(query)):
            self._alike.find_retyped(found, query, limit)
        self._alike.find(found, query, limit)
        if not found:
            self._alike.find_retyped_alike(found, query, limit)
        if not found:
            self._alike.find_partly(found, query, limit)

    def similar(self, name: str, limit: int = 5) -> list[Similar]:
        """Guests whose names are much alike, likeliest first: for walk-ins and misspellings."""
        key = folded_name(name)
        if not key or limit < 1:
            return []
        likest = process.extract(
            key, self._all.folded, scorer=fuzz.WRatio, score_cutoff=_MIN_LIKENESS, limit=limit
        )
        entries = ((self._all.entries[slot], score) for _, score, slot in likest)
        return [Similar(entry.guest_id, score) for entry, score in entries if entry is not None]


def _nickname(query: str) -> str:
    """The one word typed, if some are called so."""
    typed = typed_words(query)
    if len(typed) != 1 or len(typed[0]) < MIN_HEARD:
        return ""
    return typed[0] if formal_names(typed[0]) or likely_formal_names(typed[0]) else ""
