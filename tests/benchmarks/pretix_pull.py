"""One laptop that fetches 10,000 orders while its door works; prints figures as JSON.

Called by ``test_pretix_speed`` as a process of its own, with the folder that holds the answers.
"""

import json
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles

from data.admission import check_in
from data.guests import Device, EventInfo, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store.event_file import EventFile
from data.store.far_ends import put_far_end
from data.sync.pretix.far_end import PretixFarEnd
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret
from data.walk_in import WalkIn, add_walk_in
from tests.benchmarks.ready_pretix import Ready
from tests.data.sync.pretix.laptop import SETTINGS, URL

DEVICE = Device("d", "Desk 1", "")
SCANS = 300


def fetch(path: Path, state: Path, ready: Ready, told: dict[str, float]) -> None:
    with EventFile.open(path, DEVICE, state, backup=False) as file:
        transport = Transport(URL, Secret("good"), utc_now, through=ready)
        far_end = PretixFarEnd(file, "pretix", transport, utc_now)
        begun = time.perf_counter()
        told["fetched"] = far_end.pull()
        told["seconds"] = time.perf_counter() - begun
        far_end.hurry()
        begun = time.perf_counter()
        far_end.pull()
        told["again"] = time.perf_counter() - begun
        far_end.close()


def main(answers: Path) -> None:
    told: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path, state = Path(folder) / "e.pennant", Path(folder) / "state"
        info = EventInfo(uuid7(utc_now()), "Big", currency="EUR")
        with EventFile.create(path, info, DEVICE, state) as door:
            put_far_end(door, "pretix", "pretix", SETTINGS.as_json())
            guests = [
                add_walk_in(door, WalkIn(f"Walk-in {n}"), nonce=new_nonce(), at=utc_now())
                for n in range(SCANS)
            ]
            waits: list[float] = []

            def scan() -> None:
                guest = guests[len(waits) % SCANS]
                begun = time.perf_counter()
                check_in(door, Scan(new_nonce(), utc_now(), guest_id=guest.id))
                waits.append(time.perf_counter() - begun)
                time.sleep(0.02)

            for _ in range(SCANS):
                scan()
            told["alone_ms"] = quantiles(waits, n=100)[98] * 1000
            waits.clear()
            sys.setswitchinterval(0.0005)  # as the window sets it
            fetching = threading.Thread(target=fetch, args=(path, state, Ready(answers), told))
            fetching.start()
            while fetching.is_alive():
                scan()
            fetching.join()
            cuts = quantiles(waits, n=100)
            told |= {"median_ms": cuts[49] * 1000, "p99_ms": cuts[98] * 1000, "scans": len(waits)}
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
