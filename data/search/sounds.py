"""What a word in Latin letters may sound like, whoever wrote it down.

Yochen, Jochen and Иохен, Tschaikowski and Чайковский, Mohamed and محمد meet in a skeleton of
consonant classes; vowels only tell apart what shares one. Letters that languages read in several
ways (ch, j, x, c …) give several sounds. The table sounds.tsv has the letters, longest first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from data.search.tables import table

MOST_SOUNDS = 8
"""Of a word with more ways to say it, only so many are kept."""

_CLASSES = str.maketrans("pftksxlrmn", "PFTKSSLRMN", "aeo")
_UNVOICED = str.maketrans("bvdghz", "pftkks")  # nobody hears these apart in a loud room
_VOWELS = str.maketrans("aeiouyw", "aeeooeo")
_REPEATED = re.compile(r"(.)\1+")
_VOWEL_RUN = re.compile(r"[aeo]+")


@dataclass(frozen=True, slots=True)
class Sound:
    """One way to say a word: its consonant classes, and its consonants with plain vowels."""

    skeleton: str
    spoken: str


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    spoken = {written: tuple(said.split("|")) for written, said in table("sounds.tsv")}
    longest_first = sorted(spoken, key=len, reverse=True)
    return re.compile("|".join([*longest_first, "."])), spoken


@lru_cache(maxsize=8192)
def sounds_of(latin: str) -> tuple[Sound, ...]:
    """The sounds of a word in small Latin letters, likeliest first."""
    pattern, spoken = _letters()
    pieces: list[Sequence[str]] = []
    for found in pattern.finditer(latin):
        letters = found[0]
        said = spoken.get(letters)
        if letters in ("y", "j") or (letters == "w" and found.end() == len(latin)):
            said = tuple(way or "e" for way in said or ("",))
        if letters == "h" and found.end() == len(latin):
            said = ("",)
        pieces.append(said or (letters.translate(_VOWELS),))
    ways = islice(product(*pieces), MOST_SOUNDS)
    return tuple(dict.fromkeys(_sound("".join(way)) for way in ways))


def _sound(said: str) -> Sound:
    spoken = _REPEATED.sub(r"\1", _VOWEL_RUN.sub(_one_vowel, said.translate(_UNVOICED)))
    skeleton = _REPEATED.sub(r"\1", spoken.translate(_CLASSES))
    return Sound(("A" if spoken[:1] in ("a", "e", "o") else "") + skeleton, spoken)


def _one_vowel(run: re.Match[str]) -> str:
    vowels = run[0]
    return "o" if "o" in vowels else "a" if "a" in vowels else "e"
