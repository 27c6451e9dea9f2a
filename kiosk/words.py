"""What Pennant says, in the language of whoever reads it; for window and command line alike.

A ``Words`` is made once at start by ``words_for`` and handed to every screen. Messages stand in
the source in English and are collected by Babel (see ``kiosk.translations``); values
are put in after translating: ``words.gettext("Hello {name}").format(name=name)``.
"""

import gettext
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import assert_never
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol

from data.guests import EventInfo, Reason, Refused

TRANSLATIONS = Path(__file__).parent / "translations"
DOMAIN = "pennant"

#: Each language that Pennant speaks, by its own name.
LANGUAGES = MappingProxyType({"en": "English", "de": "Deutsch", "ru": "Русский"})


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its messages, and how it writes amounts and times."""

    language: str  # a key of LANGUAGES
    messages: gettext.NullTranslations

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of the message that goes with ``number``."""
        return self.messages.ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        """The message in this language, where English has one word for two things."""
        return self.messages.pgettext(context, message)


def mark(message: str) -> str:
    """Hand the message back; the name tells Babel to collect it for translating later."""
    return message


def words_for(wanted: str) -> Words:
    """The words for a BCP 47 tag ("de-AT"); English where we don't speak that language."""
    language = _spoken(wanted)
    if language == "en":
        return Words("en", gettext.NullTranslations())
    return Words(language, gettext.translation(DOMAIN, TRANSLATIONS, [language], fallback=True))


def _spoken(wanted: str) -> str:
    try:
        language = Locale.parse(wanted.replace("-", "_")).language
    except (UnknownLocaleError, ValueError):
        return "en"
    return language if language in LANGUAGES else "en"


ENGLISH = words_for("en")
_ = ENGLISH.gettext
ngettext = ENGLISH.ngettext


def _written(language: str) -> Locale:
    """How numbers and dates are written; plain "en" would be American: "November 18"."""
    return Locale.parse("en_GB" if language == "en" else language)


def money_words(minor: int, currency: str, language: str = "en") -> str:
    """An amount of minor units as the language writes it: "€10", "10,50 €"."""
    locale = _written(language)
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    pattern = locale.currency_formats["standard"].pattern
    whole = amount == amount.to_integral_value()
    if whole:
        pattern = pattern.replace(".00", "")
    if pattern.startswith("¤#") and get_currency_symbol(currency, locale)[-1].isalpha():
        pattern = pattern.replace("¤", "¤\N{NO-BREAK SPACE}")
    return format_currency(amount, currency, pattern, locale=locale, currency_digits=not whole)


def time_words(
    at: datetime, timezone: str, language: str = "en", near: datetime | None = None
) -> str:
    """The time of day at the event, "20:14"; with the date where ``near`` is another day."""
    zone = ZoneInfo(timezone)
    local = at.astimezone(zone)
    clock = local.strftime("%H:%M")
    if near is None or near.astimezone(zone).date() == local.date():
        return clock
    return f"{format_skeleton('MMMMd', local, zone, locale=_written(language))}, {clock}"


def masked_email(email: str) -> str:
    """Enough of an address to tell two namesakes apart, never all of it: "k…@example.org"."""
    name, at, domain = email.strip().partition("@")
    return f"{name[:1]}…@{domain}" if at and name and domain else ""


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """A refusal as a person says it aloud, without accusing anybody."""

    title: str  # two or three words for the verdict
    sentence: str  # why
    what_to_do: str  # the next step for whoever stands at the desk


