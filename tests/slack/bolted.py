"""A small app on Bolt alone, to hold the emulator against the library that Slack itself writes for its own platform."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.server import Slack

TITLE = {"type": "plain_text", "text": "Keep"}
FORM = {
    "type": "modal",
    "title": TITLE,
    "submit": TITLE,
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": TITLE,
            "element": {"type": "plain_text_input", "action_id": "what"},
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": TITLE,
            "element": {"type": "external_select", "action_id": "kind", "min_query_length": 0},
        },
    ],
}
BUTTON = {"type": "button", "action_id": "more", "value": "more", "text": {"type": "plain_text", "text": "More"}}
BUTTONS = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]


def app(slack: Slack, token: str) -> AsyncApp:
    """It says what it hears: a command opens a form or is answered, a form is refused when it is about "no"."""
    handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=2)]
    client = AsyncWebClient(token=token, base_url=slack.api, retry_handlers=handlers)
    made = AsyncApp(client=client, signing_secret=slack.state.app.signing_secret, process_before_response=True)

    @made.command("/learn")
    async def learn(ack: Any, command: Any, client: Any, respond: Any) -> None:
        if command["text"] == "form":
            await client.views_open(trigger_id=command["trigger_id"], view=FORM)
            await ack()
        else:
            await ack()
            await respond(text=f"Heard: {command['text']}", blocks=BUTTONS)

    @made.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="More", replace_original=True)

    @made.view("")
    async def kept(ack: Any, view: Any, client: Any, body: Any) -> None:
        what = view["state"]["values"]["what"]["what"]["value"]
        if what == "no":
            await ack(response_action="errors", errors={"what": "Not this"})
        else:
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Kept: {what}")

    @made.options("kind")
    async def kinds(ack: Any, payload: Any) -> None:
        found = [each for each in ("dialogue", "reading") if payload["value"] in each]
        await ack(options=[{"text": {"type": "plain_text", "text": each}, "value": each} for each in found])

    @made.shortcut("learn.log")
    async def log(ack: Any, shortcut: Any, client: Any) -> None:
        await client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)
        await ack()

    @made.event("app_mention")
    async def mentioned(event: Any, client: Any) -> None:
        await client.chat_postMessage(channel=event["channel"], text="Yes?", thread_ts=event["ts"])

    return made


@asynccontextmanager
async def running(slack: Slack, made: AsyncApp) -> AsyncIterator[AsyncApp]:
    """The app, reached in the way of the emulator's mode."""
    if slack.mode == "socket":
        handler = AsyncSocketModeHandler(made, slack.state.app.app_token)
        await asyncio.wait_for(handler.connect_async(), 10)
        await slack.until("the socket", lambda: slack.sockets.live)
        try:
            yield made
        finally:
            await handler.close_async()
    else:
        runner = web.AppRunner(made.web_app("/slack/events"))
        await runner.setup()
        with socket.create_server(("127.0.0.1", 0)) as there:
            await web.SockSite(runner, there).start()
            slack.hooks.address = f"http://127.0.0.1:{there.getsockname()[1]}/slack/events"
            try:
                yield made
            finally:
                await runner.cleanup()
