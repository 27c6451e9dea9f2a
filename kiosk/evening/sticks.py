"""The sticks and cards that are plugged in, where a copy may go."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_MOUNTED_AT = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Stick:
    """One of them; ``free`` in bytes."""

    folder: Path
    name: str
    free: int


def sticks() -> list[Stick]:
    """All that can be written to, the disk of this laptop left out."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        if volume.isRoot() or volume.isReadOnly() or not volume.isReady():
            continue
        is_windows = sys.platform == "win32"
        if is_windows or place.startswith(_MOUNTED_AT):
            name = volume.displayName() or place
            found.append(Stick(Path(place), name, volume.bytesAvailable()))
    return sorted(found, key=lambda stick: stick.name)
