"""Make the flag images of Pennant anew, from one checksummed release of ``flag-icons``.

For maintainers only: Pennant itself needs neither network nor npm. In the project's folder:

    uv run --group flags python badges/assets/make_flags.py

It fetches the pinned release from the npm registry (``npm pack``), refuses it unless the checksum
agrees, draws every flag with resvg and writes

    flags/<CODE>.png        412 x 309 px, a 17.4 mm wide flag at 600 dpi, for paper
    flags/small/<CODE>.png  128 x 96 px, for lists on screens, where eight must load at once
    flags/LICENSE           the notice that the drawings' MIT licence asks for

Source: https://github.com/lipis/flag-icons (MIT, Panayiotis Lipiridis).
"""

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import resvg_py
from PIL import Image

PACKAGE = "flag-icons@7.5.0"
SHA512 = (
    "91df8c357be21488398628c7efaeadb7edf1efa7a57b5017968e330dd0b122fa"
    "966612ade13f376ceb7150e38c953c7f11c15d50c1f9caf420625161d44aaa16"
)
LARGE = (1920, 1440)  # drawn at this size and averaged: hairlines of coats of arms stay even
PAPER = (412, 309)
SMALL = (128, 96)
SVG = re.compile(r"package/flags/4x3/(?P<code>[a-z]{2}|gb-(?:eng|sct|wls|nir))\.svg")
NO_COUNTRY = {"CP", "DG", "IC", "PC", "XX"}  # an island group, a base, a union; no ISO 3166-1 code
PALETTES = (256, 128, 64)
MOST_BYTES = 14_000  # a badge shall have 25 kB at most, letters and QR code included


def main() -> None:
    """Write all images beside this file."""
    target = Path(__file__).parent / "flags"
    (target / "small").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(Path(folder))) as package:
        (target / "LICENSE").write_bytes(content(package, "package/LICENSE"))
        for name in sorted(package.getnames()):
            match = SVG.fullmatch(name)
            if match is None or (code := match["code"].upper()) in NO_COUNTRY:
                continue
            flag = drawn(content(package, name).decode())
            write(flag, PAPER, target / f"{code}.png")
            write(flag, SMALL, target / "small" / f"{code}.png")


def fetch(folder: Path) -> Path:
    """The pinned release, into ``folder``; ends the program where it is another one."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    (tarball,) = folder.glob("*.tgz")
    if hashlib.sha512(tarball.read_bytes()).hexdigest() != SHA512:
        sys.exit(f"{PACKAGE} is not what it was: the checksum differs")
    return tarball


def content(package: tarfile.TarFile, name: str) -> bytes:
    """One file of the release."""
    file = package.extractfile(name)
    if file is None:
        sys.exit(f"{name} is no file in {PACKAGE}")
    return file.read()


def drawn(svg: str) -> Image.Image:
    """One flag, large; transparent only where the flag ends before its box does (Nepal)."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=LARGE[0], skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(png))) as image:
        flag = image.convert("RGBA")
    if flag.size != LARGE:
        sys.exit(f"a flag is not 4:3 but {flag.size}")
    return flag


def write(flag: Image.Image, size: tuple[int, int], path: Path) -> None:
    """The flag at ``size`` pixels, as small a file as the eye allows."""
    smaller = flag.resize(size, Image.Resampling.BOX)
    alpha = smaller.getchannel("A")
    if alpha.histogram()[0] > 0.05 * size[0] * size[1]:
        smaller.save(path, optimize=True)
        return
    opaque = Image.new("RGB", size, "white")
    opaque.paste(smaller, mask=alpha)
    for colours in PALETTES:
        with_palette(opaque, colours).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def with_palette(image: Image.Image, colours: int) -> Image.Image:
    """The image in so many colours; undithered, as dots would show on a label printer."""
    return image.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
