"""The fields of a Call, each read with its mark: what could be read, and what is wrong with the rest."""

from __future__ import annotations

from typing import Any

from bot import wire
from bot.marks import Led, Wrong
from bot.room import Action
from bot.talk import Refusal, Text, plain, text
from bot.turn import Turn


async def read(
    turn: Turn, action: Action, raw: dict[str, Any], *, draft: bool = False
) -> tuple[dict[str, Any], list[tuple[str, Text]]]:
    """Every value that could be read, and what is wrong with the others. Raises Refusal for a row not theirs."""
    values: dict[str, Any] = {}
    problems: list[tuple[str, Text]] = []
    for name, written in list(raw.items()):
        param = action.param(name)
        if param is None:
            raise wire.out_of_date()
        if written in (None, (), "") or (isinstance(written, str) and not plain(written)):
            if param.required and not param.mark.kind:  # no form could ask for it
                raise wire.out_of_date()
            problems += [(name, text("core.needed"))] if param.required else []
            continue
        try:
            values[name] = await param.mark.read(written, turn)
        except Wrong as wrong:
            if param.mark.kind and not isinstance(param.mark, Led):
                problems.append((name, wrong.text))
            elif not draft:  # a draft opens all the same: its words are its writer's, whatever became of the row
                if not isinstance(param.mark, Led):
                    del raw[name]  # no form could mend it, so the way back goes without
                raise Refusal(wrong.text) from None
    return values, problems
