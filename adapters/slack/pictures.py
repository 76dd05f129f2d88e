"""Pictures: drawn, sent to Slack as files that stand in no channel, and then shown by their ids."""

from __future__ import annotations

from typing import Any, Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.voice import Voice, cut
from bot.pictures import draw

log = structlog.get_logger("blether.slack")
ALT: Final = 1000  # characters of what Slack keeps beside a file


async def sent(client: AsyncWebClient, said: Any, voice: Voice) -> str:
    """The id of the picture of a message; "" where there is none, and where it cannot be had: then words are said."""
    picture = getattr(said, "picture", None)
    content = await draw(picture, voice.texts, voice.languages) if picture else None
    if picture is None or content is None:
        return ""
    alt = cut(voice.alt(picture), ALT)
    try:
        told = await client.files_upload_v2(filename="picture.png", title="Blether", content=content, alt_txt=alt)
    except (TimeoutError, SlackClientError, ClientError, OSError) as unsent:
        log.warning("picture", kind=type(unsent).__name__)
        return ""
    return str(told["files"][0]["id"])
