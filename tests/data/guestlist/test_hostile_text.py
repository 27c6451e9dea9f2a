import tracemalloc
from pathlib import Path

import pytest

from data.errors import GuestListError
from data.guestlist.clean import clean
from data.guestlist.limits import MAX_BYTES, MAX_HTML_CHARS
from data.guestlist.read import read_bytes, read_file, read_html, read_text


def refusal(data: bytes) -> str:
    with pytest.raises(GuestListError) as error:
        read_bytes(data)
    return error.value.code


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    tracemalloc.start()
    with pytest.raises(GuestListError) as error:
        read_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.value.code == "too_large"
    assert error.value.values["limit"] == MAX_BYTES
    assert peak < 1_000_000


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "not_found"), (tmp_path, "unreadable")):
        with pytest.raises(GuestListError) as error:
            read_file(path)
        assert error.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b";;;\n;;;\n", "empty"),
        (b"\x00" * 100_000, "empty"),
        (b"%PDF-1.7\n", "not_a_list"),
        (b"\x89PNG\r\n\x1a\n", "not_a_list"),
        (b"SQLite format 3\x00", "not_a_list"),
        (b'{"results": [{"name": "Zoya"}]}', "not_a_list"),
        (bytes(range(256)) * 200, "not_a_list"),
        (b",".join([b"Name"] * 1_000_000), "too_many_columns"),
        (b"a\n" * 250_001, "too_many_rows"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_million_empty_columns_are_only_empty() -> None:
    commas = "," * 1_000_000
    assert [g.name for g in read_text(f"Name,Email{commas}\nZoya,{commas}\n").guests] == ["Zoya"]


def test_html_beyond_any_page_is_refused() -> None:
    with pytest.raises(GuestListError) as error:
        read_html("<p>" + "a" * MAX_HTML_CHARS)
    assert error.value.code == "too_large"


def test_nul_bytes_and_controls_vanish_from_names() -> None:
    found = read_bytes(b"Name;Company\nZo\0ya\x07 V;F\0irm\n")
    assert (found.guests[0].name, found.guests[0].company) == ("Zoya V", "Firm")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_formulas_stay_text_and_their_neutralisation_is_undone(sign: str) -> None:
    formula = f"{sign}HYPERLINK(A1)"
    for cell in (formula, f"'{formula}", f"\t{formula}"):
        found = read_text(f'Name;Company\nZoya;"{cell}"\n')
        assert found.guests[0].company == formula


def test_an_apostrophe_of_a_name_stays() -> None:
    assert (
        read_text("Name;Email\n'Abd al-Malik;a@example.org\n’t Hooft;\n").guests[0].name
        == "'Abd al-Malik"
    )


def test_html_in_a_name_is_kept_as_plain_text() -> None:
    name = "<script>alert(1)</script> <b>Zoya</b>"
    assert read_text(f"Name;Email\n{name};z@example.org\n").guests[0].name == name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Zoya\u202eavodargoniV", "ZoyaavodargoniV"),
        ("\u2066Zoya\u2069", "Zoya"),
        ("Zo\u200bya\u00ad\ufeff", "Zoya"),
        ("Zo\u200dya", "Zoya"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("Zoe\u0308", "Zoë"),
        ("Zoya\u00a0\u3000 \n V", "Zoya V"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
    ],
)
def test_invisible_characters_go_unless_a_script_needs_them(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_a_name_of_ten_thousand_letters_is_loaded_shortened_and_noted() -> None:
    found = read_text(f"Name;Company;Secret\n{'a' * 10_000};{'b' * 10_000};{'c' * 10_000}\n")
    [guest] = found.guests
    assert (len(guest.name), len(guest.company), guest.secret) == (200, 200, "")
    assert [p.code for p in found.problems] == ["name_too_long", "text_too_long", "text_too_long"]
    assert all(len(p.value) <= 60 for p in found.problems)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 20_000 + "Zoya",
        "<div>" * 100_000 + "Zoya V",
        '<a "' * 100_000,
        '<td title="a>' * 50_000,
        "<" * 500_000,
        "<!--" * 100_000,
        "&#" * 200_000,
    ],
    ids=["tables", "divs", "quotes", "titles", "brackets", "comments", "entities"],
)
def test_nested_and_broken_html_comes_to_an_end(html: str) -> None:
    try:
        found = read_html(html)
    except GuestListError as error:
        assert error.code in ("empty", "not_a_list", "no_name_column")  # noqa: PT017
    else:
        assert len(found.guests) <= 1


def test_spans_of_cells_cannot_fill_the_memory() -> None:
    row = "<tr>" + "<td colspan=9999 rowspan=9999>x</td>" * 3 + "</tr>"
    with pytest.raises(GuestListError) as error:
        read_html("<table>" + row * 50 + "</table>")
    assert error.value.code == "too_many_columns"


def test_a_quoted_field_without_end_costs_no_more_than_its_row() -> None:
    found = read_bytes(b'Name;Company\n"Zoya;' + b"a" * 3_000_000 + b"\nEric;Firm\n")
    assert [(g.row, g.name) for g in found.guests] == [(2, "Zoya"), (3, "Eric")]
    assert "unclosed_quote" in {p.code for p in found.problems}


def test_reading_can_be_watched_and_stopped() -> None:
    text = "Name;Email\n" + "Zoya;\n" * 5_000
    seen: list[tuple[int, int]] = []
    read_text(text, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 5_000)
    assert seen[-1] == (5_000, 5_000)
    assert len(seen) >= 5
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(GuestListError) as error:
        read_text(text, cancelled=cancelled)
    assert error.value.code == "cancelled"
