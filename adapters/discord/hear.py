"""From Discord's interactions to a Heard. Pure: a payload as the gateway brought it goes in.

What a form brings follows from the parts it was made of alone, so nothing about it is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from adapters.discord.forms import SEVERAL
from adapters.discord.show import HIDDEN, HOME
from bot.talk import Call, Heard, Quoted, Remote, Role

PLATFORM: Final = "discord"
COMMAND, PRESS, SEARCH, FORM = 2, 3, 4, 5  # kinds of interaction
MESSAGE_MENU: Final = 3
MODERATES: Final = 1 << 3 | 1 << 5  # administrators, and who may manage the server
THREADS: Final = (10, 11, 12)
DIRECT: Final = (1, 3)
_VERB, _GROUP = 1, 2
_USER, _CHANNEL, _ROLE, _MENTIONABLE = 6, 7, 8, 9  # kinds of a command's options
_USER_MENU, _ROLE_MENU, _ANY_MENU, _CHANNEL_MENU = 5, 6, 7, 8  # kinds of a form's parts
_MENU: Final = 3

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field that is searched as somebody types."""

    heard: Heard
    field: str
    words: str


def heard(interaction: Payload, menus: Mapping[str, str], name: str = "", ours: str = "") -> Heard | None:
    """What was begun, pressed or submitted; None when it leads nowhere.

    ``menus`` are the actions in the menu of a message by what they are called, ``name`` is the server's, ``ours`` the
    id of Blether itself.
    """
    home = home_of(interaction, name)
    if home is None:
        return None
    data, typed = interaction["data"], None
    call: Call | str | None
    match interaction["type"]:
        case kind if kind in (COMMAND, SEARCH):
            call = _pointed(interaction, menus, ours) if data.get("type") == MESSAGE_MENU else _begun(data)
        case kind if kind == PRESS:
            call = data["custom_id"][1:]
        case kind if kind == FORM:
            call, typed = data["custom_id"][1:], dict(_typed(data))
        case _:
            call = None
    if call is None:
        return None
    member = interaction.get("member") or {}
    return Heard(
        PLATFORM,
        home,
        person(member.get("user") or interaction["user"], member),
        place(interaction.get("channel") or {"id": interaction["channel_id"], "type": 0}),
        interaction["id"],
        call,
        typed,
        Role.MODERATOR if int(member.get("permissions", 0)) & MODERATES else Role.MEMBER,
        tuple(member.get("roles", ())),
    )


def asked(interaction: Payload, menus: Mapping[str, str]) -> Asked | None:
    """The field that somebody is typing into."""
    found = heard(interaction, menus)
    focused = next((each for each in _options(interaction["data"]) if each.get("focused")), None)
    return Asked(found, focused["name"], str(focused.get("value", ""))) if found and focused else None


def home_of(interaction: Payload, name: str = "") -> Remote | None:
    """The server it is about; in a direct conversation the one that the message pressed says."""
    if guild := interaction.get("guild_id"):
        return Remote(str(guild), name)
    links = _links(interaction.get("message", {}).get("components", ()))
    return next((Remote(url.removeprefix(HOME), label) for url, label in links if url.startswith(HOME)), None)


def on_hidden(interaction: Payload) -> bool:
    """Whether what was pressed is a private answer, which the next one replaces."""
    return bool(interaction.get("message", {}).get("flags", 0) & HIDDEN)


def is_direct(interaction: Payload) -> bool:
    """Whether it comes from a direct conversation."""
    return "guild_id" not in interaction


def person(user: Payload, member: Payload) -> Remote:
    """Somebody, by the name they go by in this server."""
    names = (member.get("nick"), user.get("global_name"), user.get("username"))
    return Remote(str(user["id"]), next(filter(None, names), ""))


def place(channel: Payload) -> Remote:
    """A channel, a thread or a direct conversation."""
    kind = "thread" if channel["type"] in THREADS else "direct" if channel["type"] in DIRECT else "channel"
    return Remote(str(channel["id"]), channel.get("name") or "", kind)


def _begun(data: Payload) -> Call | None:
    """A command: its room, its verb, and the values of what was filled in."""
    verb = next((each for each in data.get("options", ()) if each["type"] == _VERB), None)
    if verb is None:
        return None
    resolved = data.get("resolved", {})
    values = {each["name"]: _value(each, resolved) for each in verb.get("options", ())}
    return Call.of(f"{data['name']}.{verb['name']}", values)


def _value(option: Payload, resolved: Payload) -> Any:
    raw = option["value"]
    match option["type"]:
        case kind if kind == _MENTIONABLE:
            return tuple(_named([raw], resolved))
        case kind if kind in (_USER, _CHANNEL, _ROLE):
            return next(_named([raw], resolved), str(raw))
    return str(raw)


def _named(ids: Iterable[str], resolved: Payload) -> Iterator[Remote]:
    """Those people, groups and places, as they are called."""
    for id in ids:
        if user := resolved.get("users", {}).get(id):
            yield person(user, resolved.get("members", {}).get(id, {}))
        elif role := resolved.get("roles", {}).get(id):
            yield Remote(id, role["name"], "group")
        elif channel := resolved.get("channels", {}).get(id):
            yield place(channel)


def _pointed(interaction: Payload, menus: Mapping[str, str], ours: str) -> Call | None:
    """An action in the menu of a message: where the message is and who wrote it, never its words."""
    data = interaction["data"]
    action, target = menus.get(data["name"]), data["target_id"]
    if action is None:
        return None
    there = data.get("resolved", {}).get("messages", {}).get(target, {})
    author = there.get("author")
    link = f"{HOME}{interaction['guild_id']}/{interaction['channel_id']}/{target}"
    by = person(author, {}) if author and author["id"] != ours else None
    return Call.of(action, {"said": Quoted(link, by)})


def _typed(data: Payload) -> Iterator[tuple[str, str | tuple[str, ...] | Remote | tuple[Remote, ...]]]:
    """What stood in each field of a form."""
    for label in data.get("components", ()):
        if part := label.get("component"):
            several = part["custom_id"].endswith(SEVERAL)
            yield part["custom_id"].removesuffix(SEVERAL), _held(part, data.get("resolved", {}), several)


def _held(part: Payload, resolved: Payload, several: bool) -> str | tuple[str, ...] | Remote | tuple[Remote, ...]:
    match part["type"]:
        case kind if kind == _MENU:
            values = tuple(part.get("values", ()))
            return values if several else next(iter(values), "")
        case kind if kind == _ANY_MENU:
            return tuple(_named(part.get("values", ()), resolved))
        case kind if kind in (_USER_MENU, _ROLE_MENU, _CHANNEL_MENU):
            return next(_named(part.get("values", ()), resolved), "")
    return str(part.get("value") or "")


def _options(data: Payload) -> Iterator[Payload]:
    for each in data.get("options", ()):
        yield each
        yield from _options(each)


def _links(parts: Iterable[Payload]) -> Iterator[tuple[str, str]]:
    """The address and label of every button that is a link."""
    for part in parts:
        if "url" in part:
            yield part["url"], part.get("label", "")
        yield from _links(part.get("components", ()))
