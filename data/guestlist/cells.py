"""What single cells say: yes and no, amounts, numbers, times, languages. None: not understood."""

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from data.guestlist.vocabulary import header_key, paid_words, status_words, yes_no_words
from data.guests import TicketStatus
from data.money import parse_minor

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_REMARK = re.compile(r"\s*[(\[:,;/]|\s+[-–—]\s")
_NUMBER = re.compile(r"\+?\s?(\d{1,6})(?:[.,]0+)?(?:\s*[^\W\d_][^\d]{0,30})?")
_NOTHING = frozenset("-–—/.x×")
_NOBODY = frozenset(
    ("n a", "na", "tbd", "tba", "nobody", "niemand", "keiner", "никого", "personne", "nadie")
)
_IN_TEXT = re.compile(r"\D*?(?<![-−])(\d{1,2})(?!\d|\s*[:h])\D*")
_LANGUAGES = ("en", "de", "ru", "fr", "es", "it", "pl", "tr", "pt", "nl", "zh", "uk")


def first_part(text: str) -> str:
    """The words before a remark: "Cancelled (refunded)", "No - pays at the door"; none: empty."""
    first = _REMARK.split(text, maxsplit=1)[0]
    return "" if any(c.isdigit() for c in first) else first


def yes_or_no(text: str) -> bool | None:
    """A cell of ticks and words; empty is no."""
    if not text or text in ("-", "–", "—"):
        return False
    return yes_no_words().get(header_key(text))


def status(text: str) -> tuple[TicketStatus, bool | None] | None:
    """What a word says of the registration and, where it does, of the payment."""
    known = status_words()
    return known.get(header_key(text)) or known.get(header_key(first_part(text)))


def paid(text: str, currency: str) -> bool | None:
    """Whether somebody has paid: yes or no, a payment's method or state, its amount or its date."""
    word = paid_words().get(header_key(text))
    if word is None:
        word = paid_words().get(header_key(first_part(text)))
    if word is not None:
        return word
    amount = parse_minor(text, currency)
    if amount is not None and _DATE.match(text) is None:
        return amount > 0 or None
    return True if _DATE.match(text) or _DAY_FIRST.match(text) else None


def says_nothing(text: str, currency: str, is_amount: bool) -> bool:
    """Whether a payment's cell is as good as empty: a dash, or an amount of nothing.

    "0" is a plain no, except where the column holds amounts: a free ticket is no debt.
    """
    if text in ("", "-", "–", "—"):
        return True
    return (is_amount or text != "0") and parse_minor(text, currency) == 0


def due_minor(text: str, currency: str) -> int | None:
    """An amount in minor units; "free" and "-" are 0. The caller sees to empty cells."""
    if text in ("-", "–", "—") or header_key(text) in _free_words():
        return 0
    if _DATE.match(text) is not None or _DAY_FIRST.match(text) is not None:
        return None  # "Eintritt" may be the day on which somebody joined
    amount = parse_minor(text, currency)
    return amount if amount is not None and amount >= 0 else None


@cache
def _free_words() -> frozenset[str]:
    words = (
        "free,kostenlos,gratis,frei,бесплатно,gratuit,bezpłatnie,ücretsiz,grátis,免费,none,paid,nil"
    )
    return frozenset(header_key(word) for word in words.split(","))


def companions(text: str) -> tuple[int, bool] | None:
    """How many companions, and whether they were named: "2", "+1", "yes", "Anna and Boris"."""
    if not text or text in _NOTHING:
        return 0, False
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return int(number[1]), False
    key = header_key(text)
    if key in _NOBODY:
        return 0, False
    answer = yes_no_words().get(key)
    if answer is not None and text[0] not in "-−":
        return int(answer), False
    in_text = _IN_TEXT.fullmatch(text)  # "1 (Lena)", "ja, 2 Personen"
    if in_text is not None and len(text) <= 200:
        return int(in_text[1]), True
    if any(c.isdigit() for c in text) or len(text) > 200:
        return None
    names = [n for n in re.split(r"[,;/&\n]|\s(?:and|und|и|et|y|e|i|ve|en)\s", text) if n.strip()]
    return (len(names), True) if names and all(n.strip()[0].isalpha() for n in names) else None


def moment(text: str, timezone: ZoneInfo) -> dt.datetime | None:
    """A time in UTC; one without a zone is the event's. ISO 8601 and "20.11.2026 18:00"."""
    try:
        found = dt.datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        match = _DAY_FIRST.fullmatch(text)
        if match is None:
            return None
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            found = dt.datetime(year, month, day, hour, minute, second, tzinfo=timezone)
        except ValueError:
            return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone)
    try:
        return found.astimezone(dt.UTC)
    except OverflowError:
        return None


def language(text: str) -> str | None:
    """A BCP 47 tag from a tag ("de-DE") or from a language's name ("Deutsch", "немецкий")."""
    tag = text.replace("_", "-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag):
        try:
            return str(Locale.parse(tag, sep="-")).replace("_", "-")
        except (UnknownLocaleError, ValueError):
            pass
    key = header_key(text)
    for spoken in _LANGUAGES:  # each is read only when those before it do not know the word
        code = _languages_in(spoken).get(key)
        if code is not None:
            return code
    return None


@cache
def _languages_in(spoken: str) -> dict[str, str]:
    """What the languages of the world are called in one of them."""
    names = ((str(code), str(name)) for code, name in Locale(spoken).languages.items())
    return {header_key(name): code for code, name in names if len(code) in (2, 3)}
