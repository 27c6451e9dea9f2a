"""The font pack of the extra ``fonts``, in a process of its own: Qt keeps what it was given."""

import os
import subprocess
import sys
from pathlib import Path

import reportlab

PROGRAM = """
from kiosk.qt_start import gui_application
application = gui_application()
from badges.lettering import font_pack
print(font_pack(), font_pack() is font_pack())
"""


def said(extra_path: Path | None) -> str:
    path = os.pathsep.join(str(p) for p in (extra_path, Path(__file__).parents[2]) if p)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_installed_pack_is_found_by_itself_whatever_its_version(tmp_path: Path) -> None:
    folder = tmp_path / "pretix_fontpackfree" / "static" / "pretix_fontpackfree"
    folder.mkdir(parents=True)
    (tmp_path / "pretix_fontpackfree" / "__init__.py").touch()
    fonts = Path(reportlab.__file__).parent / "fonts"
    (folder / "Noto-Sans-New_v99_regular.ttf").write_bytes((fonts / "Vera.ttf").read_bytes())
    (folder / "Noto-Sans-New_v99_italic.ttf").write_bytes((fonts / "VeraIt.ttf").read_bytes())
    (folder / "Noto-Sans-Broken_v1_bold.ttf").write_bytes(b"no font")
    assert said(tmp_path) == "('Bitstream Vera Sans',) True"
