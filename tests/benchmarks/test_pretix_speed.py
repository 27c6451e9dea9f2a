"""10,000 orders fetched from pretix: time, memory, and whether the door notices.

    uv run pytest -s tests/benchmarks/test_pretix_speed.py

The answers lie ready on the disk: what is measured is Pennant's part of it.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from data.identity import utc_now
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_shop import PAGE
from tests.data.sync.pretix.laptop import URL

ORDERS = 10_000
MEGABYTES = 200  # of the whole process
ROOT = Path(__file__).parents[2]


def make_answers(folder: Path) -> None:
    fake = FakePretix(utc_now)
    for number in range(ORDERS):
        fake.sell(f"Guest {number}")
    through = fake.transport()
    for page in range(1, ORDERS // PAGE + 1):
        url = f"{URL}/api/v1/organizers/club/events/party/orders/?ordering=datetime&page={page}"
        request = httpx.Request("GET", url, headers={"Authorization": "Device good"})
        (folder / str(page)).write_bytes(through.handle_request(request).content)


def test_ten_thousand_orders(tmp_path: Path, tell: Callable[[str], None]) -> None:
    make_answers(tmp_path)
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.pretix_pull", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(said.stdout)
    tell(
        f"10,000 orders in {told['seconds']:.1f} s, the whole process {told['megabytes']:.0f} MB; "
        f"nothing new in {told['again'] * 1000:.0f} ms\n  {told['scans']} scans meanwhile: median "
        f"{told['median_ms']:.1f} ms, p99 {told['p99_ms']:.1f} ms (alone {told['alone_ms']:.1f} ms)"
    )
    assert told["fetched"] == ORDERS
    assert told["megabytes"] < MEGABYTES
