"""National flags as images: always 4:3, never stretched, framed by a hairline where they are boxes.

The images are made by ``badges/assets/make_flags.py`` and committed.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

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


def flag_codes() -> frozenset[str]:
    """All codes that have a flag."""
    return frozenset(name.removesuffix(".png") for name in _image_names())


def code_in_letters(code: str) -> str:
    """What stands beside the flag: ``DE``, and ``SCT`` for ``GB-SCT``."""
    return code.upper().rpartition("-")[2]


@lru_cache(maxsize=1)
def _image_names() -> frozenset[str]:
    return frozenset(entry.name for entry in _folder().glob("*.png"))


def _folder() -> Path:
    return Path(str(files("badges"))) / "assets" / "flags"
