import datetime as dt

import pytest

from data.guestlist import ListedGuest, ProblemCode
from data.guestlist.read import read_text
from data.guests import TicketStatus


def read_one(
    header: str, cell: str, currency: str = "EUR", timezone: str = "UTC"
) -> tuple[ListedGuest, list[ProblemCode]]:
    """One guest with one more column, and the codes of the problems."""
    text = f'Name;Email;{header}\nZoya V;z@example.org;"{cell}"\n'
    found = read_text(text, None, currency, timezone)
    return found.guests[0], [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("word", "status", "paid"),
    [
        ("approved", TicketStatus.VALID, None),
        ("Checked In", TicketStatus.VALID, None),
        ("bezahlt", TicketStatus.VALID, True),
        ("Paid", TicketStatus.VALID, True),
        ("AWAITING_PAYMENT", TicketStatus.VALID, False),
        ("yes", TicketStatus.VALID, None),
        ("No", TicketStatus.CANCELED, None),
        ("Not attending", TicketStatus.CANCELED, None),
        ("Refunded", TicketStatus.CANCELED, None),
        ("deleted", TicketStatus.CANCELED, None),
        ("pending_approval", TicketStatus.PENDING, None),
        ("лист ожидания", TicketStatus.PENDING, None),
        ("maybe", TicketStatus.PENDING, None),
        ("gesperrt", TicketStatus.BLOCKED, None),
        ("", TicketStatus.VALID, None),
    ],
)
def test_states_are_understood(word: str, status: TicketStatus, paid: bool | None) -> None:
    guest, problems = read_one("Status", word)
    assert (guest.status, guest.paid, problems) == (status, paid, [])


def test_a_state_that_says_who_paid_gives_the_payment_too() -> None:
    assert "paid" in read_one("Status", "paid")[0].given
    assert "paid" not in read_one("Status", "approved")[0].given


def test_an_unknown_state_loads_the_guest_and_says_so() -> None:
    guest, problems = read_one("Status", "perhaps later")
    assert guest.status is TicketStatus.VALID
    assert problems == ["unknown_status"]


@pytest.mark.parametrize(
    ("cell", "paid", "problems"),
    [
        ("yes", True, []),
        ("✓", True, []),
        ("да", True, []),
        ("PayPal", True, []),
        ("25,00 €", True, []),
        ("2026-11-01", True, []),
        ("0.00", None, []),
        ("", None, []),
        ("nein", False, []),
        ("unpaid", False, []),
        ("refunded", False, []),
        ("0", False, []),
        ("-", None, []),
        ("ask Boris", None, ["unknown_paid"]),
    ],
)
def test_payments_are_understood(cell: str, paid: bool | None, problems: list[str]) -> None:
    guest, found = read_one("Paid", cell)
    assert (guest.paid, found) == (paid, problems)


@pytest.mark.parametrize(
    ("cell", "due", "problems"),
    [
        ("10", 1000, []),
        ("10,50 €", 1050, []),
        ("free", 0, []),
        ("-", 0, []),
        ("", None, []),
        ("see list", None, ["unknown_amount"]),
        ("-10", None, ["unknown_amount"]),
    ],
)
def test_amounts_due_are_understood(cell: str, due: int | None, problems: list[str]) -> None:
    guest, found = read_one("Amount due", cell)
    assert (guest.due_minor, found) == (due, problems)


def test_amounts_are_in_the_currency_of_the_event() -> None:
    assert read_one("Amount due", "1200", currency="JPY")[0].due_minor == 1200


@pytest.mark.parametrize(
    ("cell", "number", "problems"),
    [
        ("2", 2, []),
        ("+1", 1, []),
        ("2 guests", 2, []),
        ("1.0", 1, []),
        ("yes", 1, []),
        ("no", 0, []),
        ("-", 0, []),
        ("", 0, []),
        ("99", 99, []),
        ("500", 0, ["unknown_companions"]),
        ("2-3", 0, ["unknown_companions"]),
        ("Anna and Boris", 2, ["companion_named"]),
    ],
)
def test_companions_are_counted(cell: str, number: int, problems: list[str]) -> None:
    guest, found = read_one("Plus one", cell)
    assert (guest.companions_allowed, found) == (number, problems)
    assert guest.note == ("+ Anna and Boris" if "companion_named" in problems else "")


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        ("de", "de"),
        ("de-DE", "de-DE"),
        ("pt_BR", "pt-BR"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("немецкий", "de"),
        ("français", "fr"),
        ("中文", "zh"),
        ("", ""),
    ],
)
def test_languages_are_understood(cell: str, tag: str) -> None:
    guest, problems = read_one("Language", cell)
    assert (guest.language, problems) == (tag, [])


