"""Where a demo event and its badges stand: a new pair every time, beside the earlier ones."""

from pathlib import Path

from data.demo.event import make_demo_event
from data.guests import Device
from data.identity import utc_now
from kiosk.settings import Places
from kiosk.timezone import own_timezone


def make_demo(places: Places, device: Device) -> tuple[Path, Path]:
    """A new demo event and the folder for its badges. Raises StoreError, OSError."""
    now = utc_now()
    folder = places.data_folder / "demo"
    name = f"Demo {now:%Y-%m-%d %H%M%S}"
    badges = folder / f"{name} badges"
    badges.mkdir(parents=True, exist_ok=True)
    event = folder / f"{name}.pennant"
    make_demo_event(event, device, places.state_folder, "Pennant demo", own_timezone(), now).close()
    return event, badges
