"""One real pretix with 300 guests for all tests here, where it was asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_pretix.proxy import Proxy
from tests.real_pretix.seed import Seeded, seed
from tests.real_pretix.server import PretixServer

GUESTS = 300


@pytest.fixture(scope="session")
def pretix(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PretixServer]:
    """A pretix that listens; killed at the end."""
    if not request.config.getoption("--real-pretix"):
        pytest.skip("a real pretix is installed and asked with --real-pretix only, as .ci/run does")
    folder: Path = tmp_path_factory.mktemp("pretix") / "server"
    server = PretixServer(folder)
    server.make()
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def seeded(pretix: PretixServer) -> Iterator[Seeded]:
    """An event with 300 guests in it."""
    made = seed(pretix.url, pretix.token, GUESTS)
    yield made
    made.api.close()


@pytest.fixture
def proxy(pretix: PretixServer) -> Iterator[Proxy]:
    """What stands between the doors and pretix."""
    with Proxy(pretix.port) as between:
        yield between
