"""Bill is William, Катя is Екатерина, Paco is Francisco, and Shivon is how Siobhán is said."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

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
    "inette", "inou", "otte", "ine", "lou", "eta", "ina", "ino", "uca", "uco", "oun", "chu", "che",
    "tje", "pje", "erl", "us", "ot", "on", "in", "is", "je", "ke", "le", "ka", "ko", "ik", "ek",
    "sha", "ie", "ei", "ou", "i", "o",
)  # fmt: skip
# The same as they sound, see ``sounds``: ushka and ochka are oxka, uha is oka, iulia is ola.
_SOUNDING = (
    "onexka", "oxenka", "enexka", "oxka", "exka", "axka", "enka", "onka", "anka", "oxek", "exek",
    "oxa", "axa", "oska", "xek", "ola", "ona", "osa", "ora", "ota", "ena", "oka", "exo", "ka",
    "xo", "ek", "ok", "an", "on",
)  # fmt: skip
# Those that formal names do not have, as they are spelled, and as they sound: ushka, ochka, enka.
_FOND = ("chen", "lein", "inho", "inha", "ucho", "usha", "inou")
_FOND_SOUND = ("xka", "xenka", "xonka", "xek", "nexka")
_MIN_STEM = 3
_MIN_SPOKEN = 3
_ENDING = re.compile("(?<=..)(?:ie|ei)$")
_STRIPPED = 0.5
_MIN_SLIPPED, _TWO_SLIPS, _NEAR = 5, 7, 6

Formal = tuple[str, ...]
"""The words of one formal name: most have one, María José two."""

# The kinds of lines of tables/called.tsv.gz, which make_called.py writes.
CALLED, SHORT, HEARD = "c", "s", "h"

Usual = Mapping[Formal, float]
"""Formal names, or nicknames, and how usual it is to call one the other: most usual is 1."""


@cache
def _called() -> dict[str, str]:
    """Kind and key -> names and shares, taken apart when they are asked for."""
    return {line[0]: line[1] for line in table("called.tsv.gz")}


@lru_cache(maxsize=2048)
def _usual(kind: str, key: str) -> Usual:
    pairs = (one.rpartition(":") for one in _called().get(kind + key, "").split())
    return {tuple(name.split("+")): float(share) for name, _, share in pairs}


@cache
def _nicknames() -> tuple[str, ...]:
    return tuple(key[1:] for key in _called() if key[0] == CALLED)


def load() -> None:
    """Read the table now, which the first nickname would wait for otherwise."""
    _nicknames()


def formal_names(nickname: str) -> Usual:
    """The names of those who may be called so, as the tables write them."""
    return _usual(CALLED, nickname_key(nickname))


def spelled_names(nickname: str) -> frozenset[str]:
    """The words of the formal names, in small letters as the tables spell them."""
    formals = (*formal_names(nickname), *likely_formal_names(nickname))
    return frozenset(word.casefold() for formal in formals for word in formal)


def spoken_ways(word: str, most: int) -> list[str]:
    """How a nickname may be said, ``most`` ways for each way to write it in Latin letters."""
    ways = aloud(word[0], readings_of(word))
    sounds = (sound for way in ways for sound in sounds_of(way)[:most])
    return [sound.spoken for sound in sounds if len(sound.spoken) >= _MIN_SPOKEN]


@lru_cache(maxsize=512)
def likely_formal_names(nickname: str) -> Usual:
    """The names of those who may be called what sounds so (1), or so with a diminutive less (½).

    Sacha, Saša and Саша are one; Sashenka, Sachoura and Сашок are called Саша.
    """
    found: dict[Formal, float] = {}
    ways = spoken_ways(nickname, MOST_SOUNDS)
    for spoken in ways:
        found.update(_usual(HEARD, spoken))
    for spoken in ways:
        for ending in _SOUNDING:
            stem = spoken.removesuffix(ending)
            if stem != spoken and len(stem) >= _MIN_SPOKEN - 1:
                for called in (f"{stem}a", f"{stem}o", stem):
                    for formal in _usual(HEARD, called):
                        found.setdefault(formal, _STRIPPED)
    return found


@lru_cache(maxsize=512)
def nearly_formal_names(nickname: str) -> Usual:
    """The names of those whose nickname has a slip in it: one in short ones, two in long."""
    key = nickname_key(nickname)
    slips = 0 if len(key) < _MIN_SLIPPED else 1 if len(key) < _TWO_SLIPS else 2
    if not slips:
        return {}
    near = process.extract(key, _nicknames(), scorer=OSA.distance, score_cutoff=slips, limit=_NEAR)
    return {
        formal: share for other, _, _ in near for formal, share in _usual(CALLED, other).items()
    }


def nicknames_of(formal: str) -> Usual:
    """What those who bear a name may be called."""
    return _usual(SHORT, nickname_key(formal))


def stem_of(folded: str) -> str:
    """What is left of a pet name without its ending (Stef-fi, Juan-ita); empty for too little."""
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _MIN_STEM:
            return stem
    return ""


def is_pet_name(word: str) -> bool:
    """Whether a word ends as only pet names do, and no table knows whose it is (Monika, Sashka)."""
    folded = fold_word(word)
    fondly = folded.endswith(_FOND) or any(
        one.endswith(_FOND_SOUND) for one in spoken_ways(word, 1)
    )
    return fondly and not nicknames_of(word) and not formal_names(word)


def nickname_key(name: str) -> str:
    """Kitty, Kittie and Kitti are one."""
    return _ENDING.sub("i", fold_word(name))
