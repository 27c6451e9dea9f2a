"""How words in the scripts of India are read: every consonant has a vowel unless it says not.

The blocks of Unicode from Devanagari to Malayalam have the same letter in the same place (ISCII,
IS 13194:1991). Where a short a is written but no longer said, northern languages leave it out at
the end of a word, and between two syllables (Ohala, *Aspects of Hindi Phonology*, 1983).
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_FIRST, _LAST = 0x0900, 0x0D7F
_BLOCK = 0x80
_CONSONANTS = range(0x15, 0x3A)
_MORE_CONSONANTS = range(0x58, 0x60)
_SIGNS = range(0x3E, 0x4D)
_NUKTA, _VIRAMA = 0x3C, 0x4D
_BENGALI, _TAMIL = 1, 5
_NORTHERN = range(5)  # Devanagari, Bengali, Gurmukhi, Gujarati, Odia
_TAMIL_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "s"}
_NASALS = frozenset("mn")

Read = Callable[[str], str]
"""One letter, with its dot below if it has one, in Latin letters without a vowel."""


@dataclass(frozen=True, slots=True)
class _Syllable:
    """What is said before the vowel, the vowel, and whether it is the one nobody writes."""

    onset: str
    vowel: str
    unwritten: bool = False


def is_indic(char: str) -> bool:
    """Whether a character is of one of these scripts."""
    return _FIRST <= ord(char) <= _LAST


def indic_readings(word: str, read: Read) -> tuple[str, ...]:
    """The word with all its vowels, then without those that are not said, likeliest first."""
    script = (ord(word[0]) - _FIRST) // _BLOCK
    syllables = _syllables(unicodedata.normalize("NFC", word), read)
    ways = [syllables]
    if script in _NORTHERN:
        ended = _without_last(syllables)
        ways = [_without_inner(ended), ended, syllables]
    said = [_spelled(way) for way in ways]
    if script == _TAMIL:
        said = [_spelled(_voiced(syllables)), *said]
    if script == _BENGALI:
        said += [_spelled([_with_o(one) for one in way]) for way in ways]
    return tuple(dict.fromkeys(said))


def _syllables(word: str, read: Read) -> list[_Syllable]:
    found: list[_Syllable] = []
    for char, following in pairwise(word + " "):
        place = (ord(char) - _FIRST) % _BLOCK
        last = found[-1] if found else None
        if place in _CONSONANTS or place in _MORE_CONSONANTS:
            dotted = (ord(following) - _FIRST) % _BLOCK == _NUKTA
            found.append(_Syllable(read(char + following * dotted), "a", unwritten=True))
        elif last is not None and place == _VIRAMA:
            found[-1] = _Syllable(last.onset, "")
        elif last is not None and place in _SIGNS:
            found[-1] = _Syllable(last.onset, read(char))
        elif place != _NUKTA:
            found.append(_Syllable("", read(char)))
    return found


def _without_last(syllables: Sequence[_Syllable]) -> list[_Syllable]:
    if len(syllables) > 1 and syllables[-1].unwritten:
        return [*syllables[:-1], replace(syllables[-1], vowel="", unwritten=False)]
    return list(syllables)


def _without_inner(syllables: Sequence[_Syllable]) -> list[_Syllable]:
    """From the end, an unwritten vowel goes where vowels stand on both sides of its syllable."""
    kept = list(syllables)
    for at in range(len(kept) - 2, 0, -1):
        if kept[at].unwritten and kept[at - 1].vowel and kept[at + 1].vowel and kept[at + 1].onset:
            kept[at] = replace(kept[at], vowel="", unwritten=False)
    return kept


def _with_o(syllable: _Syllable) -> _Syllable:
    return replace(syllable, vowel="o") if syllable.unwritten else syllable


def _voiced(syllables: Sequence[_Syllable]) -> list[_Syllable]:
    """Tamil writes one letter for k and g: after a vowel or a nasal it is g."""
    said: list[_Syllable] = []
    for at, one in enumerate(syllables):
        before = syllables[at - 1] if at else None
        follows = before is not None and (bool(before.vowel) or before.onset[-1:] in _NASALS)
        voiced = _TAMIL_VOICED.get(one.onset, one.onset) if follows and one.vowel else one.onset
        said.append(replace(one, onset=voiced))
    return said


def _spelled(syllables: Sequence[_Syllable]) -> str:
    return "".join(one.onset + one.vowel for one in syllables)
