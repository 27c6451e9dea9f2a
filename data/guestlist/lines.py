"""Pasted lines, one guest a line: "1. Zoya Vinogradova (Russia)", "Jochen Schäfer – Germany".

A line becomes a row of the fields below, so that everything after is the same as for a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.guestlist.clean import clean
from data.guestlist.content import EMAIL, CountryFinder, is_name_like
from data.guestlist.fields import Field

FIELDS = (Field.NAME, Field.NATIONALITY, Field.EMAIL, Field.COMPANIONS, Field.NOTE)

_BULLET = re.compile(
    r"^(?:[-–—*•·‣⁃>\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f446-\U0001f449"
    r"\U0001f534-\U0001f53d]+\ufe0f?\s*|\[[ xX✓]?\]\s*|\d{1,5}\ufe0f?\u20e3\s*|"
    r"(?:[#№]\s*)?\(?\d{1,5}\s*[.):\]/°º]+\s*|[#№]\s*\d{1,5}\s+|\d{1,5}\s+(?=[^\W\d_])|"
    r"\d{1,5}\s*[-–—]\s+|\(?[a-z]\)\s+|(?:[a-z]|[ivx]{2,4})[.)]\s+(?=[A-ZÀ-ÞА-ЯЁ]))+"
)
_BRACKETED_EMAIL = re.compile(r"[<(\[]\s*(?:mailto:)?(" + EMAIL.pattern + r")\s*[>)\]]")
_BARE_EMAIL = re.compile(r"(?:mailto:)?(" + EMAIL.pattern + ")")
_PLUS = re.compile(
    r"[(\[]?\s*(?:\+\s*(\d{1,2})|plus\s+(\d{1,2}|one|eins|1))"
    r"(?:\s+(?:guests?|gäste|gast|person(?:en|s)?|гост\w+|companions?|others?))?\s*[)\]]?(?!\w)",
    re.IGNORECASE,
)
_FLAGS = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0020-\U000e007e]{2,8}\U000e007f", re.UNICODE
)
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{0,200})[)\]）】]")
_DIVIDER = re.compile(r"\s+[-–—/|•·]\s+|\s*[–—]\s*|\t+|\s*[,;|、，；،؛]\s*|:\s+|\s{3,}")
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
_TITLES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "dr", "msc", "ba", "ma", "mr"}
_TITLES |= {"mrs", "ms", "prof", "bsc", "llm", "cfa", "frcs", "dds", "pe", "cpa", "obe", "mbe"}
_MAX_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. ``is_guest`` False: a greeting, a heading, a total."""

    is_guest: bool
    cells: tuple[str, ...]  # as FIELDS


def read_line(text: str, find: CountryFinder) -> Line:
    """The guest of one line; what is left over becomes the note."""
    if len(text) > _MAX_LINE:
        return Line(is_guest=False, cells=(text, "", "", "", ""))
    original = text.strip()
    flags = _FLAGS.findall(text)
    # A flag in front of the name is a flag, one within it as well.
    text = _FLAGS.sub(" ", text)
    text = _BULLET.sub("", text.strip("\ufeff \t\r\n"))
    email = ""
    found = _BRACKETED_EMAIL.search(text) or _BARE_EMAIL.search(text)
    if found is not None:
        email = found[1]
        text = text[: found.start()] + " \t " + text[found.end() :]
    plus = _PLUS.search(text)
    companions = ""
    if plus is not None and plus.start() > 0:
        number = plus[1] or plus[2]
        companions = number if number.isdigit() else "1"
        text = text[: plus.start()] + " \t " + text[plus.end() :]
    in_brackets = [part.strip() for part in _BRACKETS.findall(text)]
    text = _BRACKETS.sub(" ", text).strip(' \t,;|-–—:/"*~`')
    if _looks_like_no_guest(original, text, email):
        return Line(is_guest=False, cells=(original, "", "", "", ""))
    parts = [part for part in (clean(p) for p in _DIVIDER.split(text)) if part.strip("-–—,;|/")]
    country, rest = _country(flags, in_brackets, parts, "," in text, find)
    name = parts[0] if parts else ""
    turned = "," in text and len(parts) >= 2 and _is_turned(name, parts[1])
    if len(parts) >= 2 and not rest.index_of_name and not rest.used[1] and turned:
        name, rest.used[1] = f"{parts[1]} {name}", True
    elif len(parts) >= 2 and not rest.used[1] and _is_title(parts[1]):
        name, rest.used[1] = f"{name}, {parts[1]}", True
    elif rest.index_of_name:
        name = parts[rest.index_of_name]
    left = [p for i, p in enumerate(parts) if not rest.used[i] and i != rest.index_of_name]
    note = "; ".join([*left, *(p for p in rest.brackets if p)])
    return Line(is_guest=bool(name), cells=(name or original, country, email, companions, note))


@dataclass
class _Rest:
    used: list[bool]
    brackets: list[str]
    index_of_name: int = 0


def _country(
    flags: Sequence[str],
    brackets: Sequence[str],
    parts: Sequence[str],
    comma: bool,
    find: CountryFinder,
) -> tuple[str, _Rest]:
    """The text that names the country, and what is used up by it."""
    rest = _Rest([False] * len(parts), list(brackets))
    found = [" ".join(flags)] if flags else []
    for bracket in brackets:
        guess = find(bracket)
        if bracket and guess.codes and guess.certain:
            found.append(bracket)
            rest.brackets.remove(bracket)
    if not found:
        # "Jordan, Michael" is a surname and a first name; "Jordan: Michael" names a country.
        first = 1 if comma else 0
        for index in range(len(parts) - 1, first - 1, -1):
            guess = find(parts[index])
            if guess.codes and guess.certain and len(parts) > 1:
                found.append(parts[index])
                rest.used[index] = True
                if index == 0:  # "Germany: Jochen Schäfer"
                    rest.index_of_name = 1
                break
    return " / ".join(found), rest


def _is_turned(first: str, second: str) -> bool:
    """Whether "first, second" is a surname and a first name, and no name with an employer."""
    surname = [word for word in first.split() if not word[0].islower()]
    return (
        len(surname) == 1
        and len(second.split()) <= 2
        and not second[0].islower()
        and is_name_like(first)
        and is_name_like(second)
        and not _is_title(second)
    )


def _is_title(text: str) -> bool:
    words = [word.strip(".").replace(".", "").casefold() for word in text.split()]
    return bool(words) and all(word in _TITLES for word in words)


def turned_name(text: str) -> tuple[str, str] | None:
    """First and last name of "Last, First" in a column of names, or None where it is none."""
    last, comma, first = text.partition(",")
    last, first = last.strip(), first.strip()
    if not comma or not (is_name_like(last) and is_name_like(first)) or _is_title(first):
        return None
    return None if len(last.split()) > 4 or len(first.split()) > 4 else (first, last)


def _looks_like_no_guest(original: str, text: str, email: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    if letters == 0:
        return True
    digits = sum(c.isdigit() for c in text)
    return (
        digits > letters
        or original.endswith((":", "："))
        or _URL.search(original) is not None
        or (len(text.split()) > 9 and not email)
        or (original.endswith(("!", "?")) and len(text.split()) > 1)
    )
