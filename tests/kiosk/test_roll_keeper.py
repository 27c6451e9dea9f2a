"""A later list comes into memory between the scans."""

import gc
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from data.guests import GuestState
from data.search.entry import Entry
from data.store.event_file import EventFile
from kiosk.roll_keeper import LATER_PAGE, RollKeeper
from tests.data.evening import Evening, listed

Job = Callable[[EventFile], list[GuestState]]
Done = Callable[[list[GuestState]], None]


def test_a_later_list_comes_in_small_pages_and_the_collector_leaves_it_alone(
    evening: Evening, qtbot: QtBot
) -> None:
    pages: list[int] = []
    collectable: list[int] = []

    def ask(job: Job, done: Done) -> None:
        collectable.append(sum(isinstance(one, Entry) for one in gc.get_objects()))
        page = job(evening.file)
        pages.append(len(page))
        done(page)

    keeper = RollKeeper(ask)
    with qtbot.waitSignal(keeper.ready):
        keeper.read_all()
    evening.load(*(listed(f"Guest {number}", secret=f"s{number}") for number in range(200)))
    pages.clear()
    collectable.clear()
    with qtbot.waitSignal(keeper.ready):
        keeper.read_all()
    assert len(keeper.roll) == sum(pages) == 200
    assert max(pages) == LATER_PAGE
    assert set(collectable) == {0}
