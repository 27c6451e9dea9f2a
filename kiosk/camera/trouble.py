"""Why there is no picture: found without loading Qt's multimedia, and said in a sentence."""

from enum import Enum
from importlib.util import find_spec
from typing import assert_never

from kiosk.words import Words


class CameraTrouble(Enum):
    """What keeps the camera from reading. The door goes on with scanner and names."""

    NOT_INSTALLED = "not_installed"  # without the extra ``camera``
    NOT_LOADED = "not_loaded"  # the extra is there, a library of the system is missing
    NO_CAMERA = "no_camera"
    BUSY = "busy"  # it was opened and gives no picture, mostly because another program has it
    GONE = "gone"  # pulled out
    DENIED = "denied"  # the system does not let us


def is_installed() -> bool:
    """Whether the extra is there; it is not loaded by asking."""
    return find_spec("PySide6.QtMultimedia") is not None


def camera_words(trouble: CameraTrouble, words: Words) -> str:
    """What is the matter and what to do."""
    _ = words.gettext
    match trouble:
        case CameraTrouble.NOT_INSTALLED:
            return _("To read codes with a camera, install pennant-kiosk[camera].")
        case CameraTrouble.NOT_LOADED:
            return _(
                "The camera needs a library of the system that is missing. "
                "On Debian and Ubuntu: libpulse0."
            )
        case CameraTrouble.NO_CAMERA:
            return _("No camera found. Plug one in; scanner and names work without.")
        case CameraTrouble.BUSY:
            return _("The camera gives no picture. Close other programs that use it.")
        case CameraTrouble.GONE:
            return _("The camera was unplugged. Plug it in again; scanner and names work without.")
        case CameraTrouble.DENIED:
            return _("This computer does not let Pennant use the camera. Allow it in its settings.")
    assert_never(trouble)
