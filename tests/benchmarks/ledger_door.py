"""One door of a measured evening, as a process of its own.

``python -m tests.benchmarks.ledger_door EVENT URL FIRST COUNT PER_SECOND HINTS``: scans COUNT
guests from FIRST on, tells for each how long the verdict took and when the light was green, and
for every check-in of another door when it was in the file here.
"""

import json
import random
import sys
import threading
import time
from pathlib import Path

from data.guests import Admitted, Device, Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.claiming import check_in
from data.sync.ledger.far_end import KEY, LedgerFarEnd
from data.sync.ledger.following import follow
from data.sync.ledger.hints import Waker
from data.sync.ledger.line import ClaimLine


class Watched(LedgerFarEnd):
    """Notes when other doors' check-ins are here."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.seen: dict[str, float] = {}
        self._seen_no = 0

    def pull(self) -> int:
        """Pull, then look what came."""
        added = super().pull()
        if added:
            now = time.time()
            found = self._file.connection.execute(
                """SELECT local_no, id FROM journal
                   WHERE local_no > ? AND kind = 'check_in' AND arrived = 1""",
                (self._seen_no,),
            ).fetchall()
            for local_no, row_id in found:
                self.seen[row_id] = now
                self._seen_no = max(self._seen_no, local_no)
        return added


def main(event: str, url: str, first: str, count: str, per_second: str, hints: str) -> None:
    """Do it; one line of JSON at the end."""
    sys.setswitchinterval(0.0005)  # as the window does
    path = Path(event)
    device = Device(f"device {path.stem}", f"Desk {path.stem}")
    state = path.parent / f"state of {device.id}"
    address = LedgerAddress.parse(url)
    waker, stop, up = Waker(), threading.Event(), threading.Event()
    line = ClaimLine(KEY, address.event_id, waker.nudge)
    seen: dict[str, float] = {}

    def run() -> None:
        with EventFile.open(path, device, state, backup=False) as file:
            folder = path.parent / "certificates"
            far_end = Watched(file, address, folder, utc_now, line=line, waker=waker)
            if hints == "polling":
                far_end._ears.works = False
                far_end._ears.forget = lambda: None  # type: ignore[method-assign]
            follow(file, far_end, utc_now, stop, lambda report: up.set())
            seen.update(far_end.seen)
            far_end.close()

    with EventFile.open(path, device, state, backup=False) as file:
        thread = threading.Thread(target=run)
        thread.start()
        up.wait()
        _say("ready")
        sys.stdin.readline()
        took, green = [], {}
        pause = 1 / float(per_second) if float(per_second) else 0.0
        begun = time.monotonic()
        moments = random.Random(path.stem)  # guests at different doors don't come in step
        for number in range(int(count)):
            due = begun + (number + moments.random()) * pause
            time.sleep(max(0.0, due - time.monotonic()))
            scan = Scan(new_nonce(), utc_now(), secret=f"code Guest {int(first) + number}")
            asked = time.monotonic()
            answer = check_in(file, scan, line, badges=True)
            took.append(time.monotonic() - asked)
            if isinstance(answer, Admitted):
                green[answer.entry_ids[0]] = time.time()
        _say("done")
        sys.stdin.readline()
        stop.set()
        waker.nudge()
        thread.join()
        (claims,) = file.connection.execute(
            """SELECT count(*) FROM journal
               WHERE kind = 'check_in' AND mode = 'claim' AND arrived = 0"""
        ).fetchone()
    _say(json.dumps({"took": took, "green": green, "seen": seen, "claims": claims}))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
