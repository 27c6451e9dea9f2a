"""What a printer's own words for its state mean (RFC 8011, 5.4.12; PWG 5100.9)."""

from kiosk.printing.ipp.codes import PrinterState
from kiosk.printing.ipp.reports import PrinterReport
from kiosk.printing.status import Condition, PrinterStatus

_SEVERITIES = ("-error", "-warning", "-report")
_HARMLESS = ("-warning", "-report")
_NEVER_HARMLESS = ("media-needed", "media-jam", "offline")
# The more urgent first: a printer that is open, empty and jammed wants its jam seen to.
_MEANINGS = (
    (Condition.JAM, ("media-jam",)),
    (Condition.COVER_OPEN, ("cover-open", "door-open", "interlock-open", "input-tray-missing")),
    (Condition.OUT_OF_LABELS, ("media-empty", "media-needed")),
    (Condition.OFFLINE, ("offline", "shutdown", "timed-out", "connecting-to-device")),
    (Condition.PAUSED, ("paused", "moving-to-paused", "hold-new-jobs")),
    (
        Condition.ATTENTION,
        ("marker-supply-empty", "toner-empty", "developer-empty", "marker-waste-full",
         "output-area-full", "spool-area-full", "fuser-over-temp", "opc-life-over",
         "cups-missing-filter", "cups-insecure-filter", "other"),
    ),
)  # fmt: skip


def condition_of(report: PrinterReport) -> PrinterStatus:
    """How the printer of that report is.

    A queue of CUPS keeps the last reasons of the printer behind it although they may be long
    over (seen with CUPS 2.4: a jam stayed after it was cleared): only what the queue itself says
    counts there, unless a job is at the printer right now.
    """
    is_stale = bool(report.device_uri) and report.state is not PrinterState.PROCESSING
    for condition, keywords in _MEANINGS:
        if is_stale and condition is not Condition.PAUSED:
            continue
        for reason in report.reasons:
            if _keyword(reason) in keywords and not _is_harmless(reason):
                return PrinterStatus(condition, report.message or reason)
    if report.state is PrinterState.STOPPED or not report.is_accepting:
        return PrinterStatus(Condition.PAUSED, report.message)
    if report.state is PrinterState.PROCESSING:
        return PrinterStatus(Condition.BUSY)
    return PrinterStatus(Condition.READY)


def _keyword(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason


def _is_harmless(reason: str) -> bool:
    """Some say "-warning" or "-report" where nothing goes on without help: ippeveprinter 2.4 waits
    for labels with media-needed-warning, CUPS tells a printer switched off by offline-report.
    """
    return reason.endswith(_HARMLESS) and _keyword(reason) not in _NEVER_HARMLESS
