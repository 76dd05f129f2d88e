"""What Discord sends, as a Heard: compared whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.hear import Asked, asked, heard
from bot.talk import Call, Heard, Quoted, Remote, Role

AILSA = {"id": "900", "username": "ailsa_", "global_name": "Ailsa"}
MAI = {"id": "901", "username": "mai", "global_name": None}
HERE = {
    "id": "1",
    "token": "t",
    "guild_id": "500",
    "channel_id": "600",
    "channel": {"id": "600", "type": 0, "name": "staffroom"},
    "member": {"user": AILSA, "nick": None, "roles": ["70"], "permissions": "0"},
}


def said(call: Call | str, typed: Any = None, **others: Any) -> Heard:
    there = {"role": Role.MEMBER, "groups": ("70",), "where": Remote("600", "staffroom")} | others
    return Heard("discord", Remote("500", "Ysgol"), Remote("900", "Ailsa"), event="1", call=call, typed=typed, **there)


def hear(**interaction: Any) -> Heard | None:
    return heard(HERE | interaction, {"I learned": "learn.log"}, "Ysgol", "42")


def command(*options: dict[str, Any], **resolved: Any) -> dict[str, Any]:
    verb = {"type": 1, "name": "log", "options": list(options)}
    return {"type": 1, "name": "learn", "options": [verb], "resolved": resolved}


def test_a_command_with_every_kind_of_value() -> None:
    data = command(
        {"type": 3, "name": "what", "value": "Wait time"},
        {"type": 4, "name": "page", "value": 2},
        {"type": 6, "name": "who", "value": "901"},
        {"type": 7, "name": "where", "value": "601"},
        {"type": 9, "name": "moderators", "value": "70"},
        users={"901": MAI},
        members={"901": {"nick": "Mai B."}},
        channels={"601": {"id": "601", "type": 11, "name": "a thread"}},
        roles={"70": {"id": "70", "name": "Leads"}},
    )
    assert hear(type=2, data=data) == said(
        Call.of(
            "learn.log",
            {
                "what": "Wait time",
                "page": "2",
                "who": Remote("901", "Mai B."),
                "where": Remote("601", "a thread", "thread"),
                "moderators": (Remote("70", "Leads", "group"),),
            },
        )
    )


def test_a_message_that_somebody_points_at() -> None:
    data = {"type": 3, "name": "I learned", "target_id": "8"}
    link = "https://discord.com/channels/500/600/8"
    theirs = {"resolved": {"messages": {"8": {"id": "8", "content": "never read", "author": MAI}}}}
    ours = {"resolved": {"messages": {"8": {"id": "8", "author": {"id": "42", "username": "Blether"}}}}}
    assert hear(type=2, data=data | theirs) == said(Call.of("learn.log", {"said": Quoted(link, Remote("901", "mai"))}))
    assert hear(type=2, data=data | ours) == said(Call.of("learn.log", {"said": Quoted(link)}))
    assert hear(type=2, data=data | {"name": "unknown"}) is None


def test_a_button_is_its_wire_without_the_letter() -> None:
    assert hear(type=3, data={"custom_id": "B1learn.list|page=2|"}) == said("1learn.list|page=2|")


def test_a_form_brings_what_its_parts_are_made_of() -> None:
    def label(**part: Any) -> dict[str, Any]:
        return {"type": 18, "component": part}

    data = {
        "custom_id": "A1learn.log||?",
        "components": [
            {"type": 10, "content": "a note"},
            label(type=4, custom_id="what", value="Wait time"),
            label(type=3, custom_id="kind", values=["dialogue"]),
            label(type=3, custom_id="none", values=[]),
            label(type=3, custom_id="days*", values=["mo", "tu"]),
            label(type=5, custom_id="who", values=["901"]),
            label(type=8, custom_id="where", values=[]),
            label(type=7, custom_id="moderators", values=["901", "70"]),
        ],
        "resolved": {"users": {"901": MAI}, "roles": {"70": {"id": "70", "name": "Leads"}}},
    }
    typed = {
        "what": "Wait time",
        "kind": "dialogue",
        "none": "",
        "days": ("mo", "tu"),
        "who": Remote("901", "mai"),
        "where": "",
        "moderators": (Remote("901", "mai"), Remote("70", "Leads", "group")),
    }
    assert hear(type=5, data=data) == said("1learn.log||?", typed)


@pytest.mark.parametrize("permissions", ["8", "32", "2147483656"], ids=["admin", "manages", "admin among others"])
def test_the_servers_own_moderators(permissions: str) -> None:
    member = HERE["member"] | {"permissions": permissions, "nick": "Ms A"}  # type: ignore[operator]
    found = heard(HERE | {"type": 3, "data": {"custom_id": "A0x"}, "member": member}, {}, "Ysgol")
    assert (found and found.role, found and found.who) == (Role.MODERATOR, Remote("900", "Ms A"))


def test_in_a_direct_conversation_the_message_says_which_server_it_is_about() -> None:
    away = {key: HERE[key] for key in ("id", "token", "channel_id")} | {"user": AILSA}
    away |= {"type": 3, "data": {"custom_id": "A0x"}, "channel": {"id": "7", "type": 1}}
    link = {"type": 2, "style": 5, "label": "Ysgol", "url": "https://discord.com/channels/500"}
    message = {"components": [{"type": 17, "components": [{"type": 1, "components": [link]}]}]}
    assert heard(away | {"message": message}, {}) == said("0x", groups=(), where=Remote("7", "", "direct"))
    assert heard(away, {}) is None


def test_what_somebody_is_typing_into_a_field() -> None:
    data = command({"type": 3, "name": "kind", "value": "dia", "focused": True})
    begun = replace(said(Call.of("learn.log", {"kind": "dia"})), community=Remote("500"))
    assert asked(HERE | {"type": 4, "data": data}, {}) == Asked(begun, "kind", "dia")
