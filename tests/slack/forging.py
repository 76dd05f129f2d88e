"""Twelve requests that Slack did not send, or not now: each made of an honest one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from tests.slack.hooks import signature

Request = tuple[str, Mapping[str, str]]  # body and head
Forger = Callable[[str, str, Mapping[str, str]], Request]
AT, BY = "X-Slack-Request-Timestamp", "X-Slack-Signature"


def _without(name: str) -> Forger:
    return lambda _secret, body, head: (body, {each: value for each, value in head.items() if each != name})


def at(seconds: int) -> Forger:
    """Signed with the right secret, but at another time: an honest request that somebody kept."""

    def forge(secret: str, body: str, head: Mapping[str, str]) -> Request:
        then = str(int(time.clock_gettime(time.CLOCK_REALTIME)) + seconds)
        return body, {**head, AT: then, BY: signature(secret, then, body)}

    return forge


def _signed(sign: Callable[[str, str, str], str]) -> Forger:
    """With another signature, made of the secret, the instant and the body."""
    return lambda secret, body, head: (body, {**head, BY: sign(secret, head[AT], body)})


def _stamped(at: str) -> Forger:
    return lambda secret, body, head: (body, {**head, AT: at, BY: signature(secret, at, body)})


FORGED: Mapping[str, Forger] = {
    "without a signature": _without(BY),
    "without a time": _without(AT),
    "with another secret": _signed(lambda _secret, at, body: signature("another", at, body)),
    "with no secret": _signed(lambda _secret, at, body: signature("", at, body)),
    "with an empty signature": _signed(lambda *_: ""),
    "with a signature of another version": _signed(lambda *all_: "v1" + signature(*all_)[2:]),
    "with half a signature": _signed(lambda *all_: signature(*all_)[:34]),
    "with a signature of another body": _signed(lambda secret, at, body: signature(secret, at, body + "&")),
    "with words changed after it was signed": lambda _secret, body, head: (body.replace("Wait", "Bait"), head),
    "with a time changed after it was signed": lambda _secret, body, head: (body, {**head, AT: str(int(head[AT]) - 1)}),
    "with a time that is none": _stamped("yesterday"),
    "six minutes old": at(-360),
    "from six minutes ahead": at(360),
}