def test_an_unknown_language_is_left_out() -> None:
    guest, problems = read_one("Language", "Gibberish?!")
    assert (guest.language, problems) == ("", ["unknown_language"])


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2026-11-20 18:00:00", 17),
        ("2026-11-20T18:00:00Z", 18),
        ("2026-11-20T18:00+03:00", 15),
        ("20.11.2026 18:00", 17),
    ],
)
def test_times_without_a_zone_are_the_events(cell: str, hour: int) -> None:
    guest, problems = read_one("Valid until", cell, timezone="Europe/Berlin")
    assert guest.valid_until == dt.datetime(2026, 11, 20, hour, tzinfo=dt.UTC)
    assert problems == []


@pytest.mark.parametrize("cell", ["tomorrow", "31.02.2026", "9999-12-31T23:59-12:00"])
def test_a_time_that_is_none_sets_no_limit(cell: str) -> None:
    guest, problems = read_one("Valid until", cell)
    assert (guest.valid_until, problems) == (None, ["unknown_time"])


@pytest.mark.parametrize(
    ("cell", "codes", "guessed", "problems"),
    [
        ("Deutschland", ("DE",), False, []),
        ("DE/RU", ("DE", "RU"), False, []),
        ("🇻🇳", ("VN",), False, []),
        ("", (), False, []),
        ("Deutschlnd", ("DE",), True, ["uncertain_country"]),
        ("Atlantis", (), False, ["unknown_country"]),
    ],
)
def test_nationalities_are_taken_and_guesses_are_called_guesses(
    cell: str, codes: tuple[str, ...], guessed: bool, problems: list[str]
) -> None:
    guest, found = read_one("Nationality", cell)
    assert (guest.countries, guest.countries_guessed, found) == (codes, guessed, problems)


def test_what_the_list_does_not_say_is_not_given() -> None:
    guest = read_text("Name;Email\nZoya V;z@example.org\nEric;\n").guests[1]
    assert guest.given == {"name", "first_name", "last_name", "email"}


def test_an_address_that_is_none_is_left_out_and_never_repeated() -> None:
    found = read_text("Name;Email\nZoya V;zoya at example\nEric;<mailto:e@example.org>\n")
    assert [g.email for g in found.guests] == ["", "e@example.org"]
    assert [(p.row, p.code, p.value) for p in found.problems] == [(2, "bad_email", "")]


def test_namesakes_are_kept_and_noted_where_nothing_tells_them_apart() -> None:
    rows = "Zoya V;a@example.org\nZoya V;b@example.org\nZOYA V;b@example.org\n"
    found = read_text(f"Name;Email\n{rows}")
    assert len(found.guests) == 3
    assert [(p.row, p.code) for p in found.problems] == [(4, "same_name")]


def test_a_ticket_listed_twice_is_loaded_twice_and_noted() -> None:
    found = read_text("Name;Ticket secret\nZoya;abcdef12\nEric;abcdef12\n")
    assert [g.secret for g in found.guests] == ["abcdef12", "abcdef12"]
    assert [(p.row, p.column, p.code, p.value) for p in found.problems] == [
        (3, "Ticket secret", "same_secret", "…ef12")
    ]


def test_a_row_without_a_name_is_reported_unless_it_can_be_scanned() -> None:
    found = read_text(
        "Name;Product;Ticket secret;Email\n;Basic;abcdef12;\n;;;x@example.org\n?;;;\n"
    )
    assert [(g.row, g.name) for g in found.guests] == [(2, "Basic #cdef12")]
    assert [(p.row, p.code, p.value) for p in found.skipped] == [
        (3, "no_name", "x…@example.org"),
        (4, "no_name", "?"),
    ]
