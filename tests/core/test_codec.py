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
    Picture,
    Place,
    Quoted,
    Refusal,
    Remote,
    Role,
    Text,
    Word,
    text,
)

names = st.text(max_size=8)
several = st.lists(names, max_size=2).map(tuple)
people = st.builds(Person, names, names, st.none() | names)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    names,
    names.map(Word),
    several,
    st.dates(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])),
    people,
    st.builds(Remote, names, names, names, several),
    st.builds(Place, names, names, names, names, several),
    st.builds(Phrase, st.tuples(st.tuples(names, names))),
    st.builds(Quoted, names, st.none() | people),
)
pairs = st.lists(st.tuples(names, values), max_size=2).map(tuple)
inner = st.builds(Text, names, pairs)
texts = st.builds(Text, names, st.tuples(st.tuples(names, inner | values)))
buttons = st.builds(Button, texts, st.builds(Call, names, pairs), several)
items = st.tuples(st.builds(Item, texts, names, st.none() | buttons))
pictures = st.builds(Picture, names, st.tuples(st.tuples(names, values)), st.tuples(texts))
messages = st.builds(Message, texts, names, items, st.tuples(buttons), picture=st.none() | pictures)


@given(values | st.tuples(messages, several))
def test_every_value_comes_back_equal(value: Any) -> None:
    assert codec.loads(codec.dumps(value)) == value


def test_a_word_stays_ours_and_a_truth_stays_one() -> None:
    """They equal what anybody could have typed, and are not the same."""
    (word, typed), (yes, one) = codec.loads(codec.dumps(((Word("early"), "early"), (True, 1))))
    assert [type(each) for each in (word, typed, yes, one)] == [Word, str, bool, int]


@pytest.mark.parametrize("value", [1.5, {"a": 1}, {1}, b"bytes", object(), Refusal(text("core.done"))])
def test_what_is_no_value_of_ours_is_not_stored(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        codec.dumps(value)


def test_half_a_character_is_left_out() -> None:
    """No database could hold it, wherever an adapter brought it."""
    assert codec.loads(codec.dumps(Remote("b\ud800", "Bethan\udfff"))) == Remote("b", "Bethan")


def test_a_role_is_not_smuggled_in() -> None:
    """It is read from the platform each time, never from a stored Call."""
    assert type(codec.loads(codec.dumps(Role.MODERATOR))) is int


def test_what_was_stored_before_there_were_pictures_is_still_read() -> None:
    assert codec.loads('{"Message":[{"Text":["core.done",[]]},"",[],[],[],[]]}') == Message(text("core.done"))
