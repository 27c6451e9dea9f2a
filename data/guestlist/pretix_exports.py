"""The exports of pretix, in English and in every language that ``pretix_headers.toml`` has.

Source: pretix ``plugins/checkinlists/exporters.py`` and ``base/exporters/orderlist.py``. Their
headers are in the language of whoever exports; what is not translated stays English.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

from data.guestlist.fields import Field
from data.guestlist.source import Source, words

_CHECK_IN_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("attendee name",),
    Field.FIRST_NAME: ("attendee name given name", "attendee name first name"),
    Field.LAST_NAME: ("attendee name family name", "attendee name last name"),
    Field.BADGE_NAME: ("attendee name preferred name", "attendee name calling name"),
    Field.PRODUCT: ("product",),
    Field.PAID: ("paid",),
    Field.SECRET: ("secret",),
    Field.EMAIL: ("email", "e mail"),
    Field.COMPANY: ("company",),
    Field.EXTERNAL_ID: ("order code",),
    Field.BLOCKED: ("blocked",),
    Field.VALID_FROM: ("valid from",),
    Field.VALID_UNTIL: ("valid until",),
    Field.ADDRESS_COUNTRY: ("country",),
    Field.NOTE: ("check in text", "comment"),
    Field.DUE: ("price",),
}
_ORDER_COLUMNS = {
    **_CHECK_IN_COLUMNS,
    Field.SECRET: ("ticket secret",),
    Field.EMAIL: ("attendee email",),
    Field.COMPANY: ("attendee company",),
    Field.EXTERNAL_PART: ("position id",),
    Field.LANGUAGE: ("order locale",),
    Field.NOTE: ("order comment",),
    Field.STATUS: ("status",),
}
_OTHERS = words(
    "checked in|checked out|automatically checked in|phone number|date|start date|end date|"
    "voucher code|order date|order time|requires special attention|seat id|seat name|seat zone|"
    "seat row|seat number|address|zip code|city|state|event slug|event name|product id|variation|"
    "variation id|tax rate|tax rule|tax value|voucher|voucher budget usage|voucher tag|"
    "pseudonymization id|follow up date|add on to position id|invoice address company|"
    "invoice address name|invoice address name given name|invoice address name family name|"
    "invoice address name preferred name|invoice address name calling name|"
    "invoice address street|invoice address zip code|invoice address city|"
    "invoice address country|invoice address state|vat id|sales channel|email address verified|"
    "external customer id|check in lists|payment providers|position order link"
)
_ORDERS = Source(
    "pretix orders",
    words("order code|position id|ticket secret"),
    _ORDER_COLUMNS,
    others=_OTHERS | {"email"},
    pending_is_unpaid=True,
)
_CHECK_IN_LIST = Source(
    "pretix check-in list",
    words("order code|attendee name|product|checked in"),
    _CHECK_IN_COLUMNS,
    others=_OTHERS,
)
_CODES = Source(
    "pretix codes",
    words("secret|product|variation|paid"),
    {
        Field.SECRET: ("secret",),
        Field.PRODUCT: ("product",),
        Field.PAID: ("paid",),
        Field.VALID_FROM: ("valid from",),
        Field.VALID_UNTIL: ("valid until",),
    },
    unless=words("attendee name|name"),
    others=words("variation|date|start date|end date"),
)
_OLDER_GERMAN = {
    "attendee name": "teilnehmername | name des teilnehmers",
    "order code": "bestellnummer",
    "product": "produkt",
    "price": "preis",
    "checked in": "eingecheckt",
    "paid": "bezahlt",
    "company": "firma",
    "email": "e mail",
    "country": "land",
    "blocked": "blockiert",
    "valid from": "gultig von",
    "valid until": "gultig bis",
    "comment": "kommentar",
    "attendee name given name": "teilnehmername vorname",
    "attendee name family name": "teilnehmername nachname | teilnehmername familienname",
}


@cache
def pretix_sources() -> tuple[Source, ...]:
    """The exports of pretix in all languages, those in which more columns are told first."""
    text = resources.files("data.guestlist").joinpath("pretix_headers.toml").read_text("utf-8")
    tables = [*tomllib.loads(text).values(), _OLDER_GERMAN]
    return tuple(
        source
        for kind in (_ORDERS, _CHECK_IN_LIST, _CODES)
        for source in (kind, *(_translated(kind, table) for table in tables))
    )


def _translated(source: Source, table: Mapping[str, str]) -> Source:
    """``source`` with the headers of one language; marks are told in one of their words."""
    said = {english: tuple(map(str.strip, text.split("|"))) for english, text in table.items()}

    def all_of(headers: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
        return tuple(word for header in headers for word in (*said.get(header, ()), header))

    return replace(
        source,
        marks=frozenset(said.get(mark, (mark,))[0] for mark in source.marks),
        columns={meaning: all_of(headers) for meaning, headers in source.columns.items()},
        others=frozenset(all_of(source.others)),
        unless=frozenset(all_of(source.unless)),
    )
