"""What people may begin, as Discord's commands: one command for each room, and the menu of a message. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any, Final

from adapters.discord.dialect import Voice
from adapters.discord.forms import SOMEWHERE
from adapters.discord.show import Payload
from bot.talk import Command, Field, Option, Phrase, Text, text
from bot.texts import Texts

ABOUT: Final = 100  # characters of a description and of a choice
MENU: Final = 32  # of a name in the menu of a message
MENUS: Final = 15
WORDS: Final = 6_000  # that one can type into an option
CHOICES: Final = 25
MANAGE_SERVER: Final = str(1 << 5)
_CHAT, _MESSAGE, _VERB, _STRING = 1, 3, 1, 3
_KINDS: Final = {"number": 4, "somebody": 6, "somewhere": 7, "members": 9}
_SERVERS: Final = {"integration_types": [0], "contexts": [0]}  # a direct conversation has no server to be about
# What Discord calls a language, where it is not as we do. Welsh it does not know: see `_about`.
LOCALES: Final = {
    "en": ("en-US", "en-GB"),
    "es": ("es-ES", "es-419"),
    "nb": ("no",),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN", "zh-TW"),
}
SAME: Final = frozenset("bg cs da de el fi fr hi hr hu id it ja ko lt nl pl ro ru th tr uk vi".split())  # noqa: SIM905


def commands(
    begun: Sequence[Command], led: Collection[str], texts: Texts, languages: tuple[str, ...]
) -> list[dict[str, Any]]:
    """All of them. ``led`` are the actions only moderators may begin; ``languages`` those of the configuration.

    A command for moderators alone is shown to nobody else as a courtesy; the door checks again.
    """
    voice, rooms = Voice(texts, languages), dict[str, list[Command]]()
    for each in begun:
        if each.slash:
            rooms.setdefault(each.action.partition(".")[0], []).append(each)
    found = [_room(name, verbs, led, voice) for name, verbs in rooms.items()]
    return found + [_menu(each, led, voice) for each in begun if each.menu][:MENUS]


def named(begun: Sequence[Command], texts: Texts, languages: tuple[str, ...]) -> dict[str, str]:
    """The actions in the menu of a message, by what they are called there."""
    voice = Voice(texts, languages)
    return {voice.line(each.menu, MENU): each.action for each in begun if each.menu}


def digest(declared: list[dict[str, Any]]) -> str:
    """Equal for equal commands only."""
    return hashlib.sha256(json.dumps(declared, sort_keys=True).encode()).hexdigest()


def choices(options: Sequence[Option], texts: Texts, languages: tuple[str, ...]) -> list[Payload]:
    """What may be chosen, as one types."""
    voice = Voice(texts, languages)
    return [{"name": voice.line(each.label, ABOUT), "value": each.value} for each in options[:CHOICES]]


def _room(name: str, verbs: list[Command], led: Collection[str], voice: Voice) -> Payload:
    found = {"type": _CHAT, "name": name, **_about(text(f"{name}.room"), voice), **_SERVERS}
    found |= {"options": [_verb(each, voice) for each in verbs]}
    return found | _courtesy(all(each.action in led for each in verbs))


def _courtesy(only_moderators: bool) -> Payload:
    return {"default_member_permissions": MANAGE_SERVER if only_moderators else None}


def _menu(each: Command, led: Collection[str], voice: Voice) -> Payload:
    said = each.menu or each.about
    there = {"name_localizations": others} if (others := _others(said, MENU, voice)) else {}
    found = {"type": _MESSAGE, "name": voice.line(said, MENU), **there, **_SERVERS}
    return found | _courtesy(each.action in led)


def _verb(each: Command, voice: Voice) -> Payload:
    verb = each.action.partition(".")[2]
    options = [_option(one, voice) for one in each.fields]
    return {"type": _VERB, "name": verb, **_about(each.about, voice), "options": options}


def _option(one: Field, voice: Voice) -> Payload:
    """Never required: what is missing is asked for in a form."""
    found: Payload = {"type": _KINDS.get(one.kind, _STRING), "name": one.name, **_about(one.label, voice)}
    if one.kind == "somewhere":
        return found | {"channel_types": [*SOMEWHERE]}
    if one.search:
        return found | {"autocomplete": True}
    if one.options:
        return found | {"choices": [_choice(each, voice) for each in one.options[:CHOICES]]}
    return found | ({"max_length": min(one.limit, WORDS)} if one.limit else {})


def _choice(each: Option, voice: Voice) -> Payload:
    there = {"name_localizations": others} if (others := _others(each.label, ABOUT, voice)) else {}
    return {"name": voice.line(each.label, ABOUT), "value": each.value, **there}


def _about(said: Text | Phrase, voice: Voice) -> Payload:
    """A description: in the languages of the configuration that fit, and in another of ours where Discord speaks it.

    Discord has no Welsh, so whoever reads Welsh has it set to something else, and must find it in the default.
    """
    there = {"description_localizations": others} if (others := _others(said, ABOUT, voice)) else {}
    return {"description": voice.line(said, ABOUT), **there}


def _others(said: Text | Phrase, limit: int, voice: Voice) -> dict[str, str]:
    rest = (each for each in voice.texts.languages if each not in voice.on_line(said, limit))
    return {
        locale: Voice(voice.texts, (language,)).line(said, limit)
        for language in rest
        for locale in LOCALES.get(language, (language,) if language in SAME else ())
    }