def reason_words(result: Refused, event: EventInfo, words: Words = ENGLISH) -> ReasonWords:
    """What to say to a guest who is not let in now."""
    _ = words.gettext
    name = result.guest.shown_name if result.guest is not None else ""
    match result.reason:
        case Reason.INVALID:
            return ReasonWords(
                _("Not on the list"),
                _("This code is not on tonight's list."),
                _("Type the name instead, or add a walk-in."),
            )
        case Reason.REVOKED:
            return ReasonWords(
                _("Code withdrawn"),
                _("This code was withdrawn; a newer one may have taken its place."),
                _("Ask for the latest mail, or type the name."),
            )
        case Reason.AMBIGUOUS:
            return ReasonWords(
                _("Who is it?"),
                words.ngettext(
                    "{number} guest has this code.",
                    "{number} guests have this code.",
                    len(result.candidates),
                ).format(number=len(result.candidates)),
                _("Ask for the name and choose it from the list."),
            )
        case Reason.CANCELED:
            return ReasonWords(
                _("Signed off"),
                _("The registration of {name} was cancelled.").format(name=name),
                _("Back after all? Let them in anyway: it is written down."),
            )
        case Reason.BLOCKED:
            return ReasonWords(
                _("Please fetch an organiser"),
                _("The registration of {name} is on hold.").format(name=name),
                _("Ask {name} to wait a moment; the organiser decides.").format(name=name),
            )
        case Reason.UNAPPROVED:
            return ReasonWords(
                _("Not confirmed yet"),
                _("The registration of {name} is still waiting for a yes.").format(name=name),
                _("Ask the organiser whether there is room."),
            )
        case Reason.INVALID_TIME:
            return _time_reason(result, event, words)
        case Reason.PRODUCT:
            product = result.guest.product if result.guest is not None else ""
            return ReasonWords(
                _("Another ticket"),
                _("This ticket is not for this door: {product}.").format(product=product),
                _("Look for a second ticket of the same name, or ask the organiser."),
            )
        case Reason.UNPAID:
            return _to_pay(result, event, words)
        case Reason.ALREADY_REDEEMED:
            return _already_in(result, event, words)
        case Reason.NOT_INSIDE:
            return ReasonWords(
                _("Not inside"),
                _("{name} has not come in, or has left already.").format(name=name)
                if name
                else _("Nobody has come in with this code."),
                _("Switch back to entry if this guest wants to come in."),
            )
    assert_never(result.reason)


def _to_pay(result: Refused, event: EventInfo, words: Words) -> ReasonWords:
    _ = words.gettext
    if not result.due_minor:
        return ReasonWords(
            _("Not paid yet"),
            _("The list says that {name} has not paid, and not how much it is.").format(
                name=result.guest.shown_name if result.guest is not None else ""
            ),
            _("Ask the organiser for the price, or let them in free with a reason."),
        )
    amount = money_words(result.due_minor, event.currency, words.language)
    return ReasonWords(
        _("{amount} to pay").format(amount=amount),
        words.ngettext(
            "Entry for {number} person.", "Entry for {number} people.", result.entering
        ).format(number=result.entering),
        _("Take cash or card, and the badge follows."),
    )


def _time_reason(result: Refused, event: EventInfo, words: Words) -> ReasonWords:
    _ = words.gettext
    guest = result.guest
    ask = _("Ask the organiser, or let them in anyway.")
    if guest is not None and guest.valid_from is not None and result.at < guest.valid_from:
        begins = time_words(guest.valid_from, event.timezone, words.language, result.at)
        return ReasonWords(
            _("Too early"), _("This ticket begins at {time}.").format(time=begins), ask
        )
    if guest is not None and guest.valid_until is not None:
        ended = time_words(guest.valid_until, event.timezone, words.language, result.at)
        return ReasonWords(_("Too late"), _("This ticket ended at {time}.").format(time=ended), ask)
    return ReasonWords(_("Not now"), _("This ticket is for another time."), ask)


def _already_in(result: Refused, event: EventInfo, words: Words) -> ReasonWords:
    _ = words.gettext
    title = _("Already in")
    what_to_do = _("Somebody else? Check the name. A slip? Undo the first check-in.")
    if result.earlier is None:
        return ReasonWords(title, _("This code was used before."), what_to_do)
    since = time_words(result.earlier.at, event.timezone, words.language, result.at)
    if not result.earlier.device_name:
        return ReasonWords(title, _("Already in since {time}.").format(time=since), what_to_do)
    sentence = _("Already in since {time}, {device}.").format(
        time=since, device=result.earlier.device_name
    )
    return ReasonWords(title, sentence, what_to_do)
