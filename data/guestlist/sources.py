"""Exports of other programs, recognised by their headers.

Headers as found in the programs' sources and in real files (facts/doors.md §6): pretix
``plugins/checkinlists/exporters.py`` and ``base/exporters/orderlist.py``, Indico
``registration/util.py``, alf.io ``EventApiController.java``, Hi.Events and Attendize
``AttendeesExport.php``; Luma, Eventbrite, Meetup, Mailchimp, Google Forms and zkipster from
files and help pages. Headers are written as ``vocabulary.header_key`` makes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.guestlist.fields import Field


@dataclass(frozen=True, slots=True)
class Source:
    """One known export. It is meant where all of ``marks`` and none of ``unless`` are headers.

    ``columns`` lists for each field the headers that hold it, the best first. Columns in
    ``others`` mean nothing to us whatever their words suggest. All further columns are the
    organiser's own questions and are recognised as in any table, except that "Country" is an
    address there (``address``).
    """

    name: str
    marks: frozenset[str]
    columns: Mapping[Field, tuple[str, ...]]
    unless: frozenset[str] = frozenset()
    others: frozenset[str] = field(default_factory=frozenset)
    address: bool = True
    pending_is_unpaid: bool = False  # "pending" is an order that is not paid yet
    paid_is_amount: bool = False  # what was paid in money; 0 is a free ticket

    def matches(self, keys: frozenset[str]) -> bool:
        """Whether a list with these headers comes from here."""
        return self.marks <= keys and not (self.unless & keys)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


_PRETIX_EN: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("attendee name",),
    Field.FIRST_NAME: ("attendee name given name", "attendee name first name"),
    Field.LAST_NAME: ("attendee name family name", "attendee name last name"),
    Field.BADGE_NAME: ("attendee name preferred name", "attendee name calling name"),
    Field.PRODUCT: ("product",),
    Field.PAID: ("paid",),
    Field.SECRET: ("secret", "ticket secret"),
    Field.EMAIL: ("attendee email", "email", "e mail"),
    Field.COMPANY: ("attendee company", "company"),
    Field.EXTERNAL_ID: ("order code",),
    Field.EXTERNAL_PART: ("position id",),
    Field.BLOCKED: ("blocked",),
    Field.VALID_FROM: ("valid from",),
    Field.VALID_UNTIL: ("valid until",),
    Field.ADDRESS_COUNTRY: ("country",),
    Field.LANGUAGE: ("order locale",),
    Field.NOTE: ("check in text", "comment", "order comment"),
    Field.DUE: ("price",),
    Field.STATUS: ("status",),
}
_PRETIX_OTHERS = _words(
    "checked in|checked out|automatically checked in|phone number|date|start date|end date|"
    "voucher code|voucher|order date|order time|requires special attention|seat id|seat name|"
    "seat zone|seat row|seat number|address|zip code|city|state|event slug|event name|variation|"
    "pseudonymization id|sales channel|check in lists|payment providers|position order link|"
    "tax rate|tax rule|tax value|invoice address name|invoice address company|"
    "invoice address country|invoice address city|invoice address street|start date|end date|"
    "eingecheckt|ausgetreten|automatisch eingecheckt|telefonnummer|gutscheincode|bestelldatum|"
    "bestelluhrzeit|benotigt besondere behandlung|stadt|postleitzahl|номер телефона|промокод|"
    "дата заказа|город"
)
_EVENTBRITE: Mapping[Field, tuple[str, ...]] = {
    Field.FIRST_NAME: ("first name",),
    Field.LAST_NAME: ("last name", "surname"),
    Field.EMAIL: ("email",),
    Field.PRODUCT: ("ticket type",),
    Field.PAID: ("total paid", "amount usd", "amount eur", "amount gbp"),
    Field.STATUS: ("attendee status",),
    Field.EXTERNAL_ID: ("attendee no", "order no"),
    Field.SECRET: ("barcode no", "barcode"),
    Field.COMPANY: ("company",),
    Field.ADDRESS_COUNTRY: ("home country",),
}
_EVENTBRITE_OTHERS = _words(
    "order no|order date|quantity|qty|price tier|group|order type|currency|fees paid|"
    "fees paid usd|eventbrite fees|eventbrite payment processing|home address 1|home address 2|"
    "home city|home state|home zip|county of residence|home postcode|job title|event name|"
    "buyer first name|buyer last name|buyer email|date|date attending|cell phone"
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
        _words("guest id|name on badge|ticket secret|arrived at|companions|annulled"),
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
        others=_words(
            "attendance|arrived at|device|exit at|companions in|host|paid at the door|payment|"
            "still due|forced|walk in|no show|annulled"
        ),
        address=False,
    ),
    Source(
        "pretix orders",
        _words("order code|position id|ticket secret"),
        _PRETIX_EN,
        others=_PRETIX_OTHERS | {"email"},
        pending_is_unpaid=True,
    ),
    Source(
        "pretix check-in list",
        _words("order code|attendee name|product|checked in"),
        _PRETIX_EN,
        others=_PRETIX_OTHERS,
    ),
    Source(
        "pretix check-in list",
        _words("bestellnummer|produkt|eingecheckt"),
        {
            Field.NAME: ("name teilnehmer in", "teilnehmername", "name des teilnehmers"),
            Field.FIRST_NAME: ("teilnehmer innenname vorname",),
            Field.LAST_NAME: ("teilnehmer innenname nachname", "teilnehmer innenname familienname"),
            Field.BADGE_NAME: ("teilnehmer innenname rufname",),
            Field.PRODUCT: ("produkt",),
            Field.PAID: ("bezahlt",),
            Field.SECRET: ("secret",),
            Field.EMAIL: ("e mail",),
            Field.COMPANY: ("firma",),
            Field.EXTERNAL_ID: ("bestellnummer",),
            Field.BLOCKED: ("gesperrt", "blockiert"),
            Field.VALID_FROM: ("gultig ab", "gultig von"),
            Field.VALID_UNTIL: ("gultig bis",),
            Field.ADDRESS_COUNTRY: ("land",),
            Field.NOTE: ("check in hinweis", "kommentar"),
            Field.DUE: ("preis",),
        },
        others=_PRETIX_OTHERS,
    ),
    Source(
        "pretix check-in list",
        _words("код заказа|имя посетителя|продукт"),
        {
            Field.NAME: ("имя посетителя",),
            Field.FIRST_NAME: ("имя посетителя имя",),
            Field.LAST_NAME: ("имя посетителя фамилия",),
            Field.PRODUCT: ("продукт",),
            Field.PAID: ("оплачено",),
            Field.SECRET: ("secret",),
            Field.EMAIL: ("электронная почта",),
            Field.COMPANY: ("компания",),
            Field.EXTERNAL_ID: ("код заказа",),
            Field.BLOCKED: ("blocked",),
            Field.VALID_FROM: ("valid from",),
            Field.VALID_UNTIL: ("valid until",),
            Field.ADDRESS_COUNTRY: ("страна",),
            Field.NOTE: ("check in text", "comment"),
            Field.DUE: ("price",),
        },
        others=_PRETIX_OTHERS,
    ),
    Source(
        "pretix codes",
        _words("secret|product|variation|paid"),
        {
            Field.SECRET: ("secret",),
            Field.PRODUCT: ("product",),
            Field.PAID: ("paid",),
            Field.VALID_FROM: ("valid from",),
            Field.VALID_UNTIL: ("valid until",),
        },
        unless=_words("attendee name|name"),
        others=_words("variation|date|start date|end date"),
    ),
    Source(
        "Luma",
        _words("api id|name|approval status"),
        {
            Field.NAME: ("name",),
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("email",),
            Field.STATUS: ("approval status",),
            Field.PRODUCT: ("ticket name",),
            Field.SECRET: ("qr code url",),
            Field.EXTERNAL_ID: ("api id",),
            Field.PAID: ("amount",),
        },
        others=_words(
            "phone number|created at|checked in at|custom source|amount tax|amount discount|"
            "currency|coupon code|eth address|solana address|survey response rating|"
            "survey response feedback|"
            "ticket type id"
        ),
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite",
        _words("first name|email|ticket type|order type"),
        _EVENTBRITE,
        others=_EVENTBRITE_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Eventbrite",
        _words("attendee no|order no|attendee status"),
        _EVENTBRITE,
        others=_EVENTBRITE_OTHERS,
        paid_is_amount=True,
    ),
    Source(
        "Meetup",
        _words("name|user id|rsvp|guests"),
        _MEETUP,
        others=_words("title|event host|rsvped on|joined group on|url of member profile"),
    ),
    Source(
        "Meetup Pro",
        _words("chapter name|event title|first name|last name"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.COMPANY: ("organization name",),
        },
        others=_words("updatedat|chapter name|event title"),
    ),
    Source(
        "Indico",
        _words("id|name|registration date|registration state"),
        {
            Field.NAME: ("name",),
            Field.EXTERNAL_ID: ("id",),
            Field.STATUS: ("registration state",),
            Field.PAID: ("payment date",),
        },
        others=_words(
            "registration date|modification date|created by|price|checked in|check in date|tags"
        ),
    ),
    Source(
        "alf.io",
        _words("id|category|reservationid"),
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
        others=_words(
            "event|originalprice|discount|vat|reservationid|locked|confirmation|billing address|"
            "promo code|payment id"
        ),
        paid_is_amount=True,
    ),
    Source(
        "Hi.Events",
        _words("first name|last name|public id|short id"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("email",),
            Field.STATUS: ("status",),
            Field.SECRET: ("public id",),
            Field.EXTERNAL_ID: ("id",),
        },
        others=_words(
            "is checked in|checked in at|ticket id|event id|short id|created date|last updated date"
        ),
    ),
    Source(
        "Attendize",
        _words("first name|last name|email|has arrived"),
        {
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.EMAIL: ("email",),
            Field.PRODUCT: ("ticket type", "ticket"),
            Field.SECRET: ("ticket id", "ticket reference", "attendee reference", "reference"),
            Field.EXTERNAL_ID: ("order ref", "order reference"),
        },
        others=_words("has arrived|arrival time|order date|purchase date"),
    ),
    Source(
        "Mailchimp",
        _words("member rating|optin time|leid|euid"),
        {
            Field.EMAIL: ("email address",),
            Field.FIRST_NAME: ("first name",),
            Field.LAST_NAME: ("last name",),
            Field.ADDRESS_COUNTRY: ("cc",),
            Field.NOTE: ("notes",),
        },
        others=_words(
            "member rating|optin time|optin ip|confirm time|confirm ip|latitude|longitude|gmtoff|"
            "dstoff|timezone|region|last changed|leid|euid|tags|address|phone number"
        ),
    ),
    Source("zkipster", _words("total guests"), {Field.TOTAL_GUESTS: ("total guests",)}),
)

FORM_STAMPS = _words(
    "timestamp|zeitstempel|отметка времени|horodateur|marca temporal|informazioni cronologiche|"
    "sygnatura czasowa|zaman damgasi|carimbo de data hora|tijdstempel|时间戳记"
)
FORM = Source("Google Forms", frozenset(), {}, address=False)
"""A form's answers: its first column is the time stamp, all others are the form's questions."""


def source_of(keys: Sequence[str]) -> Source | None:
    """The known export with these headers, or None."""
    present = frozenset(keys)
    for source in SOURCES:
        if source.matches(present):
            return source
    return FORM if keys and keys[0] in FORM_STAMPS else None
