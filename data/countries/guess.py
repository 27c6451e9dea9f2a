"""What a cell of a guest list, or what somebody typed, says about nationality."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.countries.codes import FLAG, code_of_flag, code_table
from data.countries.folding import fold_country
from data.countries.names import name_table

_MAX_CHARS = 200
_MAX_CODES = 6
# Words of yes, no and everyday speech that also look like codes in lower case.
_PLAIN_WORD = re.compile(
    "no|in|me|it|is|as|at|be|by|do|so|to|us|am|my|la|na|ne|si|se|da|es|il|al|ma|va|li|lu|nu|pa|"
    "and|are|can|per|sur|nor|pan|mar|ton|man|col|dom",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(
    r"([/,;|+&\n\r\t()\[\]·•]+|\s[-–—]\s|[–—]|\s+(?:and|und|et|y|e|и|і|та|och|og|ja|en|ve)\s+)",
    re.IGNORECASE,
)
_MAX_PARTS = 12
_ARTICLE = re.compile(r"^(?:la|le|les|l|die|der|das|el|los|las|il|lo|gli)\s+")
_LEAD_IN = re.compile(r"^(?:(?:born|living|based) in|(?:citizen|national) of|from|aus) ", re.I)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(frozen=True, slots=True)
class CountryGuess:
    """The codes found in a text, in its order, each once.

    ``certain``: every part of the text is a known name, demonym, code or flag that means one
    country. Otherwise the codes are a guess that a person has to confirm; no codes and not
    certain: nothing was understood. An empty text is certain to name none.
    """

    codes: tuple[str, ...] = ()
    certain: bool = False


_NOTHING = CountryGuess()


@lru_cache(maxsize=8192)
def find_countries(text: str) -> CountryGuess:
    """Read the nationality, or nationalities, of one cell.

    Two-letter and three-letter codes (ISO, IOC, FIFA) are certain in capitals only: "DE" and
    "GER" are, "de" is a guess, and lower-case words of daily use ("no", "in", "it", "me") are
    nothing at all. Whoever wants strict codes therefore asks for ``certain``. Names and demonyms
    are known in any case. Likeness to a known name (a misspelling) is only ever a guess, and is
    never looked for in less than five letters.
    """
    text = text.strip()
    if not text.strip("-–—.?!/ "):
        return CountryGuess((), certain=text.strip("-–—/ ") == "")
    if len(text) > _MAX_CHARS:
        return _NOTHING
    if FLAG.search(text):
        return _with_flags(text)
    whole = _one(text)
    if whole is not None and whole.certain:
        return whole
    pieces = _SEPARATORS.split(text)
    for together in (_in_turn(pieces), _all_of(text.split("-")), _all_of(text.split())):
        if together is not None and len(together.codes) <= _MAX_CODES:
            return together
    return whole or _like(text) or _some_of(pieces[::2])


def _with_flags(text: str) -> CountryGuess:
    codes = [code_of_flag(flag) for flag in FLAG.findall(text)]
    words = find_countries(FLAG.sub(" / ", text).strip(" /,;&+|-–—()"))
    found = tuple(dict.fromkeys((*(code for code in codes if code), *words.codes)))
    return CountryGuess(found[:_MAX_CODES], certain=None not in codes and words.certain)


def _in_turn(pieces: list[str]) -> CountryGuess | None:
    """The countries that the pieces name one after the other, each by as many as can be.

    ``pieces``: texts with their separators between. A separator may belong to a name ("Bosnia
    and Herzegovina, Austria"), so longer runs come first.
    """
    if not 3 <= len(pieces) <= 2 * _MAX_PARTS:
        return None
    return _from(0, pieces)


def _from(start: int, pieces: list[str]) -> CountryGuess | None:
    while start < len(pieces) and not pieces[start].strip():
        start += 2
    if start >= len(pieces):
        return CountryGuess((), certain=True)
    for end in range(len(pieces), start, -2):
        first = _one("".join(pieces[start:end]))
        rest = _from(end + 1, pieces) if first is not None else None
        if first is not None and rest is not None:
            codes = tuple(dict.fromkeys(first.codes + rest.codes))
            return CountryGuess(codes, certain=first.certain and rest.certain)
    return None


def _all_of(parts: list[str]) -> CountryGuess | None:
    """The countries of all parts together, if there are parts and every one is a country."""
    found = [_one(part) for part in parts[:_MAX_PARTS]]
    known = [guess for guess in found if guess is not None]
    if len(known) < len(parts) or len(parts) < 2:
        return None
    codes = tuple(dict.fromkeys(code for guess in known for code in guess.codes))
    return CountryGuess(codes, certain=all(guess.certain for guess in known))


def _some_of(parts: list[str]) -> CountryGuess:
    """The countries of those parts that are one ("Berlin, Germany", "born in Peru"): a guess."""
    found = [_one(_LEAD_IN.sub("", part.strip())) for part in parts[:_MAX_PARTS]]
    codes = tuple(dict.fromkeys(code for guess in found if guess for code in guess.codes))
    return CountryGuess(codes) if len(codes) <= _MAX_CODES else _NOTHING


def _one(text: str) -> CountryGuess | None:
    """The country that a text names as a whole, without likeness."""
    text = text.strip(" \t-–—:,;\"'«»„“”")
    spellings = code_table().spellings
    code = spellings.get(text)
    if code is not None:
        return CountryGuess((code,), certain=True)
    table = name_table()
    for key in _key_variants(text):
        if key in table.likely:
            return CountryGuess((table.likely[key],))
        if key in table.sure and not _PLAIN_WORD.fullmatch(text):
            return CountryGuess((table.sure[key],), certain=True)
    if not _PLAIN_WORD.fullmatch(text):
        code = spellings.get(text.upper())
    return CountryGuess((code,)) if code is not None else None


def _key_variants(text: str) -> list[str]:
    """The keys to try: as written, then without article, plural s, and with umlauts restored."""
    key = fold_country(text)
    variants = [key]
    if len(key) <= 3 and not text.isascii():
        variants.insert(0, text.casefold())  # short names keep their accents: "Áo"
    bare = _ARTICLE.sub("", key)
    if bare != key:
        variants.append(bare)
    if key.endswith("s") and len(key) > 5:
        variants.append(key[:-1])
    umlauts = key
    for pair, letter in _UMLAUTS:
        umlauts = umlauts.replace(pair, letter)
    if umlauts != key and len(umlauts) > 3:
        variants.append(umlauts)
    return variants


@cache
def _keys_by_look() -> Mapping[tuple[str, int], list[str]]:
    """The keys that a misspelling may be compared with, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key in name_table().sure:
        if len(key) >= 4:
            found[key[0], len(key)].append(key)
    return found


def _like(text: str) -> CountryGuess | None:
    """The one country whose name differs by a slip or two of the hand.

    One edit (letter missing, added, changed or two swapped) from five letters on, two from eleven,
    and the same first letter. Several countries equally near: none of them.
    """
    key = fold_country(text)
    if len(key) < 5 or any(char.isdigit() for char in key):
        return None
    allowed = 1 if len(key) < 11 else 2
    by_look = _keys_by_look()
    near: dict[int, set[str]] = defaultdict(set)
    for length in range(len(key) - allowed, len(key) + allowed + 1):
        keys = by_look.get((key[0], length), [])
        for found, distance, _ in process.extract(
            key, keys, scorer=OSA.distance, score_cutoff=allowed, limit=None
        ):
            near[int(distance)].add(name_table().sure[found])
    for distance in sorted(near):
        codes = near[distance]
        return CountryGuess((codes.pop(),)) if len(codes) == 1 else None
    return None
