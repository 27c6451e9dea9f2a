"""Two machines and the switch between them, by Linux's network namespaces (root only).

https://man7.org/linux/man-pages/man8/ip-netns.8.html
"""

import os
import subprocess


class NotAllowed(Exception):
    """This machine lets nobody make networks; says why."""


class Network:
    """A door's own network, a switch, and this machine; all named after this process.

    ``cut`` pulls the door off the switch, whose ports stay up: both ends keep their carrier, and
    nothing tells them that packets vanish. Raises NotAllowed, and CalledProcessError where a
    network can be made but not this one.
    """

    def __init__(self) -> None:
        number = os.getpid()
        self._switch, self.door = f"pennant-switch-{number}", f"pennant-door-{number}"
        self._here = f"pn-{number}"  # Linux has 15 letters for it
        net = f"10.{200 + number % 50}.{number // 50 % 256}"
        self.address, self._doors_address = f"{net}.1", f"{net}.2"

    def build(self) -> None:
        try:
            for name in (self._switch, self.door):
                _ip("netns", "add", name)
            _ip("-n", self._switch, "link", "add", "bridge", "type", "bridge", "forward_delay", "0")
        except subprocess.CalledProcessError as error:
            raise NotAllowed(error.stderr.strip()) from error
        _ip("-n", self._switch, "link", "set", "bridge", "up")
        self._plug("here", self._here, [])
        self._plug("door", "eth0", ["-n", self.door])
        _ip("addr", "add", f"{self.address}/24", "dev", self._here)
        _ip("link", "set", self._here, "up")
        _ip("-n", self.door, "addr", "add", f"{self._doors_address}/24", "dev", "eth0")
        _ip("-n", self.door, "link", "set", "eth0", "up")

    def cut(self) -> None:
        _ip("-n", self._switch, "link", "set", "door", "nomaster")

    def heal(self) -> None:
        _ip("-n", self._switch, "link", "set", "door", "master", "bridge")

    @property
    def has_carrier(self) -> bool:
        """Whether the door's laptop believes that its cable is plugged in."""
        return "LOWER_UP" in _ip("-n", self.door, "link", "show", "eth0")

    def remove(self) -> None:
        """Leave nothing behind, of a half-built one either."""
        for command in (
            ("link", "del", self._here),
            ("netns", "del", self.door),
            ("netns", "del", self._switch),
        ):
            subprocess.run(["ip", *command], check=False, capture_output=True)

    def _plug(self, port: str, end: str, where: list[str]) -> None:
        """Lay a cable from a port of the switch to a machine."""
        peer = ["peer", "name", port, "netns", self._switch]
        _ip(*where, "link", "add", end, "type", "veth", *peer)
        _ip("-n", self._switch, "link", "set", port, "master", "bridge", "up")


def _ip(*words: str) -> str:
    done = subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
    return done.stdout
