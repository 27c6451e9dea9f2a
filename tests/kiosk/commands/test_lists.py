"""``pennant import`` and ``find``: who is expected, and finding them again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Prompt = Callable[..., Any]

LIST = """Name,Nationality,Membership,Status,Ticket code
Anna Öz,Turkey,Basic,confirmed,T1
Jochen Schäfer,Germany,Albatross,cancelled,T2
Дмитрий Иванов,Россия,Albatross,confirmed,T3
"""


@pytest.fixture
def listed(tmp_path: Path) -> str:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    return "list.csv"


def test_a_list_is_loaded_and_again_changes_nothing(
    prompt: Prompt, event: str, listed: str
) -> None:
    first = prompt("import", event, listed, "--json")
    assert first.status == 0
    numbers = ("loaded", "updated", "unchanged", "cancelled", "problems")
    assert [first.json[n] for n in numbers] == [3, 0, 0, 1, []]
    assert first.json["encoding"].startswith("utf-8")
    assert first.json["columns"]["name"] == "Name"
    again = prompt("import", event, listed, "--json")
    assert [again.json[n] for n in numbers] == [0, 0, 3, 1, []]


def test_a_look_at_a_list_writes_nothing(prompt: Prompt, event: str, listed: str) -> None:
    assert prompt("import", event, listed, "--dry-run", "--json").json["loaded"] == 3
    assert prompt("status", event, "--json").json["expected"] == 0


def test_rows_with_problems_are_told_and_the_others_loaded(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text(LIST + "Bob,Atlantis,Basic,,\n,Germany,,,\n", "utf-8")
    loaded = prompt("import", event, "odd.csv", "--json")
    assert loaded.status == 1
    assert loaded.json["loaded"] == 4
    told = [(p["row"], p["column"], p["code"]) for p in loaded.json["problems"]]
    assert told == [(5, "Nationality", "unknown_country"), (6, "", "no_name")]
    said = prompt("import", event, "odd.csv")
    assert "Row 5, Nationality: “Atlantis” is no country known here; no flag" in said.err


def test_a_pasted_list_is_read_from_standard_input(prompt: Prompt, event: str) -> None:
    pasted = "1. Zoya Vinogradova (Russia)\n2. Jochen Schäfer – Germany\n"
    loaded = prompt("import", event, "-", "--json", given=pasted)
    assert (loaded.status, loaded.json["loaded"]) == (0, 2)
    html = "<table><tr><th>Name</th></tr><tr><td>Eric 陈</td></tr></table>"
    assert prompt("import", event, "-", "--json", given=html).json["loaded"] == 1
    russian = "Имя;Страна\nЗоя;Россия\n".encode("cp1251")
    assert prompt("import", event, "-", "--json", given=russian).json["encoding"] == "cp1251"


def test_a_column_chosen_by_hand_by_header_or_number(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    (tmp_path / "c.csv").write_text("Foo,Bar\nx1,Zoya\nx2,Eric\n", "utf-8")
    chosen = prompt(
        "import", event, "c.csv", "--column", "name=Bar", "--column", "secret=1", "--json"
    )
    assert chosen.json["columns"] == {"name": "Bar", "secret": "Foo"}
    assert prompt("check-in", event, "--secret", "x2", "--json").json["guest"]["name"] == "Eric"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("list.csv", "--column", "shoes=Name"), "shoes"),
        (("list.csv", "--column", "name"), "FIELD=HEADER"),
        (("list.csv", "--column", "name=Nobody"), "Nobody"),
        (("list.csv", "--encoding", "klingon"), "klingon"),
        (("nowhere.csv",), "nowhere.csv"),
        (("empty.csv",), "nobody in this list"),
        (("binary.csv",), "no guest list"),
    ],
)
@pytest.mark.usefixtures("listed")
def test_what_cannot_be_read_is_said_and_loads_nobody(
    prompt: Prompt, event: str, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "binary.csv").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    refused = prompt("import", event, *options)
    assert refused.status == 2
    assert told in refused.err
    assert prompt("status", event, "--json").json["expected"] == 0


def test_a_guest_on_the_list_is_found_and_let_in(prompt: Prompt, event: str, listed: str) -> None:
    prompt("import", event, listed)
    (found,) = prompt("find", event, "dmitri iv", "--json").json
    assert (found["name"], found["country"], found["status"]) == (
        "Дмитрий Иванов",
        "RU",
        "expected",
    )
    assert prompt("check-in", event, "--guest", found["id"]).status == 0
    assert prompt("find", event, "dmitri", "--json").json[0]["status"] == "inside"


def test_signed_off_then_still_to_pay(prompt: Prompt, event: str, listed: str) -> None:
    prompt("import", event, listed)
    cancelled = prompt("check-in", event, "--secret", "T2", "--json")
    assert (cancelled.status, cancelled.json["reason"]) == (1, "canceled")
    forced = ("check-in", event, "--secret", "T2", "--force", "confirmation_shown", "--json")
    assert prompt(*forced).json["forced"] == ["canceled"]
    unpaid = prompt("check-in", event, "--secret", "T1", "--json")
    assert (unpaid.json["reason"], unpaid.json["due"]) == ("unpaid", 1000)


def test_one_query_a_line_is_answered_a_line(prompt: Prompt, event: str, listed: str) -> None:
    prompt("import", event, listed)
    given = "\ufeffоз\nschafer\n\nnobody at all\r\nиван".encode() + b"\nz\xff\n"
    answer = prompt("find", event, "-", "--limit", "1", given=given)
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["query"] for line in lines][:5] == ["оз", "schafer", "", "nobody at all", "иван"]
    names = [[match["name"] for match in line["matches"]] for line in lines]
    assert names[:5] == [["Anna Öz"], ["Jochen Schäfer"], [], [], ["Дмитрий Иванов"]]
    assert len(lines) == 6


def test_finding_shows_no_email(prompt: Prompt, event: str, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("Name,E-mail\nZoya,zoya@example.org\n", "utf-8")
    prompt("import", event, "m.csv")
    assert "zoya@" not in prompt("find", event, "zoya", "--json").out
    assert "zoya@" not in prompt("find", event, "zoya").out


def test_which_sheet_of_a_workbook_was_read_is_told(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        for name in ("Guests", "Last year"):
            book.add_worksheet(name).write_column(0, 0, ["Name", "Zoya V", "Eric C"])
    answer = prompt("import", event, "list.xlsx", "--dry-run")
    assert "“Guests”; this workbook also has: Last year" in answer.out
    told = prompt("import", event, "list.xlsx", "--sheet", "Last year", "--json").json
    assert (told["sheet"], told["sheets"]) == ("Last year", ["Guests", "Last year"])


def test_of_two_hundred_columns_passed_over_some_are_named(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    header = ",".join(["Full name", *(f"Question {n}" for n in range(200))])
    (tmp_path / "list.csv").write_text(f"{header}\nZoya V,yes\n", "utf-8")
    told = prompt("import", event, "list.csv", "--dry-run").out
    assert "Question 3" in told
    assert "Question 150" not in told
    assert "more" in told
