import contextlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from badges.badge import Badge
from badges.render import render_badge
from badges.stock import stock_named
from kiosk.printing.errors import PrinterNotFound, PrinterNotReady, PrintTimedOut
from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.codes import Operation, PrinterState
from kiosk.printing.ipp.transport import Address, IppFailure
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.printer import Standing, TellsJobs, TellsStatus
from kiosk.printing.status import Condition
from tests.kiosk.printing.fake_ipp import FakeIppPrinter, Fault
from tests.kiosk.printing.secure_printer import SecurePrinter

SIZE = (100.0, 62.0)
LONG_AGO = 3600.0


@pytest.fixture
def behind() -> Iterator[FakeIppPrinter]:
    """The printer of which CUPS is the queue."""
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()


def printer(fake: FakeIppPrinter, send_seconds: float = 5.0) -> IppPrinter:
    return IppPrinter(fake.uri, "desk", send_seconds=send_seconds, status_seconds=5.0)


def zoya() -> bytes:
    badge = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")
    return render_badge(badge, stock_named("62x100"))


def page_mm(pdf: bytes) -> tuple[int, int]:
    with pdfium.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_it_tells_how_it_is_and_what_became_of_its_jobs(fake: FakeIppPrinter) -> None:
    desk = printer(fake)
    assert isinstance(desk, TellsStatus)
    assert isinstance(desk, TellsJobs)
    desk.send(b"%PDF", "a", SIZE)
    assert desk.standing("a", 0.0) is Standing.PRINTED
    assert [(job.name, job.document) for job in fake.printed] == [("a", b"%PDF")]


@pytest.mark.usefixtures("qapp")
def test_a_badge_arrives_as_it_was_drawn(fake: FakeIppPrinter) -> None:
    pdf = zoya()
    printer(fake).send(pdf, "a", SIZE)
    assert fake.printed[0].document == pdf


@pytest.mark.usefixtures("qapp")
def test_a_badge_is_turned_where_the_labels_lie_upright(fake: FakeIppPrinter) -> None:
    fake.media_mm = (62, 100)
    printer(fake).send(zoya(), "a", SIZE)
    assert page_mm(fake.printed[0].document) == (62, 100)
    fake.media_mm = (100, 62)
    printer(fake).send(zoya(), "b", SIZE)
    assert page_mm(fake.printed[1].document) == (100, 62)


@pytest.mark.parametrize(
    ("lies_ready", "asked_for"),
    [((62, 100), None), ((216, 279), (6200, 10000)), ((279, 216), (10000, 6200)), (None, None)],
)
@pytest.mark.usefixtures("qapp")
def test_paper_is_asked_for_where_other_paper_lies_ready(
    fake: FakeIppPrinter, lies_ready: tuple[int, int] | None, asked_for: tuple[int, int] | None
) -> None:
    fake.media_mm = lies_ready
    printer(fake).send(zoya(), "a", SIZE)
    assert fake.printed[0].media == asked_for


@pytest.mark.usefixtures("qapp")
def test_a_printer_without_pdf_gets_pixels_of_the_labels_size(fake: FakeIppPrinter) -> None:
    fake.formats, fake.media_mm = ("image/pwg-raster", "image/jpeg"), (62, 100)
    printer(fake).send(zoya(), "a", SIZE)
    assert fake.printed[0].format == "image/jpeg"
    with Image.open(BytesIO(fake.printed[0].document)) as image:
        assert image.size == pytest.approx((62 / 25.4 * 300, 100 / 25.4 * 300), abs=2)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=1)
        darkest, lightest = image.convert("1").getextrema()
        assert (darkest, lightest) == (0, 255)


def test_a_printer_that_takes_neither_is_refused_before_anything_is_sent(
    fake: FakeIppPrinter,
) -> None:
    fake.formats = ("application/vnd.cups-raster",)
    with pytest.raises(PrinterNotReady) as refusal:
        printer(fake).send(b"%PDF", "a", SIZE)
    assert refusal.value.code == "format_refused"
    assert fake.requests == [Operation.GET_PRINTER_ATTRIBUTES]


