"""Run in a process of its own: opens the door as ``pennant open`` does, and tells about it.

Arguments: the event file, a folder for settings. Prints one JSON object: seconds until the field
was usable (of the clock and of the processor), kilobytes, and the modules loaded.
"""

import json
import sys
import time
from pathlib import Path

BEGUN = time.perf_counter()


def main() -> None:
    """Open, measure, close."""
    from kiosk.commands.laptop import this_laptop

    laptop = this_laptop(Path(sys.argv[2]))
    from kiosk.app import App
    from kiosk.qt_start import window_application

    application = window_application(sys.argv[:1])
    app = App(laptop.places, laptop.settings, laptop.words)
    evening = app.open_event(Path(sys.argv[1]))
    app.shell.show()
    evening.desk.ready.connect(application.quit)
    application.exec()
    application.processEvents()
    told = {
        "seconds": time.perf_counter() - BEGUN,
        "processor_seconds": time.process_time(),
        "rss_kb": _kilobytes(),
        "modules": sorted(sys.modules),
    }
    app.close()
    sys.stdout.write(json.dumps(told))


def _kilobytes() -> int:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    main()
