"""Bill is William, Катя is Екатерина, Paco is Francisco, and Shivon is how Siobhán is said."""

import re
from collections import defaultdict
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
_SLAVIC = frozenset({"ru", "bg", "sr"})
_MOST_KEPT = 2  # sounds of a nickname of the tables; what is typed has all of them
_ENDING = re.compile("(?<=..)(?:ie|ei)$")
# With the usual nicknames of a name first, or in no order.
_TABLES = (("nicknames.tsv", True), ("nicknames_en.tsv", False), ("said.tsv", True))
_HALF_AS_USUAL = 6  # places down the line
_UNORDERED = 0.6
_STRIPPED = 0.5
_MIN_SLIPPED, _TWO_SLIPS, _NEAR = 5, 7, 6

Formal = tuple[str, ...]
"""The words of one formal name: most have one, María José two."""

Usual = Mapping[Formal, float]
"""Formal names, or nicknames, and how usual it is to call one the other: most usual is 1."""


@cache
def _tables() -> tuple[dict[str, Usual], dict[str, Usual]]:
    formal, short = _Weights(), _Weights()
    for name, by_place in _TABLES:
        for language, formals, nicknames in table(name):
            called: dict[str, str] = {}
            for nickname in nicknames.split():
                called.setdefault(_key(nickname), nickname)
            for one in formals.split():
                words = tuple(one.split("+"))
                for place, (key, nickname) in enumerate(called.items()):
                    weight = 1 / (1 + place / _HALF_AS_USUAL) if by_place else _UNORDERED
                    formal.add(key, words, f"{name} {language}", weight)
                    if len(words) == 1:
                        short.add(_key(one), (nickname,), f"{name} {language}", weight)
    return formal.shares(), short.shares()


class _Weights:
    """How usual pairs of names are: the more so, the more languages and lists have them."""

    def __init__(self) -> None:
        self._spelled: dict[str, dict[str, Formal]] = defaultdict(dict)
        self._weights: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)

    def add(self, key: str, name: Formal, source: str, weight: float) -> None:
        """Let ``name`` stand under ``key``; once for each source, where it is most usual."""
        folded = " ".join(map(_key, name))
        self._spelled[key].setdefault(folded, name)
        of_sources = self._weights[key, folded]
        of_sources[source] = max(weight, of_sources.get(source, 0.0))

    def shares(self) -> dict[str, Usual]:
        """Key -> names, with 1 for the most usual."""
        found: dict[str, Usual] = {}
        for key, names in self._spelled.items():
            weights = {folded: sum(self._weights[key, folded].values()) for folded in names}
            most = max(weights.values())
            found[key] = {name: weights[folded] / most for folded, name in names.items()}
        return found


def formal_names(nickname: str) -> Usual:
    """The names of those who may be called so, as the tables write them."""
    return _tables()[0].get(_key(nickname), {})


@cache
def _by_sound() -> dict[str, tuple[Formal, ...]]:
    """How Slavic nicknames are said, which each language romanises otherwise -> formal names."""
    found: dict[str, dict[Formal, None]] = defaultdict(dict)
    for language, formals, nicknames in table(_TABLES[0][0]):
        if language in _SLAVIC:
            words = dict.fromkeys(tuple(one.split("+")) for one in formals.split())
            for spoken in {way for one in nicknames.split() for way in _spoken(one, _MOST_KEPT)}:
                found[spoken].update(words)
    return {key: tuple(names) for key, names in found.items()}


def _spoken(word: str, most: int) -> list[str]:
    ways = aloud(word[0], readings_of(word))
    sounds = (sound for way in ways for sound in sounds_of(way)[:most])
    return [sound.spoken for sound in sounds if len(sound.spoken) >= _MIN_SPOKEN]


@lru_cache(maxsize=512)
def likely_formal_names(nickname: str) -> Usual:
    """The names of those who may be called what sounds so (1), or so with a diminutive less (½).

    Sacha, Saša and Саша are one; Sashenka, Sachoura and Сашок are called Саша.
    """
    known = _by_sound()
    found: dict[Formal, float] = {}
    ways = _spoken(nickname, MOST_SOUNDS)
    for spoken in ways:
        found.update(dict.fromkeys(known.get(spoken, ()), 1.0))
    for spoken in ways:
        for ending in _SOUNDING:
            stem = spoken.removesuffix(ending)
            if stem != spoken and len(stem) >= _MIN_SPOKEN - 1:
                for called in (f"{stem}a", f"{stem}o", stem):
                    for formal in known.get(called, ()):
                        found.setdefault(formal, _STRIPPED)
    return found


@lru_cache(maxsize=512)
def nearly_formal_names(nickname: str) -> Usual:
    """The names of those whose nickname has a slip in it: one in short ones, two in long."""
    key = _key(nickname)
    slips = 0 if len(key) < _MIN_SLIPPED else 1 if len(key) < _TWO_SLIPS else 2
    if not slips:
        return {}
    known = _tables()[0]
    near = process.extract(key, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=_NEAR)
    return {formal: share for other, _, _ in near for formal, share in known[other].items()}


def nicknames_of(formal: str) -> Usual:
    """What those who bear a name may be called."""
    return _tables()[1].get(_key(formal), {})


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
    fondly = folded.endswith(_FOND) or any(one.endswith(_FOND_SOUND) for one in _spoken(word, 1))
    return fondly and not nicknames_of(word) and not formal_names(word)


def _key(name: str) -> str:
    """Kitty, Kittie and Kitti are one."""
    return _ENDING.sub("i", fold_word(name))
