"""``pennant printers``: which printers there are, how they are, and how to name them."""

import click

from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, json_option, with_laptop


@click.command()
@click.option(
    "--ask",
    "settings",
    multiple=True,
    metavar="PRINTER",
    help="Ask this one, too: ipp://HOST/PATH or zpl:HOST; may be given again.",
)
@click.option(
    "--trust",
    "anew",
    multiple=True,
    metavar="PRINTER",
    help="Ask this one (ipps://HOST/PATH), and trust the certificate that it shows now.",
)
@json_option
@with_laptop
def printers(
    laptop: Laptop, settings: tuple[str, ...], anew: tuple[str, ...], as_json: bool
) -> None:
    """List the printers of this laptop and how they are.

    The first column is what --printer and the settings call them. Exit status 1: none is ready.
    """
    from kiosk.printer_state_words import condition_words
    from kiosk.printing.choice import named_printer, trust_anew
    from kiosk.printing.follow import status_if_told
    from kiosk.printing.found import FoundPrinter, found_printers
    from kiosk.printing.system import system_printers
    from kiosk.qt_start import gui_application

    for setting in anew:
        trust_anew(setting)
    application = gui_application()
    found = found_printers(system_printers())
    del application  # it had to live while the system was asked
    asked = [(setting, named_printer(setting)) for setting in (*settings, *anew)]
    found += [FoundPrinter(s, p.name, "", status_if_told(p)) for s, p in asked]
    if as_json:
        tell(
            [
                {
                    "printer": each.setting,
                    "name": each.name,
                    "model": each.model,
                    "status": None if each.status is None else each.status.condition.value,
                    "detail": "" if each.status is None else each.status.detail,
                }
                for each in found
            ]
        )
    else:
        for each in found:
            said = condition_words(each.status, laptop.words)
            about = f"{said.title}. {said.what_to_do}" if said.what_to_do else said.title
            click.echo("  ".join(part for part in (each.setting, each.model, about) if part))
        if not found:
            click.echo(laptop.words.gettext("No printer is known to this laptop."))
    can_print = any(each.status is None or each.status.can_print for each in found)
    click.get_current_context().exit(0 if can_print else 1)