@pytest.mark.parametrize(
    ("reasons", "condition", "code"),
    [
        ({"media-empty", "media-needed"}, Condition.OUT_OF_LABELS, "out_of_labels"),
        ({"media-empty-warning", "media-needed-warning"}, Condition.OUT_OF_LABELS, "out_of_labels"),
        ({"media-jam-error", "cover-open"}, Condition.JAM, "jam"),
        ({"cover-open"}, Condition.COVER_OPEN, "cover_open"),
        ({"offline-report"}, Condition.OFFLINE, "printer_offline"),
        ({"paused"}, Condition.PAUSED, "printer_paused"),
        ({"marker-supply-empty-error"}, Condition.ATTENTION, "printer_attention"),
    ],
)
def test_a_printer_in_trouble_says_which_and_gets_nothing(
    fake: FakeIppPrinter, reasons: set[str], condition: Condition, code: str
) -> None:
    fake.reasons = reasons
    desk = printer(fake)
    assert desk.status().condition is condition
    with pytest.raises(PrinterNotReady) as trouble:
        desk.send(b"%PDF", "a", SIZE)
    assert trouble.value.code == code
    assert fake.received == []


def test_warnings_are_no_trouble_and_work_is_told(fake: FakeIppPrinter) -> None:
    fake.reasons = {"media-low-warning", "media-empty-report"}
    assert printer(fake).status().condition is Condition.READY
    fake.state = PrinterState.PROCESSING
    assert printer(fake).status().condition is Condition.BUSY
    fake.state = PrinterState.STOPPED
    assert printer(fake).status().condition is Condition.PAUSED
    fake.state, fake.is_accepting = PrinterState.IDLE, False
    assert printer(fake).status().condition is Condition.PAUSED


def test_a_printer_switched_off_is_offline_at_once(fake: FakeIppPrinter) -> None:
    desk = printer(fake)
    fake.stop()
    assert desk.status().condition is Condition.OFFLINE
    with pytest.raises(PrinterNotReady) as trouble:
        desk.send(b"%PDF", "a", SIZE)
    assert trouble.value.code == "printer_offline"


def test_labels_that_run_out_hold_the_badge_in_the_printer_until_there_are_more(
    fake: FakeIppPrinter,
) -> None:
    fake.faults.append(Fault.OUT_OF_LABELS)
    desk = printer(fake)
    desk.send(b"%PDF", "a", SIZE)
    assert desk.standing("a", 0.0) is Standing.IN_PRINTER
    assert desk.status().condition is Condition.OUT_OF_LABELS
    fake.load_labels()
    assert desk.standing("a", 0.0) is Standing.PRINTED


def test_a_badge_taken_back_does_not_come_out_any_more(fake: FakeIppPrinter) -> None:
    fake.faults.append(Fault.OUT_OF_LABELS)
    desk = printer(fake)
    desk.send(b"%PDF", "a", SIZE)
    assert desk.cancel("a")
    fake.load_labels()
    assert fake.printed == []
    assert desk.standing("a", 0.0) is Standing.NOT_PRINTED
    desk.send(b"%PDF", "b", SIZE)
    assert not desk.cancel("b")
    assert not desk.cancel("nobody")


def test_a_jam_is_told_at_once(fake: FakeIppPrinter) -> None:
    fake.faults.append(Fault.JAM)
    with pytest.raises(PrinterNotReady) as trouble:
        printer(fake).send(b"%PDF", "a", SIZE)
    assert trouble.value.code == "job_aborted"
    assert printer(fake).status().condition is Condition.JAM


def test_a_printer_with_another_certificate_than_before_gets_nothing_and_says_so(
    fake: FakeIppPrinter, tmp_path: Path
) -> None:
    secure = SecurePrinter(fake, tmp_path)
    secure.new_certificate()
    desk = IppPrinter(secure.address.uri, certificates=Certificates(tmp_path / "kept.json"))
    desk.send(b"%PDF", "a", SIZE)
    secure.new_certificate()
    assert desk.status().condition is Condition.OTHER_CERTIFICATE
    with pytest.raises(PrinterNotReady) as trouble:
        desk.send(b"%PDF", "b", SIZE)
    assert trouble.value.code == "other_certificate"
    assert [job.name for job in fake.printed] == ["a"]


