"""The five questions that Pennant asks a printer (RFC 8011, section 4), and CUPS's own one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.ipp.codes import LAST_SUCCESS, GroupTag, Operation, ValueTag
from kiosk.printing.ipp.message import Attribute, Group, Message, attribute
from kiosk.printing.ipp.reports import JobReport, PrinterReport
from kiosk.printing.ipp.transport import Address, IppFailure, ask

USER = "pennant"
REQUEST_ID = 1  # every request has a connection of its own
MOST_JOBS = 500  # asked for at once; an evening at one desk has fewer
LONGEST_NAME = 255  # octets of a name (RFC 8011, 5.1.3)
_JOB = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-state-message",
    "job-printer-state-message",
    "time-at-completed",
)
_PRINTER = (
    "printer-name",
    "printer-uri-supported",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "printer-up-time",
    "printer-make-and-model",
    "printer-info",
    "device-uri",
    "media-col-ready",
    "media-col-default",
)


class Refused(IppFailure):
    """The printer understood the request and did not do it. ``status`` as in RFC 8011."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"0x{status:04x}")


@dataclass(frozen=True, slots=True)
class IppClient:
    """Asks one printer. Every method raises ``IppFailure``: Unreachable, Untrusted, NoAnswer,
    HttpRefusal or Refused, and takes no longer than ``seconds``. ``certificates``: as in ``ask``.
    """

    address: Address
    seconds: float = 5.0
    certificates: Certificates | None = None

    def print_job(
        self,
        document: bytes,
        mime_type: str,
        job_name: str,
        media_mm: tuple[float, float] | None = None,
    ) -> JobReport:
        """Hand over one document (Print-Job), for paper of that size or for what lies there."""
        answer = self._ask(
            Operation.PRINT_JOB,
            _user(),
            attribute("job-name", ValueTag.NAME, _shortened(job_name)),
            attribute("document-format", ValueTag.MIME_TYPE, mime_type),
            document=document,
            job=() if media_mm is None else (_media(media_mm),),
        )
        return JobReport.read(answer.group(GroupTag.JOB))

    def job(self, job_id: int) -> JobReport:
        """How one job is (Get-Job-Attributes)."""
        answer = self._ask(
            Operation.GET_JOB_ATTRIBUTES,
            attribute("job-id", ValueTag.INTEGER, job_id),
            _user(),
            _wanted(_JOB),
        )
        return JobReport.read(answer.group(GroupTag.JOB))

    def jobs(self, *, ended: bool) -> list[JobReport]:
        """Jobs of everybody (Get-Jobs): those that ended, else those that did not."""
        which = "completed" if ended else "not-completed"
        answer = self._ask(
            Operation.GET_JOBS,
            _user(),
            attribute("limit", ValueTag.INTEGER, MOST_JOBS),
            _wanted(_JOB),
            attribute("which-jobs", ValueTag.KEYWORD, which),
        )
        return [JobReport.read(group) for group in answer.groups_of(GroupTag.JOB)]

    def cancel(self, job_id: int) -> None:
        """Take a job back (Cancel-Job). Refused (NOT_POSSIBLE) where it ended already."""
        self._ask(Operation.CANCEL_JOB, attribute("job-id", ValueTag.INTEGER, job_id), _user())

    def printer(self) -> PrinterReport:
        """How the printer is and what it takes (Get-Printer-Attributes)."""
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, _user(), _wanted(_PRINTER))
        return PrinterReport.read(answer.group(GroupTag.PRINTER))

    def queues(self) -> list[PrinterReport]:
        """All queues of a CUPS server (CUPS-Get-Printers); ``address`` is the server's."""
        message = self._message(Operation.CUPS_GET_PRINTERS, (_user(), _wanted(_PRINTER)), None)
        answer = self._answer(message, b"")
        return [PrinterReport.read(group) for group in answer.groups_of(GroupTag.PRINTER)]

    def _ask(
        self,
        operation: Operation,
        *attributes: Attribute,
        document: bytes = b"",
        job: Sequence[Attribute] = (),
    ) -> Message:
        message = self._message(operation, attributes, self.address.uri)
        if job:
            groups = (*message.groups, Group(GroupTag.JOB, tuple(job)))
            message = replace(message, groups=groups)
        return self._answer(message, document)

    def _answer(self, message: Message, document: bytes) -> Message:
        answer = ask(self.address, message, document, self.seconds, self.certificates)
        if answer.code > LAST_SUCCESS:
            raise Refused(answer.code)
        return answer

    def _message(
        self, operation: Operation, attributes: Sequence[Attribute], uri: str | None
    ) -> Message:
        group = Group(GroupTag.OPERATION, (*_begin(uri), *attributes))
        return Message(operation, REQUEST_ID, (group,))


def _begin(uri: str | None) -> Iterator[Attribute]:
    """What every request must begin with, in this order (RFC 8011, 4.1.4)."""
    yield attribute("attributes-charset", ValueTag.CHARSET, "utf-8")
    yield attribute("attributes-natural-language", ValueTag.NATURAL_LANGUAGE, "en")
    if uri is not None:
        yield attribute("printer-uri", ValueTag.URI, uri)


def _media(size_mm: tuple[float, float]) -> Attribute:
    """PWG 5100.3, media-col: a printer that has no such paper takes what it has."""
    sides = (
        attribute(f"{axis}-dimension", ValueTag.INTEGER, round(side * 100))
        for axis, side in zip("xy", size_mm, strict=True)
    )
    size = attribute("media-size", ValueTag.BEGIN_COLLECTION, tuple(sides))
    return attribute("media-col", ValueTag.BEGIN_COLLECTION, (size,))


def _user() -> Attribute:
    return attribute("requesting-user-name", ValueTag.NAME, USER)


def _wanted(names: Sequence[str]) -> Attribute:
    return attribute("requested-attributes", ValueTag.KEYWORD, *names)


def _shortened(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")
