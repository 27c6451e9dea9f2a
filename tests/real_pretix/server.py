"""A real pretix on 127.0.0.1 with a database of its own, started and killed as a test likes.

pretix runs as processes of its own (AGPL: a peer, nothing of it is imported here).
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.pretix_venv import pretix_python

READY_SECONDS = 120.0

_CONFIG = """[pretix]
instance_name=Test
url=http://127.0.0.1:{port}
datadir={folder}/data
[database]
backend=sqlite3
name={folder}/data/db.sqlite3
[django]
secret={secret}
debug=off
"""

# What the API cannot do: the organizer, and the token with which everything else is made.
_BOOTSTRAP = """
from django_scopes import scopes_disabled
from pretix.base.models import Organizer, Team
with scopes_disabled():
    organizer = Organizer.objects.create(name="Club", slug="club")
    team = Team.objects.create(organizer=organizer, name="All", all_events=True,
        all_event_permissions=True, all_organizer_permissions=True)
    print("TOKEN", team.tokens.create(name="seed").token)
"""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PretixServer:
    """pretix with SQLite and several workers, which now and then answers 500 by itself."""

    folder: Path
    workers: int = 3
    port: int = field(default_factory=free_port)
    token: str = ""
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PRETIX_CONFIG_FILE": str(self.folder / "pretix.cfg")}

    def _run(self, *words: str, given: str = "") -> str:
        done = subprocess.run(
            [pretix_python(), "-m", "pretix", *words],
            cwd=self.folder,
            env=self._environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def make(self) -> None:
        """An empty database with one organizer. The migrated one is kept for the next run."""
        (self.folder / "data").mkdir(parents=True)
        config = _CONFIG.format(
            port=self.port, folder=self.folder, secret=secrets.token_urlsafe(32)
        )
        (self.folder / "pretix.cfg").write_text(config, "utf-8")
        database = self.folder / "data" / "db.sqlite3"
        kept = pretix_python().parent.parent / "migrated.sqlite3"
        if kept.exists():
            shutil.copyfile(kept, database)
        else:
            self._run("migrate", "--noinput")
            making = kept.with_suffix(f".{os.getpid()}")
            shutil.copyfile(database, making)
            making.replace(kept)
        said = self._run("shell", "-c", _BOOTSTRAP)
        self.token = said.split("TOKEN ")[1].split()[0]

    def start(self) -> None:
        """Listen, and answer before this returns."""
        command = [
            str(pretix_python().parent / "gunicorn"),
            "pretix.wsgi",
            f"--workers={self.workers}",
            f"--bind=127.0.0.1:{self.port}",
            "--timeout=60",
            "--log-level=warning",
        ]
        with (self.folder / "gunicorn.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self._environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        given_up = time.monotonic() + READY_SECONDS
        while time.monotonic() < given_up:
            assert self._process.poll() is None, (self.folder / "gunicorn.log").read_text()
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/api/v1/version", trust_env=False).status_code < 500:
                    return
            time.sleep(0.2)
        raise TimeoutError("pretix does not answer")

    def kill(self) -> None:
        """The server is gone from one moment to the next, with all of its workers."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
