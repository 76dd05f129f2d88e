"""What is stored to be said or called later comes back equal."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import codec
from bot.talk import (
    Button,
    Call,
    Item,
    Message,
    Person,
    Phrase,
    Place,
    Quoted,
    Refusal,
    Remote,
    Role,
    Text,
    Word,
    text,
)

names = st.text(max_size=10)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(hours=3))])
people = st.builds(Person, names, names, st.none() | names)
remotes = st.builds(Remote, names, names, names, st.lists(names, max_size=2).map(tuple))
places = st.builds(Place, names, names, names, names, st.lists(names, max_size=2).map(tuple))
phrases = st.builds(Phrase, st.lists(st.tuples(names, names), max_size=3).map(tuple))
plain = st.one_of(
    st.none(), st.booleans(), st.integers(), names, names.map(Word), st.dates(), st.datetimes(timezones=zones),
    people, remotes, places, phrases, st.builds(Quoted, names, st.none() | people),
)  # fmt: skip
pairs = st.lists(st.tuples(names, plain | st.lists(names, max_size=3).map(tuple)), max_size=3).map(tuple)
texts = st.recursive(
    st.builds(Text, names, pairs),
    lambda inner: st.builds(Text, names, st.lists(st.tuples(names, inner), max_size=2).map(tuple)),
    max_leaves=4,
)
calls = st.builds(Call, names, pairs)
buttons = st.builds(Button, texts, calls, st.lists(names, max_size=2).map(tuple))
items = st.builds(Item, texts, names, st.none() | buttons)
some_items, some_buttons = (st.lists(each, max_size=2).map(tuple) for each in (items, buttons))
messages = st.builds(Message, texts, names, some_items, some_buttons)


@given(st.one_of(plain, calls, buttons, messages, st.tuples(messages, st.lists(names).map(tuple))))
def test_every_value_comes_back_equal(value: Any) -> None:
    """And of the same type all through: a Word is no other string, True is not 1."""
    again = codec.loads(codec.dumps(value))
    assert again == value
    assert codec.dumps(again) == codec.dumps(value)


@pytest.mark.parametrize("value", [1.5, {"a": 1}, {1}, b"bytes", object(), Refusal(text("core.done"))])
def test_what_is_no_value_of_ours_is_not_stored(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        codec.dumps(value)


def test_a_role_is_not_smuggled_in() -> None:
    """It is read from the platform each time, never from a stored Call."""
    assert type(codec.loads(codec.dumps(Role.MODERATOR))) is int
