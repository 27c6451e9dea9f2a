from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from badges.stock import stock_named
from data.attendance import guest_states
from data.guests import EventInfo, GuestState
from data.identity import utc_now
from data.store.boxes import boxes_of, put_in_boxes
from data.store.event_file import EventFile
from data.store.prints import PrintState, ask_for_badge, note_badge, take_badge
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.door.presenter import Presenter
from kiosk.evening.emergency_list import EmergencyList, roster_rows
from kiosk.evening.sheets import Sheets
from kiosk.look.look import Look, Theme
from kiosk.paper import Paper
from kiosk.words import ENGLISH


def _states(qtbot: QtBot, desk: Desk) -> list[GuestState]:
    answers: list[list[GuestState]] = []
    desk.ask(guest_states, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_the_list_says_who_is_in_what_is_due_and_who_signed_off(
    qtbot: QtBot, desk: Desk, info: EventInfo
) -> None:
    rows = roster_rows(_states(qtbot, desk), Presenter(info, ENGLISH), only_inside=False, away=True)
    by_name = {row.name: row for row in rows}
    assert by_name["Jochen Schäfer"].due == "€10"
    assert by_name["Zoya Vinogradova  +1"].status == "Albatross"
    assert by_name["Dmitry Sokolof"].arrived
    assert by_name["Eric 陈"].status == "cancelled"
    assert by_name["Jochen Schäfer"].sort_key == "Schäfer Jochen"


@pytest.mark.parametrize(
    ("only_inside", "away", "names"),
    [
        (True, True, {"Dmitry Sokolof"}),
        (False, False, {"Dmitry Sokolof", "Jochen Schäfer", "Zoya Vinogradova  +1"}),
    ],
)
def test_the_list_can_be_shorter(
    qtbot: QtBot, desk: Desk, info: EventInfo, only_inside: bool, away: bool, names: set[str]
) -> None:
    rows = roster_rows(
        _states(qtbot, desk), Presenter(info, ENGLISH), only_inside=only_inside, away=away
    )
    assert {row.name for row in rows} - {"Дмитрий Соколов"} == names


def test_the_list_becomes_a_pdf_beside_the_event(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = EmergencyList(Look(Theme.DARK), ENGLISH, desk, info, paper)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.maker.made) as told:
        page.main.click()
    assert told.args[0].parent == desk.path.parent
    with pypdfium2.PdfDocument(told.args[0]) as pdf:
        assert len(pdf) == 1
    assert told.args[0].name in page.message.text()
    assert page.main.isEnabled()


def test_a_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background, tmp_path: Path
) -> None:
    page = EmergencyList(Look(Theme.DARK), ENGLISH, desk, info, paper)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.maker.failed):
        page.maker.make(lambda: b"%PDF", tmp_path / "nowhere" / "list.pdf")
    assert "cannot be written" in page.message.text()


def test_leaving_the_page_while_it_draws_does_no_harm(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = EmergencyList(Look(Theme.DARK), ENGLISH, desk, info, paper)
    page.main.click()
    page.deleteLater()
    qtbot.wait(1)
    with qtbot.waitSignal(desk.counted):
        desk.catch_up()
    done: list[None] = []
    paper.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))


def _sheets(qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background) -> Sheets:
    page = Sheets(Look(Theme.DARK), ENGLISH, desk, info, paper, Paper(stock_named("avery-l4785")))
    qtbot.addWidget(page)
    return page


def test_badges_begin_at_the_first_free_place(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = _sheets(qtbot, desk, info, paper)
    for _step in range(8):
        page.picker._choose(page.picker.cell + 1)
    with qtbot.waitSignal(page.maker.made) as told:
        page.main.click()
    with pypdfium2.PdfDocument(told.args[0]) as pdf:
        assert len(pdf) == 2  # two places left on the first sheet for four badges
    qtbot.waitUntil(lambda: "4 badges on 2 sheets" in page.message.text())  # once written down


def test_whoever_has_a_badge_gets_no_second_one(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    def print_all(file: EventFile) -> int:
        states = guest_states(file)
        for state in states:
            print_id = ask_for_badge(file, state.guest.id, utc_now())
            assert take_badge(file, print_id, "Desk printer", utc_now())
            note_badge(file, print_id, PrintState.SENT, utc_now(), printer="Desk printer")
        return len(states)

    done: list[int] = []
    desk.ask(print_all, done.append)
    qtbot.waitUntil(lambda: bool(done))
    page = _sheets(qtbot, desk, info, paper)
    page.main.click()
    qtbot.waitUntil(lambda: page.message.text() == "Nobody is without a badge.")
    page.whose.show_key("all")
    with qtbot.waitSignal(page.maker.made):
        page.main.click()


def _boxes(qtbot: QtBot, desk: Desk) -> dict[str, str]:
    states = _states(qtbot, desk)
    names = {state.guest.id: state.guest.name for state in states}
    answers: list[dict[str, str]] = []
    desk.ask(lambda file: boxes_of(file, names), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return {names[guest_id]: box for guest_id, box in answers[0].items()}


def test_what_is_printed_lies_in_boxes_until_somebody_says_otherwise(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = _sheets(qtbot, desk, info, paper)
    page.boxes.show_key("2")
    with qtbot.waitSignal(page.maker.made):
        page.main.click()
    boxes = _boxes(qtbot, desk)
    assert "Eric 陈" not in boxes  # signed off
    assert boxes["Jochen Schäfer"] == sorted(set(boxes.values()))[0]
    assert f"Boxes: {', '.join(sorted(set(boxes.values())))}." in page.message.text()
    page.take_out.click()
    assert _boxes(qtbot, desk) == {}


def test_badges_that_another_laptop_put_into_boxes_meanwhile_are_left_out(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = _sheets(qtbot, desk, info, paper)
    page.boxes.show_key("1")
    jochen = next(s.guest for s in _states(qtbot, desk) if s.guest.name == "Jochen Schäfer")
    lay_out, first = page._lay_out, list[Path]()

    def once(path: Path) -> None:
        if not first:
            first.append(path)
            page._desk.ask(
                lambda f: put_in_boxes(f, [(jochen, "Theirs")], utc_now()), lambda _: None
            )
        lay_out(path)

    page._lay_out = once  # type: ignore[method-assign]
    page.main.click()
    qtbot.waitUntil(lambda: "1 was made at another laptop" in page.message.text())
    boxes = _boxes(qtbot, desk)
    assert boxes.pop("Jochen Schäfer") == "Theirs"
    assert set(boxes.values()) == {"A–Z"}
    assert page._count == len(boxes)


def test_sheets_that_do_not_count_lie_in_no_box(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background
) -> None:
    page = _sheets(qtbot, desk, info, paper)
    page.boxes.show_key("0")
    with qtbot.waitSignal(page.maker.made):
        page.main.click()
    assert _boxes(qtbot, desk) == {}
