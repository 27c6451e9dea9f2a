import subprocess
import sys

PROGRAM = """
from badges.errors import LetteringUnready
from badges.lettering import outline
try:
    outline("Zoya")
except LetteringUnready as error:
    assert error.code == "no_application"
    from kiosk.qt_start import gui_application
    first = gui_application()
    assert gui_application() is first
    import sys
    assert "PySide6.QtWidgets" not in sys.modules
    from badges.badge import Badge
    from badges.render import render_badge
    from badges.stock import STOCKS
    assert render_badge(Badge("Zoya"), STOCKS[0]).startswith(b"%PDF")
    print("ready")
"""


def test_paper_needs_an_application_but_neither_window_nor_display() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, "ready"), done.stderr
