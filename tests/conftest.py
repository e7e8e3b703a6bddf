"""What every test may ask for: the browser, and static files that need no collecting."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Page

# A slow machine is no failure; speed is measured in bench/.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

# axe leaves the size of targets (WCAG 2.2, 2.5.8) out unless asked.
# What it finds in order is not written down: that takes as long as finding it.
AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # the tests also run as root, as in most CI
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that needs another machine fails here, not first at a company without internet.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session", autouse=True)
def static_files_from_their_sources() -> Iterator[None]:
    """Serve static files under their plain names, without ``collectstatic``."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(scope="session", autouse=True)
def emptied_without_the_guard() -> Iterator[None]:
    """Take the triggers away while a test with a live server empties its database."""
    from tests.factories.guard import lifted  # noqa: PLC0415 - needs the loaded apps

    empty = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with lifted():
            empty(case)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield


@pytest.fixture(scope="session", autouse=True)
def begun_on_empty_tables() -> Iterator[None]:
    """Let a test with a live server find the tables empty after those that had them filled."""
    from estimator.models import Edition  # noqa: PLC0415 - needs the loaded apps
    from tests.factories.guard import lifted  # noqa: PLC0415

    begin = TransactionTestCase._fixture_setup

    def setup(case: type[TransactionTestCase]) -> None:
        if Edition.objects.exists():
            with lifted():
                call_command("flush", verbosity=0, interactive=False)
        begin.__func__(case)

    with mock.patch.object(TransactionTestCase, "_fixture_setup", classmethod(setup)):
        yield


@pytest.fixture(autouse=True)
def japanese() -> None:
    """Begin every test in Japanese: a page in English leaves its language to the thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium; nothing is downloaded."""
    # Playwright keeps an event loop in this thread; our database calls there are plain ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as a Japanese office does."""
    return {
        **browser_context_args,
        "locale": "ja-JP",
        "timezone_id": "Asia/Tokyo",
        "service_workers": "block",  # it would hide requests from a test that stops them
        "viewport": {"width": 1280, "height": 900},
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests on empty cost tables before those on filled ones; pytest-django sorts on."""
    items.sort(key=lambda item: "editions" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def editions_kept(django_db_setup: None, django_db_blocker: Any) -> None:
    """Fill the cost tables outside of every test, so that they stay filled after it."""
    from tests.factories.editions import load_editions  # noqa: PLC0415 - needs the loaded apps

    with django_db_blocker.unblock():
        load_editions()


@pytest.fixture
def editions(editions_kept: None, db: None) -> None:
    """Have the editions that ship in the cost tables."""
    from tests.factories.editions import load_editions  # noqa: PLC0415 - needs the loaded apps

    load_editions()  # again where a test with a live server has emptied them


@pytest.fixture
def visible() -> Callable[[Any], str]:
    """Return a function that reads a page as a visitor does: no tags, single spaces."""

    def text(response: Any) -> str:
        bare = re.sub(r"<[^>]+>", " ", response.content.decode().replace("<wbr>", ""))
        return re.sub(r"\s+", " ", bare)

    return text


@pytest.fixture
def axe_violations() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds wrong on a page, one line a rule."""

    def violations(page: Page, only: str = "") -> list[str]:
        options = {**AXE, "runOnly": [only]} if only else AXE
        found = Axe().run(page, options=options).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {', '.join(n['html'] for n in rule['nodes'])}"
            for rule in found
        ]

    return violations
