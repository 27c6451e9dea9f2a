"""One door with a steady queue: ``python -m tests.chaos.steady_child EVENT URL``.

Scans each guest once and tells of each scan a line, ``MILLISECONDS ANSWER``, until it reads a
line; then ``enough``, and it only follows the ledger, until it reads another.
"""

import sys
import threading
import time
from itertools import count
from pathlib import Path

from data.guests import Scan
from data.identity import new_nonce
from data.sync.ledger.claiming import check_in
from tests.chaos.ledger_child import joined, read_line, say
from tests.ledger_doors import SkewedClock

PACE = 0.03  # seconds from one guest to the next


def main(event: str, url: str) -> None:
    clock = SkewedClock()
    with joined(Path(event), url, clock) as (file, line):
        enough = threading.Event()
        threading.Thread(target=read_line, args=[enough], daemon=True).start()
        for number in count():
            scan = Scan(new_nonce(), clock(), secret=f"code Guest {number}")
            begun = time.monotonic()
            answer = check_in(file, scan, line, badges=True)
            say(f"{(time.monotonic() - begun) * 1000:.0f} {type(answer).__name__}")
            if enough.wait(PACE):
                break
        say("enough")
        sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
