"""One door of a chaotic evening: ``python -m tests.chaos.ledger_child EVENT URL SEED OFF``.

Scans, exits and annuls as fast as a crowd would, until it reads a line; then it only follows the
ledger, until it reads another.
"""

import contextlib
import random
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from data.annulment import annul
from data.attendance import guest_states
from data.guests import Admitted, Device, Direction, Scan
from data.identity import new_nonce
from data.store.event_file import EventFile
from data.store.prints import (
    PrintState,
    ask_for_badge,
    note_badge,
    own_up_to_unknown,
    waiting_badges,
)
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.badges import take_badge
from data.sync.ledger.claiming import check_in
from data.sync.ledger.far_end import KEY, LedgerFarEnd
from data.sync.ledger.following import follow
from data.sync.ledger.hints import Waker
from data.sync.ledger.line import ClaimLine
from tests.ledger_doors import SkewedClock

GUESTS = 300
WINDOW = 12  # guests at the doors at once: many doors fight over few


def main(event: str, url: str, seed: str, off: str) -> None:
    path, dice = Path(event), random.Random(seed)
    clock = SkewedClock(timedelta(seconds=float(off)))
    with joined(path, url, clock) as (file, line):
        own_up_to_unknown(file, clock())  # what it took before it was killed
        enough = threading.Event()
        threading.Thread(target=read_line, args=[enough], daemon=True).start()
        say("ready")
        longest = _busy_evening(file, line, dice, clock, enough)
        say(f"{longest * 1000:.0f}")
        sys.stdin.readline()


@contextlib.contextmanager
def joined(path: Path, url: str, clock: SkewedClock) -> Iterator[tuple[EventFile, ClaimLine]]:
    """The door's event file and its line, while a thread follows the ledger."""
    device = Device(f"device {path.stem}", f"Desk {path.stem}")
    state = path.parent / f"state of {device.id}"
    address = LedgerAddress.parse(url)
    waker, stop = Waker(), threading.Event()
    line = ClaimLine(KEY, address.event_id, waker.nudge)

    def run() -> None:
        with EventFile.open(path, device, state, clock, backup=False) as file:
            far_end = LedgerFarEnd(
                file, address, path.parent / "certificates", clock, line=line, waker=waker
            )
            follow(file, far_end, clock, stop)
            far_end.close()

    with EventFile.open(path, device, state, clock, backup=False) as file:
        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield file, line
        finally:
            stop.set()
            waker.nudge()
            thread.join()


def _busy_evening(
    file: EventFile,
    line: ClaimLine,
    dice: random.Random,
    clock: SkewedClock,
    enough: threading.Event,
) -> float:
    """The longest that a scan took, in seconds."""
    longest, admitted, number = 0.0, [], 0
    while not enough.is_set():
        number += 1
        guest = (number // 4 + dice.randrange(WINDOW)) % GUESTS
        direction = Direction.EXIT if dice.random() < 0.1 else Direction.ENTRY
        scan = Scan(new_nonce(), clock(), secret=f"code Guest {guest}", direction=direction)
        begun = time.monotonic()
        answer = check_in(file, scan, line, badges=True)
        longest = max(longest, time.monotonic() - begun)
        if isinstance(answer, Admitted) and direction is Direction.ENTRY:
            admitted.append(answer.nonce)
        if admitted and dice.random() < 0.08:
            nonce = admitted.pop(dice.randrange(len(admitted)))
            annul(file, nonce, nonce=new_nonce(), at=clock())
        _print_one(file, line, dice, clock)
        enough.wait(dice.uniform(0.005, 0.04))
    return longest


def _print_one(file: EventFile, line: ClaimLine, dice: random.Random, clock: SkewedClock) -> None:
    """The badge that waits longest goes to a printer that fails now and then."""
    if dice.random() < 0.1:
        guests = [state.guest.id for state in guest_states(file)[:WINDOW]]
        if guests:
            ask_for_badge(file, dice.choice(guests), clock())
    for one in waiting_badges(file)[:1]:
        if take_badge(file, line, one.id, "printer", clock()):
            state = PrintState.FAILED if dice.random() < 0.2 else PrintState.SENT
            note_badge(file, one.id, state, clock())


def read_line(enough: threading.Event) -> None:
    sys.stdin.readline()
    enough.set()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
