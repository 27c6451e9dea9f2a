import json
import os
import subprocess
import sys
from pathlib import Path

SLOW_TO_LOAD = {"reportlab", "xlsxwriter", "sqlite_utils", "charset_normalizer", "pypdfium2"}


def test_the_door_opens_without_what_the_first_minute_does_not_need(
    event: Path, tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.door_start", str(event), str(tmp_path / "home")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    loaded = set(json.loads(told.stdout)["modules"])
    assert SLOW_TO_LOAD & loaded == set()
