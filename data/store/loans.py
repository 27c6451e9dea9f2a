"""Writing into an event file that another thread or process has opened, as one with it."""

from dataclasses import dataclass
from pathlib import Path

from data.guests import Device


@dataclass(frozen=True, slots=True)
class Loan:
    """What whoever opened the file lends; goes through a pipe. ``marks``: its state folder."""

    path: Path
    device: Device
    session_id: str
    writer_id: str
    marks: Path | None
