"""``pennant doctor``: finds before the evening what would go wrong during it."""

from pathlib import Path

import click

from data.attendance import guest_states
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, json_option, with_laptop

# A word in every script that guests of such evenings have had.
SCRIPTS = {
    "Latin": "Łukasz Nguyễn", "Cyrillic": "Дмитрий", "Greek": "Γιώργος", "Arabic": "محمد",
    "Hebrew": "יוסף", "Chinese": "王小明", "Japanese": "さくら", "Korean": "김민준",
    "Thai": "สมชาย", "Devanagari": "अनुष्का", "Bengali": "সুব্রত", "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ",
    "Tamil": "தமிழ்", "Malayalam": "സുജിത്ത്", "Sinhala": "සිංහල", "Georgian": "ქეთევან",
    "Armenian": "Հայկ", "Ethiopic": "ብርሃኑ", "Burmese": "မောင်", "Khmer": "សុខា",
}  # fmt: skip


@click.command()
@click.argument("event", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--ruler",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.pdf",
    help="Draw a page with rulers as well, to see whether a printer prints in size and place.",
)
@click.option("--stock", metavar="STOCK", default="62x100", show_default=True)
@json_option
@with_laptop
def doctor(
    laptop: Laptop, event: Path | None, ruler: Path | None, stock: str, as_json: bool
) -> None:
    """Look for letters without a font, and for designs, stock and flags that cannot be used.

    With EVENT the names of its guests are looked at as well, on badges of STOCK. Exit status 1:
    something was found.
    """
    from badges.errors import PlainDataWrong
    from badges.layout import lay_out
    from badges.lettering import font_pack, missing_letters
    from badges.ruler import render_ruler
    from badges.stock import own_stocks, stock_named
    from badges.wording import unprintable_letters
    from kiosk.badge_order import badges_of
    from kiosk.qt_start import gui_application

    application = gui_application()
    files = _unusable_files(laptop)
    try:
        own = own_stocks(laptop.own_paper)
    except PlainDataWrong:  # told among the files
        own = ()
    paper = stock_named(stock, own)
    if ruler is not None:
        ruler.write_bytes(render_ruler(paper))
    pack = bool(font_pack())
    scripts = [script for script, word in SCRIPTS.items() if missing_letters(word)]
    guests: list[dict[str, object]] = []
    small: list[dict[str, object]] = []
    if event is not None:
        with laptop.open_event(event) as file:
            states = guest_states(file)
            for state, badge in zip(states, badges_of(file, states, laptop.words), strict=True):
                layout = lay_out(badge, *paper.size_mm)
                who = {"id": state.guest.id, "name": state.guest.shown_name}
                if letters := unprintable_letters(badge):
                    guests.append({**who, "letters": list(letters)})
                if layout.is_hard_to_read:
                    small.append({**who, "points": round(layout.told_pt, 1)})
    del application  # it had to live until the letters were looked at
    if as_json:
        found = {"scripts": scripts, "guests": guests, "small": small, "files": files}
        tell({"font_pack": pack, **found})
    else:
        _say(laptop, scripts, guests, small, files, has_pack=pack)
    if guests or small or files or (scripts and event is None):
        click.get_current_context().exit(1)


def _unusable_files(laptop: Laptop) -> list[str]:
    from badges.design import own_designs, read_design
    from badges.errors import BadgeError
    from badges.flags import own_flags
    from badges.stock import own_stocks
    from kiosk.error_words import error_words

    folder = laptop.own_paper
    tries = [
        (read_design, path) for path in own_designs(folder).values()
    ] + [(own_stocks, folder), (own_flags, folder)]  # fmt: skip
    found = []
    for read, path in tries:
        try:
            read(path)
        except BadgeError as error:
            found.append(error_words(error, laptop.words))
    return found


def _say(
    laptop: Laptop,
    scripts: list[str],
    guests: list[dict[str, object]],
    small: list[dict[str, object]],
    files: list[str],
    *,
    has_pack: bool,
) -> None:
    _ = laptop.words.gettext
    for problem in files:
        click.echo(problem)
    for guest in guests:
        letters = guest["letters"]
        assert isinstance(letters, list)
        said = _("No font on this laptop has {letters}: the badge of {name} is set in Latin.")
        click.echo(said.format(letters=" ".join(letters), name=guest["name"]))
    for guest in small:
        said = _("The name of {name} would be {points} pt small: give a shorter name on the badge.")
        click.echo(said.format(name=guest["name"], points=guest["points"]))
    if scripts:
        said = _("Scripts without a font here: {scripts}.")
        click.echo(said.format(scripts=", ".join(scripts)))
    if scripts or guests:
        remedy = _('Install fonts for every script: pip install "pennant-kiosk[fonts]"')
        click.echo(_("The font pack is installed and lacks them too.") if has_pack else remedy)
    if not (scripts or guests or small or files):
        click.echo(_("All well: every script has a font, and every file of yours can be used."))
