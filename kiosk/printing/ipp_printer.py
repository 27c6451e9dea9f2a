"""A printer that speaks IPP: on the network, or a queue of CUPS. It tells what came out."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady, PrintError, PrintTimedOut
from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.ipp.client import IppClient, Refused
from kiosk.printing.ipp.codes import JobState, Status
from kiosk.printing.ipp.condition import condition_of
from kiosk.printing.ipp.document import accepted_format, prepared
from kiosk.printing.ipp.reports import JobReport, PrinterReport
from kiosk.printing.ipp.transport import (
    Address,
    HttpRefusal,
    IppFailure,
    NoAnswer,
    Unreachable,
    Untrusted,
)
from kiosk.printing.printer import Standing
from kiosk.printing.status import Condition, PrinterStatus

STATUS_SECONDS = 2.0
SEND_SECONDS = 10.0
_SWITCHED_ON_MARGIN = 5.0  # seconds; how far our clock and the printer's may disagree
_SAME_MM = 2.0
_SERVER_ERRORS = range(500, 600)
_NOT_PRINTED = (JobState.ABORTED, JobState.CANCELED)
_SCHEMES = ("ipp:", "ipps:")


class IppPrinter:
    """One printer, by its address "ipp://host[:port]/path" (or ipps). Raises PrinterNotFound where
    that is no address.
    """

    def __init__(
        self,
        uri: str,
        name: str = "",
        *,
        status_seconds: float = STATUS_SECONDS,
        send_seconds: float = SEND_SECONDS,
        certificates: Certificates | None = None,
    ) -> None:
        try:
            address = Address.parse(uri)
        except ValueError as error:
            raise PrinterNotFound("not_an_address", address=uri) from error
        self._name = name or _short_name(address)
        self._ask = IppClient(address, status_seconds, certificates)
        self._give = IppClient(address, send_seconds, certificates)
        self._ids: dict[str, int] = {}  # of jobs that the printer confirmed
        self._last_ended = ""  # a job that must still be in a list that forgets nothing
        self._device_uri: str | None = None  # behind a queue of CUPS; None: not asked yet

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name

    def status(self) -> PrinterStatus:
        """How the printer itself is; through CUPS that of the printer behind the queue, too."""
        try:
            report = self._asked()
        except Untrusted as failure:
            return PrinterStatus(Condition.OTHER_CERTIFICATE, str(failure))
        except IppFailure as failure:
            return PrinterStatus(Condition.OFFLINE, type(failure).__name__)
        return self._status_of(report)

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Send one badge. Nothing is sent where the printer could not print it now.

        Raises PrinterNotFound, PrinterNotReady, and PrintTimedOut where it may have arrived.
        """
        report = self._report()
        self._status_of(report).check(self._name)
        mime_type = accepted_format(report)
        if mime_type is None:
            raise PrinterNotReady("format_refused", printer=self._name)
        documents = prepared(pdf, mime_type, stock_size_mm, report.is_upright)
        media_mm = _other_media(report, stock_size_mm)
        for number, document in enumerate(documents):
            page_name = f"{job_name}-{number + 1}" if number else job_name
            self._send_one(document, mime_type, page_name, media_mm)

    def standing(self, job_name: str, seconds_ago: float) -> Standing:
        """Where the job stands by the printer's own list; asked by its id, else by its name."""
        try:
            job = self._by_number(job_name)
            if job is not None:
                return self._standing_of(job)
            jobs = self._all_jobs()
            job = self._by_name(job_name, jobs)
            if job is not None:
                return self._standing_of(job)
            return self._standing_of_missing(jobs, seconds_ago)
        except IppFailure as failure:
            raise self._not_ready(failure) from failure

    def cancel(self, job_name: str) -> bool:
        """Take the job back. Raises PrinterNotReady where the printer does not answer."""
        try:
            job = self._by_number(job_name) or self._by_name(job_name, self._all_jobs())
            if job is None:
                return False
            if job.state not in (*_NOT_PRINTED, JobState.COMPLETED):
                self._ask.cancel(job.id)
                job = self._ask.job(job.id)
            return job.state in _NOT_PRINTED
        except Refused:
            return False
        except IppFailure as failure:
            raise self._not_ready(failure) from failure

    def _report(self) -> PrinterReport:
        try:
            return self._asked()
        except Refused as refusal:
            if refusal.status == Status.NOT_FOUND:
                raise PrinterNotFound("printer_missing", printer=self._name) from refusal
            raise self._not_ready(refusal) from refusal
        except IppFailure as failure:
            raise self._not_ready(failure) from failure

    def _asked(self) -> PrinterReport:
        report = self._ask.printer()
        self._device_uri = report.device_uri
        return report

    def _status_of(self, report: PrinterReport) -> PrinterStatus:
        status = condition_of(report)
        if not status.can_print or not report.device_uri.startswith(_SCHEMES):
            return status
        try:
            own = condition_of(self._behind(report.device_uri).printer())
        except Untrusted:
            return status  # whether to trust it is for CUPS to say
        except (IppFailure, ValueError):
            return PrinterStatus(Condition.OFFLINE, report.device_uri)
        return status if own.can_print else own

    def _behind(self, device_uri: str) -> IppClient:
        return replace(self._ask, address=Address.parse(device_uri))

    def _is_given_up_behind(self, job_name: str) -> bool:
        """Whether the printer behind a queue of CUPS gave up a job that CUPS calls completed, as
        it does (2.4.2) where its backend sees the end of the job sooner than its monitor.
        """
        device_uri = self._asked().device_uri if self._device_uri is None else self._device_uri
        if not device_uri.startswith(_SCHEMES):
            return False
        try:
            ended = self._behind(device_uri).jobs(ended=True)
        except (IppFailure, ValueError):
            return False  # switched off since: then the word of CUPS is all there is
        states = [job.state for job in ended if job.name == job_name]
        return bool(states) and all(state in _NOT_PRINTED for state in states)

    def _send_one(
        self,
        document: bytes,
        mime_type: str,
        job_name: str,
        media_mm: tuple[float, float] | None,
    ) -> None:
        try:
            job = self._give.print_job(document, mime_type, job_name, media_mm)
        except NoAnswer as failure:
            raise PrintTimedOut("no_answer", printer=self._name) from failure
        except HttpRefusal as refusal:
            if refusal.status in _SERVER_ERRORS:
                raise PrintTimedOut("no_answer", printer=self._name) from refusal
            raise self._not_ready(refusal) from refusal
        except IppFailure as failure:
            raise self._not_ready(failure) from failure
        if job.id:
            self._ids[job_name] = job.id
        if job.state in _NOT_PRINTED:
            self._last_ended = job_name
            raise PrinterNotReady("job_aborted", printer=self._name, detail=job.message)

    def _by_number(self, job_name: str) -> JobReport | None:
        job_id = self._ids.get(job_name)
        if job_id is None:
            return None
        try:
            job = self._ask.job(job_id)
        except Refused:
            return None
        # After a restart a printer may give the same number to another job.
        return job if job.name in ("", job_name) else None

    def _all_jobs(self) -> list[JobReport]:
        return self._ask.jobs(ended=False) + self._ask.jobs(ended=True)

    def _by_name(self, job_name: str, jobs: Sequence[JobReport]) -> JobReport | None:
        found = next((job for job in jobs if job.name == job_name), None)
        if found is not None:
            self._ids[job_name] = found.id
        return found

    def _standing_of(self, job: JobReport) -> Standing:
        if job.state is JobState.COMPLETED:
            self._last_ended = job.name
            is_given_up = self._is_given_up_behind(job.name)
            return Standing.NOT_PRINTED if is_given_up else Standing.PRINTED
        if job.state in _NOT_PRINTED:
            self._last_ended = job.name
            return Standing.NOT_PRINTED
        return Standing.IN_PRINTER

    def _standing_of_missing(self, jobs: Sequence[JobReport], seconds_ago: float) -> Standing:
        """A job that is not listed never came, if the list reaches back to when it was sent: the
        printer has not been switched off since, and a job that ended earlier still stands there.
        """
        up_seconds = self._ask.printer().up_seconds
        if up_seconds is None or up_seconds < seconds_ago + _SWITCHED_ON_MARGIN:
            return Standing.UNSURE
        sent_at = up_seconds - seconds_ago - _SWITCHED_ON_MARGIN
        reaches_back = any(
            (self._last_ended and job.name == self._last_ended)
            or (job.ended_at is not None and job.ended_at < sent_at)
            for job in jobs
        )
        return Standing.NEVER_CAME if reaches_back else Standing.UNSURE

    def _not_ready(self, failure: IppFailure) -> PrintError:
        if isinstance(failure, Unreachable):
            return PrinterNotReady("printer_offline", printer=self._name, detail=str(failure))
        if isinstance(failure, Untrusted):
            return PrinterNotReady("other_certificate", printer=self._name, detail=str(failure))
        if isinstance(failure, NoAnswer):
            return PrinterNotReady("printer_silent", printer=self._name, detail=str(failure))
        if isinstance(failure, Refused) and failure.status == Status.NOT_ACCEPTING_JOBS:
            return PrinterNotReady("printer_paused", printer=self._name, detail="")
        if isinstance(failure, Refused) and failure.status == Status.FORMAT_NOT_SUPPORTED:
            return PrinterNotReady("format_refused", printer=self._name)
        return PrinterNotReady("printer_refused", printer=self._name, status=str(failure))


def _other_media(
    report: PrinterReport, stock_mm: tuple[float, float]
) -> tuple[float, float] | None:
    """The paper to ask for where another lies ready, or where a queue of CUPS does not say which:
    it would put a badge on a whole sheet.
    """
    short, long = sorted(stock_mm)
    if report.media_mm is None:
        return (short, long) if report.device_uri else None
    wanted = (short, long) if report.is_upright else stock_mm
    differs = any(
        abs(have - want) > _SAME_MM for have, want in zip(report.media_mm, wanted, strict=True)
    )
    return wanted if differs else None


def _short_name(address: Address) -> str:
    """The queue's name, where the address has one, else the host's."""
    last = address.path.rstrip("/").rpartition("/")[2]
    return last if address.path.startswith("/printers/") and last else address.host
