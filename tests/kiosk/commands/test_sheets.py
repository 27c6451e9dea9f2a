"""``pennant badges``, ``designs`` and ``doctor``: the afternoon before."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

Prompt = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = [("Zoya Adams", "Basic"), ("Дмитрий Быков", "Albatross"), ("Anna Çelik", "Basic")]


@pytest.fixture
def three(prompt: Prompt, event: str) -> list[str]:
    return [
        prompt("walk-in", event, "--name", name, "--product", product, "--json").json["guest"]["id"]
        for name, product in NAMES
    ]


def number_of_pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def drawn(prompt: Prompt, event: str, *options: str) -> int:
    made = prompt("badges", event, *options, "--out", "s.pdf", "--json")
    assert made.status == 0, made.err
    count = made.json["badges"]
    assert isinstance(count, int)
    return count


@pytest.mark.usefixtures("three")
def test_sheets_for_everybody_or_for_one_kind_of_ticket(prompt: Prompt, event: str) -> None:
    assert drawn(prompt, event, "--sheet", "avery-l4785") == 3
    assert drawn(prompt, event, "--product", "basic", "--sort", "first") == 2
    assert drawn(prompt, event, "--sort", "product", "--fold") == 3


@pytest.mark.usefixtures("three")
def test_who_has_a_badge_is_not_new(prompt: Prompt, event: str, tmp_path: Path) -> None:
    assert drawn(prompt, event, "--product", "Basic", "--boxes", "1") == 2
    assert drawn(prompt, event, "--new", "--boxes", "1") == 1
    again = prompt("badges", event, "--new", "--out", "none.pdf")
    assert again.status == 2
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.usefixtures("three")
def test_badges_go_into_boxes_and_later_ones_into_those_that_are_there(
    prompt: Prompt, event: str
) -> None:
    first = prompt("badges", event, "--product", "Basic", "--boxes", "3", "--out", "a.pdf")
    assert first.out.splitlines()[1] == "Boxes: A, C–Z."  # Быков is filed under B
    assert prompt("walk-in", event, "--name", "Xenia Zwart").status == 0
    later = prompt("badges", event, "--new", "--boxes", "3", "--out", "b.pdf", "--json")
    assert later.json["boxes"] == ["B", "C–Z"]


@pytest.mark.usefixtures("three")
def test_signs_for_the_tables(prompt: Prompt, event: str, tmp_path: Path) -> None:
    made = prompt("badges", event, "--signs", "3", "--out", "signs.pdf")
    assert (made.status, made.out) == (0, "3 signs in signs.pdf.\n")
    assert number_of_pages(tmp_path / "signs.pdf") == 3
    assert prompt("badges", event, "--signs", "40", "--out", "x.pdf").status == 2


@pytest.mark.usefixtures("three")
def test_ones_own_stock_and_design_are_used(prompt: Prompt, event: str, tmp_path: Path) -> None:
    own = tmp_path / "laptop"
    (own / "designs").mkdir()
    (own / "designs" / "mine.toml").write_text('title = "Mine"\n[name]\nshow = "first"\n')
    (own / "stock.toml").write_text("[mine]\nsize_mm = [70, 50]\n")
    made = prompt("badge", event, "--all", "--stock", "mine", "--design", "mine", "--out", "o.pdf")
    assert made.status == 0, made.err
    with pypdfium2.PdfDocument(tmp_path / "o.pdf") as pdf:
        assert [round(side / 72 * 25.4) for side in pdf.get_page_size(0)] == [70, 50]


def test_designs_are_listed_checked_and_previewed(prompt: Prompt, tmp_path: Path) -> None:
    listed = prompt("designs", "--json")
    assert [entry["name"] for entry in listed.json] == [
        "classic", "big-first-name", "conversation",
    ]  # fmt: skip
    assert prompt("designs", "conversation", "--preview", "look.pdf").status == 0
    assert number_of_pages(tmp_path / "look.pdf") >= 3
    folder = tmp_path / "laptop" / "designs"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("[name]\nlargest = 9\n")
    checked = prompt("designs")
    assert checked.status == 1
    assert "bad.toml: name.largest = 9" in checked.out
    assert prompt("designs", "nobody").status == 2


@pytest.mark.usefixtures("three")
def test_the_doctor_finds_what_would_go_wrong(prompt: Prompt, event: str, tmp_path: Path) -> None:
    rare = "\U00030000"  # in none of the fonts that a laptop has
    added = prompt("walk-in", event, "--name", f"Ana {rare}", "--json").json["guest"]["id"]
    told = prompt("doctor", event, "--json")
    assert told.status == 1
    assert [(g["id"], g["letters"]) for g in told.json["guests"]] == [(added, [rare])]
    said = prompt("doctor", event)
    assert rare in said.out
    assert "pennant-kiosk[fonts]" in said.out or told.json["font_pack"]
    folder = tmp_path / "laptop" / "flags"
    folder.mkdir()
    (folder / "DE.png").write_bytes(b"no picture")
    assert any("DE.png" in problem for problem in prompt("doctor", "--json").json["files"])


def test_the_doctor_draws_a_ruler_for_the_stock(prompt: Prompt, tmp_path: Path) -> None:
    prompt("doctor", "--ruler", "ruler.pdf", "--stock", "54x101")
    with pypdfium2.PdfDocument(tmp_path / "ruler.pdf") as pdf:
        assert [round(side / 72 * 25.4) for side in pdf.get_page_size(0)] == [101, 54]
    assert prompt("doctor", "--ruler", "x.pdf", "--stock", "papyrus").status == 2


def test_the_doctor_finds_names_too_long_for_the_label(prompt: Prompt, event: str) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"
    prompt("walk-in", event, "--name", long)
    prompt("walk-in", event, "--name", "Zoya Adams")
    told = prompt("doctor", event, "--stock", "57x32", "--json")
    assert [guest["name"] for guest in told.json["small"]] == [long]
    assert told.json["small"][0]["points"] < 14
    assert long in prompt("doctor", event, "--stock", "57x32").out
