"""Two readings of one scan, and which of them is meant."""

from collections.abc import Callable

from data.tickets import read_code
from kiosk.scanning.key_reader import KeyScan


def best_reading(scan: KeyScan, secret_meant: Callable[[str], str]) -> str:
    """What the laptop's layout wrote or what a US keyboard would have: the one that validates.

    ``secret_meant``: the ticket secret on the list for which a text stands, or "". A text that is
    such a secret as it stands comes first. Where neither is known nor proves itself by its form, it
    is the US reading of a text that is no ASCII (scanners write ASCII), else the text as the
    laptop wrote it. What was typed just before counts only where it completes a code that is known.
    """
    readings = [text for text in dict.fromkeys((scan.host, scan.us)) if text]
    whole = (scan.host_before + scan.host, scan.us_before + scan.us)
    known = [text for text in dict.fromkeys((*readings, *whole)) if secret_meant(text)]
    if known:
        return next((text for text in known if secret_meant(text) == text), known[0])
    for text in readings:
        code = read_code(text)
        if code.proves_itself and not code.layout:
            return text
    if scan.us and not scan.host.isascii():
        return scan.us
    return readings[0] if readings else ""
