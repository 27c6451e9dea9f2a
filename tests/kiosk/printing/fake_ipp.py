"""A printer that speaks IPP, has every fault a printer can have, and keeps what it really got.

Faults are told in advance, one for each Print-Job that arrives. What came out on paper stands in
``printed``, what arrived complete in ``received``: the judges of every test about printing.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler

from kiosk.printing.ipp.codes import GroupTag, JobState, Operation, PrinterState, Status, ValueTag
from kiosk.printing.ipp.encoding import decode, encode
from kiosk.printing.ipp.message import Attribute, Group, Message, attribute
from tests.kiosk.printing.fake_server import FakeServer

LONGEST_HANG = 20.0  # seconds; tests end it much earlier


class Fault(StrEnum):
    """What goes wrong while a document is handed over or printed."""

    OUT_OF_LABELS = "out of labels"  # the job is taken and waits for labels
    JAM = "jam"  # the job is taken and aborted
    SLOW = "slow"  # takes its time and does it
    HANG = "hang"  # no answer until released; then the job is printed: the ghost
    HANG_AND_FORGET = "hang and forget"  # no answer until released, and nothing is printed
    REJECTS = "rejects"  # says no
    DIES_BEFORE = "dies before"  # the connection breaks while the document is sent
    DIES_AFTER = "dies after"  # the connection breaks after it; the job is printed
    RESTARTS = "restarts"  # prints, and forgets all its jobs without an answer
    LOSES = "loses"  # restarts without having printed
    OFF = "off"  # switched off just before


@dataclass
class FakeJob:
    """One job as the printer keeps it."""

    id: int
    name: str
    document: bytes
    format: str
    state: JobState = JobState.PENDING
    reasons: tuple[str, ...] = ()
    ended_at: int | None = None
    media: tuple[int, int] | None = None  # asked for, in 1/100 mm
    at: float = field(default_factory=time.time)  # when it had arrived whole


@dataclass
class FakeIppPrinter:
    """Starts with ``start`` on a free port of this machine; ``stop`` in the end."""

    formats: tuple[str, ...] = ("application/pdf",)
    faults: deque[Fault | None] = field(default_factory=deque)
    printed: list[FakeJob] = field(default_factory=list)
    received: list[FakeJob] = field(default_factory=list)
    jobs: dict[int, FakeJob] = field(default_factory=dict)
    requests: list[int] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    labels: int | None = None  # left on the roll; None: without end
    state: PrinterState = PrinterState.IDLE
    is_accepting: bool = True
    up_seconds: int = 1_000_000
    device_uri: str = ""  # of the printer behind it: then it is a queue of CUPS
    media_mm: tuple[int, int] | None = None
    seconds_slow: float = 0.05
    tls: ssl.SSLContext | None = None
    finishes: bool = True  # False: jobs stay in the printer until ``finish``
    released: threading.Event = field(default_factory=threading.Event)
    _server: "_Server | None" = None
    _ending: threading.Thread | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _port: int = 0
    _next_id: int = 1

    @property
    def uri(self) -> str:
        """Where it is."""
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    def start(self) -> "FakeIppPrinter":
        """Switch it on, on the port that it had."""
        self._wait_until_off()
        with self._lock:
            if self._server is None:
                self._server = _Server(self, self._port)
                self._server.tls = self.tls
                self._port = self._server.port
        return self

    def stop(self) -> None:
        """Switch it off; nothing of it is left running."""
        server, self._server = self._server, None
        self.released.set()  # after it is known to be off: a hang that begins now ends at once
        if server is not None:
            server.end()
        self._wait_until_off()

    def switch_off(self) -> None:
        """As ``stop``, from within a request."""
        with self._lock:
            server, self._server = self._server, None
            if server is None:
                return
            with contextlib.suppress(OSError):  # some systems stop listening only by closing
                server.socket.shutdown(socket.SHUT_RDWR)
            self._ending = threading.Thread(target=server.end, name="fake printer off")
            self._ending.start()

    def _wait_until_off(self) -> None:
        ending = self._ending  # waited for without the lock: a request may need it to end
        if ending is not None:
            ending.join()

    def repair(self) -> None:
        """Whatever it was, somebody has seen to it."""
        self.released.set()
        self.start()
        with self._lock:
            self.reasons.clear()
            self.labels = None
            self.state, self.is_accepting = PrinterState.IDLE, True
            self._work()

    def load_labels(self, number: int | None = None) -> None:
        """A new roll."""
        with self._lock:
            self.labels = number
            self.reasons -= {"media-empty-error", "media-needed"}
            self._work()

    def finish(self) -> None:
        """Let all jobs in the printer come out."""
        with self._lock:
            for job in self.jobs.values():
                if job.state is JobState.PROCESSING:
                    self._come_out(job)

    def answer(self, request: Message, document: bytes) -> Message | None:
        """What it says to a request; None: the connection breaks."""
        with self._lock:
            self.requests.append(request.code)
        match request.code:
            case Operation.PRINT_JOB:
                return self._print_job(request, document)
            case Operation.GET_PRINTER_ATTRIBUTES:
                return _said(request, Status.OK, Group(GroupTag.PRINTER, tuple(self._about())))
            case Operation.GET_JOBS:
                return self._get_jobs(request)
            case Operation.GET_JOB_ATTRIBUTES:
                job = self._job_of(request)
                if job is None:
                    return _said(request, Status.NOT_FOUND)
                return _said(request, Status.OK, _job_group(job))
            case Operation.CANCEL_JOB:
                return _said(request, self._cancel(request))
            case 0x0004:  # Validate-Job, which CUPS asks before it prints
                return _said(request, Status.OK)
            case _:
                return _said(request, Status.OPERATION_NOT_SUPPORTED)

    def fault_before(self, headers_say_print: bool) -> Fault | None:
        """The fault for a document that begins to arrive."""
        with self._lock:
            return self.faults[0] if headers_say_print and self.faults else None

    def _print_job(self, request: Message, document: bytes) -> Message | None:
        with self._lock:
            fault = self.faults.popleft() if self.faults else None
        if fault is Fault.REJECTS or not self.is_accepting:
            return _said(request, Status.NOT_ACCEPTING_JOBS)
        if fault in (Fault.HANG, Fault.HANG_AND_FORGET):
            with self._lock:  # the whole printer stands still: others wait for this one
                self.released.clear()
                if self._server is not None:
                    self.released.wait(LONGEST_HANG)
                if fault is Fault.HANG_AND_FORGET:
                    return None
                return self._take_in(request, document, fault)
        if fault is Fault.SLOW:
            threading.Event().wait(self.seconds_slow)
        return self._take_in(request, document, fault)

    def _take_in(self, request: Message, document: bytes, fault: Fault | None) -> Message | None:
        operation = request.group(GroupTag.OPERATION)
        mime_type = operation.text("document-format")
        if mime_type not in self.formats and mime_type != "application/octet-stream":
            return _said(request, Status.FORMAT_NOT_SUPPORTED)
        with self._lock:
            if fault is Fault.LOSES:
                self._restart()
                return None
            job = FakeJob(self._next_id, operation.text("job-name"), document, mime_type)
            job.media = _media_asked_for(request)
            self._next_id += 1
            self.jobs[job.id] = job
            self.received.append(job)
            if fault is Fault.OUT_OF_LABELS:
                self.labels = 0
            if fault is Fault.JAM:
                self.reasons.add("media-jam-error")
                job.state, job.reasons = JobState.ABORTED, ("aborted-by-system",)
            self._work()
            if fault is Fault.RESTARTS:
                self._restart()
            if fault in (Fault.RESTARTS, Fault.DIES_AFTER):
                return None
            return _said(request, Status.OK, _job_group(job))

    def _restart(self) -> None:
        self.jobs.clear()
        self.up_seconds = 0

    def _work(self) -> None:
        for job in self.jobs.values():
            if job.state not in (JobState.PENDING, JobState.PROCESSING):
                continue
            if self.labels == 0:
                self.reasons |= {"media-empty-error", "media-needed"}
                job.state, job.reasons = JobState.PROCESSING, ("printer-stopped-partly",)
                return
            self.reasons -= {"media-empty-error", "media-needed"}
            if job.state is JobState.PENDING or job.reasons:
                job.state, job.reasons = JobState.PROCESSING, ("job-printing",)
            if self.finishes:
                self._come_out(job)

    def _come_out(self, job: FakeJob) -> None:
        if self.labels is not None:
            self.labels -= 1
        job.state, job.reasons = JobState.COMPLETED, ("job-completed-successfully",)
        job.ended_at = self.up_seconds
        self.printed.append(job)

    def _get_jobs(self, request: Message) -> Message:
        ended = request.group(GroupTag.OPERATION).text("which-jobs") == "completed"
        with self._lock:
            found = [j for j in self.jobs.values() if (j.state >= JobState.CANCELED) == ended]
        return _said(request, Status.OK, *map(_job_group, found))

    def _job_of(self, request: Message) -> FakeJob | None:
        with self._lock:
            return self.jobs.get(request.group(GroupTag.OPERATION).number("job-id") or 0)

    def _cancel(self, request: Message) -> Status:
        job = self._job_of(request)
        with self._lock:
            if job is None:
                return Status.NOT_FOUND
            if job.state >= JobState.CANCELED:
                return Status.NOT_POSSIBLE
            job.state, job.reasons = JobState.CANCELED, ("job-canceled-by-user",)
            return Status.OK

    def _about(self) -> list[Attribute]:
        with self._lock:
            behind = [attribute("device-uri", ValueTag.URI, self.device_uri)]
            return [
                *_media(self.media_mm),
                *(behind if self.device_uri else ()),
                attribute("printer-name", ValueTag.NAME, "fake"),
                attribute("printer-uri-supported", ValueTag.URI, self.uri),
                attribute("printer-make-and-model", ValueTag.TEXT, "Invented Labels 3000"),
                attribute("printer-state", ValueTag.ENUM, int(self.state)),
                attribute(
                    "printer-state-reasons",
                    ValueTag.KEYWORD,
                    *(sorted(self.reasons) or ["none"]),
                ),
                attribute("printer-is-accepting-jobs", ValueTag.BOOLEAN, self.is_accepting),
                attribute("document-format-supported", ValueTag.MIME_TYPE, *self.formats),
                attribute("printer-up-time", ValueTag.INTEGER, self.up_seconds),
            ]


def _media_asked_for(request: Message) -> tuple[int, int] | None:
    media = request.group(GroupTag.JOB).first("media-col")
    if not isinstance(media, tuple):
        return None
    size = Group(GroupTag.JOB, media).first("media-size")
    assert isinstance(size, tuple)
    sides = Group(GroupTag.JOB, size)
    return (sides.number("x-dimension") or 0, sides.number("y-dimension") or 0)


def _media(size_mm: tuple[int, int] | None) -> list[Attribute]:
    if size_mm is None:
        return []
    sides = [
        attribute(f"{axis}-dimension", ValueTag.INTEGER, side * 100)
        for axis, side in zip("xy", size_mm, strict=True)
    ]
    size = attribute("media-size", ValueTag.BEGIN_COLLECTION, tuple(sides))
    return [attribute("media-col-default", ValueTag.BEGIN_COLLECTION, (size,))]


def _job_group(job: FakeJob) -> Group:
    return Group(
        GroupTag.JOB,
        (
            attribute("job-id", ValueTag.INTEGER, job.id),
            attribute("job-name", ValueTag.NAME, job.name),
            attribute("job-state", ValueTag.ENUM, int(job.state)),
            attribute("job-state-reasons", ValueTag.KEYWORD, *(job.reasons or ("none",))),
            attribute("time-at-completed", ValueTag.INTEGER, job.ended_at)
            if job.ended_at is not None
            else attribute("time-at-completed", ValueTag.NO_VALUE, None),
        ),
    )


def _said(request: Message, status: Status, *groups: Group) -> Message:
    begin = Group(
        GroupTag.OPERATION,
        (
            attribute("attributes-charset", ValueTag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", ValueTag.NATURAL_LANGUAGE, "en"),
        ),
    )
    return Message(status, request.request_id, (begin, *groups), request.version)


class _Server(FakeServer):
    def __init__(self, printer: FakeIppPrinter, port: int) -> None:
        self.printer = printer
        super().__init__(port, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = LONGEST_HANG

    def do_POST(self) -> None:
        printer = self.server.printer
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(min(length, 200)) if length else self._chunks()
        is_print = len(body) > 3 and int.from_bytes(body[2:4], "big") == Operation.PRINT_JOB
        fault = printer.fault_before(is_print)
        if fault in (Fault.DIES_BEFORE, Fault.OFF):
            printer.faults.popleft()
            if fault is Fault.OFF:
                printer.switch_off()
            self._break()
            return
        body += self.rfile.read(length - len(body)) if length else b""
        if len(body) < length:  # whoever sent it hung up: half a document is none
            self._break()
            return
        answer = printer.answer(*decode(body))
        if answer is None:
            self._break()
            return
        told = encode(answer)
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)
        except OSError:
            self.close_connection = True  # nobody waits for it any more

    def _chunks(self) -> bytes:
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _break(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):  # broken from the other side, or switched off
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to be read in a test's output."""
