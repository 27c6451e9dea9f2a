"""What may be heard of a name: its words, wherever they begin, each as it may be read aloud."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from data.search.folding import Part, take_apart
from data.search.japanese import is_japanese, kanji_readings
from data.search.readings import aloud, readings_of

_ARABIC = re.compile("[ا-ي]")
_JOIN_NEXT = frozenset({"عبد", "بن", "ابن", "أبو", "ابو", "آل"})
_JOIN_BEFORE = frozenset({"الله", "الدين", "زاده"})

_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ash",
        "as",
        "ar",
        "an",
        "at",
        "ad",
        "az",
        "ben",
        "bin",
        "ibn",
        "bint",
        "abu",
        "de",
        "da",
        "del",
        "van",
        "von",
    ]
)
_SERVANT = frozenset({"abd", "abdel", "abdul", "abdal", "abdol"})
_SYLLABLES_OF_A_NAME = range(2, 5)


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a name, ``text[start:end]``, and how it is written in Latin letters."""

    start: int
    end: int
    readings: tuple[str, ...]
    spoken: tuple[str, ...]  # the same, spelled so that only one sound is meant where one is known
    inside: bool = False  # a syllable, not the first, of a name written without spaces


@lru_cache(maxsize=1024)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name, the parts of each, and what is written apart but said as one."""
    return tuple(word for word in _words(name, take_apart(name)) if word.readings)


def _words(name: str, parts: Sequence[Part]) -> Iterator[Word]:
    for _, of_group in groupby(parts, key=lambda part: part.group):
        group = list(of_group)
        run = name[group[0].start : group[-1].end]
        most = 1 if is_japanese(run) else None
        readings = [readings_of(name[part.start : part.end])[:most] for part in group]
        for at, (part, ways) in enumerate(zip(group, readings, strict=True)):
            yield _word(name, part.start, part.end, ways, at > 0 and part.end - part.start == 1)
        for first in range(len(group) - 1):
            likeliest = "".join(ways[0] for ways in readings[first:] if ways)
            other = "".join(ways[-1] for ways in readings[first:] if ways)
            yield _word(name, group[first].start, group[-1].end, tuple({likeliest: 0, other: 0}))
        for start, end, ways in kanji_readings(run):
            yield _word(name, group[0].start + start, group[0].start + end, ways)
    yield from said_as_one(name)


def _word(name: str, start: int, end: int, readings: tuple[str, ...], inside: bool = False) -> Word:
    return Word(start, end, readings, aloud(name[start], readings), inside)


def said_as_one(name: str) -> list[Word]:
    """Arabic names of two words that many write as one: Abdullah, Benjelloun, Nasrallah."""
    if not _ARABIC.search(name):
        return []
    found = []
    for before, after in pairwise(take_apart(name)):
        first, second = name[before.start : before.end], name[after.start : after.end]
        if first in _JOIN_NEXT or second in _JOIN_BEFORE:
            ways = (readings_of(first)[0] + way for way in readings_of(second))
            found.append(_word(name, before.start, after.end, tuple(ways)))
    return found


def ways_to_say(typed: Sequence[str]) -> Iterator[list[str]]:
    """The words of a query; then with family name and first name parted, with Abd joined to what it
    serves (Abd al Rahman is Abdulrahman), without articles.
    """
    yield list(typed)
    parted = [piece for word in typed for piece in _parted(word)]
    if len(parted) > len(typed):
        yield parted
    joined = _servant_joined(typed)
    if len(joined) < len(typed):
        yield joined
    names = [word for word in typed if word.lower() not in _ARTICLES]
    if 0 < len(names) < len(typed):
        yield names


def _servant_joined(typed: Sequence[str]) -> list[str]:
    words: list[str] = []
    joins = False
    for word in typed:
        if joins:
            words[-1] += word
        else:
            words.append(word)
        joins = word.lower() in _SERVANT or (joins and word.lower() in _ARTICLES)
    return words


def _parted(word: str) -> tuple[str, ...]:
    """박지성, 郭敬明: the first character is the family name."""
    syllables = take_apart(word)
    if len(syllables) == len(word) in _SYLLABLES_OF_A_NAME:
        return word[0], word[1:]
    return (word,)
