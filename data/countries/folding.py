"""One key for all the ways to write a country's name."""

import re
import unicodedata
from functools import lru_cache

# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
_DROPPED = re.compile("['’‘ʼʻ`´.·\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0f]")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
# "Bosnia and Herzegovina", "Bosnien und Herzegowina", "Bosnia & Herzegovina" are one key.
_CONNECTIVE = re.compile("and|und|et|y|e|i|и|і|та|the|och|og|ja|en|ve|a|și")


def _is_accent(char: str) -> bool:
    """Whether a combining mark is a mere accent (not an Indic vowel, a Thai tone, a dakuten)."""
    kind = unicodedata.combining(char)
    return kind == 1 or 10 <= kind <= 36 or 200 <= kind <= 240


@lru_cache(maxsize=4096)
def fold_country(text: str) -> str:
    """The key of a country's name or demonym, the same for every case, accent and ё.

    Dots and apostrophes vanish, other punctuation parts words, connective words ("and", "und",
    "и" …) are left out where anything else remains. Empty where nothing but punctuation stands.
    """
    wide = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", wide) if not _is_accent(c))
    letters = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    words = _mark_safe_split(_DROPPED.sub("", letters))
    kept = [word for word in words if not _CONNECTIVE.fullmatch(word)]
    return " ".join(kept or words)


def _mark_safe_split(text: str) -> list[str]:
    """The words of ``text``. ``\\w`` leaves out vowel signs, which belong to their word."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text).split()
    return "".join(
        c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in text
    ).split()
