"""Exports of other programs, recognised by their headers.

Headers as found in the programs' sources and in real files (facts/doors.md §6): Indico
``registration/util.py``, alf.io ``EventApiController.java``, Hi.Events and Attendize
``AttendeesExport.php``; Luma, Eventbrite, Meetup, Mailchimp, Google Forms and zkipster from
files and help pages. Headers are written as ``vocabulary.header_key`` makes them.
"""

from collections.abc import Mapping, Sequence

from data.guestlist.fields import Field
from data.guestlist.pretix_exports import pretix_sources
from data.guestlist.source import Source, words

_LUMA: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("name",),
    Field.FIRST_NAME: ("first name",),
    Field.LAST_NAME: ("last name",),
    Field.EMAIL: ("email",),
    Field.STATUS: ("approval status",),
    Field.PRODUCT: ("ticket name",),
    Field.SECRET: ("qr code url",),
    Field.EXTERNAL_ID: ("api id", "guest id"),
    Field.PAID: ("amount",),
}
_LUMA_OTHERS = words(
    "phone number|created at|checked in at|custom source|amount tax|amount discount|"
    "currency|coupon code|eth address|solana address|survey response rating|"
    "survey response feedback|"
    "ticket type id|utm source|referrer|referred by"
)
_EVENTBRITE: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("name",),
    Field.FIRST_NAME: ("attendee first name", "first name"),
    Field.LAST_NAME: ("attendee last name", "attendee surname", "last name", "surname"),
    Field.EMAIL: ("attendee email", "email"),
    Field.PRODUCT: ("ticket type",),
    Field.PAID: ("total paid", "amount usd", "amount eur", "amount gbp"),
    Field.STATUS: ("attendee status",),
    Field.EXTERNAL_ID: ("attendee no", "order no", "order id"),
    Field.SECRET: ("barcode no", "barcode number", "barcode"),
    Field.COMPANY: ("company",),
    Field.ADDRESS_COUNTRY: ("home country", "purchaser country"),
}
_EVENTBRITE_OTHERS = words(
    "order no|order id|order date|quantity|qty|price tier|group|order type|currency|fees paid|"
    "fees paid usd|eventbrite fees|eventbrite payment processing|home address 1|home address 2|"
    "home city|home state|home zip|county of residence|home postcode|job title|event name|"
    "buyer first name|buyer last name|buyer email|buyer name|date|date attending|cell phone|"
    "phone number|purchaser city|purchaser state|event id|event start date|event start time|"
    "event timezone|event location|ticket quantity|ticket tier|ticket price|net sales|"
    "seating location 1|seating location 2|seating location 3"
)
_MEETUP: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("name",),
    Field.EXTERNAL_ID: ("user id",),
    Field.STATUS: ("rsvp",),
    Field.COMPANIONS: ("guests",),
}

