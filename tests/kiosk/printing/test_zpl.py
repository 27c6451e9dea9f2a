from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.badge import Badge
from badges.qr import draw_qr
from badges.render import render_badge
from badges.stock import stock_named
from kiosk.printing.errors import PrinterNotFound, PrinterNotReady, PrintTimedOut
from kiosk.printing.printer import TellsJobs, TellsStatus
from kiosk.printing.status import Condition
from kiosk.printing.zpl.host_status import HostStatus, NotZpl, dots_per_mm
from kiosk.printing.zpl_printer import ZplPrinter
from tests.kiosk.printing.fake_zpl import FakeZplPrinter

SIZE = (100.0, 62.0)


@pytest.fixture
def zebra(qapp: object) -> Iterator[FakeZplPrinter]:
    printer = FakeZplPrinter().start()
    yield printer
    printer.stop()


def printer(zebra: FakeZplPrinter) -> ZplPrinter:
    return ZplPrinter(zebra.place, seconds=0.5)


def badge() -> bytes:
    zoya = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")
    return render_badge(zoya, stock_named("62x100"))


def code(text: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(100 * mm, 62 * mm))
    draw_qr(canvas, text, 5, 5, 30)
    canvas.save()
    return out.getvalue()


def picture(label: tuple[int, list[bytes]]) -> Image.Image:
    width, rows = label
    whole = Image.frombytes("1", (len(rows[0]) * 8, len(rows)), b"".join(rows))
    return whole.crop((0, 0, width, len(rows))).convert("L").point(lambda ink: 255 - ink)


@pytest.mark.parametrize("dots", [8, 12])
def test_a_badge_arrives_as_a_picture_of_the_labels_size(zebra: FakeZplPrinter, dots: int) -> None:
    zebra.dots_per_mm = dots
    printer(zebra).send(badge(), "a", SIZE)
    image = picture(zebra.labels[0])
    assert image.size == pytest.approx((62 * dots, 100 * dots), abs=2)
    ink = image.histogram()[0] / (image.width * image.height)
    assert 0.02 < ink < 0.4


def test_a_code_on_it_can_be_read(zebra: FakeZplPrinter) -> None:
    printer(zebra).send(code("badge-0190"), "a", SIZE)
    assert [found.text for found in zxingcpp.read_barcodes(picture(zebra.labels[0]))] == [
        "badge-0190"
    ]


@pytest.mark.parametrize(
    ("trouble", "condition"),
    [
        ("is_out_of_labels", Condition.OUT_OF_LABELS),
        ("is_paused", Condition.PAUSED),
        ("is_open", Condition.COVER_OPEN),
        ("is_mute", Condition.OFFLINE),
    ],
)
def test_a_printer_in_trouble_says_so_and_gets_nothing(
    zebra: FakeZplPrinter, trouble: str, condition: Condition
) -> None:
    assert printer(zebra).status().condition is Condition.READY
    setattr(zebra, trouble, True)
    assert printer(zebra).status().condition is condition
    with pytest.raises(PrinterNotReady):
        printer(zebra).send(badge(), "a", SIZE)
    assert zebra.labels == []


def test_a_printer_that_dies_with_the_label_leaves_it_unknown(zebra: FakeZplPrinter) -> None:
    zebra.dies_at_label = True
    with pytest.raises(PrintTimedOut):
        printer(zebra).send(badge(), "a", SIZE)


def test_a_printer_switched_off_is_offline(zebra: FakeZplPrinter) -> None:
    zebra.stop()
    assert printer(zebra).status().condition is Condition.OFFLINE
    with pytest.raises(PrinterNotReady):
        printer(zebra).send(b"", "a", SIZE)


def test_it_tells_how_it_is_and_not_what_came_out(zebra: FakeZplPrinter) -> None:
    assert isinstance(printer(zebra), TellsStatus)
    assert not isinstance(printer(zebra), TellsJobs)


@pytest.mark.parametrize("answer", [b"", b"\x02\x03\x02\x03\x02\x03", b"HTTP/1.1 400\x03\x03\x03"])
def test_other_answers_are_not_zpl(answer: bytes) -> None:
    with pytest.raises(NotZpl):
        HostStatus.read(answer)
    with pytest.raises(NotZpl):
        dots_per_mm(answer)


@pytest.mark.parametrize("place", ["", ":9100", "host:", "host:x", "host:99999"])
def test_what_is_no_place_is_no_printer(place: str) -> None:
    if place == "host:":
        assert ZplPrinter(place).name == "host"
        return
    with pytest.raises(PrinterNotFound):
        ZplPrinter(place)
