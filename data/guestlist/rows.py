"""One row of cells becomes one guest; whatever is odd about it becomes a problem."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from data.countries import CountryGuess
from data.guestlist import cells
from data.guestlist.clean import clean, shortened
from data.guestlist.columns import Columns
from data.guestlist.content import EMAIL, CountryFinder, without_emails
from data.guestlist.fields import Field
from data.guestlist.limits import MAX_CODE, MAX_COMPANIONS, MAX_LINE, MAX_NAME, MAX_TEXT
from data.guestlist.lines import turned_name
from data.guestlist.listing import ListedGuest, ProblemCode, RowProblem, Severity
from data.guestlist.spoken import spoken_languages
from data.guestlist.vocabulary import header_key, words_of_sums
from data.guests import TicketStatus

T = TypeVar("T")

_GIVEN: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("name", "first_name", "last_name"),
    Field.FIRST_NAME: ("name", "first_name"),
    Field.LAST_NAME: ("name", "last_name"),
    Field.SURNAME_PREFIX: ("name", "last_name"),
    Field.SECOND_SURNAME: ("name", "last_name"),
    Field.BADGE_NAME: ("badge_name",),
    Field.NATIONALITY: ("countries", "countries_guessed"),
    Field.EMAIL: ("email",),
    Field.COMPANY: ("company",),
    Field.PRODUCT: ("product",),
    Field.SECRET: ("secret",),
    Field.EXTERNAL_ID: ("external_id",),
    Field.GUEST_ID: ("guest_id",),
    Field.STATUS: ("status",),
    Field.BLOCKED: ("status",),
    Field.PAID: ("paid",),
    Field.DUE: ("due_minor",),
    Field.COMPANIONS: ("companions_allowed",),
    Field.TOTAL_GUESTS: ("companions_allowed",),
    Field.LANGUAGE: ("language",),
    Field.SPEAKS: ("speaks",),
    Field.ASK_ABOUT: ("ask_about",),
    Field.NOTE: ("note",),
    Field.VALID_FROM: ("valid_from",),
    Field.VALID_UNTIL: ("valid_until",),
}
_LONGEST_WORD = 40  # characters of what stands in front of a sum
_EAST_ASIAN = (("\u3400", "\u9fff"), ("\uac00", "\ud7af"))


class RowReader:
    """Reads the rows of one list. What repeats (countries, products, words) is looked up once."""

    def __init__(
        self,
        columns: Columns,
        find: CountryFinder,
        currency: str,
        timezone: ZoneInfo,
    ) -> None:
        self.problems: list[RowProblem] = []
        self._at = dict(columns.found)
        self._header = columns.header
        self._find = _remembered(find)
        self._paid = _remembered(lambda text: cells.paid(text, currency))
        is_amount = columns.source is not None and columns.source.paid_is_amount
        self._paid_is_amount = is_amount
        self._says_nothing = _remembered(lambda text: cells.says_nothing(text, currency, is_amount))
        self._due = _remembered(lambda text: cells.due_minor(text, currency))
        self._language = _remembered(cells.language)
        self._speaks = _remembered(spoken_languages)
        self._status = _remembered(cells.status)
        self._companions = _remembered(cells.companions)
        self._moment = _remembered(lambda text: cells.moment(text, timezone))
        self._pending_is_unpaid = columns.source is not None and columns.source.pending_is_unpaid
        self._given = frozenset(name for meaning in self._at for name in _GIVEN.get(meaning, ()))
        self._given_without_name = self._given - {"name", "first_name", "last_name"}
        self._row = 0
        self._cells: Sequence[str] = ()
        self._texts: dict[Field, str] = {}

    def read(self, row: int, row_cells: Sequence[str]) -> ListedGuest | None:
        """The guest of this row, or None with a problem that says why (a blank row has none)."""
        self._row, self._cells = row, row_cells
        if is_no_guest(row_cells):
            self._skip(ProblemCode.NOT_A_NAME)
            return None
        self._texts = self._read_texts()
        first, last = self._name_part(Field.FIRST_NAME), self._surname()
        name = self._name_part(Field.NAME)
        secret = self._code(Field.SECRET)
        external_id = self._external_id()
        guest_id = self._code(Field.GUEST_ID)
        product = self._limited(Field.PRODUCT, MAX_NAME)
        if "," in name and not (first or last or Field.GUEST_ID in self._at):
            turned = turned_name(name)
            if turned is not None:
                first, last = turned
                name = joined_name(first, last)
        given = self._given
        name = name or joined_name(first, last)
        if not name:
            name = self._limited(Field.BADGE_NAME, MAX_NAME)
        if not name:
            code = secret or external_id or guest_id
            if not code:
                self._skip(ProblemCode.NO_NAME)
                return None
            name = f"{product} #{code[-6:]}".strip()
            given = self._given_without_name
        status, paid_by_status = self._status_of()
        paid = self._paid_of(paid_by_status)
        if paid_by_status is not None and "paid" not in given:
            given = given | {"paid"}
        countries = self._countries()
        companions, note = self._companions_of()
        return ListedGuest(
            row=row,
            name=name,
            given=given,
            first_name=first,
            last_name=last,
            badge_name=self._limited(Field.BADGE_NAME, MAX_NAME),
            countries=countries.codes,
            countries_guessed=bool(countries.codes) and not countries.certain,
            email=self._email(),
            company=self._limited(Field.COMPANY, MAX_NAME),
            product=product,
            secret=secret,
            external_id=external_id,
            guest_id=guest_id,
            status=status,
            paid=paid,
            due_minor=self._due_of(),
            companions_allowed=companions,
            language=self._language_of(),
            note=note,
            valid_from=self._moment_of(Field.VALID_FROM),
            valid_until=self._moment_of(Field.VALID_UNTIL),
            speaks=self._speaks_of(),
            ask_about=self._limited(Field.ASK_ABOUT, MAX_LINE),
        )

    # -- cells ------------------------------------------------------------------------------

    def _read_texts(self) -> dict[Field, str]:
        """What stands in the columns that mean something, cleaned; empty cells are left out."""
        texts: dict[Field, str] = {}
        width = len(self._cells)
        for meaning, column in self._at.items():
            raw = self._cells[column] if column < width else ""
            text = clean(raw) if raw else ""
            if text.startswith('="') and text.endswith('"'):
                text = text[2:-1]  # so that Excel takes "000124" for text
            if text:
                texts[meaning] = text
                if "\ufffd" in text:
                    self._note(ProblemCode.UNREADABLE_CHARACTERS, meaning, text)
        return texts

    def _text(self, meaning: Field) -> str:
        return self._texts.get(meaning, "")

    def _limited(self, meaning: Field, limit: int) -> str:
        text = self._text(meaning)
        if len(text) > limit:
            self._note(ProblemCode.TEXT_TOO_LONG, meaning, text)
            return shortened(text, limit)
        return text

    def _name_part(self, meaning: Field) -> str:
        text = self._text(meaning)
        if len(text) > MAX_NAME:
            self._note(ProblemCode.NAME_TOO_LONG, meaning, text)
            return shortened(text, MAX_NAME)
        # A dash or a question mark is nobody.
        return text if any(map(str.isalnum, text)) or not text.isascii() else ""

    def _surname(self) -> str:
        """The whole surname: "van der Berg", "García López"."""
        last = self._name_part(Field.LAST_NAME)
        if not last:
            return ""
        parts = (
            self._name_part(Field.SURNAME_PREFIX),
            last,
            self._name_part(Field.SECOND_SURNAME),
        )
        return shortened(" ".join(filter(None, parts)), MAX_NAME)

    def _code(self, meaning: Field) -> str:
        text = self._text(meaning).removeprefix("'")
        if len(text) > MAX_CODE:
            self._note(ProblemCode.TEXT_TOO_LONG, meaning, text)
            return ""
        return text

    def _external_id(self) -> str:
        whole, part = self._code(Field.EXTERNAL_ID), self._code(Field.EXTERNAL_PART)
        return f"{whole}-{part}" if whole and part else whole

    def _email(self) -> str:
        text = self._text(Field.EMAIL)
        if not text:
            return ""
        text = text.removeprefix("mailto:")
        if EMAIL.fullmatch(text) is None:
            found = EMAIL.search(text)
            if found is None:
                self._note(ProblemCode.BAD_EMAIL, Field.EMAIL, "")
                return ""
            return found[0]
        return text

    def _countries(self) -> CountryGuess:
        text = self._text(Field.NATIONALITY)
        if not text:
            return CountryGuess((), certain=True)
        guess = self._find(text.rstrip("? "))
        if guess.codes and text.endswith("?"):  # so an export of ours marks what is a guess
            guess = CountryGuess(guess.codes, certain=False)
        if not guess.codes and not guess.certain:
            self._note(ProblemCode.UNKNOWN_COUNTRY, Field.NATIONALITY, text)
        elif not guess.certain:
            self._note(ProblemCode.UNCERTAIN_COUNTRY, Field.NATIONALITY, text)
        return guess

    def _status_of(self) -> tuple[TicketStatus, bool | None]:
        text = self._text(Field.STATUS)
        status, paid = TicketStatus.VALID, None
        if text:
            known = self._status(text)
            if known is None:
                self._note(ProblemCode.UNKNOWN_STATUS, Field.STATUS, text)
            else:
                status, paid = known
        if self._pending_is_unpaid and status is TicketStatus.PENDING:
            status, paid = TicketStatus.VALID, False
        total = self._text(Field.TOTAL_GUESTS)
        if total == "0" and status is TicketStatus.VALID and Field.STATUS not in self._at:
            status = TicketStatus.PENDING  # zkipster: no answer to the invitation yet
        blocked = self._text(Field.BLOCKED)
        if blocked:
            answer = cells.yes_or_no(blocked)
            if answer is None:
                self._note(ProblemCode.UNKNOWN_YES_NO, Field.BLOCKED, blocked)
            elif answer and status is not TicketStatus.CANCELED:
                status = TicketStatus.BLOCKED
        return status, paid

    def _paid_of(self, by_status: bool | None) -> bool | None:
        """What the list says; None where it says nothing: an empty cell is no "not paid"."""
        text = self._text(Field.PAID)
        if self._says_nothing(text) or (self._paid_is_amount and by_status is False):
            return by_status  # an amount may be what the ticket costs
        answer = self._paid(text)
        if answer is None:
            self._note(ProblemCode.UNKNOWN_PAID, Field.PAID, text)
        return answer

    def _due_of(self) -> int | None:
        text = self._text(Field.DUE)
        if not text:
            return None
        amount = self._due(text)
        if amount is None:
            self._note(ProblemCode.UNKNOWN_AMOUNT, Field.DUE, text)
        return amount

    def _companions_of(self) -> tuple[int, str]:
        """The number of companions, and the note, which keeps their names if they are given."""
        note = self._limited(Field.NOTE, MAX_TEXT)
        meaning, less = Field.COMPANIONS, 0
        if meaning not in self._at:
            meaning, less = Field.TOTAL_GUESTS, 1
        text = self._text(meaning)
        if not text:
            return 0, note
        answer = self._companions(text)
        if answer is None or answer[0] > MAX_COMPANIONS + less:
            self._note(ProblemCode.UNKNOWN_COMPANIONS, meaning, text)
            return 0, note
        number, named = answer
        if named:
            self._note(ProblemCode.COMPANION_NAMED, meaning, "")
            return number, f"{note}; + {text}" if note else f"+ {text}"
        return max(0, number - less), note

    def _language_of(self) -> str:
        text = self._text(Field.LANGUAGE)
        if not text:
            return ""
        tag = self._language(text)
        if tag is None:
            self._note(ProblemCode.UNKNOWN_LANGUAGE, Field.LANGUAGE, text)
        return tag or ""

    def _speaks_of(self) -> tuple[str, ...]:
        text = self._text(Field.SPEAKS)
        if not text:
            return ()
        codes, unknown = self._speaks(text)
        if unknown:
            self._note(ProblemCode.UNKNOWN_LANGUAGE, Field.SPEAKS, ", ".join(unknown))
        return codes

    def _moment_of(self, meaning: Field) -> datetime | None:
        text = self._text(meaning)
        if not text or text == "-":
            return None
        found = self._moment(text)
        if found is None:
            self._note(ProblemCode.UNKNOWN_TIME, meaning, text)
        return found

    # -- problems ---------------------------------------------------------------------------

    def _note(self, code: ProblemCode, meaning: Field, value: str) -> None:
        column = column_name(self._header, self._at[meaning])
        value = shortened(without_emails(value[:500]))
        self.problems.append(RowProblem(self._row, column, code, value))

    def _skip(self, code: ProblemCode) -> None:
        problem = skipped_row(self._row, self._cells, code)
        if problem is not None:
            self.problems.append(problem)


def is_no_guest(row_cells: Sequence[str]) -> bool:
    """Whether a row only adds up a column ("Total 298"), or divides the list ("A", "B")."""
    filled = [cell for cell in row_cells if cell and not cell.isspace()]
    if not filled or len(filled[0]) > _LONGEST_WORD:
        return False
    if len(filled) == 1 and len(filled[0].strip()) == 1:
        return filled[0].strip().isupper()
    if any(map(_is_word, filled[1:])) or not any(map(str.isdigit, "".join(filled))):
        return False  # as most rows, before their words are looked at
    return header_key(filled[0]).rstrip("0123456789 ") in words_of_sums()


def _is_word(cell: str) -> bool:
    return "@" in cell or not any(map(str.isdigit, cell))


def skipped_row(row: int, row_cells: Sequence[str], code: ProblemCode) -> RowProblem | None:
    """The problem of a row that is not loaded; None where nothing visible stands in it."""
    texts = [text for text in map(clean, row_cells) if text]
    if not texts:
        return None
    value = shortened(without_emails(" · ".join(texts[:20])[:500]))
    return RowProblem(row, "", code, value, Severity.SKIPPED)


def column_name(header: Sequence[str], column: int) -> str:
    """What the user calls a column: its header, or its letter in a spreadsheet."""
    if column < len(header) and header[column]:
        return shortened(header[column])
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def joined_name(first: str, last: str) -> str:
    """First and last name together: surname first and without a blank where that is the way."""
    if first and last and _is_east_asian(first) and _is_east_asian(last):
        return last + first
    return f"{first} {last}".strip()


def _is_east_asian(text: str) -> bool:
    return all(any(low <= c <= high for low, high in _EAST_ASIAN) for c in text)


def _remembered(look_up: Callable[[str], T]) -> Callable[[str], T]:
    """``look_up`` that is asked once for each text; for one list, so it is as large as the list."""
    known: dict[str, T] = {}

    def remembered(text: str) -> T:
        if text not in known:
            known[text] = look_up(text)
        return known[text]

    return remembered
