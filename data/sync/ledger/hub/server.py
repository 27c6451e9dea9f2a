"""A PostgreSQL server of our own in a folder: made once, started, stopped, no root needed.

It listens on 127.0.0.1 alone and asks everybody for a password (SCRAM). What it acknowledged is
on the disk (``fsync`` on).
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from data.errors import SyncTemporary
from data.store.processes import is_alive
from data.sync.ledger.hub.programs import SUFFIX, program_folder

OWNER = "pennant_owner"
DATABASE = "postgres"
_START_SECONDS = 30.0
_STOP_SECONDS = 20.0
_MOST_TEMPORARY = "256MB"  # that one login may fill of the disk while it sorts
_UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


class LocalServer:
    """One server in one folder. Raises SyncPermanent("hub_not_installed") where there is none."""

    def __init__(self, folder: Path, *, programs: Path | None = None) -> None:
        self._folder = folder
        self._data = folder / "database"
        self._password_file = folder / "owner.password"
        self._programs = programs or program_folder()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def owner_url(self) -> str:
        """How the owner reaches it; a secret."""
        password = self._password_file.read_text("ascii")
        return f"postgresql://{OWNER}:{password}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        """The process that listens, 0 when none does."""
        return self._running()[0]

    def start(self) -> None:
        """Make the database where there is none, start it, wait until it answers.

        One that runs already, of an app that crashed, is taken over. Raises
        SyncTemporary("hub_not_starting") with the folder that holds the server's log.
        """
        if not (self._data / "PG_VERSION").exists():
            self._make()
        pid, port = self._running()
        if pid:
            self.port = port
            return
        self.port = self.port or free_port()
        given_up = time.monotonic() + _START_SECONDS
        while not self._try_to_start(given_up):
            # After a crash its other processes may still be ending.
            if time.monotonic() > given_up:
                raise SyncTemporary("hub_not_starting", folder=str(self._folder))
            time.sleep(0.2)

    def _try_to_start(self, given_up: float) -> bool:
        if self._process is not None:
            self._process.poll()  # a crashed one has to be seen as gone
        with (self._folder / "server.log").open("ab") as log:
            self._process = self._launch(
                "postgres",
                *("-D", str(self._data), "-p", str(self.port)),
                *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                *("-c", "fsync=on", "-c", "max_connections=200", "-c", "shared_buffers=64MB"),
                *("-c", "password_encryption=scram-sha-256", "-c", "authentication_timeout=15s"),
                *("-c", f"temp_file_limit={_MOST_TEMPORARY}", "-c", "log_connections=off"),
                # No guest's name and no statement in the log: errors quote both, and their
                # laptop hears of them anyway. What concerns the server itself is still there.
                *("-c", "log_min_messages=log", "-c", "log_min_error_statement=panic"),
                output=log,
            )
        # PostgreSQL tells that it is ready by a line in a file: nothing there to wait for but that.
        while time.monotonic() < given_up and self._process.poll() is None:
            if self._says_ready():
                return True
            time.sleep(0.02)
        return False

    def stop(self) -> None:
        """Stop it, finishing what runs; afterwards ``start`` goes on with the same data."""
        pid, _port = self._running()
        if not pid:
            return
        arguments = ("-D", str(self._data), "-m", "fast", "-w", "stop")
        self._launch("pg_ctl", *arguments, output=subprocess.DEVNULL).wait(_STOP_SECONDS)
        if self._process is not None:
            self._process.wait(_STOP_SECONDS)
            self._process = None

    def forget(self) -> None:
        """Stop it and remove the folder with all that the database holds."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self) -> None:
        make_folder(self._folder)
        # Made elsewhere and then moved: half a database must not look like one.
        making = self._folder / "database.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        descriptor = os.open(self._password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24))
        if _is_root():
            for path in (making, self._password_file):
                shutil.chown(path, _UNPRIVILEGED)
        with (self._folder / "server.log").open("wb") as log:
            made = self._launch(
                "initdb",
                *("-D", str(making), "-U", OWNER, "--auth=scram-sha-256"),
                *("--pwfile", str(self._password_file), "--encoding=UTF8", "--no-locale"),
                output=log,
            )
        if made.wait():
            shutil.rmtree(making, ignore_errors=True)
            raise SyncTemporary("hub_not_starting", folder=str(self._folder))
        shutil.rmtree(self._data, ignore_errors=True)  # of an earlier Pennant, never finished
        making.rename(self._data)

    def _says_ready(self) -> bool:
        # https://www.postgresql.org/docs/current/storage-file-layout.html: line 8 is the state
        lines = self._pid_lines()
        return len(lines) > 7 and lines[7].strip() == "ready" and _answers(self.port)

    def _running(self) -> tuple[int, int]:
        """The process and the port of a server on this folder, zeros when none runs."""
        if self._process is not None and self._process.poll() is not None:
            return 0, 0  # it crashed; its processes may still be ending
        lines = self._pid_lines()
        try:
            pid, port = int(lines[0]), int(lines[3])
        except (IndexError, ValueError):
            return 0, 0
        return (pid, port) if is_alive(pid) and _answers(port) else (0, 0)

    def _pid_lines(self) -> list[str]:
        try:
            return (self._data / "postmaster.pid").read_text("utf-8").splitlines()
        except OSError:
            return []

    def _launch(
        self, name: str, *arguments: str, output: IO[bytes] | int
    ) -> "subprocess.Popen[bytes]":
        command = [str(self._programs / f"{name}{SUFFIX}"), *arguments]
        quiet: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        if not _is_root():
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                creationflags=quiet,
            )
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=_UNPRIVILEGED,
            group="nogroup",
            extra_groups=[],
            cwd="/",
        )


def make_folder(folder: Path) -> None:
    """The hub's folder: its owner's alone. Raises SyncTemporary("hub_not_starting")."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _is_root():
            shutil.chown(folder, _UNPRIVILEGED)
        folder.chmod(0o700)
    except OSError as error:
        raise SyncTemporary("hub_not_starting", folder=str(folder)) from error


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.getuid() == 0
