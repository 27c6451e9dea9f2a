"""An evening's badges through printers that fail at random, judged by the papers that came out.

    pytest tests/kiosk/printing/test_thousand_badges.py --full

prints a thousand; the default run prints fewer.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.printing.attempt import PrintJob, PrintProgress, PrintState
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.printer import Document
from kiosk.printing.queue import PrintQueue
from tests.kiosk.printing.fake_ipp import FakeIppPrinter, Fault
from tests.kiosk.printing.unwritten_journal import UnwrittenJournal

FAULTS = list(Fault)
SIZE = (100.0, 62.0)
TIME_OUT = 0.15  # seconds


@pytest.fixture
def fakes(qapp: object) -> Iterator[list[FakeIppPrinter]]:
    printers = [FakeIppPrinter().start() for _ in range(2)]
    yield printers
    for printer in printers:
        printer.stop()


@pytest.mark.parametrize("printers", [1, 2])
def test_every_badge_comes_out_once_or_is_reported(
    printers: int,
    full: bool,
    fakes: list[FakeIppPrinter],
    qtbot: QtBot,
    tell: Callable[[str], None],
) -> None:
    number = 1000 if full else 60
    one_in = 8
    chance = random.Random(20_261_122 + printers)
    used = fakes[:printers]
    for fake in used:
        fake.faults.extend(
            chance.choice(FAULTS) if chance.randrange(one_in) == 0 else None for _ in range(number)
        )
    planned = Counter(str(fault) for fake in used for fault in fake.faults if fault)
    last: dict[str, PrintProgress] = {}
    desks = [
        IppPrinter(fake.uri, f"printer {n}", send_seconds=TIME_OUT, status_seconds=1.0)
        for n, fake in enumerate(used)
    ]
    queue = PrintQueue(desks, UnwrittenJournal(), settle_seconds=0.0)
    queue.progressed.connect(lambda p: last.update({p.job_id: p}))
    names = [f"badge {n}" for n in range(number)]

    def make(name: str) -> Callable[[str], Document]:
        return lambda printer: Document(name.encode() * 300, SIZE)

    for name in names:
        queue.add(PrintJob(name, name, make(name)))

    def somebody_looks_after_the_printers() -> bool:
        if chance.randrange(20):
            return False
        for fake in used:
            fake.repair()
        if (queue.is_held or queue.aside) and not queue.is_resolving:
            queue.resume()
            queue.print_aside()
        done = (PrintState.RECEIVED, PrintState.UNKNOWN)
        return all(name in last and last[name].state in done for name in names)

    try:
        qtbot.waitUntil(somebody_looks_after_the_printers, timeout=20_000 if not full else 300_000)
    finally:
        for fake in used:
            fake.released.set()
        queue.close()
    papers = Counter(job.name for fake in used for job in fake.printed)
    assert all(job.document == make(job.name)("").pdf for fake in used for job in fake.printed)
    unknown = {name for name in names if last[name].state is PrintState.UNKNOWN}
    assert set(papers) <= set(names)
    assert [name for name in names if papers[name] > 1] == []
    assert [name for name in names if papers[name] != 1 and name not in unknown] == []
    happened = planned - Counter(str(f) for fake in used for f in fake.faults if f)
    assert printers * number < 500 or all(happened[fault] for fault in FAULTS)
    tell(
        f"{number} badges, {printers} printer(s), {sum(happened.values())} faults: "
        f"{sum(papers.values())} papers, {len(unknown)} reported as unknown "
        f"({sum(papers[name] for name in unknown)} of them came out)"
    )
