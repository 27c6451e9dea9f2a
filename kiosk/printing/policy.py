"""When a badge is printed: by itself or not, and what to ask before it is printed once more."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

LOW_LABELS = 20


class PrintPolicy(StrEnum):
    """Whether a check-in prints a badge by itself."""

    ONCE = "once"  # at the first entry, if the guest has none yet
    ALWAYS = "always"  # at every entry
    NEVER = "never"  # by hand only


class Outcome(StrEnum):
    """What is known of an earlier badge."""

    PRINTED = "printed"  # the printer says so
    SENT = "sent"
    BY_HAND = "by_hand"
    UNSURE = "unsure"  # it may have come out
    WAITS = "waits"  # at another laptop: it may come out any moment


@dataclass(frozen=True, slots=True)
class EarlierPrint:
    """The badge that a guest has, or may have, already."""

    at: datetime
    printer: str
    outcome: Outcome

    @property
    def is_sure(self) -> bool:
        """Whether the guest has it as far as anybody can know."""
        return self.outcome not in (Outcome.UNSURE, Outcome.WAITS)


def earlier_print(prints: Iterable[EarlierPrint]) -> EarlierPrint | None:
    """What to name when somebody asks for one more: a sure one rather than a doubtful, the latest
    of them; one that only waits last. None where nothing stands in the way.
    """
    waits = Outcome.WAITS
    return max(
        prints, key=lambda each: (each.is_sure, each.outcome is not waits, each.at), default=None
    )


@dataclass(frozen=True, slots=True)
class LabelCounter:
    """How many labels are left on a roll, for a printer that cannot tell. None: nobody counts."""

    left: int | None = None

    @property
    def is_low(self) -> bool:
        """Whether it is time to look for a new roll."""
        return self.left is not None and self.left < LOW_LABELS

    def after(self, labels: int = 1) -> "LabelCounter":
        """Once so many more have been sent."""
        return self if self.left is None else replace(self, left=max(0, self.left - labels))
