"""How a name is taken apart and folded, so that every way of typing it meets.

Letters of any script become Latin ones (anyascii, ISC licence), then y and j become i and doubled
letters one: Dmitry, Dmitrij, Dimitri's cousins and Дмитрий share a beginning. Each rule looks at
one letter and its neighbour only, so that the fold of a beginning is the beginning of the fold.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice

from anyascii import anyascii

MAX_KEY = 40
"""No key is longer (letters); what follows is not searched."""

MAX_PARTS = 24
_MAX_CHARS = 400
_LONGEST_QUERY = 150  # characters; the longest names in passports have some 80
_HELD = re.compile(r"([^\W\d_])\1{5}")
_SIMILAR = str.maketrans({"y": "i", "j": "i"})
_DOUBLED = re.compile(r"(.)\1+")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
# A word, or whatever parts two words that are not of one group.
_ASCII_PIECE = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9'`-]+")
_AFTER_O = re.compile("(?<=[οΟ])[υύΥΎ]")
_AFTER_A_E = re.compile("(?<=[αεΑΕ])[υύΥΎ]")
# Apostrophes and hyphens join the parts of one group: Anne-Sophie, O'Brien.
_JOINERS = frozenset("-'’‘ʼʻ`´′‐‑‒–·.־׳")
# ü typed as ue: the other spelling is a key of its own.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a name that somebody may begin to type: ``text[start:end]``."""

    start: int
    end: int
    key: str
    group: int  # parts of one group follow each other without a space


def heard(text: str) -> str:
    """The text with the Greek υ of ου as u and of αυ, ευ as v: the same length, as it sounds."""
    return text if text.isascii() else _AFTER_A_E.sub("v", _AFTER_O.sub("u", text))


@lru_cache(maxsize=65536)
def fold_letter(char: str) -> str:
    """One character in small Latin letters, not yet squeezed; empty for a sign without sound."""
    plain = anyascii(unicodedata.normalize("NFKC", char)).lower()
    return _NOT_ALNUM.sub("", plain)


def spell_out(text: str) -> str:
    """Small letters, with ä ö ü ø å written as two."""
    return unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT)


def squeeze(letters: str) -> str:
    """Lower-case Latin letters made alike: y and j are i, doubled letters one."""
    return _DOUBLED.sub(r"\1", letters.translate(_SIMILAR))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The key of one word or part of it."""
    if word.isascii():
        plain = _NOT_ALNUM.sub("", word.lower())
    else:
        plain = "".join(map(fold_letter, unicodedata.normalize("NFC", word)))
    return squeeze(plain)[:MAX_KEY]


def is_han(char: str) -> bool:
    """Whether a character is one of those that Chinese and Japanese share."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def _is_syllable(char: str) -> bool:
    """Whether a character is a part by itself: Han, or a syllable of Hangul."""
    return is_han(char) or "\uac00" <= char <= "\ud7a3"


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"


@lru_cache(maxsize=1024)
def take_apart(text: str) -> tuple[Part, ...]:
    """The parts of a name, in its order: words, parts between hyphens, single Han characters.

    Of a name longer than 400 characters or 24 parts only that much is taken.
    """
    text = heard(text[:_MAX_CHARS])
    found = _ascii_parts(text) if text.isascii() else _parts_of_any_script(text)
    return tuple(islice(found, MAX_PARTS))


def _ascii_parts(text: str) -> Iterator[Part]:
    group = 0
    for piece in _ASCII_PIECE.finditer(text):
        start, end = piece.span()
        if piece[0][0].isalnum():
            yield Part(start, end, fold_word(piece[0]), group)
        else:
            group += 1


def _parts_of_any_script(text: str) -> Iterator[Part]:
    group = 0
    start = -1
    for at, char in enumerate(text + " "):
        letter = _is_letter(char)
        if start >= 0 and (not letter or _is_syllable(char) or _is_syllable(text[start])):
            key = fold_word(text[start:at])
            if key:
                yield Part(start, at, key, group)
            start = -1
        if letter and start < 0:
            start = at
        if not letter and char not in _JOINERS:
            group += 1


@lru_cache(maxsize=1024)
def keys_of(text: str) -> frozenset[str]:
    """Everything by whose beginning a name is found.

    Each part; the parts of one group joined from each part on (annesophie, xiaoming, wangxiaoming);
    and, for ä ö ü ø å, the spelling with two letters (mueller).
    """
    keys = _keys_of_parts(take_apart(text))
    if not text.isascii():
        spelled = spell_out(text)
        if spelled != text.lower():
            keys |= _keys_of_parts(take_apart(spelled))
    return frozenset(keys)


def _keys_of_parts(parts: Sequence[Part]) -> set[str]:
    keys = {part.key for part in parts}
    for first, part in enumerate(parts):
        joined = part.key
        for later in parts[first + 1 :]:
            if later.group != part.group or len(joined) >= MAX_KEY:
                break
            joined += later.key
        if joined != part.key:
            keys.add(squeeze(joined)[:MAX_KEY])
    return keys


def query_words(query: str) -> list[tuple[str, ...]]:
    """The words of a query, each in the spellings to look for. A Han run is one word."""
    words: list[tuple[str, ...]] = []
    for text, parts in _groups(query):
        spellings = [squeeze("".join(part.key for part in parts))[:MAX_KEY]]
        spelled = take_apart(spell_out(text))
        spellings.append(squeeze("".join(part.key for part in spelled))[:MAX_KEY])
        words.append(tuple(dict.fromkeys(spellings)))
    return words


def is_nonsense(query: str) -> bool:
    """Whether nobody would type this for a name: a key held down, a page pasted."""
    return len(" ".join(query.split())) > _LONGEST_QUERY or bool(_HELD.search(query))


def typed_words(query: str) -> list[str]:
    """The words of a query as they were typed."""
    return [text for text, _ in _groups(query)]


def _groups(query: str) -> Iterator[tuple[str, list[Part]]]:
    for _, of_group in groupby(take_apart(query), key=lambda part: part.group):
        parts = list(of_group)
        yield query[parts[0].start : parts[-1].end], parts
