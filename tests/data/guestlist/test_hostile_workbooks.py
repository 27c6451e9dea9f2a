import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from data.errors import GuestListError
from data.guestlist.read import read_bytes

Make = Callable[..., bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(data: bytes) -> str:
    with pytest.raises(GuestListError) as error:
        read_bytes(data)
    return error.value.code


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_the_fixture_itself_is_a_good_list(raw_xlsx: Make) -> None:
    rows = f"<row>{cell('A1', 'Name')}{cell('B1', 'Company')}</row>"
    rows += f"<row>{cell('A2', 'Zoya')}{cell('B2', 'Moscow Times')}</row>"
    assert [g.company for g in read_bytes(raw_xlsx(sheet(rows))).guests] == ["Moscow Times"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(raw_xlsx: Make) -> None:
    assert refusal(raw_xlsx(sheet(" " * 30_000_000))) == "zip_bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_read_no_further_than_it_says(
    raw_xlsx: Make,
) -> None:
    data = bytearray(raw_xlsx(sheet(" " * 5_000_000)))
    size = struct.pack("<I", len(sheet(" " * 5_000_000)))
    assert data.count(size) == 2
    assert refusal(bytes(data.replace(size, struct.pack("<I", 100)))) == "bad_zip"


def test_thousands_of_files_in_a_workbook_are_refused(raw_xlsx: Make) -> None:
    assert refusal(raw_xlsx(sheet(""), {f"x{i}.xml": "" for i in range(5_001)})) == "zip_bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_xml_entities_are_refused_in_every_encoding(raw_xlsx: Make, encoding: str) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet(cell("A1", "&b;"))
    assert refusal(raw_xlsx(xml.encode(encoding))) == "xml_entities"


@pytest.mark.parametrize("place", ["XFD1048576", "A99999999999", "ZZZZZZZZ9999999"])
def test_one_cell_far_away_does_not_fill_the_memory(raw_xlsx: Make, place: str) -> None:
    data = raw_xlsx(sheet(f"<row>{cell('A1', 'Name')}{cell(place, 'x')}</row>"))
    assert refusal(data) == "too_many_cells"


def test_repetitions_in_an_open_document_are_counted(ods: Make) -> None:
    inside = '<table:table-cell table:number-columns-repeated="9000"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="9000">{inside}</table:table-cell>'
    assert refusal(ods(f"{row}</table:table-row>")) == "too_many_cells"


def test_a_billion_repetitions_are_taken_for_the_empty_rest(ods: Make) -> None:
    row = '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
    row += 'table:number-columns-repeated="1000000000" office:value-type="string">'
    row += "<text:p>Zoya V</text:p></table:table-cell>"
    assert len(read_bytes(ods(f"{row}</table:table-row>")).guests) == 1


def test_one_cell_far_away_in_an_old_excel_file_is_refused(xls: Make) -> None:
    assert refusal(xls([["Name"]], far=(65_535, 60_000))) == "too_many_cells"


def test_encrypted_files_ask_for_their_password(xls: Make, ods: Make) -> None:
    assert refusal(xls([["Name"]], password=True)) == "password"
    assert refusal(ods("", "<manifest:encryption-data/>")) == "password"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")) == "password"


def test_damaged_old_excel_files_are_refused_wherever_they_are_cut(xls: Make) -> None:
    data = xls([["Name", "Country"], ["Zoya", "Russia"]])
    for length in (9, 40, 300, 511, 600, 1_100, 1_500):
        assert refusal(data[:length]) in ("damaged", "empty", "no_name_column"), length


@pytest.mark.parametrize("offset", [40, 44, 64, 72, 1_024 + 120, 1_024 + 128 + 120])
def test_lengths_in_an_old_excel_file_that_cannot_be_are_refused(xls: Make, offset: int) -> None:
    """The reader would reserve as much before it looks, and abort the program."""
    data = bytearray(xls([["Name", "Country"], ["Zoya", "Russia"]]))
    data[offset : offset + 4] = b"\x00\x00\x80\x00"
    assert refusal(bytes(data)) == "damaged"


def test_a_sheet_in_an_old_excel_file_that_claims_a_huge_grid_is_refused(xls: Make) -> None:
    far = struct.pack("<HHIIHHH", 0x0200, 14, 0, 60_000, 0, 60_000, 0)
    data = xls([["Name", "Country"], ["Zoya", "Russia"]])
    label = struct.pack("<HH", 0x0204, 9 + 2 * len("Name"))
    at = data.index(label)
    assert refusal(data[:at] + far + data[at : -len(far)]) == "too_many_cells"


def test_a_cut_workbook_is_a_bad_zip(raw_xlsx: Make) -> None:
    data = raw_xlsx(sheet(""))
    assert refusal(data[: len(data) // 2]) == "bad_zip"


def test_another_zip_is_no_list() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("holiday.jpg", b"\xff\xd8")
    assert refusal(target.getvalue()) == "not_a_list"


def test_a_workbook_with_too_many_rows_says_so(raw_xlsx: Make) -> None:
    rows = f"<row>{cell('A1', 'Name')}{cell('B1', 'Email')}</row><row>{cell('A250001', 'x')}</row>"
    assert refusal(raw_xlsx(sheet(rows))) == "too_many_rows"
