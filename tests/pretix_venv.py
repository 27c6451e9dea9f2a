"""A real pretix to compare with and to talk to, installed once, for tests that are asked for.

pretix is AGPL: a peer that runs as a process of its own. None of it is imported here or shipped.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from platformdirs import user_cache_path

PRETIX = "pretix==2026.8.0"
GUNICORN = "gunicorn>=23,<26"

LONGEST_INSTALL = 1800.0
"""Seconds to wait for another run that is installing."""


def pretix_python() -> Path:
    """The Python of a virtual environment that has pretix and gunicorn in it.

    Installed from PyPI by ``uv`` into the user's cache folder the first time (one to four
    minutes, 590 MB), found there ever after; of several runs at once one installs and the others
    wait. Needs no Debian packages: every part has a wheel (seen on Debian 12, x86-64, Python
    3.11), SQLite is its database and Redis may be missing. Raises ``CalledProcessError`` where it
    cannot be installed (no network, a Python too old for it), ``FileNotFoundError`` without uv.
    """
    place = user_cache_path("pennant-tests", ensure_exists=True)
    home = place / f"{PRETIX.replace('==', '-')}-py{sys.version_info[0]}{sys.version_info[1]}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    complete = home / "complete"
    lock = sqlite3.connect(place / "installing.lock", timeout=LONGEST_INSTALL, isolation_level=None)
    with closing(lock):  # which gives the lock back, as does the end of a killed process
        lock.execute("BEGIN EXCLUSIVE")
        if not complete.exists():
            uv = shutil.which("uv")
            if uv is None:
                raise FileNotFoundError("uv is not on the PATH")
            subprocess.run([uv, "venv", "--clear", "--python", sys.executable, home], check=True)
            subprocess.run([uv, "pip", "install", "--python", python, PRETIX, GUNICORN], check=True)
            complete.touch()
    return python


if __name__ == "__main__":
    sys.stdout.write(f"{pretix_python()}\n")
