import pytest
from pytestqt.qtbot import QtBot

from data.errors import StoreUnavailable
from data.guests import Admitted
from data.matching import GuestChange, LoadPlan
from data.store.event_file import EventFile
from data.store.loads import Loading
from kiosk.desk import Desk
from kiosk.setup.list_loading import ListLoading


def _plan(guests: int) -> LoadPlan:
    return LoadPlan(
        tuple(
            GuestChange(f"id-{i}", {"name": f"Guest {i}", "secret": f"code-{i}"})
            for i in range(guests)
        )
    )


def test_a_list_is_written_and_the_desk_knows_its_guests(qtbot: QtBot, desk: Desk) -> None:
    loading = ListLoading(desk, _plan(700))
    steps: list[tuple[int, int]] = []
    loading.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(loading.finished):
        loading.start()
    qtbot.waitUntil(lambda: len(desk.roll) == 700)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (1400, 1400)
    assert not loading.can_cancel


def test_a_scan_is_answered_between_two_slices(qtbot: QtBot, desk: Desk) -> None:
    first = ListLoading(desk, _plan(10))
    with qtbot.waitSignal(first.finished):
        first.start()
    order: list[str] = []
    many = LoadPlan(tuple(GuestChange(f"new-{i}", {"name": f"Late {i}"}) for i in range(3_000)))
    loading = ListLoading(desk, many)
    loading.finished.connect(lambda: order.append("loaded"))
    desk.answered.connect(
        lambda _scan, result: order.append("in" if isinstance(result, Admitted) else "not in")
    )
    with qtbot.waitSignal(loading.finished):
        loading.start()
        desk.scan("code-3")
    assert order == ["in", "loaded"]


def test_a_cancelled_list_leaves_no_trace(qtbot: QtBot, desk: Desk) -> None:
    loading = ListLoading(desk, _plan(2_000))
    loading.progressed.connect(lambda done, _total: loading.cancel())
    with qtbot.waitSignal(loading.cancelled):
        loading.start()
    left: list[int] = []
    with qtbot.waitSignal(desk.counted):
        desk.ask(
            lambda file: file.connection.execute(
                "SELECT (SELECT count(*) FROM guest) + (SELECT count(*) FROM staged)"
            ).fetchone()[0],
            left.append,
        )
        desk.catch_up()
    assert left == [0]
    assert len(desk.roll) == 0


def test_a_full_disk_ends_the_loading_and_says_so(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Loading, most: int) -> bool:
        raise StoreUnavailable("disk_full", file="november.pennant")

    monkeypatch.setattr(Loading, "write_slice", full)
    loading = ListLoading(desk, _plan(3))
    with qtbot.waitSignal(loading.failed) as told:
        loading.start()
    assert told.args[0].code == "disk_full"


def test_an_event_file_stays_sound_after_loading(qtbot: QtBot, desk: Desk) -> None:
    loading = ListLoading(desk, _plan(20))
    with qtbot.waitSignal(loading.finished):
        loading.start()
    names: list[str] = []

    def rebuilt(file: EventFile) -> list[str]:
        file.rebuild()
        return [name for (name,) in file.connection.execute("SELECT name FROM guest")]

    with qtbot.waitSignal(desk.counted):
        desk.ask(rebuilt, names.extend)
        desk.catch_up()
    assert len(names) == 20
