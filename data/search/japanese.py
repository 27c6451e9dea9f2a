"""How Japanese names in kanji are read: family names and first names from a table.

Loaded when the first name in Han characters is. A name found in neither list keeps its Chinese
reading only.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from data.search.readings import short_vowels
from data.search.tables import sorted_table, table

_NAMES = "japanese.tsv.gz"
_LONGEST = 8
_HAN_FIRST, _HAN_LAST = "\u3005", "\u9fff"
_FAMILY, _FIRST = "s", "g"  # how the lines of the table begin


@cache
def _more() -> dict[str, tuple[str, ...]]:
    """Surnames that families read in several ways, where the big table has one."""
    return {kanji: tuple(ways.split()) for kanji, ways in table("japanese_surnames.tsv")}


@lru_cache(maxsize=8192)
def _read(kind: str, kanji: str) -> tuple[str, ...]:
    found = sorted_table(_NAMES).words(kind + kanji)
    return (*found, *_more().get(kanji, ())) if kind == _FAMILY else found


def kanji_readings(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start, end and romaji of the family name and the first name in a run of characters.

    A run that is neither as a whole is tried as a family name with a first name behind it.
    """
    if not _HAN_FIRST <= text[:1] <= _HAN_LAST or len(text) > _LONGEST:
        return
    whole = _read(_FAMILY, text) + _read(_FIRST, text)
    if whole:
        yield 0, len(text), _both_lengths(whole)
        return
    for at in range(len(text) - 1, 0, -1):
        family, first = _read(_FAMILY, text[:at]), _read(_FIRST, text[at:])
        if family and first:
            yield 0, at, _both_lengths(family)
            yield at, len(text), _both_lengths(first)


def is_japanese(text: str) -> bool:
    """Whether a run of characters is a name that Japan has: a first name, or a family name of two
    characters or more with or without a first name behind it.

    Nobody writes 高橋 as Cantonese would, though in pinyin some do.
    """
    if not _HAN_FIRST <= text[:1] <= _HAN_LAST or not 1 < len(text) <= _LONGEST:
        return False
    return bool(_read(_FIRST, text)) or any(
        _read(_FAMILY, text[:at]) and (at == len(text) or _read(_FIRST, text[at:]))
        for at in range(len(text), 1, -1)
    )


def _both_lengths(ways: tuple[str, ...]) -> tuple[str, ...]:
    """Sato beside satou."""
    return tuple(dict.fromkeys((*ways, *map(short_vowels, ways))))
