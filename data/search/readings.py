"""How a word of any script is written in Latin letters, in each of the usual ways.

anyascii (ISC) knows every letter; letters.tsv says better where a sound needs it. Hebrew and
Arabic keep what they write: consonants.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, product

from anyascii import anyascii

from data.search.tables import table

_MOST_READINGS = 6
_CH = re.compile("(?<!sh)ch")
_NOT_LETTER = re.compile(r"[^a-z]+")
_ARTICLE = re.compile("^(?:وال|ال)(?=..)")
_SMALL_Y = frozenset("ゃゅょャュョ")
_LONG_O = re.compile("o[uo]")
_THAI_SILENT = re.compile("(?:[ทตด]ร|ษณ|กษ|[ก-ฮ])[ิุ]?์")
_THAI_CODA = re.compile("[ก-ฮ](?![ะ-ฺ็-๎]*[ะ-ฺ็])")


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    read = {row[0]: tuple(row[1].split("|")) for row in table("letters.tsv")}
    longest_first = sorted(read, key=len, reverse=True)
    return re.compile("|".join([*longest_first, "."]), re.DOTALL), read


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = {}
    for syllable, ways in table("syllables.tsv"):
        read[syllable] = read.get(syllable, ()) + tuple(ways.split("|"))
    return read


@cache
def _thai() -> dict[str, tuple[str, str]]:
    return {consonant: (first, last) for consonant, first, last in table("thai.tsv")}


@lru_cache(maxsize=8192)
def readings_of(word: str) -> tuple[str, ...]:
    """The word in small Latin letters a-z, the likeliest way first. Never more than six."""
    if word.isascii():
        return (_NOT_LETTER.sub("", word.lower()),)
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).lower())
    if "ก" <= word[0] <= "๎":
        return _thai_readings(word)
    without_article = _ARTICLE.sub("", word)
    ways = [*_by_letter(word), *_syllables().get(word, ())]
    if without_article != word:
        ways += _by_letter(without_article)
    if "\u3040" <= word[0] <= "\u30ff":
        ways = [_hepburn(word)]
        ways += [short_vowels(way) for way in ways]
        ways += [_kunrei(way) for way in ways]
    return tuple(dict.fromkeys(filter(None, ways)))[:_MOST_READINGS]


def aloud(first: str, readings: Sequence[str]) -> tuple[str, ...]:
    """Readings of another script, spelled so that no letter is taken for another language's.

    ``first``: the first character as it is written. Pinyin's x, q and c are no one else's.
    """
    if unicodedata.name(first, "").startswith("LATIN"):
        return tuple(readings)
    clear = [_CH.sub("tsh", way).replace("j", "dzh") for way in readings]
    if "\u3400" <= first <= "\u9fff":
        clear = [way.replace("x", "sh").replace("q", "tsh").replace("c", "ts") for way in clear]
    return tuple(clear)


def _by_letter(word: str) -> list[str]:
    pattern, read = _letters()
    pieces = []
    rest = ""  # what anyascii reads better as a whole: kana, Indic vowels
    for found in pattern.finditer(word):
        ways = read.get(found[0])
        if ways is None:
            rest += found[0]
            continue
        pieces += [(_latin(rest),), ways]
        rest = ""
    pieces.append((_latin(rest),))
    return ["".join(way) for way in islice(product(*pieces), _MOST_READINGS)]


def _latin(text: str) -> str:
    return _NOT_LETTER.sub("", anyascii(text).lower())


def _hepburn(kana: str) -> str:
    """しょうた is shouta, not shiyouta, and はっとり hattori."""
    romaji, doubled = "", False
    for char in kana:
        letters = _latin(char)
        if char in _SMALL_Y:
            romaji = romaji.removesuffix("i")
            letters = letters[1:] if romaji.endswith(("sh", "ch", "j")) else letters
        elif char in "っッ":
            doubled = True
            continue
        elif char == "ー":
            letters = romaji[-1:]
        romaji += letters[:1] * doubled + letters
        doubled = False
    return romaji


def short_vowels(romaji: str) -> str:
    """Long vowels as passports write them: satou is Sato."""
    return _LONG_O.sub("o", romaji).replace("uu", "u")


def _kunrei(hepburn: str) -> str:
    """ISO 3602 instead of Hepburn: tu, ti, hu, zi."""
    for heard, written in (("tsu", "tu"), ("ch", "ty"), ("fu", "hu"), ("j", "zy"), ("sh", "sy")):
        hepburn = hepburn.replace(heard, written)
    return hepburn


def _thai_readings(word: str) -> tuple[str, ...]:
    """By the Royal Institute's values: a consonant that closes a syllable sounds otherwise."""
    word = _THAI_SILENT.sub("", word).replace("รร", "ั" + "น").replace("\u0e4d\u0e32", "ะม")
    codas = {found.start() for found in _THAI_CODA.finditer(word) if found.start() > 0}
    pieces: list[tuple[str, ...]] = []
    for at, char in enumerate(word):
        values = _thai().get(char)
        if values is None:
            pieces.append(("a" if unicodedata.category(char)[0] in "LM" else "",))
        elif at in codas:
            last_first = at == len(word) - 1
            pieces.append(tuple(dict.fromkeys(values[::-1] if last_first else values)))
        else:
            pieces.append((values[0],))
    ways = ("".join(way) for way in islice(product(*pieces), 16))
    return tuple(dict.fromkeys(ways))
