import datetime as dt
from collections.abc import Callable

import pytest

from data.errors import GuestListError
from data.guestlist import Choice, Field
from data.guestlist.limits import MAX_COLUMNS
from data.guestlist.read import read_bytes

Make = Callable[..., bytes]

HEADER = ("Name", "Nationality", "Plus one", "Paid", "Valid from")


def test_a_workbook_is_read_with_numbers_dates_and_ticks_as_people_write_them(xlsx: Make) -> None:
    row = ("Zoya Vinogradova", "Russia", 2.0, True, dt.date(2026, 11, 20))
    found = read_bytes(xlsx(Guests=[HEADER, row]))
    [guest] = found.guests
    assert (guest.name, guest.countries, guest.companions_allowed) == (row[0], ("RU",), 2)
    assert guest.paid
    assert guest.valid_from == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert (found.sheet, found.encoding) == ("Guests", "")


def test_rows_and_columns_are_counted_as_the_spreadsheet_does(xlsx: Make) -> None:
    table = [(), (), ("", "", "Name", "Status"), (), ("", "", "Zoya Vinogradova", "hmm")]
    found = read_bytes(xlsx(Guests=table))
    assert (found.header_row, found.columns[Field.NAME], found.guests[0].row) == (3, 2, 5)
    assert [(p.row, p.column) for p in found.problems] == [(5, "Status")]


def test_the_first_visible_sheet_with_something_in_it_is_taken(xlsx: Make) -> None:
    data = xlsx(hidden=["Old"], Empty=[], Old=[["Name"], ["Eric"]], Now=[["Name"], ["Zoya"]])
    found = read_bytes(data)
    assert (found.sheet, found.sheets) == ("Now", ("Empty", "Old", "Now"))
    assert read_bytes(data, Choice(sheet="Old")).guests[0].name == "Eric"


def test_a_sheet_that_is_not_there_is_named_in_the_error(xlsx: Make) -> None:
    with pytest.raises(GuestListError) as error:
        read_bytes(xlsx(A=[["Name"], ["Zoya"]]), Choice(sheet="B"))
    assert error.value.code == "no_such_sheet"
    assert error.value.values["sheets"] == ("A",)


def test_an_old_excel_file_is_read(xls: Make) -> None:
    found = read_bytes(xls([["Имя и фамилия", "Гражданство"], ["Зоя Виноградова", "Россия"]]))
    assert [(g.name, g.countries) for g in found.guests] == [("Зоя Виноградова", ("RU",))]


def test_an_open_document_is_read_without_its_endless_empty_rest(ods: Make) -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
    )
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = [cell("Name") + cell("Nationalität") + rest, cell("Jochen Schäfer") + cell("DE") + rest]
    xml = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    xml += f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>'
    found = read_bytes(ods(xml))
    assert [(g.name, g.countries, g.row) for g in found.guests] == [("Jochen Schäfer", ("DE",), 2)]


def test_a_name_that_is_a_number_in_excel_does_not_stop_the_others(xlsx: Make) -> None:
    found = read_bytes(xlsx(A=[["Name", "Email"], [42, ""], ["Zoya", "z@example.org"]]))
    assert [g.name for g in found.guests] == ["42", "Zoya"]


def test_an_empty_workbook_says_so(xlsx: Make) -> None:
    with pytest.raises(GuestListError) as error:
        read_bytes(xlsx(A=[], B=[]))
    assert error.value.code == "empty"


COVER = [["Welcome to our evening"], ["Bar Foo"]]
LIST = [["Name", "Nationality"], ["Zoya V", "Russia"], ["Eric C", "China"]]


def test_a_cover_is_turned_over_for_the_list_behind_it(xlsx: Make) -> None:
    assert read_bytes(xlsx(Cover=COVER, Guests=LIST, Old=LIST)).sheet == "Guests"


def test_a_list_without_a_header_is_no_cover(xlsx: Make) -> None:
    names = [[name] for name in ("Zoya V", "Eric C", "Jochen S", "Anna B")]
    assert read_bytes(xlsx(Names=names, Team=LIST)).sheet == "Names"


def test_the_first_of_two_lists_is_taken(xlsx: Make) -> None:
    helpers = [["First name", "Last name", "Email", "Status"], ["Zoya", "V", "z@e.org", "ok"]]
    assert read_bytes(xlsx(Guests=LIST, Helpers=helpers)).sheet == "Guests"


def test_pretixs_tickets_are_preferred_to_its_orders(xlsx: Make) -> None:
    orders = [["Order code", "Status", "Email", "Name"], ["A1", "paid", "o@e.org", "Otto Z"]]
    header = ["Order code", "Position ID", "Product", "Attendee name", "Ticket secret"]
    tickets = [header, ["A1", 1, "Basic", "Zoya V", "abc2"], ["A1", 2, "Basic", "Eric C", "abc3"]]
    found = read_bytes(xlsx(**{"Orders": orders, "Order positions": tickets}))
    assert (found.sheet, found.source) == ("Order positions", "pretix orders")
    assert [g.name for g in found.guests] == ["Zoya V", "Eric C"]


def test_a_sheet_that_is_too_wide_does_not_stop_the_list_before_it(xlsx: Make) -> None:
    wide = [[f"C{n}" for n in range(MAX_COLUMNS + 1)]]
    assert read_bytes(xlsx(Guests=LIST, Wide=wide)).sheet == "Guests"


def test_a_list_behind_many_empty_sheets_is_found(xlsx: Make) -> None:
    sheets: dict[str, list[list[str]]] = {f"S{n}": [] for n in range(30)}
    assert read_bytes(xlsx(**sheets, Guests=LIST)).sheet == "Guests"
