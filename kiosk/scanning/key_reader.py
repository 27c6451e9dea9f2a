"""Telling a scanner's keys from fingers' by the times at which they were pressed.

No Qt and no clock here: the times are the system's own, in ms, as key events carry them. Times of
arrival say nothing, for keys that waited while the window was busy all arrive at once.
"""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from kiosk.scanner import looks_like_a_code

SECOND_END_MS = 300  # CR and LF, or a late CR, end one scan
FEWEST = 6  # keys: shorter than any code, longer than a roll of two or three fingers
MOST_BEFORE = 24  # keys; a scanner that is slower for longer wants its own timing
HELD_DOWN = 8  # a key held down repeats itself; no code begins with so many of one character
HELD_DOWN_GAP_MS = 15  # and no keyboard repeats faster


@dataclass(frozen=True, slots=True)
class Timing:
    """How fast this laptop's scanner is."""

    gap_ms: int = 45  # between two keys; fingers are slower (measured: facts/qt.md §3)
    pause_ms: int = 120  # that ends a scan without Enter or Tab; also the longest hiccup in one


class Ending(Enum):
    """What came after the last character of a scan."""

    ENTER = "enter"
    TAB = "tab"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key that writes something."""

    host: str  # what the laptop's layout makes of it; may be empty for a dead key
    us: str  # what a US keyboard would have written; empty where that is not known
    at_ms: int
    repeats: bool = False  # the system takes it for a key held down


@dataclass(frozen=True, slots=True)
class KeyScan:
    """What a scanner typed."""

    host: str
    us: str  # empty where the keys are not known
    ending: Ending
    longest_gap_ms: int
    # What was typed just before and let go; a scanner near the limit may have begun there.
    host_before: str = ""
    us_before: str = ""


class Keep(Enum):
    """What becomes of the key just pressed."""

    PASS = "pass"  # on to where it was going
    HOLD = "hold"  # kept back until it is known what it belongs to
    DROP = "drop"  # part of a scan


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from one key: first ``scan`` or ``let_go`` for those held, then ``keep``."""

    keep: Keep
    let_go: bool = False  # the keys held before were fingers': on with them
    scan: KeyScan | None = None  # the keys held before were a scanner's


class KeyReader:
    """Sorts keys, one after the other; ``pause`` is to be called when none came for a while."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing
        self._held: list[Stroke] = []
        self._before: list[Stroke] = []  # let go, and followed by the next key within a pause
        self._ended_at: int | None = None

    @property
    def is_holding(self) -> bool:
        """Whether keys are kept back."""
        return bool(self._held)

    @property
    def patience_ms(self) -> int | None:
        """How long to wait for the next key; None while nothing is held."""
        if not self._held:
            return None
        return self.timing.pause_ms if self._is_fast() else self.timing.gap_ms

    def write(self, stroke: Stroke) -> Step:
        """A key that writes something."""
        if self._follows(stroke.at_ms):
            self._held.append(stroke)
            if self._is_held_down():
                self._held.clear()
                return Step(Keep.PASS, let_go=True)
            return Step(Keep.HOLD)
        before = self.pause()
        if self._before and stroke.at_ms - self._before[-1].at_ms > self.timing.pause_ms:
            self._before.clear()
        self._held.append(stroke)
        return Step(Keep.HOLD, before.let_go, before.scan)

    def control(self, at_ms: int) -> Step:
        """Ctrl with a key: inside a scan a separator such as GS, else a command."""
        if len(self._held) > 1 and self._follows(at_ms):
            self._held.append(Stroke("", "", at_ms))
            return Step(Keep.HOLD)
        return self.other()

    def end(self, at_ms: int, ending: Ending) -> Step:
        """Enter or Tab."""
        if self._held and self._follows(at_ms) and self._is_fast():
            return Step(Keep.DROP, scan=self._scan(ending, at_ms))
        if self._held:
            before = self.pause()
            if before.scan is None:
                return Step(Keep.PASS, let_go=True)
            return Step(Keep.DROP, scan=before.scan)
        since = None if self._ended_at is None else at_ms - self._ended_at
        if since is not None and 0 <= since < SECOND_END_MS:
            return Step(Keep.DROP)
        return Step(Keep.PASS)

    def other(self) -> Step:
        """Any other key, or a click: whatever is held comes first."""
        before = self.pause()
        self._before.clear()
        return Step(Keep.PASS, before.let_go, before.scan)

    def pause(self) -> Step:
        """No key came for ``patience_ms``."""
        if not self._held:
            return Step(Keep.PASS)
        texts = ("".join(s.host for s in self._held), "".join(s.us for s in self._held))
        if self._is_fast() and any(looks_like_a_code(text) for text in texts if text):
            return Step(Keep.PASS, scan=self._scan(Ending.PAUSE, self._held[-1].at_ms))
        self._before = (self._before + self._held)[-MOST_BEFORE:]
        self._held.clear()
        return Step(Keep.PASS, let_go=True)

    def _follows(self, at_ms: int) -> bool:
        if not self._held:
            return False
        patience = self.timing.pause_ms if self._is_fast() else self.timing.gap_ms
        return at_ms - self._held[-1].at_ms <= patience

    def _is_fast(self) -> bool:
        return len(self._held) >= FEWEST

    def _is_held_down(self) -> bool:
        if len(self._held) < HELD_DOWN or len({stroke.host for stroke in self._held}) > 1:
            return False
        gaps = self._gaps()
        return self._held[-1].repeats and min(gaps) >= HELD_DOWN_GAP_MS

    def _gaps(self) -> list[int]:
        return [later.at_ms - one.at_ms for one, later in pairwise(self._held)]

    def _scan(self, ending: Ending, at_ms: int) -> KeyScan:
        # A separator (no text at all) is part of neither reading.
        written = [stroke for stroke in self._held if stroke.host or stroke.us]
        known = all(stroke.us for stroke in written)
        first, earlier = self._held[0].at_ms, self._before
        if earlier and first - earlier[-1].at_ms > self.timing.pause_ms:
            earlier = []
        scan = KeyScan(
            host="".join(stroke.host for stroke in written),
            us="".join(stroke.us for stroke in written) if known else "",
            ending=ending,
            longest_gap_ms=max(self._gaps(), default=0),
            host_before="".join(stroke.host for stroke in earlier),
            us_before="".join(stroke.us for stroke in earlier),
        )
        self._held.clear()
        self._before = []
        self._ended_at = at_ms
        return scan
