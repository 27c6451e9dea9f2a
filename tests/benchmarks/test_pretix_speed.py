"""10,000 orders fetched from pretix: time, memory, and whether the door notices.

    uv run pytest -s tests/benchmarks/test_pretix_speed.py

The answers lie ready on the disk: what is measured is Pennant's part of it.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.ready_pretix import make_answers

ORDERS = 10_000
MEGABYTES = 200  # of the whole process
ROOT = Path(__file__).parents[2]


def test_ten_thousand_orders(tmp_path: Path, tell: Callable[[str], None]) -> None:
    make_answers(tmp_path, ORDERS)
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
