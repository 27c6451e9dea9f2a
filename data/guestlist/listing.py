"""A guest list as it was read: guests, problems row by row, and how everything was recognised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from data.guestlist.fields import Field
from data.guests import TicketStatus

Progress = Callable[[int, int], None]  # rows done, rows in all
Cancelled = Callable[[], bool]


class Severity(StrEnum):
    """What became of the row that has a problem."""

    SKIPPED = "skipped"  # not loaded
    NOTED = "noted"  # loaded, but somebody should look


class ProblemCode(StrEnum):
    """What is odd about one row."""

    # skipped
    NO_NAME = "no_name"  # something stands there, but neither a name nor a code
    NOT_A_NAME = "not_a_name"  # a line of a pasted list that is no person: a greeting, a total
    REPEATED_HEADER = "repeated_header"
    ABOVE_HEADER = "above_header"  # a row of several cells above the header
    # noted
    UNKNOWN_COUNTRY = "unknown_country"  # loaded without a flag
    UNCERTAIN_COUNTRY = "uncertain_country"  # loaded as a guess
    UNKNOWN_STATUS = "unknown_status"  # loaded as valid
    UNKNOWN_PAID = "unknown_paid"  # loaded as if the list did not say
    UNKNOWN_AMOUNT = "unknown_amount"  # loaded with the product's price
    UNKNOWN_COMPANIONS = "unknown_companions"  # loaded without companions
    COMPANION_NAMED = "companion_named"  # names, not a number: counted, kept as a note
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_YES_NO = "unknown_yes_no"  # in "blocked": loaded as not blocked
    UNKNOWN_TIME = "unknown_time"  # loaded without this limit
    BAD_EMAIL = "bad_email"  # loaded without it
    NAME_TOO_LONG = "name_too_long"  # loaded shortened
    TEXT_TOO_LONG = "text_too_long"  # loaded shortened, or without the code or id
    UNPRINTABLE = "unprintable"  # no font of this laptop has it; noticed where fonts are known
    UNREADABLE_CHARACTERS = "unreadable_characters"  # the encoding lost something
    SAME_NAME = "same_name"  # nothing tells this guest from an earlier one
    SAME_SECRET = "same_secret"  # the ticket of an earlier row
    REST_OF_LINE = "rest_of_line"  # a pasted line said more; kept as a note
    EXTRA_CELLS = "extra_cells"  # more cells than the header has columns
    UNCLOSED_QUOTE = "unclosed_quote"  # taken as it stands, this line alone


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One odd thing in one row. ``column`` is its header or letter; empty: the row as a whole."""

    row: int
    column: str
    code: ProblemCode
    value: str
    severity: Severity = Severity.NOTED


@dataclass(frozen=True, slots=True)
class ListedGuest:
    """One row as a guest.

    ``row`` counts from 1 as a spreadsheet does. ``given`` names those of the attributes below
    that the list has a word on: the others must not overwrite what is known already. A guest
    without a name but with a code is called by product and end of the code, and ``name`` is not
    in ``given``.
    """

    row: int
    name: str
    given: frozenset[str] = frozenset()
    first_name: str = ""
    last_name: str = ""
    badge_name: str = ""
    countries: tuple[str, ...] = ()
    countries_guessed: bool = False
    email: str = ""
    company: str = ""
    product: str = ""
    secret: str = ""
    external_id: str = ""
    guest_id: str = ""
    status: TicketStatus = TicketStatus.VALID
    paid: bool | None = None  # None: the list does not say
    due_minor: int | None = None  # minor units of the currency that was asked for
    companions_allowed: int = 0
    language: str = ""  # BCP 47
    note: str = ""
    valid_from: datetime | None = None  # UTC
    valid_until: datetime | None = None
    speaks: tuple[str, ...] = ()
    ask_about: str = ""


class Recognition(StrEnum):
    """How the meaning of a column became known, surest first."""

    CHOSEN = "chosen"  # the user said so
    SOURCE = "source"  # a known export has it there
    HEADER = "header"  # the header says so
    LIKELY = "likely"  # the header may say so: "Country" beside no nationality
    CONTENT = "content"  # what stands below looks like it


@dataclass(frozen=True, slots=True)
class GuestList:
    """A list that was read.

    ``source`` names a known export, or is "table" or "lines". ``columns`` says where each field
    was found (index from 0), ``recognised`` how. ``unrecognised`` are the headers of columns
    that mean nothing to us, ``sample`` the first rows as they stand. ``fingerprint`` is the same
    for lists with the same header and empty for lists without one.
    """

    source: str
    guests: tuple[ListedGuest, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    encoding: str = ""  # empty for workbooks and pasted text
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    header_row: int = 0  # 0: there is none
    titles: tuple[str, ...] = ()  # what stands alone in a row above the header
    columns: Mapping[Field, int] = field(default_factory=dict)
    recognised: Mapping[Field, Recognition] = field(default_factory=dict)
    unrecognised: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    fingerprint: str = ""

    @property
    def skipped(self) -> tuple[RowProblem, ...]:
        """The problems of rows that were not loaded."""
        return tuple(p for p in self.problems if p.severity is Severity.SKIPPED)
