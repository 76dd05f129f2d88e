"""Slack: slash commands, menus, buttons and modals, through a socket or by signed requests."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from adapters.slack.manifest import slack_manifest
from bot.config import ApiBase
from bot.core import Adapter
from bot.fault import Fault
from bot.turn import World

traits: frozenset[str] = frozenset()
texts = Path(__file__).parent
commands = (slack_manifest,)  # for the command line
API = "https://slack.com/api/"


def _token(kind: str, name: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if token.get_secret_value() and not token.get_secret_value().startswith(kind):
            raise ValueError(f"{name} begins with {kind}")
        return token

    return AfterValidator(check)


def _prefix(words: str) -> str:
    if not re.fullmatch(r"[a-z0-9_-]{0,16}", words):
        raise ValueError("lower-case letters, digits, - and _, 16 at most")
    return words


class Settings(BaseModel):
    """Slack, through a socket (no address of one's own needed) or by signed requests to ``/slack/events``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot_token: Annotated[SecretStr, _token("xoxb-", "a bot token")] = Field(
        SecretStr(""), description="the bot token of the app, xoxb-…, where it is in one workspace"
    )
    mode: Literal["socket", "http"] = Field("socket", description="socket, or http behind an address of your own")
    app_token: Annotated[SecretStr, _token("xapp-", "an app token")] = Field(
        SecretStr(""), description="for socket: the app-level token, xapp-…, with the scope connections:write"
    )
    signing_secret: SecretStr = Field(SecretStr(""), description="for http: the signing secret of the app")
    client_id: str = Field("", description="for many workspaces, with client_secret: those of the app")
    client_secret: SecretStr = Field(SecretStr(""), description="for many workspaces")
    prefix: Annotated[str, AfterValidator(_prefix)] = Field(
        "", description="before the name of each command: edu- makes /edu-learn"
    )
    api_base: ApiBase = Field(API, description="another server, for tests")

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        if bool(self.client_id) != bool(self.client_secret.get_secret_value()):
            raise ValueError("client_id and client_secret go together")
        if bool(self.client_id) == bool(self.bot_token.get_secret_value()):
            raise ValueError("it needs bot_token for one workspace, or client_id and client_secret for many")
        if self.mode == "socket" and not self.app_token.get_secret_value():
            raise ValueError('mode = "socket" needs app_token')
        if self.mode == "http" and not self.signing_secret.get_secret_value():
            raise ValueError('mode = "http" needs signing_secret')
        return self


async def online(settings: Settings) -> list[Fault]:
    """What Slack does not take of these."""
    asked: list[Fault] = await importlib.import_module("adapters.slack.probe").online(settings)
    return asked


def served(settings: Settings) -> bool:
    """Whether it has to be served by the web server that several share."""
    return settings.mode == "http" or bool(settings.client_id)


def adapter(settings: Settings, _folder: Path, world: World) -> Adapter:
    """Slack, spoken to with these tokens. Its library is loaded only where it is spoken to: that takes a while."""
    made: Adapter = importlib.import_module("adapters.slack.app").Slack(settings, world)
    return made
