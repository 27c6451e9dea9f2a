"""National flags as images: always 4:3, never stretched, framed by a hairline where they are boxes.

The images are made by ``badges/assets/make_flags.py`` and committed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from badges.artwork import fitted, read_artwork

ASPECT = 4 / 3
# Nepal's flag is no rectangle: no frame is drawn, and it fills this share of its image's width.
UNBOXED = {"NP": 0.62}


def flag_path(code: str, small: bool = False) -> Path | None:
    """Where the image of a flag lies, or None where there is none of that code.

    412 x 309 px, for paper and for anything larger than a list row; ``small``: 128 x 96 px.
    """
    name = f"{code.upper()}.png"
    if name not in _image_names():
        return None
    folder = _folder() / "small" if small else _folder()
    return folder / name


@dataclass(frozen=True, slots=True)
class Flags:
    """Which flags are drawn: ours, unless the host replaced one or switched it off."""

    off: frozenset[str] = frozenset()
    own: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))  # opaque PNGs

    def png(self, code: str) -> bytes | None:
        """The flag for paper, or None where there is none or the host wants none."""
        code = code.upper()
        if code in self.off:
            return None
        if code in self.own:
            return self.own[code]
        path = flag_path(code)
        return None if path is None else _content(path)

    def share_of_width(self, code: str) -> float:
        """How much of its image's width the flag fills."""
        return 1.0 if code.upper() in self.own else UNBOXED.get(code.upper(), 1.0)


FLAGS = Flags()


def own_flags(folder: Path) -> Flags:
    """What the host decided in that folder's ``flags``: ``TW.svg`` (PNG, JPEG) replaces a flag,
    and an empty file ``TW.off`` switches one off. Every picture is fitted into 4:3 on white.

    Raises ArtworkUnusable.
    """
    own = {}
    off = set()
    for path in sorted((folder / "flags").glob("*")):
        if path.suffix == ".off":
            off.add(path.stem.upper())
        elif path.suffix.lower() in (".svg", ".png", ".jpg", ".jpeg"):
            own[path.stem.upper()] = fitted(read_artwork(path), ASPECT)
    return Flags(frozenset(off), MappingProxyType(own))


def flag_codes() -> frozenset[str]:
    """All codes that have a flag."""
    return frozenset(name.removesuffix(".png") for name in _image_names())


def code_in_letters(code: str) -> str:
    """What stands beside the flag: ``DE``, and ``SCT`` for ``GB-SCT``."""
    return code.upper().rpartition("-")[2]


@lru_cache(maxsize=64)
def _content(path: Path) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=1)
def _image_names() -> frozenset[str]:
    return frozenset(entry.name for entry in _folder().glob("*.png"))


def _folder() -> Path:
    return Path(str(files("badges"))) / "assets" / "flags"
