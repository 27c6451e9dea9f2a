"""What a column of a guest list can mean, and what the user says about a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """The meaning of one column."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    SURNAME_PREFIX = "surname_prefix"  # "van der", which Dutch lists sort names without
    SECOND_SURNAME = "second_surname"  # the mother's, which Spanish lists keep apart
    BADGE_NAME = "badge_name"
    NATIONALITY = "nationality"
    ADDRESS_COUNTRY = "address_country"  # where somebody lives: offered, never taken for a flag
    EMAIL = "email"
    COMPANY = "company"
    PRODUCT = "product"
    SECRET = "secret"
    EXTERNAL_ID = "external_id"
    EXTERNAL_PART = "external_part"  # joined to the external id, where that is an order's
    GUEST_ID = "guest_id"  # our own, from an export of ours
    STATUS = "status"
    BLOCKED = "blocked"
    PAID = "paid"
    DUE = "due"
    COMPANIONS = "companions"
    TOTAL_GUESTS = "total_guests"  # the guest and the companions together
    LANGUAGE = "language"
    SPEAKS = "speaks"  # for the badge: all languages somebody speaks
    ASK_ABOUT = "ask_about"
    NOTE = "note"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user fixed by hand; None and empty mean: find out.

    ``delimiter`` is one character. ``sheet`` names a sheet of a workbook. ``header_row`` is the
    row of the header as the spreadsheet counts it, from 1; 0: there is no header. ``columns``
    says where a field stands, by header text or by index from 0; ``ignored`` are columns left
    alone, named the same way. The rest is recognised as without a choice.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[Field, str | int] = field(default_factory=dict)
    ignored: tuple[str | int, ...] = ()
