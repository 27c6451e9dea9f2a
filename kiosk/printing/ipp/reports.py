"""What printers tell of themselves and of their jobs, as values."""

from dataclasses import dataclass

from kiosk.printing.ipp.codes import GroupTag, JobState, PrinterState
from kiosk.printing.ipp.message import Content, Group

NONE = "none"  # the keyword that stands for an empty set of reasons


@dataclass(frozen=True, slots=True)
class JobReport:
    """One job. ``state`` is None where the printer did not say. ``reasons`` are IPP keywords."""

    id: int
    name: str
    state: JobState | None
    reasons: tuple[str, ...] = ()
    message: str = ""
    ended_at: int | None = None  # by the clock of ``PrinterReport.up_seconds``

    @classmethod
    def read(cls, group: Group) -> "JobReport":
        """From a group of job attributes."""
        number = group.number("job-state")
        return cls(
            id=group.number("job-id") or 0,
            name=group.text("job-name"),
            state=JobState(number) if number in tuple(JobState) else None,
            reasons=_reasons(group, "job-state-reasons"),
            message=group.text("job-state-message") or group.text("job-printer-state-message"),
            ended_at=group.number("time-at-completed"),
        )


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """One printer. ``up_seconds``: since it was switched on, None where it does not say."""

    name: str
    uri: str
    state: PrinterState | None
    reasons: tuple[str, ...]
    message: str
    is_accepting: bool
    formats: tuple[str, ...]  # MIME types
    up_seconds: int | None
    model: str
    device_uri: str = ""  # CUPS: the printer behind the queue
    media_mm: tuple[float, float] | None = None  # width and height of its paper, as it lies

    @property
    def is_upright(self) -> bool:
        """Whether its paper is higher than wide, as it leaves the printer; taken for granted of a
        queue of CUPS that does not say.
        """
        if self.media_mm is None:
            return bool(self.device_uri)
        return self.media_mm[0] < self.media_mm[1]

    @classmethod
    def read(cls, group: Group) -> "PrinterReport":
        """From a group of printer attributes."""
        number = group.number("printer-state")
        return cls(
            name=group.text("printer-name"),
            uri=group.text("printer-uri-supported"),
            state=PrinterState(number) if number in tuple(PrinterState) else None,
            reasons=_reasons(group, "printer-state-reasons"),
            message=group.text("printer-state-message"),
            is_accepting=group.first("printer-is-accepting-jobs") is not False,
            formats=group.texts("document-format-supported"),
            up_seconds=group.number("printer-up-time"),
            model=group.text("printer-make-and-model") or group.text("printer-info"),
            device_uri=group.text("device-uri"),
            media_mm=_media_mm(group.first("media-col-ready"))
            or _media_mm(group.first("media-col-default")),
        )


def _media_mm(media: Content) -> tuple[float, float] | None:
    """PWG 5100.3: media-col with media-size with x-dimension, y-dimension in 1/100 mm."""
    size = Group(GroupTag.PRINTER, media).first("media-size") if isinstance(media, tuple) else None
    if not isinstance(size, tuple):
        return None
    width, height = (Group(GroupTag.PRINTER, size).number(f"{axis}-dimension") for axis in "xy")
    return None if width is None or height is None else (width / 100, height / 100)


def _reasons(group: Group, name: str) -> tuple[str, ...]:
    return tuple(reason for reason in group.texts(name) if reason != NONE)
