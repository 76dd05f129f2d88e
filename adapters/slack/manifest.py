"""The manifest of the app: what somebody pastes into Slack, made from the declared actions. Pure, but for its command.

Every method that is called and every event that is heard stands here with the rights it takes, and nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from adapters.slack.voice import Voice, cut
from bot import platforms
from bot.config import folders_in
from bot.explained import explained
from bot.fault import Fault, Faults
from bot.forms import beginnings
from bot.house import plan
from bot.talk import Command, Role, text

NAME: Final = "Blether"
HEAR: Final = "/slack/events"  # what Slack asks over HTTP, and where workspaces let Blether in
BEGIN: Final = "/slack/install"
END: Final = "/slack/oauth_redirect"
COLOUR: Final = "#1d4f4a"
VERB: Final = 24  # characters of a name in the menu of a message
ABOUT: Final = 140
HINT: Final = 1000
MENUS: Final = 10
HISTORY: Final = ("channels:history", "groups:history", "im:history")
# What our code calls, and the rights that Slack wants for it.
METHODS: Final[Mapping[str, tuple[str, ...]]] = {
    "apps_connections_open": (),  # with the app-level token, whose own right it is
    "auth_test": (),
    "chat_delete": ("chat:write",),
    "chat_postEphemeral": ("chat:write",),
    "chat_postMessage": ("chat:write",),
    "chat_update": ("chat:write",),
    "conversations_history": HISTORY,
    "conversations_info": ("channels:read", "groups:read"),
    "conversations_open": ("im:write",),
    "conversations_replies": HISTORY,
    "files_upload_v2": ("files:write",),
    "oauth_v2_access": (),
    "usergroups_list": ("usergroups:read",),
    "users_info": ("users:read",),
    "views_open": (),
    "views_publish": (),
    "views_update": (),
}
EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    # Of messages in channels only that somebody replied in a thread of ours is looked at, never what they wrote.
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "tokens_revoked": (),
}


def manifest(
    commands: Sequence[Command], voice: Voice, prefix: str = "", url: str = "", *, many: bool = False
) -> dict[str, Any]:
    """The manifest; ``url`` is where Slack reaches Blether over HTTP, "" for Socket Mode.

    ``many``: for many workspaces, which let Blether in by themselves.
    """
    url = url.rstrip("/")
    asked = {"request_url": f"{url}{HEAR}"} if url else {}
    searched = {"message_menu_options_url": f"{url}{HEAR}"} if url else {}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": NAME,
            "description": voice.label(text("slack.description"), ABOUT),
            "background_color": COLOUR,
        },
        "features": _features(commands, voice, prefix, {"url": f"{url}{HEAR}"} if url else {}),
        "oauth_config": {"scopes": {"bot": list(scopes())}} | ({"redirect_urls": [f"{url}{END}"]} if many else {}),
        "settings": {
            "event_subscriptions": asked | {"bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True} | asked | searched,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": many,
        },
    }


def _features(commands: Sequence[Command], voice: Voice, prefix: str, asked: dict[str, str]) -> dict[str, Any]:
    """What people see of it."""
    rooms = dict.fromkeys(_room(each) for each in commands if each.slash)
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [_command(room, commands, voice, prefix) | asked for room in rooms],
        "shortcuts": [_shortcut(each, voice) for each in commands if each.menu][:MENUS],
    }


def _shortcut(command: Command, voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.label(command.menu or command.about, VERB),
        "type": "message",
        "callback_id": command.action,
        "description": voice.label(command.about, ABOUT),
    }


def scopes() -> tuple[str, ...]:
    """The rights that Blether asks for: exactly those it uses."""
    used = {"commands"}.union(*METHODS.values(), *EVENTS.values())
    return tuple(sorted(used))


def _command(room: str, commands: Sequence[Command], voice: Voice, prefix: str) -> dict[str, Any]:
    verbs = [each.action.partition(".")[2] for each in commands if each.slash and _room(each) == room]
    return {
        "command": f"/{prefix}{room}",
        "description": voice.label(text(f"{room}.room"), ABOUT),
        "usage_hint": cut(" | ".join(verbs), HINT),
        "should_escape": True,  # people and channels come with their ids
    }


def _room(command: Command) -> str:
    return command.action.partition(".")[0]


def slack_manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches Blether, https://…, for HTTP; none for a socket.")] = "",
    many: Annotated[bool, typer.Option("--many", help="For many workspaces, installed from a page at --url.")] = False,
    prefix: Annotated[str, typer.Option(help="Before the name of each command, as in [slack].")] = "",
    language: Annotated[list[str] | None, typer.Option(help="The languages of commands; en when left out.")] = None,
    config: Annotated[Path, typer.Option("--config", "-c", help="Its folders with rooms of your own count.")] = Path(
        "config.toml"
    ),
) -> None:
    """Print what Slack has to know of the app, to be pasted into its pages."""
    with explained():
        catalogues = {name: module.texts for name, module in platforms.every().items() if platforms.speaks(module)}
        found = plan([config.parent / each for each in folders_in(config, "rooms")], catalogues)
        languages = tuple(language or ["en"])
        if unknown := [each for each in languages if each not in found.texts.languages]:
            cure = f"there are {', '.join(found.texts.languages)}"
            raise Faults([Fault("--language", f"nobody here speaks {unknown[0]}", cure)])
        if url and not url.startswith("https://"):
            raise Faults([Fault("--url", "Slack asks over https alone", "write https://… first")])
        if many and not url:
            raise Faults([Fault("--many", "workspaces install Blether from a page", "say with --url where it is")])
        actions = [each for room in found.rooms for each in room.room.actions.values()]
        begun = beginnings(actions, found.texts, Role.MODERATOR)
        made = manifest(begun, Voice(found.texts, languages), prefix, url, many=many)
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
