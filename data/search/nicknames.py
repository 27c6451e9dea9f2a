"""Bill is William, Катя is Екатерина, Paco is Francisco, and Shivon is how Siobhán is said."""

import re
from collections import defaultdict
from functools import cache

from data.search.folding import fold_word
from data.search.tables import table

# Diminutive endings of English, German, Russian, French, Spanish and Portuguese, folded.
_ENDINGS = (
    "ochka", "enka", "ushka", "iushka", "chen", "lein", "itos", "ita", "ito", "inha", "inho",
    "ushka", "usha", "asha", "iusha", "ette", "eta", "ka", "ik", "sha", "ie", "ei", "i", "ou", "o",
)  # fmt: skip
_MIN_STEM = 3
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
