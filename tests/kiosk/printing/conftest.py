from collections.abc import Iterator

import pytest

from tests.kiosk.printing.fake_ipp import FakeIppPrinter


@pytest.fixture
def fake() -> Iterator[FakeIppPrinter]:
    """An IPP printer that does what the test says."""
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()
