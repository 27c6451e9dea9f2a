"""What one scan of the test code says about the scanner and the laptop's keyboard layout.

The code is printed on the scan-test page. It holds what layouts move about (y, z, figures, hyphen,
slash) and nothing that any layout makes a dead key of, for those swallow letters.
"""

from dataclasses import dataclass, replace

from data.layouts import LAYOUTS
from data.tickets import Wrapping
from data.tickets.keyboards import type_on
from kiosk.scanning.key_reader import Ending, KeyScan, Timing

TEST_CODE = "PENNANT-0123456789/yzYZ"
PATIENT = Timing(gap_ms=200, pause_ms=600)  # while the test page is shown: any scanner is read
_SPARE = 1.5  # how much slower than in the test a key may be
_GAP_MS = (30, 100)  # at least and at most; at 100 ms and more fingers would be taken for scanners
_PAUSES = 3  # a hiccup, in gaps


@dataclass(frozen=True, slots=True)
class ScannerFound:
    """How this scanner types on this laptop."""

    arrived: str  # as the laptop's layout wrote it
    layout: str | None  # "" US, else a name of data.layouts; None: not recognised
    caps_lock: bool
    is_whole: bool  # the test code can be read from it, so tickets can
    wrapping: Wrapping  # what the scanner puts round every code
    ending: Ending
    longest_gap_ms: int
    timing: Timing  # what suits it
    is_too_slow: bool  # its keys come as slowly as fingers'; set it to a faster speed


def examine(scan: KeyScan) -> ScannerFound:
    """Learn from one scan of ``TEST_CODE``, taken with ``PATIENT`` timing."""
    layout, caps_lock = _layout(scan.host)
    text = scan.us if TEST_CODE in scan.us else scan.host
    before, found, after = text.partition(TEST_CODE)
    least, most = _GAP_MS
    gap_ms = min(most, max(least, round(scan.longest_gap_ms * _SPARE)))
    return ScannerFound(
        arrived=scan.host,
        layout=layout,
        caps_lock=caps_lock,
        is_whole=bool(found) or layout is not None,
        wrapping=Wrapping(before, after) if found else Wrapping(),
        ending=scan.ending,
        longest_gap_ms=scan.longest_gap_ms,
        timing=Timing(gap_ms, max(Timing().pause_ms, _PAUSES * gap_ms)),
        is_too_slow=scan.longest_gap_ms > most,
    )


def without_wrapping(scan: KeyScan, wrapping: Wrapping) -> KeyScan:
    """The same scan without what the scanner puts round every code."""
    host, us = (
        text.removeprefix(wrapping.prefix).removesuffix(wrapping.suffix)
        for text in (scan.host, scan.us)
    )
    return replace(scan, host=host, us=us)


def _layout(host: str) -> tuple[str | None, bool]:
    for layout in ("", *LAYOUTS):
        typed = type_on(TEST_CODE, layout) if layout else TEST_CODE
        if typed in host:
            return layout, False
        if typed.swapcase() in host:
            return layout, True
    return None, False
