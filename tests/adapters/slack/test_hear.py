"""What Slack sends, as the door takes it, and how its person is answered."""

from __future__ import annotations

import json
from typing import Any

from adapters.slack import hear
from adapters.slack.hear import Asked, Way
from bot.talk import Call, Command, Field, Heard, Quoted, Remote, text
from tests.adapters.slack.conftest import HOME

WHO = Remote("U0AILSA", "ailsa")
HERE = Remote("C0STAFF", "staffroom")
URL = "https://hooks.slack.com/commands/T0SCHOOL/1/x"
COMMANDS = (Command("learn.log", text("t.go"), (Field("what", "long", text("t.go")),), slash=True, menu=None),)
USER = {"id": "U0AILSA", "username": "ailsa", "name": "ailsa", "team_id": "T0SCHOOL"}
KEPT = {"at": ["C0STAFF", "staffroom", "channel"], "url": URL, "instead": True}


def heard(event: str, call: Call | str, where: Remote = HERE, typed: Any = None) -> Heard:
    return Heard("slack", Remote("T0SCHOOL", "school"), WHO, where, event, call, typed)


def typed_command(words: str, command: str = "/learn", **more: str) -> dict[str, str]:
    there = {"command": command, "text": words, "user_id": "U0AILSA", "user_name": "ailsa", "trigger_id": "1.2.x"}
    return there | {"channel_id": "C0STAFF", "channel_name": "staffroom", "response_url": URL} | more


def pressed(value: str, **more: Any) -> dict[str, Any]:
    container = {"type": "message", "message_ts": "17.5", "channel_id": "C0STAFF", "is_ephemeral": True}
    action = {"type": "button", "action_id": "button-0", "block_id": "b", "value": value, "action_ts": "18.1"}
    there = {"type": "block_actions", "user": USER, "actions": [action], "trigger_id": "1.2.x", "response_url": URL}
    return there | {"container": container, "channel": {"id": "C0STAFF", "name": "staffroom"}} | more


def test_a_command() -> None:
    call = Call.of("learn.log", {"what": "Paired talk"})
    assert hear.command(typed_command("log Paired talk"), HOME, "", COMMANDS) == Asked(
        heard("1.2.x", call), Way("command", "1.2.x", URL)
    )


def test_a_command_under_a_prefix() -> None:
    asked = hear.command(typed_command("log", "/edu-learn"), HOME, "edu-", COMMANDS)
    assert asked.heard.call == Call("learn.log")


def test_a_command_that_begins_nothing() -> None:
    assert hear.command(typed_command("lgo"), HOME, "", COMMANDS).heard.call == ""


def test_where_somebody_and_blether_talk_alone() -> None:
    asked = hear.command(typed_command("log", channel_id="D0AILSA", channel_name="directmessage"), HOME, "", COMMANDS)
    assert asked.heard.where == Remote("D0AILSA", "", "direct")


def test_a_private_channel_has_its_name_looked_up() -> None:
    asked = hear.command(typed_command("log", channel_id="C0HEADS", channel_name="privategroup"), HOME, "", COMMANDS)
    assert asked.heard.where == Remote("C0HEADS", "")


def test_a_button_of_what_they_alone_see() -> None:
    assert hear.press(pressed("1learn.share|entry=x|"), HOME) == Asked(
        heard("17.5/18.1/button-0", "1learn.share|entry=x|"), Way("press", "1.2.x", URL, instead=True)
    )


def test_a_button_of_a_post_in_a_thread() -> None:
    container = {"type": "message", "message_ts": "17.5", "channel_id": "C0STAFF", "is_ephemeral": False}
    body = pressed("0abc", container=container | {"thread_ts": "16.1"}, message={"ts": "17.5", "thread_ts": "16.1"})
    assert hear.press(body, HOME) == Asked(
        heard("17.5/18.1/button-0", "0abc", Remote("C0STAFF/16.1", "staffroom", "thread")), Way("press", "1.2.x", URL)
    )


def test_a_button_of_the_post_that_a_thread_hangs_from() -> None:
    container = {"type": "message", "message_ts": "17.5", "channel_id": "C0STAFF"}
    assert hear.press(pressed("0abc", container=container | {"thread_ts": "17.5"}), HOME).heard.where == HERE


def test_a_button_of_a_modal_and_of_the_home() -> None:
    view = {"id": "V1", "type": "modal", "private_metadata": json.dumps(KEPT)}
    more = {"container": {"type": "view", "view_id": "V1"}, "channel": None, "response_url": ""}
    assert hear.press(pressed("/learn.log", view=view, **more), HOME) == Asked(
        heard("V1/18.1/button-0", Call("learn.log")), Way("press", "1.2.x", view="V1")
    )
    home = {"id": "V2", "type": "home", "private_metadata": ""}
    assert hear.press(pressed("/learn.log", view=home, **more), HOME) == Asked(
        heard("V2/18.1/button-0", Call("learn.log"), Remote("", "", "direct")), Way("press", "1.2.x")
    )


