"""Part 8: the page in a real browser, against a bare page whose press is one INSERT and one server-sent event."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from playwright.async_api import Browser, Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from adapters import address, listen, serve
from tests.bench.measure import Block, Control, Figure, Sample, figures, in_turns
from tests.browser.conftest import ARGS, CHROMIUMS

PAGE, BARE = "the page", "a bare Starlette page"
ROUNDS, PRESSES = 5, 6
READY = {PAGE: "body[data-ready]", BARE: "body"}
# Both pages tell in `told` and `seen` when an answer and a post were there, in milliseconds since 1970.
WATCH = """() => {
    const now = () => performance.timeOrigin + performance.now();
    Object.assign(window, { told: [], seen: [] });
    const tell = (id, list) => new MutationObserver((all) => {
        if (all.some((one) => one.addedNodes.length)) list.push(now());
    }).observe(document.getElementById(id), { childList: true });
    tell("private", told);
    tell("posts", seen);
}"""
PRESS = """async (button) => {
    told.length = 0;
    const begun = performance.timeOrigin + performance.now();
    button.click();
    while (!told.length) await new Promise((done) => setTimeout(done));
    return [begun, told[0]];
}"""
SEEN = """async () => {
    while (!seen.length) await new Promise((done) => setTimeout(done));
    return seen[0];
}"""
PAINTED = """async () => {
    const first = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!first()) await new Promise((done) => setTimeout(done));
    return first().startTime;
}"""
HTML = """<!doctype html><html lang="en"><title>Bare</title><body><ol id="posts"></ol><div id="private"></div>
<button>Share</button><script>
const add = (id, words) => document.getElementById(id).append(
    Object.assign(document.createElement("p"), {textContent: words}));
const press = async () => add("private", await (await fetch("/do", {method: "POST"})).text());
document.querySelector("button").onclick = press;
new EventSource("/stream").onmessage = (event) => add("posts", event.data);
</script></body></html>"""


async def measure(folder: Path) -> list[Figure]:
    """First paint, from a press to the private answer, and from a press to the other window."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)))
    demo = ("-m", "bot", "demo", "--port", "0", "--no-open", "--folder", str(folder / "page"))
    bare = ("-m", "tests.bench.page", str(folder / "bare.db"))
    async with running(*demo) as ours, running(*bare) as theirs, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(ARGS))
        at = {PAGE: ours, BARE: theirs}
        painted = {name: _paints(browser, name, at[name]) for name in at}
        first = await in_turns(painted, passes=1, rounds=ROUNDS)
        windows = {name: [await opened(browser, name, at[name]) for _ in range(2)] for name in at}
        pressed = {name: _presses(name, *windows[name]) for name in at}
        press = await in_turns(pressed, passes=1, rounds=ROUNDS)
        await browser.close()
    against = {PAGE: Control(BARE)}
    return [
        *figures("page: first contentful paint", first, against),
        *figures("page: from a press to the private answer", press, against),
        *figures("page: from a press to the other window", press, against, by=1),
    ]


@asynccontextmanager
async def running(*line: str) -> AsyncIterator[str]:
    """A server of its own process, until the end of the block: its address."""
    process = await asyncio.create_subprocess_exec(sys.executable, *line, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    said = (await process.stdout.readline()).decode()
    where = re.search(r"http://\S+", said)
    if where is None:
        raise RuntimeError(f"{line[1]} began with {said!r}")
    try:
        yield where[0]
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()


async def opened(browser: Browser, name: str, at: str) -> Page:
    """A window that watches."""
    page = await (await browser.new_context()).new_page()
    await page.goto(at)
    await page.wait_for_selector(READY[name], state="attached")
    await page.evaluate(WATCH)
    return page


def _paints(browser: Browser, name: str, at: str) -> Block:
    async def block() -> list[Sample]:
        page = await opened(browser, name, at)
        await page.reload()  # the start address only leads to the page
        taken = await page.evaluate(PAINTED)
        await page.context.close()
        return [(taken, 0.0)]

    return block


def _presses(name: str, mine: Page, other: Page) -> Block:
    async def block() -> list[Sample]:
        return [await _press(name, mine, other) for _ in range(PRESSES)]

    return block


async def _press(name: str, mine: Page, other: Page) -> Sample:
    """One share of an entry that was kept for it."""
    if name == PAGE:
        await mine.evaluate("document.getElementById('private').replaceChildren()")
        await mine.fill("#box", "/learn log What the bench learned")
        await mine.press("#box", "Enter")
    button = await mine.wait_for_selector("[data-action='learn.share']" if name == PAGE else "button")
    await other.evaluate("seen.length = 0")
    begun, answered = await mine.evaluate(PRESS, button)
    return answered - begun, await other.evaluate(SEEN) - begun


def bare(db: aiosqlite.Connection) -> Starlette:
    """The bare page over its one table."""
    bell = asyncio.Event()

    async def press(_: Request) -> PlainTextResponse:
        nonlocal bell
        await db.execute("INSERT INTO post (words) VALUES ('What the bench learned')")
        bell, rung = asyncio.Event(), bell
        rung.set()
        return PlainTextResponse("Shared here.")

    async def live() -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        while True:
            await bell.wait()
            yield "data: What the bench learned\n\n"

    async def stream(_: Request) -> StreamingResponse:
        return StreamingResponse(live(), media_type="text/event-stream")

    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(HTML)

    return Starlette(routes=[Route("/", page), Route("/stream", stream), Route("/do", press, methods=["POST"])])


async def main(file: str) -> None:
    """Serve the bare page until somebody asks it to stop."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, os._exit, 0)
    async with aiosqlite.connect(file, isolation_level=None) as db:
        await db.execute("PRAGMA journal_mode=WAL")
        await db.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, words TEXT)")
        with listen("127.0.0.1", 0) as at:
            await serve(bare(db), at, stopping, lambda: print(address("127.0.0.1", at), flush=True))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
