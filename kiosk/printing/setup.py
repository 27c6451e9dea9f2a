"""How one printer is set up here: what makes up for its faults, and how long its roll is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from kiosk.printing.policy import LabelCounter

if TYPE_CHECKING:
    from badges.calibration import Calibration

FARTHEST_MM = 20.0
LEAST_SCALE, MOST_SCALE = 0.9, 1.1
MOST_LABELS = 10_000
_BOUNDS = {
    "right_mm": (-FARTHEST_MM, FARTHEST_MM),
    "up_mm": (-FARTHEST_MM, FARTHEST_MM),
    "rotation_degrees": (-180.0, 180.0),
    "scale": (LEAST_SCALE, MOST_SCALE),
    "labels_left": (-1, MOST_LABELS),
    "roll": (0, MOST_LABELS),
}


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """Offsets in mm and turns counter-clockwise as seen on paper read upright.

    ``labels_left``: on the roll, for a printer that cannot tell; -1: nobody counts. ``roll``: how
    many a new one has.
    """

    right_mm: float = 0.0
    up_mm: float = 0.0
    rotation_degrees: float = 0.0
    scale: float = 1.0
    labels_left: int = -1
    roll: int = 0

    @property
    def labels(self) -> LabelCounter:
        """What is left on the roll."""
        return LabelCounter(None if self.labels_left < 0 else self.labels_left)

    @property
    def calibration(self) -> "Calibration":
        """What makes up for this printer's faults."""
        from badges.calibration import Calibration  # with ReportLab: not at the start

        return Calibration(self.right_mm, self.up_mm, self.rotation_degrees, self.scale)


def read_setup(values: object) -> PrinterSetup | None:
    """A setup as it stands in the settings; None where a value is none that a printer needs."""
    if not isinstance(values, Mapping):
        return None
    kinds = {field.name: type(field.default) for field in fields(PrinterSetup)}
    for key, value in values.items():
        low, high = _BOUNDS.get(key, (1, 0))
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not low <= value <= high:
            return None
        if kinds[key] is int and not isinstance(value, int):
            return None
    return PrinterSetup(**values)


def written_setup(setup: PrinterSetup) -> dict[str, object]:
    """The same for the settings file: what differs from a printer without faults."""
    usual = asdict(PrinterSetup())
    return {key: value for key, value in asdict(setup).items() if value != usual[key]}