@pytest.mark.parametrize(
    ("faults", "standing"),
    [
        ([None], Standing.PRINTED),
        ([Fault.JAM], Standing.NOT_PRINTED),
        ([Fault.JAM, None], Standing.PRINTED),  # tried again by CUPS
        ([Fault.JAM, Fault.OFF], Standing.PRINTED),  # nobody left to ask but CUPS
        ([], Standing.PRINTED),  # forgotten, or known there by another name
    ],
)
@pytest.mark.parametrize("has_restarted", [False, True])
def test_what_cups_calls_completed_is_judged_by_the_printer_behind_it(
    fake: FakeIppPrinter,
    behind: FakeIppPrinter,
    faults: list[Fault | None],
    standing: Standing,
    has_restarted: bool,
) -> None:
    fake.device_uri, fake.media_mm = behind.uri, (100, 62)
    desk = printer(fake)
    desk.send(b"%PDF", "a", SIZE)
    behind.faults.extend(faults)
    for _ in faults:
        with contextlib.suppress(IppFailure):
            IppClient(Address.parse(behind.uri)).print_job(b"%PDF", "application/pdf", "a")
    if has_restarted:
        desk = printer(fake)
    assert desk.standing("a", 0.0) is standing


def test_the_ghost_is_found_by_its_name_after_a_time_out(fake: FakeIppPrinter) -> None:
    fake.faults.append(Fault.HANG)
    desk = printer(fake, send_seconds=0.1)
    with pytest.raises(PrintTimedOut):
        desk.send(b"%PDF", "a", SIZE)
    fake.released.set()
    assert printer(fake).standing("a", 1.0) is Standing.PRINTED
    assert len(fake.printed) == 1


@pytest.mark.parametrize("fault", [Fault.DIES_BEFORE, Fault.HANG_AND_FORGET])
def test_a_badge_that_never_came_is_told_from_one_that_did(
    fake: FakeIppPrinter, fault: Fault
) -> None:
    desk = printer(fake, send_seconds=0.2)
    desk.send(b"%PDF", "a", SIZE)
    assert desk.standing("a", 0.0) is Standing.PRINTED
    fake.faults.append(fault)
    with pytest.raises(PrintTimedOut):
        desk.send(b"%PDF" * 200, "b", SIZE)
    fake.released.set()
    assert desk.standing("b", 1.0) is Standing.NEVER_CAME


def test_a_list_that_may_have_forgotten_proves_nothing(fake: FakeIppPrinter) -> None:
    desk = printer(fake)
    assert desk.standing("b", 1.0) is Standing.UNSURE  # does it keep any job?
    desk.send(b"%PDF", "a", SIZE)
    assert desk.standing("a", 0.0) is Standing.PRINTED
    fake.faults.append(Fault.RESTARTS)
    with pytest.raises(PrintTimedOut):
        desk.send(b"%PDF", "b", SIZE)
    assert desk.standing("b", 1.0) is Standing.UNSURE
    fake.up_seconds = 7200  # an hour later its list is still not complete
    assert desk.standing("b", LONG_AGO) is Standing.UNSURE


def test_a_list_that_reaches_back_proves_it_also_after_our_own_restart(
    fake: FakeIppPrinter,
) -> None:
    printer(fake).send(b"%PDF", "a", SIZE)
    fake.up_seconds += 600
    assert printer(fake).standing("b", 300.0) is Standing.NEVER_CAME
    assert printer(fake).standing("b", 900.0) is Standing.UNSURE


def test_a_number_given_again_after_a_restart_is_not_mistaken_for_ours(
    fake: FakeIppPrinter,
) -> None:
    desk = printer(fake)
    desk.send(b"%PDF", "a", SIZE)
    fake.jobs[1].name = "somebody else's"
    assert desk.standing("a", 1.0) is not Standing.PRINTED


def test_what_is_no_address_is_no_printer() -> None:
    with pytest.raises(PrinterNotFound):
        IppPrinter("printer on the left")
