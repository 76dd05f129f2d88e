"""The real process and a real browser. Every window watches for what must never happen."""

from __future__ import annotations

import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import adapters.web
from bot.talk import text
from bot.texts import Texts
from tests.cli.page import Page as Asking
from tests.cli.warm import Forked, Warm

# The first is all that a page is drawn with and none of the windows round it: a sixth of the work for each.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 15_000  # milliseconds that are waited for what is sure to come, however busy the machine is
ROOT = Path(adapters.web.__file__).parents[2]
OURS = {each.parent.name: each.parent for each in (ROOT / "bot/rooms").glob("*/en.ftl")}
ROOMS = OURS | {"garden": ROOT / "tests/outside/garden"}
TEXTS = Texts({"core": ROOT / "bot", "web": adapters.web.texts} | ROOMS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


class House:
    """`blether demo`, started and stopped as a person would, always at the same address; empty but for a ``week``.

    It is forked from a process that is warm.
    """

    def __init__(self, folder: Path, warm: Warm, week: bool = False, **env: str) -> None:
        self.folder, self.port, self._warm = folder, 0, warm
        self._env = {"BLETHER_DEMO_WEB__WEEK": str(week)} | env
        self._lives = list[Forked]()
        folder.mkdir()

    @property
    def complaints(self) -> str:
        return "".join(each.complaints for each in self._lives)

    @property
    def command(self) -> tuple[str, ...]:
        return ("demo", "--port", str(self.port), "--no-open", "--folder", str(self.folder))

    def start(self) -> None:
        self.process = self._warm.start(*self.command, folder=ROOT, **self._env)
        self._lives.append(self.process)
        said = self.process.line()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?start=\S+", said)
        assert found, f"the first line was {said!r}, it complains: {self.complaints}"
        self.start_address, self.port = found[0], int(found[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(5)


class Window:
    """One person's window, and what can be done in it."""

    def __init__(self, page: Page, house: House, person: str, language: str) -> None:
        self.page, self.language = page, language
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.context.request.get(house.start_address)  # its cookie: what is drawn once is enough
        page.goto(f"{house.address}/?as={person}&in=learning")

    def words(self, key: str, **values: str | int) -> str:
        return TEXTS.plain(text(key, **values), self.language)

    @property
    def box(self) -> Locator:
        return self.page.locator("#box")

    @property
    def answer(self) -> Locator:
        return self.page.locator(".private").last

    @property
    def post(self) -> Locator:
        return self.page.locator(".post").last

    def say(self, words: str) -> None:
        expect(self.page.locator("body[data-ready]")).to_be_attached()
        self.box.fill(words)
        self.box.press("Enter")

    def press(self, key: str) -> None:
        self.answer.get_by_role("button", name=self.words(key), exact=True).first.click()

    def field(self, name: str) -> Locator:
        return self.answer.locator(f"[data-field={name}]")


Open = Callable[..., Window]


@pytest.fixture(scope="module")  # a longer life would keep playwright's event loop running under other tests
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.fail("No Chromium was found. Type:\n    sudo apt-get install -y chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, warmed: Warm) -> Iterator[House]:
    """A house that all tests share, after the sample's week."""
    yield from running(House(tmp_path_factory.mktemp("browser") / "house", warmed, week=True))


@pytest.fixture
def fragile(tmp_path: Path, warmed: Warm) -> Iterator[House]:
    """A house of one's own, to be killed."""
    yield from running(House(tmp_path / "fragile", warmed))


@pytest.fixture
def outside(tmp_path: Path, warmed: Warm) -> Iterator[House]:
    """`blether run` with rooms from outside the tree, which it knows of by its configuration alone."""
    yield from running(Configured(tmp_path / "outside", warmed))


class Configured(House):
    """`blether run`."""

    @property
    def command(self) -> tuple[str, ...]:
        config = self.folder / "config.toml"
        config.write_text(f"""
            [store]
            url = "sqlite+aiosqlite:///{self.folder}/blether.db"
            [community]
            languages = ["cy", "en"]
            [rooms]
            folders = ["{ROOT}/tests/outside"]
            [web]
            port = {self.port}
            week = false
            """)
        return ("run", "--config", str(config))


def running(house: House) -> Iterator[House]:
    house.start()
    yield house
    if house.process.poll() is None:
        assert house.stop() == 0
    assert [word for word in ("Traceback", "came_to_nothing") if word in house.complaints] == []


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens windows, each with cookies of its own; nothing wrong may have happened in any of them.

    Where no other house is named, it is the one that all tests share, started by the first that needs it.
    """
    opened = []

    def open_one(
        person: str = "callum", language: str = "en", at: House | None = None, new: bool = False, **options: object
    ) -> Window:
        at = at or request.getfixturevalue("house")
        if not new:  # spoken to in one language, whether they are new here or had chosen another one
            Asking(at.start_address, person, "learning").says(f"/my hours language:{language}")
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}} | options)
        context.set_default_timeout(PATIENCE)
        opened.append(Window(context.new_page(), at, person, language))
        return opened[-1]

    expect.set_options(timeout=PATIENCE)
    yield open_one
    for each in opened:
        each.page.context.close()
    assert [each.wrong for each in opened] == [[] for _ in opened]
