from collections.abc import Callable
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import GuestListError
from data.guestlist import Choice, Field, GuestList
from data.guestlist.clean import clean
from data.guestlist.read import read_bytes, read_html, read_text

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

beginnings = st.sampled_from(
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"sep=;\n",
        b"Name;Country\n",
        b"<table><tr><td>",
        b'"',
        b"Name\tUser ID\tRSVP\tGuests\n",
    ]
)
words = st.sampled_from(
    [
        "Name",
        "Zoya Vinogradova",
        "Schäfer, Jochen",
        "Россия",
        "DE",
        "yes",
        "no",
        "+1",
        "10,50",
        "zoya@example.org",
        "Status",
        "canceled",
        "Ticket secret",
        "abc123def456",
        "Paid",
        "陈伟",
        "",
        " ",
        "\u200b",
        "=1+1",
        '"',
        "<b>",
        "Vorname",
        "Nationality",
        "Guests",
    ]
)
cells = st.one_of(words, st.text(max_size=12))
tables = st.lists(st.lists(cells, max_size=6), min_size=1, max_size=12)


def refusal_or_list(read: Callable[[], GuestList]) -> str | GuestList:
    """The code of the refusal, or the list. Any other exception goes on and fails the test."""
    try:
        return read()
    except GuestListError as error:
        return error.code


def quoted(rows: list[list[str]], delimiter: str) -> str:
    """A table as a spreadsheet writes it, one line a row."""
    return "\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )


def tame(table: list[list[str]]) -> list[list[str]]:
    """The table without line breaks and with few controls, which would make it no text at all."""
    return [["".join(c if c >= " " else " " for c in cell) for cell in row] for row in table]


def filled(rows: list[list[str]]) -> set[int]:
    return {i + 1 for i, row in enumerate(rows) if any(clean(cell) for cell in row)}


def accounted_for(found: GuestList) -> set[int]:
    return {g.row for g in found.guests} | {p.row for p in found.skipped}


@QUICK
@given(beginnings, st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused_with_a_reason(start: bytes, rest: bytes) -> None:
    found = refusal_or_list(lambda: read_bytes(start + rest))
    assert isinstance(found, GuestList) or found.isidentifier()


@QUICK
@given(st.text(max_size=300))
def test_text_of_any_kind_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (read_text, read_html):
        found = refusal_or_list(partial(read, text))
        assert isinstance(found, GuestList) or found.isidentifier()


@QUICK
@given(tables, st.sampled_from(";\t|"))
def test_every_row_that_is_not_blank_is_loaded_or_reported(
    table: list[list[str]], delimiter: str
) -> None:
    rows = [row or [""] for row in tame(table)]
    choice = Choice(delimiter=delimiter, header_row=0, columns={Field.NAME: 0})
    found = refusal_or_list(lambda: read_text(quoted(rows, delimiter), choice))
    if isinstance(found, str):
        assert found == "empty"
        assert not filled(rows)
    else:
        assert accounted_for(found) == filled(rows)


@QUICK
@given(tables)
def test_with_a_header_found_by_itself_no_row_is_lost_either(table: list[list[str]]) -> None:
    rows = [["Name", "Country", "Status"], ["Anna Lee", "GB", "yes"], *tame(table)]
    found = refusal_or_list(lambda: read_text(quoted(rows, ";")))
    if isinstance(found, str):
        assert found == "no_name_column"  # a later row looked more like a header
        return
    left = filled(rows) - accounted_for(found) - {found.header_row}
    assert left <= set(range(1, found.header_row))
    assert len(left) == len(found.titles)


@QUICK
@given(st.text(max_size=200))
def test_cleaned_text_is_one_line_without_anything_invisible(text: str) -> None:
    once = clean(text)
    assert once == once.strip()
    assert "\n" not in once
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in once)
    assert not any(ord(c) < 32 for c in once)
