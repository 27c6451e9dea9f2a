"""A private CUPS with ``ippeveprinter`` behind it: printing judged by code that is not ours.

Debian: cups, cups-client, cups-filters, cups-ipp-utils, avahi-daemon, dbus. Root only.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("cupsd", "lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
SIZE = (
    "MEMBER collection media-size "
    "{ MEMBER integer x-dimension 6200 MEMBER integer y-dimension 10000 }"
)
MARGINS = " ".join(
    f"MEMBER integer media-{side}-margin 0" for side in ("bottom", "left", "right", "top")
)
LABELS = f"""
ATTR mimeMediaType document-format-supported "application/octet-stream","application/pdf","image/jpeg"
ATTR mimeMediaType document-format-default "application/octet-stream"
ATTR keyword media-default "custom_62x100mm_62x100mm"
ATTR keyword media-ready "custom_62x100mm_62x100mm"
ATTR keyword media-supported "custom_62x100mm_62x100mm"
ATTR keyword media-source-supported "main"
ATTR keyword media-type-supported "labels"
ATTR collection media-col-default {{ {SIZE} {MARGINS} MEMBER keyword media-source "main" MEMBER keyword media-type "labels" }}
ATTR collection media-col-ready {{ {SIZE} {MARGINS} MEMBER keyword media-source "main" MEMBER keyword media-type "labels" }}
ATTR collection media-col-database {{ {SIZE} {MARGINS} }}
ATTR collection media-size-supported {{ MEMBER integer x-dimension 6200 MEMBER integer y-dimension 10000 }}
ATTR octetString printer-input-tray "type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=100;level=100;status=0;name=main;"
"""  # noqa: E501
FILES = """
ServerRoot {root}/etc
StateDir {root}/state
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root
"""
SERVER = """
Listen localhost:{port}
Browsing No
DefaultAuthType None
WebInterface No
LogLevel warn
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow localhost
  </Limit>
</Policy>
"""


@dataclass
class RealPrinter:
    """``ippeveprinter`` with a roll of labels, and a CUPS queue "badge" in front of it."""

    process: "subprocess.Popen[bytes]"
    port: int
    cups_port: int
    papers: Path
    does: Path  # what runs for every job

    @property
    def direct(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def cups(self) -> str:
        return f"ipp://localhost:{self.cups_port}/"

    @property
    def queue(self) -> str:
        return f"{self.cups}printers/badge"

    def labels(self, number: int) -> None:
        """Take the labels out, or put a roll in."""
        form = f"media?size0=custom_62x100mm_62x100mm&type0=labels&level0={number}"
        with urllib.request.urlopen(f"http://localhost:{self.port}/{form}", timeout=5):
            return

    def does_for_every_job(self, script: str) -> None:
        """A shell script; "true" prints."""
        self.does.write_text(f"#!/bin/sh\n{script}\n")
        self.does.chmod(0o755)

    def hang(self) -> None:
        """Neither answers nor prints."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Goes on as if nothing had been."""
        self.process.send_signal(signal.SIGCONT)

    def cups_does(self, *command: str) -> None:
        """Run a command of CUPS against this server."""
        subprocess.run([command[0], "-h", f"localhost:{self.cups_port}", *command[1:]], check=True)

    def documents(self) -> list[bytes]:
        """What arrived, in order."""
        return [path.read_bytes() for path in sorted(self.papers.glob("*.pdf"))]


@contextmanager
def real_printer() -> Iterator[RealPrinter]:
    """Start all of it on free ports; end all of it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pennant-cups-")))
        folder.chmod(0o755)  # the filters of CUPS run as another user
        bus = _name_service(stack, folder)
        papers, does, labels = folder / "papers", folder / "does", folder / "labels.conf"
        papers.mkdir()
        labels.write_text(LABELS)
        port, cups_port = _free_port(), _free_port()
        process = _run(
            stack, folder, "ippeveprinter", "-p", str(port), "-n", "localhost", "-r", "off", "-k",
            "-d", str(papers), "-c", str(does), "-a", str(labels), "desk",
            variables=bus,
        )  # fmt: skip
        printer = RealPrinter(process, port, cups_port, papers, does)
        printer.does_for_every_job("true")
        _start_cups(stack, folder / "cups", cups_port)
        until(lambda: _answers(port) and _answers(cups_port))
        printer.cups_does("lpadmin", "-p", "badge", "-E", "-v", printer.direct, "-m", "everywhere")
        stack.callback(printer.wake)
        stack.callback(_tell_logs, folder)
        yield printer


def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for what other processes do."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.05)


def _name_service(stack: ExitStack, folder: Path) -> dict[str, str]:
    """Avahi, without which ippeveprinter does not start, and the variables that lead to it."""
    if subprocess.run(["avahi-daemon", "--check"], check=False).returncode == 0:
        return {}
    bus = folder / "bus"
    variables = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    listen = f"--address=unix:path={bus}"
    _run(stack, folder, "dbus-daemon", "--system", "--nofork", "--nopidfile", listen)
    until(bus.exists)
    (folder / "avahi.conf").write_text("[server]\nallow-interfaces=lo\n")
    alone = ("--no-rlimits", "--no-drop-root", "--no-chroot")
    configured = ("-f", str(folder / "avahi.conf"))
    _run(stack, folder, "avahi-daemon", *configured, *alone, variables=variables)
    until(lambda: b"startup complete" in (folder / "avahi-daemon.log").read_bytes())
    return variables


def _tell_logs(folder: Path) -> None:
    """For whoever reads why a test failed; pytest keeps it from the others."""
    for log in (*folder.glob("*.log"), folder / "cups" / "log" / "error"):
        sys.stderr.write(f"\n== {log.name}\n{log.read_text(errors='replace')[-3000:]}\n")


def _start_cups(stack: ExitStack, root: Path, port: int) -> None:
    for name in ("etc", "state", "cache", "spool", "tmp", "log"):
        (root / name).mkdir(parents=True)
    for folder in (root, *root.iterdir()):
        shutil.chown(folder, "root", "lp")
    (root / "etc" / "cups-files.conf").write_text(FILES.format(root=root))
    (root / "etc" / "cupsd.conf").write_text(SERVER.format(port=port))
    configured = ("-c", f"{root}/etc/cupsd.conf", "-s", f"{root}/etc/cups-files.conf")
    _run(stack, root, "cupsd", "-f", *configured)


def _run(
    stack: ExitStack, folder: Path, *command: str, variables: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    log = stack.enter_context((folder / f"{command[0]}.log").open("wb"))
    environment = {**os.environ, **(variables or {})}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    stack.callback(_end, process)
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def missing() -> list[str]:
    """Which programs are not here."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return [name for name in NEEDED if shutil.which(name, path=path) is None]
