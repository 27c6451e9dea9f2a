"""What the processes of these tests do: ``python -m tests.chaos.child TASK EVENT STATE …``."""

import sys
from pathlib import Path

from data.admission import check_in
from data.guestlist.listing import ListedGuest
from data.guests import Admitted, Device, Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.store.loads import compare, load


def main(task: str, event: str, state: str, *rest: str) -> None:
    """Do one task, telling what happened line by line, each line flushed."""
    device = Device(f"device of {state}", "Desk")
    with EventFile.open(Path(event), device, Path(state), backup=False) as file:
        say("ready")
        sys.stdin.readline()  # until everybody is
        if task == "admit":
            admit(file, *map(int, rest))
        else:
            load_list(file, int(rest[0]))


def admit(file: EventFile, first: int, guests: int) -> None:
    """Check guests in; tell each answer once it is committed."""
    for number in range(first, first + guests):
        secret = f"s{number % guests}"
        answer = check_in(file, Scan(new_nonce(), utc_now(), secret=secret), badges=True)
        word = "admitted" if isinstance(answer, Admitted) else answer.reason.value
        say(f"{word} {secret} {answer.nonce}")


def load_list(file: EventFile, rows: int) -> None:
    """Load a list of many new guests."""
    given = frozenset({"name", "secret", "email"})
    plan = compare(
        file,
        (
            ListedGuest(n, f"Guest {n}", given, secret=f"l{n}", email=f"g{n}@example.org")
            for n in range(rows)
        ),
    )
    say("loading")
    load(file, plan)
    say("loaded")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
