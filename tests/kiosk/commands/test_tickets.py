"""``pennant tickets`` and ``ticket``: what is sent out opens the door."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from data.tickets import verified

Prompt = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("qapp")
LIST = """Name,Email,Ticket secret,Status
Zoya Vinogradova,zoya@example.org,,
Eric 陈,eric@example.org,abc234def,
"=HYPERLINK(""x"")",evil@example.org,,
Дмитрий Соколов,ds@example.org,,cancelled
"""


@pytest.fixture
def listed(prompt: Prompt, event: str) -> str:
    prompt("import", event, "-", given=LIST)
    return event


def table(folder: Path) -> list[dict[str, str]]:
    text = (folder / "mail-merge.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def guest_id(prompt: Prompt, event: str, text: str) -> str:
    return str(prompt("find", event, text, "--json").json[0]["id"])


def test_every_guest_expected_gets_a_pdf_a_picture_and_a_line(
    prompt: Prompt, listed: str, tmp_path: Path
) -> None:
    made = prompt("tickets", listed, "--out", "out", "--json")
    assert (made.status, made.json["tickets"]) == (0, 3)
    lines = {line["Email"]: line for line in table(tmp_path / "out")}
    assert set(lines) == {"zoya@example.org", "eric@example.org", "evil@example.org"}
    assert lines["eric@example.org"]["Ticket secret"] == "abc234def"
    assert lines["evil@example.org"]["Name"].startswith("'=")
    for line in lines.values():
        assert (tmp_path / "out" / line["PDF"]).read_bytes().startswith(b"%PDF")
        with Image.open(tmp_path / "out" / line["PNG"]) as image:
            read = zxingcpp.read_barcodes(image)
        assert [one.text for one in read] == [line["Ticket secret"]]


def test_what_was_sent_lets_its_guest_in_and_stays_the_same(
    prompt: Prompt, listed: str, tmp_path: Path
) -> None:
    prompt("tickets", listed, "--out", "out")
    first = table(tmp_path / "out")
    prompt("tickets", listed, "--out", "out")
    assert table(tmp_path / "out") == first
    code = next(line["Ticket secret"] for line in first if line["Email"] == "zoya@example.org")
    assert verified(code) == code
    answer = prompt("check-in", listed, "--secret", code.lower(), "--paid", "cash", "--json")
    assert answer.json["guest"]["name"] == "Zoya Vinogradova"
    assert answer.json["result"] == "admitted"


def test_a_lost_ticket_is_revoked_and_another_drawn(
    prompt: Prompt, listed: str, tmp_path: Path
) -> None:
    eric = guest_id(prompt, listed, "eric")
    assert prompt("ticket", listed, "--guest", eric, "--json").json["secret"] == "abc234def"
    made = prompt("ticket", listed, "--guest", eric, "--revoke", "--out", "one", "--json").json
    assert [Path(name).suffix for name in made["files"]] == [".pdf", ".png"]
    assert all((tmp_path / name).is_file() for name in made["files"])
    old = prompt("check-in", listed, "--secret", "abc234def", "--json")
    assert (old.status, old.json["reason"]) == (1, "revoked")
    new = prompt("check-in", listed, "--secret", made["secret"], "--json").json
    assert new["guest"]["id"] == eric


def test_progress_goes_to_standard_error_and_words_to_standard_output(
    prompt: Prompt, listed: str
) -> None:
    made = prompt("tickets", listed, "--out", "out")
    assert made.out == "3 tickets in out.\n"
    assert made.status == 0


def test_a_guest_whom_nobody_knows_and_a_folder_that_is_a_file_are_told(
    prompt: Prompt, listed: str, tmp_path: Path
) -> None:
    unknown = prompt("ticket", listed, "--guest", "nobody")
    assert unknown.status == 2
    assert unknown.err
    (tmp_path / "file").write_text("x")
    assert prompt("tickets", listed, "--out", "file").status == 2
