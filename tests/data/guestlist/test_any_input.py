from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import GuestListError
from data.guestlist import (
    Choice,
    Field,
    GuestList,
    read_bytes,
    read_html,
    read_text,
)
from data.guestlist.clean import clean

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

beginnings = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"sep=;\n"]
    + [b"Name;Country\n", b"<table><tr><td>", b'"', b"Name\tUser ID\tRSVP\tGuests\n"]
)
words = st.sampled_from(
    ["Name", "Zoya Vinogradova", "Schäfer, Jochen", "Россия", "DE", "yes", "no", "+1", "10,50"]
    + ["zoya@example.org", "Status", "canceled", "Ticket secret", "abc123def456", "Paid", "陈伟"]
    + ["", " ", "\u200b", "=1+1", '"', "<b>", "Vorname", "Nachname", "Nationality", "Guests"]
)
cells = st.one_of(words, st.text(max_size=12))
tables = st.lists(st.lists(cells, max_size=6), min_size=1, max_size=12)


def accounted_for(found: GuestList) -> set[int]:
    return {g.row for g in found.guests} | {p.row for p in found.skipped}


@QUICK
@given(beginnings, st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused_with_a_reason(start: bytes, rest: bytes) -> None:
    try:
        found = read_bytes(start + rest)
    except GuestListError as error:
        assert error.code.isidentifier()
    else:
        assert isinstance(found, GuestList)


@QUICK
@given(st.text(max_size=300))
def test_text_of_any_kind_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (read_text, read_html):
        try:
            read(text)
        except GuestListError as error:
            assert error.code.isidentifier()


@QUICK
@given(tables, st.sampled_from(";\t|"))
def test_every_row_that_is_not_blank_is_loaded_or_reported(
    table: list[list[str]], delimiter: str
) -> None:
    """Cells are quoted as a spreadsheet does, so that rows are known; the name column is chosen."""
    rows = [[c.replace("\r", " ").replace("\x00", "") for c in row] or [""] for row in table]
    text = "\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    if not text.strip('" \n;\t|'):
        return
    try:
        found = read_text(text, Choice(delimiter=delimiter, header_row=0, columns={Field.NAME: 0}))
    except GuestListError as error:
        assert error.code in ("empty", "not_a_list", "no_such_column")
        return
    filled = {i + 1 for i, row in enumerate(rows) if any(clean(cell) for cell in row)}
    assert filled == accounted_for(found)


@QUICK
@given(tables)
def test_with_a_header_found_by_itself_no_row_is_lost_either(table: list[list[str]]) -> None:
    rows = [["Name", "Country", "Status"], ["Anna Lee", "GB", "yes"]]
    rows += [[c.replace("\r", " ").replace("\n", " ").replace("\x00", "") for c in r] for r in table]
    text = "\n".join(";".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    try:
        found = read_text(text)
    except GuestListError as error:
        assert error.code == "no_name_column"  # a later row looked more like a header
        return
    if found.source == "lines":
        return
    filled = {
        i + 1 for i, row in enumerate(rows) if any(clean(c) for c in row) and i + 1 != found.header_row
    }
    reported = accounted_for(found)
    titles = found.header_row - 1 - sum(not any(map(clean, r)) for r in rows[: found.header_row - 1])
    assert filled - reported <= set(range(1, found.header_row))
    assert len(filled - reported) == len(found.titles) <= titles


@QUICK
@given(st.text(max_size=200))
def test_cleaned_text_is_one_line_without_anything_invisible(text: str) -> None:
    once = clean(text)
    assert once == once.strip()
    assert "\n" not in once
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in once)
    assert not any(ord(c) < 32 for c in once)
