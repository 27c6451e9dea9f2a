import pytest

from data.errors import GuestListError
from data.guestlist import Field
from data.guestlist.read import read_bytes, read_html, read_text

LINES = [
    ("1. Zoya Vinogradova (Russia)", "Zoya Vinogradova", ("RU",)),
    ("Jochen Schäfer – Germany", "Jochen Schäfer", ("DE",)),
    ("• Eric 陈", "Eric 陈", ()),
    ("[x] Anna Lee, UK", "Anna Lee", ("GB",)),
    ("- Дмитрий Ёлкин — Россия", "Дмитрий Ёлкин", ("RU",)),
    ("🇻🇳 Nguyễn Thị Hồng", "Nguyễn Thị Hồng", ("VN",)),
    ("12) Vinogradova, Zoya", "Zoya Vinogradova", ()),
    ("Jordan, Michael", "Michael Jordan", ()),
    ("Michael – Jordan", "Michael", ("JO",)),
    ("陈伟（中国）", "陈伟", ("CN",)),
    ("Martin Luther King, Jr.", "Martin Luther King, Jr.", ()),
    ("Jean-Luc Dupont | Français", "Jean-Luc Dupont", ("FR",)),
    ("#7 O'Neil, Mary-Jane", "Mary-Jane O'Neil", ()),
    ("Ludwig van Beethoven", "Ludwig van Beethoven", ()),
    ("2.) Zoya Vinogradova (Russia)", "Zoya Vinogradova", ("RU",)),
    ("③ Eric 陈 (China)", "Eric 陈", ("CN",)),
    ("◆ Anna O'Neill-Smith / Ireland", "Anna O'Neill-Smith", ("IE",)),
    ("→ Jean-Luc d'Arc [France]", "Jean-Luc d'Arc", ("FR",)),
    ("👉 Ana Silva (Brasil / Portugal)", "Ana Silva", ("BR", "PT")),
    ("a) Ana Silva", "Ana Silva", ()),
    ("ii. Romeo Ital (Italy)", "Romeo Ital", ("IT",)),
    ("e. e. cummings", "e. e. cummings", ()),
    ("7° Élise Martin (Belgique)", "Élise Martin", ("BE",)),
    ("6/ Ola Nordmann (Norwegen)", "Ola Nordmann", ("NO",)),
    ("1️⃣ Keycap Kim", "Keycap Kim", ()),
    ("* **Bold Bob** (UK)", "Bold Bob", ("GB",)),
]


@pytest.mark.parametrize(("line", "name", "countries"), LINES)
def test_a_line_is_a_guest(line: str, name: str, countries: tuple[str, ...]) -> None:
    found = read_text(f"{line}\n")
    assert (found.source, found.guests[0].name, found.guests[0].countries) == (
        "lines",
        name,
        countries,
    )


def test_many_lines_of_different_habits_make_one_list() -> None:
    found = read_text("\n\n".join(line for line, _, _ in LINES))
    assert [g.name for g in found.guests] == [name for _, name, _ in LINES]
    assert [g.row for g in found.guests] == list(range(1, 2 * len(LINES), 2))


def test_addresses_companions_and_the_rest_of_a_line_are_kept() -> None:
    found = read_text("Zoya V <zoya@example.org> (+2)\nEric Chen +1 - press\nAnna Lee, Siemens\n")
    zoya, eric, anna = found.guests
    assert (zoya.name, zoya.email, zoya.companions_allowed) == ("Zoya V", "zoya@example.org", 2)
    assert (eric.name, eric.companions_allowed, eric.note) == ("Eric Chen", 1, "press")
    assert (anna.name, anna.note) == ("Anna Lee", "Siemens")
    assert [(p.row, p.code) for p in found.problems] == [(2, "rest_of_line"), (3, "rest_of_line")]


def test_greetings_headings_and_totals_are_reported_not_admitted() -> None:
    text = (
        "Hello everybody, here comes the list for tonight!\nLadies:\nZoya V\nEric C\nAnna L\n----\n"
    )
    found = read_text(f"{text}300\nSee you!\n")
    assert [g.name for g in found.guests] == ["Zoya V", "Eric C", "Anna L"]
    assert {p.row for p in found.skipped} == {1, 2, 6, 7, 8}
    assert {p.code for p in found.skipped} == {"not_a_name"}


