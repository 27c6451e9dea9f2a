"""From a check-in that is written down to a badge that the printer has received, by direct IPP.

Run apart: ``pytest tests/benchmarks/test_printing_speed.py``. Target: p95 ≤ 60 ms.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from badges.stock import stock_named
from data.guests import Device, Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.store.journal import to_moment
from data.store.products import save_product
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.paper import Paper
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.words import ENGLISH
from tests.benchmarks.test_door_speed import listed, percentile
from tests.end_to_end.venue import INFO, PRODUCTS, load_list
from tests.kiosk.printing.fake_ipp import FakeIppPrinter

DEVICE = Device("desk-1", "Desk 1")
GUESTS = 300
TARGET_MS = 60


@pytest.fixture
def fake(qapp: object) -> Iterator[FakeIppPrinter]:
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()


def test_from_commit_to_received_by_the_printer(
    fake: FakeIppPrinter, tmp_path: Path, qtbot: QtBot, tell: Callable[[str], None]
) -> None:
    text, _, codes = listed(GUESTS)
    path = tmp_path / "evening.pennant"
    with EventFile.create(path, INFO, DEVICE, tmp_path / "state") as file:
        for product in PRODUCTS:
            save_product(file, product, utc_now())
        load_list(file, text)
    desk = Desk(path, DEVICE, tmp_path / "state")
    printing = BadgePrinting(
        desk, [IppPrinter(fake.uri, "desk")], Paper(stock_named("62x100")), ENGLISH
    )
    answered: list[float] = []
    desk.answered.connect(lambda *_: answered.append(time.time()))
    try:
        with qtbot.waitSignal(desk.ready, timeout=20_000):
            desk.open()
        for number, code in enumerate(codes):
            desk.check_in(Scan(nonce=new_nonce(), at=utc_now(), secret=code))
            qtbot.waitUntil(lambda n=number: len(fake.printed) > n, timeout=10_000)  # type: ignore[misc]
            qtbot.waitUntil(lambda: not printing.queue.at_printers, timeout=10_000)
        found: list[dict[str, str]] = []
        desk.ask(recorded, found.append)
        qtbot.waitUntil(lambda: bool(found))
    finally:
        printing.close()
        desk.close()
    since_record = [job.at - to_moment(found[0][job.name]).timestamp() for job in fake.printed]
    since_answer = [job.at - at for job, at in zip(fake.printed, answered, strict=True)]
    for what, times in (("recorded", since_record), ("answered on the GUI thread", since_answer)):
        tell(
            f"{GUESTS} badges, from {what} to received: median {percentile(times, 0.5):.1f} ms, "
            f"p95 {percentile(times, 0.95):.1f} ms, worst {max(times) * 1000:.1f} ms"
        )
    assert len({job.name for job in fake.printed}) == GUESTS
    assert percentile(since_record, 0.95) <= TARGET_MS


def recorded(file: EventFile) -> dict[str, str]:
    """When each badge was wanted: written just before the commit."""
    rows = file.connection.execute(
        "SELECT id, recorded_at FROM journal WHERE kind = 'badge_wanted'"
    )
    return dict(rows.fetchall())
