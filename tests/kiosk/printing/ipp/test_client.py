import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.printing.ipp.client import IppClient, Refused
from kiosk.printing.ipp.codes import JobState, Operation, PrinterState, Status
from kiosk.printing.ipp.transport import (
    MOST_BYTES,
    Address,
    HttpRefusal,
    IppFailure,
    NoAnswer,
    Unreachable,
)
from tests.kiosk.printing.fake_ipp import FakeIppPrinter, Fault

PDF = "application/pdf"


def client(fake: FakeIppPrinter, seconds: float = 5.0) -> IppClient:
    return IppClient(Address.parse(fake.uri), seconds)


@contextmanager
def answering(answer: bytes) -> Iterator[IppClient]:
    """A server that reads one request and says these bytes."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield IppClient(Address.parse(f"ipp://127.0.0.1:{listener.getsockname()[1]}/"), 2.0)
        thread.join()


def test_a_document_arrives_unchanged_under_its_name(fake: FakeIppPrinter) -> None:
    document = bytes(range(256)) * 300
    report = client(fake).print_job(document, PDF, "0190-badge")
    assert [(job.name, job.document, job.format) for job in fake.printed] == [
        ("0190-badge", document, PDF)
    ]
    assert report.state is JobState.COMPLETED
    assert client(fake).job(report.id) == report


def test_jobs_are_found_by_whether_they_ended(fake: FakeIppPrinter) -> None:
    fake.labels = 1
    for name in ("a", "b"):
        client(fake).print_job(b"%PDF", PDF, name)
    assert [job.name for job in client(fake).jobs(ended=True)] == ["a"]
    assert [job.name for job in client(fake).jobs(ended=False)] == ["b"]


def test_a_job_is_taken_back_once(fake: FakeIppPrinter) -> None:
    fake.labels = 0
    job = client(fake).print_job(b"%PDF", PDF, "a")
    client(fake).cancel(job.id)
    assert client(fake).job(job.id).state is JobState.CANCELED
    with pytest.raises(Refused) as refusal:
        client(fake).cancel(job.id)
    assert refusal.value.status == Status.NOT_POSSIBLE
    fake.load_labels()
    assert fake.printed == []


def test_the_printer_tells_of_itself(fake: FakeIppPrinter) -> None:
    fake.reasons = {"media-low-warning"}
    report = client(fake).printer()
    assert report.state is PrinterState.IDLE
    assert report.reasons == ("media-low-warning",)
    assert report.formats == (PDF,)
    assert report.model == "Invented Labels 3000"
    assert fake.requests == [Operation.GET_PRINTER_ATTRIBUTES]


def test_a_no_is_told_from_silence_and_from_an_empty_socket(fake: FakeIppPrinter) -> None:
    fake.faults.extend([Fault.REJECTS, Fault.DIES_AFTER, Fault.HANG_AND_FORGET, Fault.OFF])
    for expected, seconds in ((Refused, 5.0), (NoAnswer, 5.0), (NoAnswer, 0.1), (NoAnswer, 5.0)):
        with pytest.raises(expected):
            client(fake, seconds).print_job(b"%PDF" * 1000, PDF, "a")
        fake.released.set()
    with pytest.raises(Unreachable):
        client(fake).print_job(b"%PDF", PDF, "a")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", HttpRefusal),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", NoAnswer),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhello", NoAnswer),
        (b"SSH-2.0-OpenSSH_9.2\r\n", NoAnswer),
        (b"", NoAnswer),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"\0" * (MOST_BYTES + 70_000), NoAnswer),
    ],
)  # fmt: skip
def test_whatever_else_stands_at_that_address_is_no_printer(
    answer: bytes, expected: type[IppFailure]
) -> None:
    with answering(answer) as somebody, pytest.raises(expected):
        somebody.printer()


@pytest.mark.parametrize(
    ("typed", "uri", "port"),
    [
        ("ipp://printer.example.org/ipp/print", "ipp://printer.example.org/ipp/print", 631),
        (" ipp://10.0.0.5:8631/ipp/print ", "ipp://10.0.0.5:8631/ipp/print", 8631),
        ("https://printer.example.org/ipp", "ipps://printer.example.org:443/ipp", 443),
        ("ipp://[::1]/p", "ipp://[::1]/p", 631),
        ("ipp://printer.example.org", "ipp://printer.example.org/", 631),
    ],
)
def test_addresses_are_taken_apart(typed: str, uri: str, port: int) -> None:
    address = Address.parse(typed)
    assert (address.uri, address.port) == (uri, port)


@pytest.mark.parametrize(
    "typed",
    ["", "printer", "ftp://a/b", "ipp:///x", "ipp://a b/", "ipp://a/\r\nX: y", "ipp://a:x/"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Address.parse(typed)
