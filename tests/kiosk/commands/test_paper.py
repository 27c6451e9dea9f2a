"""``pennant badge`` and ``export``: what leaves the house on paper and in files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

Prompt = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def two(prompt: Prompt, event: str) -> list[str]:
    names = ("Дмитрий Иванов", "Nguyễn Thị Hồng")
    return [prompt("walk-in", event, "--name", n, "--json").json["guest"]["id"] for n in names]


def pages(path: Path) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            (round(w / 72 * 25.4), round(h / 72 * 25.4))
            for w, h in map(pdf.get_page_size, range(len(pdf)))
        ]


def test_one_page_a_guest(prompt: Prompt, event: str, two: list[str], tmp_path: Path) -> None:
    made = prompt("badge", event, "--all", "--out", "all.pdf", "--json")
    assert (made.status, made.json["badges"]) == (0, 2)
    assert pages(tmp_path / "all.pdf") == [(100, 62)] * 2
    prompt("badge", event, "--guest", two[1], "--stock", "54X101", "--out", "one.pdf")
    assert pages(tmp_path / "one.pdf") == [(101, 54)]


def test_a_sheet_begun_is_used_up(
    prompt: Prompt, event: str, two: list[str], tmp_path: Path
) -> None:
    prompt("badge", event, "--all", "--stock", "avery-l4785", "--skip", "9", "--out", "s.pdf")
    assert pages(tmp_path / "s.pdf") == [(210, 297)] * 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--guest or --all"),
        (("--guest", "x", "--all"), "--guest or --all"),
        (("--guest", "nobody"), "nobody"),
        (("--all", "--stock", "papyrus"), "papyrus"),
        (("--all", "--stock", "62x100", "--skip", "1"), "roll"),
    ],
)
def test_what_cannot_be_drawn_leaves_no_file(
    prompt: Prompt, event: str, two: list[str], tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    refused = prompt("badge", event, *options, "--out", "x.pdf")
    assert refused.status == 2
    assert told in refused.err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.usefixtures("two")
def test_attendance_in_a_spreadsheets_own_delimiter(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    made = prompt("export", event, "--out", "a.csv", "--delimiter", "semicolon", "--json")
    assert (made.status, made.json) == (0, {"file": "a.csv", "guests": 2})
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfGuest ID;Name;")
    assert "Дмитрий Иванов" in content.decode("utf-8-sig")
    assert prompt("export", event, "--out", "a.xlsx").out == "2 guests in a.xlsx.\n"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("out", ["a.pdf", "nowhere/a.csv"])
def test_an_export_that_cannot_be_written_is_said(prompt: Prompt, event: str, out: str) -> None:
    refused = prompt("export", event, "--out", out)
    assert refused.status == 2
    assert Path(out).name in refused.err
