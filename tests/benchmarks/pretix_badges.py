"""pretix's own badges, timed. Run by pretix's Python, never by ours; test_beside_pretix.py talks
to it.

A line on standard input is a JSON object {"layout": "name" or "full", "guests": [{"name",
"country"}]}; the line that answers is a list of seconds, one for each badge.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

TITLE = {
    "type": "textarea", "fontfamily": "Open Sans", "color": [0, 0, 0, 1], "bold": True,
    "italic": False, "align": "center", "left": "13.09", "width": "121.83",
}  # fmt: skip
FULL = [
    {**TITLE, "bottom": "70", "fontsize": "23.6", "content": "attendee_name", "text": ""},
    {**TITLE, "bottom": "50", "fontsize": "14", "content": "attendee_country", "text": ""},
    {**TITLE, "bottom": "40", "fontsize": "14", "content": "item", "text": ""},
    {**TITLE, "bottom": "90", "fontsize": "10", "content": "event_name", "text": ""},
    {"type": "barcodearea", "left": "110", "bottom": "10", "size": "25", "content": "secret"},
]


@contextmanager
def pretix() -> Iterator[None]:
    """An empty pretix in a folder that goes away; its tables are made without its migrations."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="pretix.settings")
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.MIGRATION_MODULES = dict.fromkeys(
            (app.label for app in django.apps.apps.get_app_configs()), None
        )
        call_command("migrate", run_syncdb=True, verbosity=0)
        from django_scopes import scopes_disabled

        with scopes_disabled():
            yield


def evening() -> Any:
    """An event with one product and the two layouts of badges."""
    from django.utils import timezone
    from pretix.base.models import Event, Organizer
    from pretix.plugins.badges.models import BadgeLayout

    host = Organizer.objects.create(name="Moscow", slug="moscow")
    event = Event.objects.create(
        organizer=host, name="Moscow · November", slug="november", date_from=timezone.now(),
        plugins="pretix.plugins.badges",
    )  # fmt: skip
    event.items.create(name="Albatross", default_price=0)
    BadgeLayout.objects.create(event=event, name="name", default=True)
    BadgeLayout.objects.create(event=event, name="full", layout=json.dumps(FULL))
    return event


def positions(event: Any, guests: list[dict[str, str]]) -> list[Any]:
    """The guests as pretix knows them, as read from its database."""
    from django.db import transaction
    from django.utils import timezone
    from pretix.base.models import Order, OrderPosition

    now = timezone.now()
    with transaction.atomic():
        order = Order.objects.create(
            event=event, status=Order.STATUS_PAID, datetime=now, expires=now, total=0, locale="en",
            sales_channel=event.organizer.sales_channels.get(identifier="web"),
        )  # fmt: skip
        for number, guest in enumerate(guests, 1):
            OrderPosition.objects.create(
                order=order, item=event.items.get(), price=0, positionid=number,
                attendee_name_parts={"_scheme": "full", "full_name": guest["name"]},
                country=guest["country"],
            )  # fmt: skip
        order.create_transactions()
    return list(OrderPosition.objects.filter(order=order).select_related("order", "item"))


def main() -> None:
    """Answer until nobody asks any more."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # whatever else pretix says
    with pretix():
        from pretix.plugins.badges.exporters import OPTIONS, render_pdf

        event = evening()
        for line in sys.stdin:
            asked = json.loads(line)
            event.badge_layouts.update(default=False)
            event.badge_layouts.filter(name=asked["layout"]).update(default=True)
            seconds = []
            for position in positions(event, asked["guests"]):
                out = BytesIO()
                begun = time.perf_counter()
                render_pdf(event, [position], OPTIONS["one"], out)
                seconds.append(time.perf_counter() - begun)
                assert out.getvalue().startswith(b"%PDF")
            answers.write(json.dumps(seconds) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
