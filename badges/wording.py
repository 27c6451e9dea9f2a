"""What a badge says, as strings that can be set: clean, in order, in letters that we have."""

import unicodedata

from anyascii import anyascii

from badges.badge import Badge
from badges.fitting import shortened
from badges.lettering import missing_letters, printable

_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def name_parts(badge: Badge) -> tuple[str, str]:
    """What is set large, and what is set below it (may be empty).

    Chinese, Korean and Japanese names whose parts are both in their own script are one line,
    family name first.
    """
    first, last = printable(badge.first_name), printable(badge.last_name)
    if first and last and _is_east_asian(first) and _is_east_asian(last):
        # Japanese keeps a gap between the family's name and one's own.
        gap = " " if _has_kana(first + last) or "JP" in badge.countries else ""
        first, last = f"{last}{gap}{first}", ""
    if not first:
        first, last = last or printable(badge.name), ""
    return (
        legible(shortened(first), badge.countries),
        legible(shortened(last), badge.countries),
    )


def legible(text: str, countries: tuple[str, ...] = ()) -> str:
    """``text`` or, where this machine has no font for it, its Latin transliteration.

    "Wang Xiao Ming" tells more than three boxes. Symbols without a font are left out.
    """
    text = printable(text)
    missing = missing_letters(text, countries)
    for letter in missing:
        if unicodedata.category(letter[0]).startswith("S"):
            text = text.replace(letter, "")
    if missing and missing_letters(text, countries):
        words = _words_apart(anyascii(text)).split()
        return " ".join(word[:1].upper() + word[1:] for word in words)
    return " ".join(text.split())


def unprintable_letters(badge: Badge) -> tuple[str, ...]:
    """The letters of the name that no font of this machine has, so that staff can be told."""
    said = " ".join((badge.first_name, badge.last_name, badge.name))
    return missing_letters(said, badge.countries)


def _is_east_asian(text: str) -> bool:
    return all(unicodedata.name(c, "").startswith(_EAST_ASIAN) for c in text if c.isalpha())


def _has_kana(text: str) -> bool:
    return any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in text)


def _words_apart(text: str) -> str:
    """ "WangXiaoMing", as anyascii writes Chinese, as "Wang Xiao Ming"."""
    pairs = zip(" " + text, text, strict=False)
    return "".join(f" {c}" if c.isupper() and before.islower() else c for before, c in pairs)
