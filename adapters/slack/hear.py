"""From what Slack sends to a Heard, and how its person can be answered. Pure: who they are is looked up elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from adapters.slack.modal import field_of, typed
from adapters.slack.words import called
from bot.talk import Call, Command, Heard, Quoted, Remote

Body = Mapping[str, Any]
_NAMELESS: Final = ("privategroup", "directmessage")  # what commands call every private channel
BEGIN: Final = "/"  # a button of the adapter's own: what follows is an action, begun as by its command


@dataclass(frozen=True, slots=True)
class Home:
    """The workspace it happened in: its id and name, and the address its links begin with."""

    id: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody can be answered: ``trigger`` opens a modal, within 3 seconds.

    ``kind``: command (its acknowledgement can be a message), form (it can change the modal), or press.
    ``url`` takes messages for them alone; with ``instead``, one goes in the place of what they pressed a button of.
    ``view`` is the modal that is open before them.
    """

    kind: Literal["command", "form", "press"]
    trigger: str = ""
    url: str = ""
    instead: bool = False
    view: str = ""

    def kept(self, where: Remote) -> str:
        """What a form brings back, to be answered in the same way."""
        told = {"at": [where.id, where.name, where.kind], "url": self.url, "instead": self.instead}
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the house, and how they are answered."""

    heard: Heard
    way: Way


def room_of(body: Body, prefix: str) -> str:
    """The room that a slash command is of."""
    return str(body["command"]).removeprefix("/").removeprefix(prefix).lower()


def command(body: Body, home: Home, prefix: str, commands: Iterable[Command]) -> Asked:
    """A slash command; its call is "" where the words after it begin nothing."""
    call = called(room_of(body, prefix), str(body.get("text") or ""), commands)
    who = Remote(body["user_id"], body.get("user_name") or "")
    where = place(body["channel_id"], body.get("channel_name") or "")
    way = Way("command", body["trigger_id"], body.get("response_url") or "")
    return Asked(_heard(home, who, where, body["trigger_id"], call or ""), way)


def press(body: Body, home: Home) -> Asked:
    """A button, of a message, a modal or the home."""
    action, container = body["actions"][0], body["container"]
    view, where = body.get("view") or {}, _place_of(body)
    # The home is published, not opened: what it leads to opens above it.
    way = Way(
        "press",
        body.get("trigger_id") or "",
        body.get("response_url") or "",
        bool(container.get("is_ephemeral")),
        view["id"] if view.get("type") == "modal" else "",
    )
    value = str(action.get("value") or "")
    call: Call | str = Call.of(value.removeprefix(BEGIN), {}) if value.startswith(BEGIN) else value
    at = container.get("message_ts") or view.get("id") or ""
    return Asked(_heard(home, _who(body), where, f"{at}/{action['action_ts']}/{action['action_id']}", call), way)


def form(body: Body, home: Home) -> Asked:
    """A modal that was submitted."""
    view = body["view"]
    kept = _kept(view)
    where = Remote(kept["at"][0], kept["at"][1], kept["at"][2])
    way = Way("form", body.get("trigger_id") or "", kept["url"], kept["instead"], view["id"])
    return Asked(_heard(home, _who(body), where, view["id"], view["callback_id"], typed(view)), way)


def menu(body: Body, home: Home, field: str) -> Asked:
    """An action in the menu of a message, which becomes the value of ``field``."""
    said, channel, ts = body["message"], body["channel"]["id"], str(body["message_ts"])
    author = Remote(said["user"]) if said.get("user") and not said.get("bot_id") else None
    link = f"{home.address}archives/{channel}/p{ts.replace('.', '')}"
    if (thread := said.get("thread_ts")) and thread != ts:
        link += f"?thread_ts={thread}&cid={channel}"
    call = Call.of(body["callback_id"], {field: Quoted(link, author)})
    where = place(channel, body["channel"].get("name") or "", thread if thread != ts else "")
    way = Way("press", body["trigger_id"], body.get("response_url") or "")
    return Asked(_heard(home, _who(body), where, body["trigger_id"], call), way)


def search(body: Body, home: Home) -> tuple[Heard, str, str]:
    """Words typed into a select of a form: who did, into which field, and the words."""
    view = body["view"]
    at = _kept(view)["at"]
    heard = _heard(home, _who(body), Remote(at[0], at[1], at[2]), "", view["callback_id"])
    return heard, field_of(body["block_id"]), str(body.get("value") or "")


def place(channel: str, name: str, thread: str | None = "") -> Remote:
    """A channel, a thread in it (named as the post it hangs from), or where the person and Blether talk alone."""
    if channel.startswith("D"):
        return Remote(channel, "", "direct")
    name = "" if name in _NAMELESS else name
    return Remote(f"{channel}/{thread}", name, "thread") if thread else Remote(channel, name)


def _place_of(body: Body) -> Remote:
    """Where a button was pressed; the home, and a modal above it, are the person's own."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        at = _kept(view)["at"]
        return Remote(at[0], at[1], at[2])
    if view:
        return Remote("", "", "direct")
    channel = body.get("channel") or {}
    container = body["container"]
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    own = container.get("message_ts")
    here = container.get("channel_id") or channel["id"]
    return place(here, channel.get("name") or "", thread if thread != own else "")


def _kept(view: Body) -> dict[str, Any]:
    nowhere = {"at": ["", "", "direct"], "url": "", "instead": False}
    return nowhere | (json.loads(view["private_metadata"]) if view.get("private_metadata") else {})


def _who(body: Body) -> Remote:
    user = body["user"]
    return Remote(user["id"], user.get("name") or user.get("username") or "")


def _heard(home: Home, who: Remote, where: Remote, event: str, call: Call | str, values: Any = None) -> Heard:
    return Heard("slack", Remote(home.id, home.name), who, where, event, call, values)
