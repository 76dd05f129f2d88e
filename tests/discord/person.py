"""What somebody at a Discord client can do: type a command, press, fill in a form, use the menu of a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tests.discord import limits
from tests.discord.emulator import Emulator
from tests.discord.gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.discord.interactions import COMMAND, FORM, PRESS, SEARCH, Interaction, resolved
from tests.discord.state import Channel, Guild, Payload, User, Wrong

Typed = str | tuple[str, ...]
VERB, STRING, NUMBER, USER, CHANNEL, ANYBODY = 1, 3, 4, 6, 7, 9  # kinds of options
PATIENCE = 20.0  # seconds until an answer is missed


class Client:
    """Somebody in one server."""

    def __init__(self, emulator: Emulator, user: User, guild: Guild) -> None:
        self.emulator, self.user, self.guild = emulator, user, guild

    async def types(self, channel: Channel, command: str, values: Mapping[str, Typed]) -> Interaction:
        """``learn.log`` with these options by name; one that is searched is what one types to find it."""
        room, _, verb = command.partition(".")
        known = self._known(room, 1)
        declared = next((each for each in known["options"] if each["name"] == verb), None)
        if declared is None:
            raise AssertionError(f"there is no /{room} {verb}")
        given: list[Payload] = []
        for name, value in values.items():
            option = next(each for each in declared["options"] if each["name"] == name)
            given.append(await self._given(channel, known, verb, given, option, value))
        ids = [str(each["value"]) for each in given if each["type"] in (USER, CHANNEL, ANYBODY)]
        return await self.acts(COMMAND, channel, self._command(known, verb, given, ids))

    async def menu(self, channel: Channel, name: str, message: Payload) -> Interaction:
        """What is called so in the menu of a message."""
        known = self._known(name, 3)
        data = {"id": known["id"], "name": name, "type": 3, "target_id": message["id"]}
        return await self.acts(COMMAND, channel, data | {"resolved": {"messages": {message["id"]: message}}})

    async def presses(self, channel: Channel, message: Payload, button: Payload) -> Interaction:
        """A button of a message."""
        data = {"component_type": limits.BUTTON, "custom_id": button["custom_id"], "id": button["id"]}
        return await self.acts(PRESS, channel, data, message)

    async def sends(self, channel: Channel, asked: Interaction, typed: Mapping[str, Typed]) -> Interaction:
        """The form that was opened, by the labels of its fields; the others stay as they are."""
        parts, ids = [], list[str]()
        for number, each in enumerate(asked.data["components"], 1):
            if each["type"] != limits.LABEL:
                parts.append({"type": each["type"], "id": number})
                continue
            inner = self._filled(each["component"], typed.get(each["label"]))
            ids += inner.get("values", []) if inner["type"] in (5, 6, 7, 8) else []
            parts.append({"type": limits.LABEL, "id": number, "component": inner})
        data = {"custom_id": asked.data["custom_id"], "components": parts}
        return await self.acts(FORM, channel, data | {"resolved": self._resolved(ids)}, asked.on)

    async def writes(self, channel: Channel, words: str) -> Payload:
        """Something to the others."""
        return await self.emulator.do(self._write(channel, words))

    async def acts(self, kind: int, channel: Channel, data: Payload, on: Payload | None = None) -> Interaction:
        """One interaction, until the person sees what became of it."""
        return await self.emulator.do(self._act(kind, channel, data, on))

    async def _act(self, kind: int, channel: Channel, data: Payload, on: Payload | None) -> Interaction:
        guild = self.guild if channel.guild else None
        made = self.emulator.interactions.made(kind, self.user, channel, data, guild, on)
        await self.emulator.gateway.dispatch("INTERACTION_CREATE", made.payload, channel.guild, 0)
        await self.emulator.interactions.wait(made, PATIENCE)
        return made

    async def _write(self, channel: Channel, words: str) -> Payload:
        said = self.emulator.messages.write(channel, self.user, words)
        intent = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES
        told = said | ({"guild_id": channel.guild, "content": ""} if channel.guild else {})  # words are not told
        await self.emulator.gateway.dispatch("MESSAGE_CREATE", told, channel.guild, intent)
        return said

    def _known(self, name: str, kind: int) -> Payload:
        known = self.emulator.state.commands
        found = next((each for each in known if (each["name"], each["type"]) == (name, kind)), None)
        if found is None:
            raise AssertionError(f"there is no {name} among {[each['name'] for each in known]}")
        return found

    def _command(self, known: Payload, verb: str, given: Sequence[Payload], ids: Sequence[str] = ()) -> Payload:
        options = [{"type": VERB, "name": verb, "options": [*given]}]
        data = {"id": known["id"], "name": known["name"], "type": 1, "options": options}
        return data | ({"resolved": there} if (there := self._resolved(ids)) else {})

    async def _given(
        self, channel: Channel, known: Payload, verb: str, given: Sequence[Payload], option: Payload, value: Typed
    ) -> Payload:
        found: Payload = {"type": option["type"], "name": option["name"]}
        if option.get("autocomplete"):
            return found | {"value": await self._sought(channel, known, verb, [*given, found], str(value))}
        if option.get("choices"):
            return found | {"value": _labelled(option["choices"], "name", str(value))["value"]}
        if option["type"] in (USER, CHANNEL, ANYBODY):
            return found | {"value": self._id(value if isinstance(value, str) else value[0])}
        return found | {"value": int(str(value)) if option["type"] == NUMBER else str(value)}

    async def _sought(self, channel: Channel, known: Payload, verb: str, given: list[Payload], typed: str) -> str:
        """What is offered first as one types."""
        options = [*given[:-1], given[-1] | {"value": typed, "focused": True}]
        offered = await self.acts(SEARCH, channel, self._command(known, verb, options))
        choices = offered.data["choices"]
        found = next((each for each in choices if typed in each["name"]), choices[0] if choices else {"value": typed})
        return str(found["value"])

    def _filled(self, part: Payload, value: Typed | None) -> Payload:
        """A field as the form brings it: what was chosen or typed, or what stood in it."""
        found: Payload = {"type": part["type"], "custom_id": part["custom_id"], "id": 1}
        if part["type"] == limits.TYPED:
            words = part.get("value", "") if value is None else str(value)
            assert len(words) <= part.get("max_length", 4_000), f"nobody could type that into {part['custom_id']}"
            return found | {"value": words}
        if value is None:
            chosen = [each["value"] for each in part.get("options", ()) if each.get("default")]
            return found | {"values": chosen or [each["id"] for each in part.get("default_values", ())]}
        several = (value,) if isinstance(value, str) else value
        assert part.get("min_values", 1) <= len(several) <= part.get("max_values", 1)
        if part["type"] == limits.PICK:
            return found | {"values": [_labelled(part["options"], "label", each)["value"] for each in several]}
        return found | {"values": [self._id(each) for each in several]}

    def _id(self, name: str) -> str:
        """Whoever or whatever is called so here."""
        people = {each.user.name: id for id, each in self.guild.members.items()}
        others = {each.name: id for id, each in (self.guild.roles | self.guild.channels).items()}
        return (others | people)[name]

    def _resolved(self, ids: Sequence[str]) -> Payload:
        return resolved(self.emulator.state, self.guild, ids)


def _labelled(options: Sequence[Payload], key: str, words: str) -> Payload:
    """The option that is called so, or the first that has these words in it."""
    likes: tuple[Callable[[str], bool], ...] = (words.__eq__, lambda label: words in label)
    for like in likes:
        for each in options:
            if like(each[key]):
                return each
    raise AssertionError(f"nothing is called {words} among {[each[key] for each in options]}")


def pressed(message: Payload) -> list[Payload]:
    """The buttons of a message that do something, in their order."""
    return [
        each for each in limits.every(message["components"]) if each["type"] == limits.BUTTON and "custom_id" in each
    ]


def named(emulator: Emulator, id: str) -> str:
    """What a channel or somebody is called where one mentions them."""
    try:
        return emulator.state.find(id).name
    except Wrong:
        return emulator.state.users[id].name if id in emulator.state.users else f"@{id}"
