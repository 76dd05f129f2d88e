"""Slack's bare client: a post in each channel, and the next a second after its answer. Stores nothing, for ever.

``python -m tests.bench.posting TOLD``, a file of JSON with ``api``, ``token`` and ``channels``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from pathlib import Path

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

WORDS = "Wait time"
QUOTE = {"type": "rich_text_quote", "elements": [{"type": "text", "text": WORDS}]}
LINE = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Done."}]}
BLOCKS = [{"type": "rich_text", "elements": [LINE, QUOTE]}]
METADATA = {"event_type": "bench", "event_payload": {"key": "x" * 22}}


async def posts(client: AsyncWebClient, channel: str, wait: float) -> None:
    """In one channel, for ever."""
    await asyncio.sleep(wait)
    while True:
        with contextlib.suppress(SlackApiError):  # too many: counted where it was said
            await client.chat_postMessage(
                channel=channel,
                text=f"Done.\n{WORDS}",
                blocks=BLOCKS,
                metadata=METADATA,
                mrkdwn=False,
                parse="none",
                unfurl_links=False,
                unfurl_media=False,
            )
        await asyncio.sleep(1)


async def main(api: str, token: str, channels: list[str]) -> None:
    """In all of them, the first posts evenly over a second."""
    async with ClientSession() as session:
        client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        await asyncio.gather(*(posts(client, each, at / len(channels)) for at, each in enumerate(channels)))


if __name__ == "__main__":
    asyncio.run(main(**json.loads(Path(sys.argv[1]).read_text("utf-8"))))