SOURCES: tuple[Source, ...] = (
    Source(
        "pennant",
        words("guest id|name on badge|ticket secret|arrived at|companions|annulled"),
        {
            Field.GUEST_ID: ("guest id",),
            Field.NAME: ("name",),
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.BADGE_NAME: ("name on badge",),
            Field.NATIONALITY: ("nationality",),
            Field.EMAIL: ("email",),
            Field.COMPANY: ("company",),
            Field.PRODUCT: ("product",),
            Field.SECRET: ("ticket secret",),
            Field.EXTERNAL_ID: ("external id",),
            Field.STATUS: ("status",),
            Field.COMPANIONS: ("companions",),
            Field.PAID: ("paid",),
            Field.DUE: ("due",),
            Field.NOTE: ("note",),
            Field.LANGUAGE: ("language",),
            Field.SPEAKS: ("speaks",),
            Field.ASK_ABOUT: ("ask me about",),
        },
        others=words(
            "attendance|arrived at|device|exit at|companions in|host|paid at the door|payment|"
            "still due|forced|walk in|no show|annulled|arrived at utc|exit at utc"
        ),
        address=False,
    ),
    Source(
        "Luma",
        words("api id|name|approval status"),
        _LUMA,
        others=_LUMA_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Luma",
        words("guest id|name|approval status"),
        _LUMA,
        others=_LUMA_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite",
        words("first name|email|ticket type|order type"),
        _EVENTBRITE,
        others=_EVENTBRITE_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite",
        words("attendee no|order no|attendee status"),
        _EVENTBRITE,
        others=_EVENTBRITE_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite",
        words("order id|attendee first name|attendee email"),
        _EVENTBRITE,
        others=_EVENTBRITE_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite orders",
        words("order id|buyer first name|ticket quantity"),
        {
            Field.FIRST_NAME: ("buyer first name",),
            Field.LAST_NAME: ("buyer last name", "buyer surname"),
            Field.EMAIL: ("buyer email",),
            Field.PRODUCT: ("ticket type",),
            Field.EXTERNAL_ID: ("order id",),
            Field.TOTAL_GUESTS: ("ticket quantity",),
        },
        unless=words("attendee first name|attendee status"),
        others=_EVENTBRITE_OTHERS - {"ticket quantity"},
    ),
    Source(
        "Meetup",
        words("name|user id|rsvp|guests"),
        _MEETUP,
        others=words("title|event host|rsvped on|joined group on|url of member profile"),
    ),
    Source(
        "Meetup Pro",
        words("chapter name|event title|first name|last name"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.COMPANY: ("organization name",),
        },
        others=words("updatedat|chapter name|event title"),
    ),
    Source(
        "Indico",
        words("id|name|registration date|registration state"),
        {
            Field.NAME: ("name",),
            Field.EXTERNAL_ID: ("id",),
            Field.STATUS: ("registration state",),
            Field.PAID: ("payment date",),
        },
        others=words(
            "registration date|modification date|created by|price|checked in|check in date|tags"
        ),
    ),
    Source(
        "alf.io",
        words("id|category|reservationid"),
        {
            Field.NAME: ("full name",),
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("e mail",),
            Field.PRODUCT: ("category",),
            Field.STATUS: ("status",),
            Field.PAID: ("paidprice",),
            Field.EXTERNAL_ID: ("id",),
            Field.LANGUAGE: ("language",),
            Field.ADDRESS_COUNTRY: ("country code",),
        },
        others=words(
            "event|originalprice|discount|vat|reservationid|locked|confirmation|billing address|"
            "promo code|payment id"
        ),
        paid_is_amount=True,
    ),
    Source(
        "Hi.Events",
        words("first name|last name|public id|short id"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("email",),
            Field.STATUS: ("status",),
            Field.PRODUCT: ("product name",),
            Field.SECRET: ("public id",),
            Field.EXTERNAL_ID: ("id",),
        },
        others=words(
            "is checked in|checked in at|check ins|ticket id|product id|event id|short id|"
            "created date|last updated date"
        ),
    ),
    Source(
        "Attendize",
        words("first name|last name|email|has arrived"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("email",),
            Field.PRODUCT: ("ticket type", "ticket"),
            Field.SECRET: ("ticket id", "ticket reference", "attendee reference", "reference"),
            Field.EXTERNAL_ID: ("order ref", "order reference"),
        },
        others=words("has arrived|arrival time|order date|purchase date"),
    ),
    Source(
        "Mailchimp",
        words("member rating|optin time|leid|euid"),
        {
            Field.EMAIL: ("email address",),
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.ADDRESS_COUNTRY: ("cc",),
            Field.NOTE: ("notes",),
        },
        others=words(
            "member rating|optin time|optin ip|confirm time|confirm ip|latitude|longitude|gmtoff|"
            "dstoff|timezone|region|last changed|leid|euid|tags|address|phone number"
        ),
    ),
    Source("zkipster", words("total guests"), {Field.TOTAL_GUESTS: ("total guests",)}),
)

FORM_STAMPS = words(
    "timestamp|zeitstempel|отметка времени|horodateur|marca temporal|informazioni cronologiche|"
    "sygnatura czasowa|zaman damgasi|carimbo de data hora|tijdstempel|时间戳记"
)
FORM = Source("Google Forms", frozenset(), {}, address=False)
"""A form's answers: its first column is the time stamp, all others are the form's questions."""


def source_of(keys: Sequence[str]) -> Source | None:
    """The known export with these headers, or None."""
    present = frozenset(keys)
    for source in (*SOURCES, *pretix_sources()):
        if source.matches(present):
            return source
    return FORM if keys and keys[0] in FORM_STAMPS else None
