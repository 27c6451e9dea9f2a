"""Bill is William, Катя is Екатерина, Paco is Francisco, and Shivon is how Siobhán is said."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from data.search.folding import fold_word
from data.search.readings import aloud, readings_of
from data.search.sounds import MOST_SOUNDS, sounds_of
from data.search.tables import table

# Diminutive endings of English, German, Russian, French, Spanish, Portuguese and Polish, folded,
# longest first.
_ENDINGS = (
    "iushenka", "iushka", "ushenka", "ochka", "echka", "iulka", "iusha", "iucha", "ucha", "uska",
    "enka", "onka", "ushka", "ichka", "chen", "lein", "itos", "ica", "ico", "illo", "illa", "ita",
    "ito", "inha", "inho", "usha", "asha", "ucho", "ette", "ulia", "unia", "usia", "chik", "cho",
    "ine", "lou", "eta", "ina", "ino", "ka", "ko", "ik", "ek", "sha", "ie", "ei", "ou",
    "i", "o",
)  # fmt: skip
# The same as they sound, see ``sounds``: ushka and ochka are oxka, uha is oka, iulia is ola.
_SOUNDING = (
    "onexka", "oxenka", "enexka", "oxka", "exka", "axka", "enka", "onka", "anka", "oxek", "exek",
    "oxa", "axa", "oska", "xek", "ola", "ona", "osa", "ora", "ota", "ena", "oka", "exo", "ka",
    "xo", "ek", "ok", "an", "on",
)  # fmt: skip
_MIN_STEM = 3
_MIN_SPOKEN = 3
_SLAVIC = frozenset({"ru", "bg"})
_MOST_KEPT = 2  # sounds of a nickname of the tables; what is typed has all of them
_ENDING = re.compile("(?<=..)(?:ie|ei)$")
_TABLES = ("nicknames.tsv", "nicknames_en.tsv", "said.tsv")

Formal = tuple[str, ...]
"""The words of one formal name: most have one, María José two."""


@cache
def _tables() -> tuple[dict[str, tuple[Formal, ...]], dict[str, tuple[Formal, ...]]]:
    formal: dict[str, dict[Formal, None]] = defaultdict(dict)
    short: dict[str, dict[Formal, None]] = defaultdict(dict)
    for name in _TABLES:
        for _, formals, nicknames in table(name):
            for one in formals.split():
                words = tuple(one.split("+"))
                for nickname in nicknames.split():
                    formal[_key(nickname)][words] = None
                    if len(words) == 1:
                        short[_key(one)][nickname,] = None
    return _frozen(formal), _frozen(short)


def _frozen(found: dict[str, dict[Formal, None]]) -> dict[str, tuple[Formal, ...]]:
    return {key: tuple(names) for key, names in found.items()}


def formal_names(nickname: str) -> tuple[Formal, ...]:
    """The names of those who may be called so, as the tables write them."""
    return _tables()[0].get(_key(nickname), ())


@cache
def _by_sound() -> dict[str, tuple[Formal, ...]]:
    """How Slavic nicknames are said, which each language romanises otherwise -> formal names."""
    found: dict[str, dict[Formal, None]] = defaultdict(dict)
    for language, formals, nicknames in table(_TABLES[0]):
        if language in _SLAVIC:
            words = dict.fromkeys(tuple(one.split("+")) for one in formals.split())
            for spoken in {way for one in nicknames.split() for way in _spoken(one, _MOST_KEPT)}:
                found[spoken].update(words)
    return _frozen(found)


def _spoken(word: str, most: int) -> list[str]:
    ways = aloud(word[0], readings_of(word))
    sounds = (sound for way in ways for sound in sounds_of(way)[:most])
    return [sound.spoken for sound in sounds if len(sound.spoken) >= _MIN_SPOKEN]


@lru_cache(maxsize=512)
def likely_formal_names(nickname: str) -> tuple[Formal, ...]:
    """The names of those who may be called what sounds so, or so with a diminutive less.

    Sacha, Saša and Саша are one; Sashenka, Sachoura and Сашок are called Саша.
    """
    known = _by_sound()
    found: dict[Formal, None] = {}
    for spoken in _spoken(nickname, MOST_SOUNDS):
        found.update(dict.fromkeys(known.get(spoken, ())))
        for ending in _SOUNDING:
            stem = spoken.removesuffix(ending)
            if stem != spoken and len(stem) >= _MIN_SPOKEN - 1:
                for called in (f"{stem}a", f"{stem}o", stem):
                    found.update(dict.fromkeys(known.get(called, ())))
    return tuple(found)


def nicknames_of(formal: str) -> tuple[Formal, ...]:
    """What those who bear a name may be called."""
    return _tables()[1].get(_key(formal), ())


def stem_of(folded: str) -> str:
    """What is left of a pet name without its ending (Stef-fi, Juan-ita); empty for too little."""
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _MIN_STEM:
            return stem
    return ""


def _key(name: str) -> str:
    """Kitty, Kittie and Kitti are one."""
    return _ENDING.sub("i", fold_word(name))
