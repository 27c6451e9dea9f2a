"""Which character a key writes on a US keyboard, whatever layout the laptop is set to.

A scanner presses the keys of a US keyboard unless somebody has set it up otherwise; the laptop's
layout makes other letters of them. Linux's evdev codes and Windows' scan codes agree in the main
block (PC scan code set 1), so one table serves both; macOS tells no scan code, but virtual keys
named after the US keys (kVK_ANSI_*, HIToolbox/Events.h). Run so far on X11 key codes and Qt's
offscreen platform; the tables for Windows and macOS, and Wayland's, were not run on a machine.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from data.layouts import US_PLAIN, US_SHIFTED

X_OFFSET = 8  # X11 and xkb count evdev's codes from 8

_SHIFT = dict(zip(US_PLAIN, US_SHIFTED, strict=True))

_SET_1 = {
    **dict(enumerate("1234567890-=", start=0x02)),
    **dict(enumerate("qwertyuiop[]", start=0x10)),
    **dict(enumerate("asdfghjkl;'`", start=0x1E)),
    **dict(enumerate("\\zxcvbnm,./", start=0x2B)),
    **dict(enumerate("789-456+1230.", start=0x47)),  # the keypad
    0x37: "*",
    0x39: " ",
}
_EVDEV_ONLY = {98: "/"}  # the keypad's
_MAC = {
    **dict(enumerate("asdfhgzxcv", start=0)),
    **dict(enumerate("bqweryt123465=97-80]ou[ip", start=11)),
    **dict(enumerate("lj'k;\\,/nm.", start=37)),
    **dict(enumerate("01234567", start=82)),  # the keypad
    49: " ", 50: "`", 65: ".", 67: "*", 69: "+", 75: "/", 78: "-", 81: "=", 91: "8", 92: "9",
}  # fmt: skip


def us_text(event: QKeyEvent, platform: str) -> str:
    """What the key would write on a US keyboard; "" where that is not known.

    ``platform``: QGuiApplication.platformName(). Caps Lock does not count: a scanner says
    capitals by Shift.
    """
    match platform:
        case "windows":
            plain = _SET_1.get(event.nativeScanCode() & 0xFF, "")
        case "cocoa":
            plain = _MAC.get(event.nativeVirtualKey(), "")
        case _:
            code = event.nativeScanCode() - X_OFFSET
            plain = _SET_1.get(code, "") or _EVDEV_ONLY.get(code, "")
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return _SHIFT.get(plain, plain) if shifted else plain
