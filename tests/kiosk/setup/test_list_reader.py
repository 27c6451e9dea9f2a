from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.guestlist import Choice, Field
from data.matching import LoadPlan
from kiosk.setup.list_child import ListReading, ReadRequest
from kiosk.setup.list_reader import ListReader

LIST = "Name;Nationality;Ticket\nZoya Vinogradova;Russia;Basic\nEric 陈;China;Albatross\n"


def _read(qtbot: QtBot, reader: ListReader, request: ReadRequest, text: str = "") -> ListReading:
    with qtbot.waitSignal(reader.read_done, timeout=20_000) as answer:
        reader.read(request, text)
    found = answer.args[0]
    assert isinstance(found, ListReading)
    return found


def test_a_file_is_read_and_compared_with_the_event(
    qtbot: QtBot, reader: ListReader, event_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(LIST, "utf-8")
    reading = _read(qtbot, reader, ReadRequest("file", str(path), Choice(), event=str(event_path)))
    assert (reading.guests, reading.new, reading.changed) == (2, 2, 0)
    assert reading.found.guests == ()
    assert reading.plan is not None
    assert reading.plan.products == ("Albatross", "Basic")
    with qtbot.waitSignal(reader.plan_ready) as answer:
        reader.fetch_plan()
    plan = answer.args[0]
    assert isinstance(plan, LoadPlan)
    assert [change.values["name"] for change in plan.new] == ["Zoya Vinogradova", "Eric 陈"]


def test_pasted_text_of_several_megabytes_goes_through(qtbot: QtBot, reader: ListReader) -> None:
    rows = "".join(f"Guest Number{i},guest{i}@example.org\n" for i in range(4_000))
    reading = _read(qtbot, reader, ReadRequest("text", "", Choice()), "Name,Email\n" + rows)
    assert reading.guests == 4_000


def test_remembered_columns_are_used_for_a_list_with_the_same_header(
    qtbot: QtBot, reader: ListReader
) -> None:
    first = _read(qtbot, reader, ReadRequest("text", "", Choice()), LIST)
    assert first.found.columns[Field.PRODUCT] == 2
    remembered = {first.found.fingerprint: {"name": "0", "note": "2"}}
    request = ReadRequest("text", "", Choice(), remembered=remembered)
    second = _read(qtbot, reader, request, LIST)
    assert second.remembered
    assert second.found.columns == {Field.NAME: 0, Field.NOTE: 2}


def test_a_list_without_a_column_of_names_is_shown_to_choose_it(
    qtbot: QtBot, reader: ListReader
) -> None:
    text = "a;b\n1;2\n3;4\n5;6\n"
    reading = _read(qtbot, reader, ReadRequest("text", "", Choice(delimiter=";")), text)
    assert reading.no_names
    assert reading.found.sample


def test_what_is_no_list_fails_and_the_next_list_is_read(
    qtbot: QtBot, reader: ListReader, tmp_path: Path
) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.7 nothing of interest")
    with qtbot.waitSignal(reader.failed, timeout=20_000) as told:
        reader.read(ReadRequest("file", str(path), Choice()))
    assert told.args[0].code == "not_a_list"
    assert _read(qtbot, reader, ReadRequest("text", "", Choice()), LIST).guests == 2


def test_a_reader_that_dies_is_told_and_replaced(qtbot: QtBot, reader: ListReader) -> None:
    reader.begin()
    process = reader._process
    assert process is not None
    with qtbot.waitSignal(reader.failed, timeout=20_000) as told:
        reader.read(ReadRequest("text", "", Choice()), LIST)
        process.kill()
    assert told.args[0].code == "reader_ended"
    assert _read(qtbot, reader, ReadRequest("text", "", Choice()), LIST).guests == 2


def test_where_no_process_can_begin_it_is_told_and_the_next_list_is_read(
    qtbot: QtBot, reader: ListReader
) -> None:
    def never(process: object) -> None:
        raise BlockingIOError("no memory for one more process")

    with pytest.MonkeyPatch.context() as full:
        full.setattr("multiprocessing.context.SpawnProcess.start", never)
        with qtbot.waitSignal(reader.failed) as told:
            reader.read(ReadRequest("text", "", Choice()), LIST)
    assert told.args[0].code == "reader_ended"
    assert _read(qtbot, reader, ReadRequest("text", "", Choice()), LIST).guests == 2


def test_cancelling_ends_the_process_and_nothing_more_is_heard(
    qtbot: QtBot, reader: ListReader
) -> None:
    heard: list[object] = []
    reader.read_done.connect(heard.append)
    reader.failed.connect(heard.append)
    reader.read(ReadRequest("text", "", Choice()), LIST)
    process = reader._process
    assert process is not None
    reader.cancel()
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()
    qtbot.wait(50)
    assert not heard
    assert not reader.is_busy
