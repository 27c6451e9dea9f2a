"""What the parts of a list are called on screens."""

import re
from types import MappingProxyType

from data.guestlist import Field, GuestList
from kiosk.words import Words, mark, masked_email

MEANINGS = MappingProxyType(
    {
        Field.NAME: mark("Name"),
        Field.FIRST_NAME: mark("First name"),
        Field.LAST_NAME: mark("Surname"),
        Field.SURNAME_PREFIX: mark("Surname prefix"),
        Field.SECOND_SURNAME: mark("Second surname"),
        Field.BADGE_NAME: mark("Name on the badge"),
        Field.NATIONALITY: mark("Nationality"),
        Field.ADDRESS_COUNTRY: mark("Country of address"),
        Field.EMAIL: mark("E-mail"),
        Field.COMPANY: mark("Company"),
        Field.PRODUCT: mark("Product"),
        Field.SECRET: mark("Ticket code"),
        Field.EXTERNAL_ID: mark("Number in the list"),
        Field.EXTERNAL_PART: mark("Number within an order"),
        Field.GUEST_ID: mark("Pennant's own number"),
        Field.STATUS: mark("Status"),
        Field.BLOCKED: mark("On hold"),
        Field.PAID: mark("Paid"),
        Field.DUE: mark("Amount to pay"),
        Field.COMPANIONS: mark("Companions"),
        Field.TOTAL_GUESTS: mark("People in all"),
        Field.LANGUAGE: mark("Language"),
        Field.SPEAKS: mark("Speaks"),
        Field.ASK_ABOUT: mark("Ask me about"),
        Field.NOTE: mark("Note for staff"),
        Field.VALID_FROM: mark("Valid from"),
        Field.VALID_UNTIL: mark("Valid until"),
        Field.IGNORE: mark("Left out"),
    }
)

_EMAIL = re.compile(r"[^\s<>\"'(),;:|]+@[^\s<>\"'(),;:|]+")

_DELIMITERS = MappingProxyType(
    {
        ",": mark("comma"),
        ";": mark("semicolon"),
        "\t": mark("tab"),
        "|": mark("pipe"),
    }
)


def hide_emails(text: str) -> str:
    """The text with every e-mail address shortened: no screen shows one in full."""
    return _EMAIL.sub(lambda found: masked_email(found[0]), text)


def source_words(found: GuestList, words: Words) -> str:
    """Where a list seems to come from: "pretix", "a table", "one guest a line"."""
    if found.source == "lines":
        return words.gettext("One guest a line")
    if found.source == "table":
        return words.gettext("A table")
    name = "Pennant" if found.source == "pennant" else found.source
    return words.gettext("From {source}").format(source=name)


def delimiter_words(delimiter: str, words: Words) -> str:
    """What a delimiter is called."""
    return words.gettext(_DELIMITERS[delimiter]) if delimiter in _DELIMITERS else delimiter


DELIMITERS = tuple(_DELIMITERS)