def test_a_form() -> None:
    inputs: dict[str, dict[str, Any]] = {
        "what.0a": {"value": {"type": "plain_text_input", "value": "<!channel> & you"}},
        "why.0a": {"value": {"type": "plain_text_input", "value": None}},
        "on.0a": {"value": {"type": "datepicker", "selected_date": "2026-11-22"}},
        "clock.0a": {"value": {"type": "timepicker", "selected_time": "07:30"}},
        "at.0a": {"value": {"type": "datetimepicker", "selected_date_time": 1_800_000_000}},
        "kind.0a": {"value": {"type": "static_select", "selected_option": {"value": "course"}}},
        "none.0a": {"value": {"type": "external_select", "selected_option": None}},
        "some.0a": {"value": {"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "who.0a": {"value": {"type": "users_select", "selected_user": "U0MAI"}},
        "where.0a": {"value": {"type": "conversations_select", "selected_conversation": "C0HALL"}},
        "all.0a": {"value": {"type": "multi_users_select", "selected_users": ["U0MAI", "U0SION"]}},
    }
    view = {"id": "V1", "callback_id": "1learn.log||?", "private_metadata": json.dumps(KEPT)}
    body = {"user": USER, "trigger_id": "1.2.x", "view": view | {"state": {"values": inputs}}}
    brought = {
        "what": "<!channel> & you",
        "why": "",
        "on": "2026-11-22",
        "clock": "07:30",
        "at": "2027-01-15T08:00:00+00:00",
        "kind": "course",
        "none": "",
        "some": ("a", "b"),
        "who": Remote("U0MAI"),
        "where": Remote("C0HALL"),
        "all": (Remote("U0MAI"), Remote("U0SION")),
    }
    way = Way("form", "1.2.x", URL, instead=True, view="V1")
    assert hear.form(body, HOME) == Asked(heard("V1", "1learn.log||?", typed=brought), way)


def test_what_a_form_keeps_comes_back() -> None:
    kept = Way("press", "1.2.x", URL, instead=True).kept(Remote("C0STAFF/16.1", "ystafell y staff ŵ", "thread"))
    view = {"id": "V1", "callback_id": "0abc", "private_metadata": kept, "state": {"values": {}}}
    asked = hear.form({"user": USER, "view": view}, HOME)
    assert (asked.heard.where, asked.way) == (
        Remote("C0STAFF/16.1", "ystafell y staff ŵ", "thread"),
        Way("form", "", URL, instead=True, view="V1"),
    )


def test_the_menu_of_a_message() -> None:
    body = {
        "user": USER,
        "callback_id": "learn.log",
        "trigger_id": "1.2.x",
        "response_url": URL,
        "message_ts": "17.000500",
    }
    body |= {"channel": {"id": "C0STAFF", "name": "staffroom"}, "message": {"user": "U0MAI", "ts": "17.000500"}}
    link = "https://school.slack.com/archives/C0STAFF/p17000500"
    call = Call.of("learn.log", {"said": Quoted(link, Remote("U0MAI"))})
    assert hear.menu(body, HOME, "said") == Asked(heard("1.2.x", call), Way("press", "1.2.x", URL))


def test_the_menu_of_a_message_of_an_app_in_a_thread() -> None:
    said = {"user": "U0BOT", "bot_id": "B0BOT", "ts": "17.000500", "thread_ts": "16.1"}
    body = {"user": USER, "callback_id": "learn.log", "trigger_id": "1.2.x", "message_ts": "17.000500", "message": said}
    link = "https://school.slack.com/archives/C0STAFF/p17000500?thread_ts=16.1&cid=C0STAFF"
    where = Remote("C0STAFF/16.1", "staffroom", "thread")
    assert hear.menu(body | {"channel": {"id": "C0STAFF", "name": "staffroom"}}, HOME, "said") == Asked(
        heard("1.2.x", Call.of("learn.log", {"said": Quoted(link)}), where), Way("press", "1.2.x")
    )


def test_a_search_in_a_form() -> None:
    view = {"id": "V1", "callback_id": "0abc", "private_metadata": json.dumps(KEPT)}
    body = {"user": USER, "view": view, "block_id": "entry.0a", "action_id": "value", "value": "talk"}
    assert hear.search(body, HOME) == (heard("", "0abc"), "entry", "talk")