def test_a_page_of_prose_is_no_list() -> None:
    with pytest.raises(GuestListError) as error:
        read_text("This is a rather long sentence about nothing in particular, you know.\n" * 9)
    assert error.value.code == "not_a_list"


def test_a_column_of_names_under_a_header_is_read_like_lines() -> None:
    found = read_text("Guests\nZoya V (Russia)\nEric C\n")
    assert [(g.row, g.name, g.countries) for g in found.guests] == [
        (2, "Zoya V", ("RU",)),
        (3, "Eric C", ()),
    ]


def test_cells_copied_from_a_spreadsheet_are_a_table() -> None:
    found = read_text("Zoya V\tRussia\tz@example.org\nEric C\tChina\te@example.org\n")
    assert found.delimiter == "\t"
    assert [g.countries for g in found.guests] == [("RU",), ("CN",)]


def test_a_table_of_a_web_page_is_read_without_its_surroundings() -> None:
    html = (
        "<html><head><style>td{}</style><script>var a='<td>';</script></head><body>"
        "<table><tr><td>Menu</td></tr></table><p>Guests</p>"
        '<TABLE class="a>b"><thead><tr><th>Name<th>Nationality</thead>'
        "<tr><td>Zoya<br>Vinogradova</td><td>&#127479;&#127482;</td></tr>"
        '<tr><td title="x>y">Eric &amp; Sons</td><td>China<!-- <td>no</td> --></td></tr></table>'
    )
    found = read_html(html)
    assert [(g.name, g.countries) for g in found.guests] == [
        ("Zoya Vinogradova", ("RU",)),
        ("Eric & Sons", ("CN",)),
    ]


def test_merged_cells_keep_columns_in_their_places() -> None:
    html = (
        "<table><tr><th>Company</th><th colspan=2>Name</th><th>Nationality</th></tr>"
        "<tr><td rowspan=2>Firm</td><td>Zoya</td><td></td><td>RU</td></tr>"
        "<tr><td>Eric</td><td></td><td>CN</td></tr></table>"
    )
    found = read_html(html)
    assert [(g.name, g.company, g.countries) for g in found.guests] == [
        ("Zoya", "Firm", ("RU",)),
        ("Eric", "", ("CN",)),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Zoya V (Russia)</li><li>Eric C</li></ul>",
        "<ol><li>Zoya V (Russia)<li>Eric C</ol>",
        "<p>Zoya V (Russia)</p><p>Eric C</p>",
        "<div>Zoya V (Russia)<br/>Eric\n C</div>",
        "<meta charset=utf-8><!--StartFragment--><b>Zoya V (Russia)</b><br>Eric C"
        "<!--EndFragment--></html>",
    ],
)
def test_lists_and_lines_of_a_web_page_are_read(html: str) -> None:
    for found in (read_html(html), read_text(html)):
        assert [(g.name, g.countries) for g in found.guests] == [
            ("Zoya V", ("RU",)),
            ("Eric C", ()),
        ]


def test_a_html_table_that_is_called_xls_is_read() -> None:
    html = (
        "<html><table><tr><td>Name</td><td>Firma</td></tr><tr><td>Zoë</td><td>Ü</td></tr></table>"
    )
    found = read_bytes(html.encode("cp1252"))
    assert (found.encoding, found.guests[0].name, found.guests[0].company) == ("cp1252", "Zoë", "Ü")
    assert Field.COMPANY in found.columns


ROWS = "<col width=64 span=2><tr><td>Vorname</td><td>Land</td></tr><tr><td>Jo</td><td>DE</td></tr>"


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body><table width=128><!--StartFragment-->{ROWS}<!--EndFragment--></table></html>",
        f"<!--StartFragment-->{ROWS}<!--EndFragment-->",
    ],
)
def test_rows_copied_in_excel_are_a_table(html: str) -> None:
    found = read_html(html)
    assert [(g.name, g.countries) for g in found.guests] == [("Jo", ("DE",))]


def test_a_line_amid_a_mail_is_no_header_that_makes_titles_of_all_above() -> None:
    lines = [f"{n}. Guest Number{n} (Russia), vegan" for n in range(1, 9)]
    found = read_text("\n".join([*lines, "Plus One of Zoya", "Names", "Eric Chen"]))
    assert len(found.guests) >= 9
    assert not found.titles
