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

from data.search.chinese import wade_giles
from data.search.folding import is_han
from data.search.indic import indic_readings, is_indic
from data.search.tables import table

_MOST_READINGS = 6
_MOST_HAN_READINGS = 8
_KOREAN_CODAS = {"g": "k", "d": "t", "b": "p"}
_CH = re.compile("(?<!sh)ch")
_NOT_LETTER = re.compile(r"[^a-z]+")
_ARTICLE = re.compile("^(?:وال|ال)(?=..)")
_SMALL_Y = frozenset("ゃゅょャュョ")
_LONG_O = re.compile("o[uo]")
_THAI_SILENT = re.compile("(?:[ทตด]ร|ษณ|กษ|[ก-ฮ])[ิุ]?์")
_THAI_RR = re.compile("รร(?=[ก-ฮ](?![ะ-ฺ็-๎]*[ะ-ฺ็]))")  # สุวรรณ; elsewhere it is an
_THAI_CODA = re.compile("[ก-ฮ](?![ะ-ฺ็-๎]*[ะ-ฺเ-ไ็])")
_THAI_BEFORE = re.compile("([เ-ไ])([ก-ฮ])")  # vowels written before what they follow
_THAI_TONE = re.compile("[่-๋็๎]")


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
def _thai_vowels() -> dict[str, str]:
    """Longest first, as they stand once each is behind its consonant."""
    return {row[0]: row[1] for row in table("thai_vowels.tsv")}


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
    if is_indic(word[0]):
        return tuple(filter(None, indic_readings(word, _letter)))[:_MOST_READINGS]
    if len(word) == 1 and is_han(word):
        return _han_readings(word)
    if "\uac00" <= word[0] <= "\ud7a3":
        return _hangul_readings(word)
    without_article = _ARTICLE.sub("", word)
    ways = [*_by_letter(word), *_syllables().get(word, ())]
    if without_article != word:
        ways += _by_letter(without_article)
    if "\u3040" <= word[0] <= "\u30ff":
        ways = [_hepburn(word)]
        ways += [short_vowels(way) for way in ways]
        ways += [_kunrei(way) for way in ways]
    return tuple(dict.fromkeys(filter(None, ways)))[:_MOST_READINGS]


def _han_readings(char: str) -> tuple[str, ...]:
    """One character in pinyin, as it is customary abroad, and at last in Wade-Giles."""
    pinyin = _latin(char)
    ways = dict.fromkeys((pinyin, *_syllables().get(char, ()), wade_giles(pinyin)))
    return tuple(filter(None, ways))[:_MOST_HAN_READINGS]


def _hangul_readings(word: str) -> tuple[str, ...]:
    """One syllable as it is said, as it is customary abroad, and as it is written letter by letter.

    At its end ㄱ, ㄷ and ㅂ are k, t and p (Revised Romanization of Korean, 2000).
    """
    written = _latin(word)
    said = written[:-1] + _KOREAN_CODAS.get(written[-1:], written[-1:])
    return tuple(dict.fromkeys((said, *_syllables().get(word, ()), written)))[:_MOST_READINGS]


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


def _letter(char: str) -> str:
    """One letter of another script, the likeliest way; with a dot that means nothing, without."""
    ways = _letters()[1].get(char) or _letters()[1].get(char[0])
    return _latin(char[0]) if ways is None else ways[0]


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
    word = _THAI_RR.sub("ั", _THAI_SILENT.sub("", word)).replace("รร", "ัน")
    word = _THAI_BEFORE.sub(r"\2\1", _THAI_TONE.sub("", word).replace("\u0e4d\u0e32", "ัม"))
    codas = {found.start() for found in _THAI_CODA.finditer(word) if found.start() > 0}
    pieces: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        vowel = next((one for one in _thai_vowels() if word.startswith(one, at)), "")
        values = _thai().get(word[at])
        if vowel:
            pieces.append((_thai_vowels()[vowel],))
        elif values is None:
            pass
        elif word[at] == "อ" and at > 0:
            pieces.append(("o",))
        elif at in codas:
            closes = at == len(word) - 1 or unicodedata.category(word[at - 1])[0] == "M"
            pieces.append(tuple(dict.fromkeys(values[::-1] if closes else values)))
        else:
            pieces.append((values[0],))
            if (
                at == 0 and 1 in codas and len(word) > 2 and word[1] != "อ"
            ):  # a short o that nobody writes
                pieces.append(("o",))
        at += max(len(vowel), 1)
    ways = ("".join(way) for way in islice(product(*pieces), 16))
    return tuple(dict.fromkeys(filter(None, ways)))
