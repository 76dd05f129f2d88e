"""Strings that have broken something somewhere: each must stay words, whatever field they are typed into."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.sweeps import WHOLE

MENTIONS = (
    "@everyone",
    "@here",
    "@channel",
    "<@123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "<@U012AB3CD>",
    "<@W012AB3CD|mai>",
    "<#C012AB3CD|staffroom>",
    "<!everyone>",
    "<!channel>",
    "<!subteam^S012AB3CD>",
    "<!date^1392734382^{date}|now>",
    "<t:1618953630:R>",
    "<id:customize>",
    "</learn log:123456789012345678>",
    "<:wave:123456789012345678>",
    "<a:wave:123456789012345678>",
    ":wave:",
    "@\u200beveryone",
    "\uff20everyone",
    "@silent hello",
    "/learn delete",
)
MARKUP = (
    "*one* _two_ ~three~",
    "**one** __two__ ~~three~~ ||four||",
    "`code`",
    "````\n```\n````",
    "> quoted",
    ">>> all quoted",
    "### heading\n===",
    "-# small",
    "- one\n- two\n  - three",
    "1. one\n2. two",
    "1986\\. A year",
    "[words](https://example.org)",
    "[words](javascript:alert(1))",
    "[words](<https://example.org> 'title')",
    "[words][1]\n\n[1]: https://example.org",
    "![picture](https://example.org/x.png)",
    "<https://example.org>",
    "<https://example.org|words>",
    "<mailto:mai@example.org|Mai>",
    "https://example.org/*a*/_b_?c=d&e=f#g",
    "HTTPS://EXAMPLE.ORG",
    "https://example.org\u202egpj.exe",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "***",
    "_ _",
    "a_b_c *d*e**f",
    "\\*not strong\\*",
    "\\",
    "&nbsp;&lt;b&gt;&#x202e;&amp;amp;",
    "| a | b |\n|---|---|\n| c | d |",
    "[ ] todo",
    "[^1]",
    "$x^2$",
)
PAGES = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><b onmouseover='alert(1)'>",
    "' onfocus=alert(1) autofocus='",
    "</bdi></blockquote></body>",
    "<!-- --><!--",
    "]]><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "<a href='javascript:alert(1)'>here</a>",
    "<base href=//example.org>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "<template><slot name=x>",
    "data: {}\n\nevent: said\ndata: x",
    "Set-Cookie: a=b\r\nX-Other: c",
)
PROGRAMS = (
    "{ $what }",
    "{ learn-kept }",
    "{ -term }",
    "{ $n ->\n [one] x\n*[other] y\n}",
    '{ "\\u0041" }',
    "{",
    "{{",
    "{0} {name} {self.__class__} %s %(a)s %n $a ${a} #{a}",
    "{{ 7*7 }} {% raw %}",
    "key = value",
    ".title = value",
    "'; DROP TABLE learn_entry; --",
    '" OR ""="',
    "\\x00 \\u0000 \\n",
    "%00 %0d%0a %2e%2e%2f",
    "../../../etc/passwd",
    "$(reboot) `reboot` ; reboot | reboot && reboot",
    "@SUM(A1:A9)",
    "\t=1+1",
    '=HYPERLINK("https://example.org?"&A1,"x")',
    "=cmd|' /C calc'!A0",
    '{"Text": ["core.done", []]}',
    '[{"type": "section"}]',
    "None",
    "0",
    "1e309",
    "1learn.log||?",
    "0AAAAAAAAAAAAAAAAAAAAAA",
    "entry=1&entry=2|?",
)
CHARACTERS = (
    "a\0b",
    "\0",
    "\ud800",
    "a\udfffb",
    "\ud83d\ude00",
    "\ufffe\uffff",
    "\U0010ffff",
    "\ue000",
    "\ue000\ue001\uf8ff",
    "\U000f0000",
    "\ufeffBOM",
    "\u00ad soft hyphen",
    "\u200b",
    "\u200b\u200c\u200d\u2060",
    "a\u200bb\u200cc\u200dd",
    "\u202egnp.exe",
    "\u202aa\u202bb\u202cc\u202dd",
    "\u2066a\u2067b\u2068c\u2069d",
    "\u200ea\u200fb\u061cc",
    "\u2028\u2029",
    "line\u2028line\u2029paragraph",
    "a\x0bb\x0cc\x1bd\x7fe\x85f",
    "\x1b[31mred\x1b[0m",
    "tab\ttab",
    "one\ntwo\r\nthree\rfour",
    "\n\n\n",
    "a" + "\n" * 100 + "b",
    "   ",
    "\u00a0\u3000\u2003",
    "e\u0301 w\u0302 y\u0302",
    "Z" + "\u0300\u0334\u0489" * 60,
    "\u0301",
    "\u1160\u3164\u115f",
    "\U000e0001\U000e0041\U000e007f",
    "ﷺ",
    "𒐫 ꧅",
    "ﬁ ² Ⅷ K Å",
    "İıſß ŉ",
    "שלום",
    "مرحبا بالعالم",
    "abc אבג 123 דהו",
    "a \u05d0\u0301 b",
    "नमस्ते",
    "你好，世界",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch",
    "ŵŷâêîôûẁẃẅỳ ŴŶ",
    "👩🏽‍🏫 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈",
    "👩‍",
    "🇬🇧🇬",
    "1️⃣ #️⃣",
    "©️ ™ ℹ️",
    "”‘„«»–—…",
)
LONG = (
    "x" * 10_000,
    "wait time " * 1_000,
    "*_[](" * 300,
    "<@1>" * 375,
    "\U0001f600" * 1_500,
    "w\u0302" * 1_500,
)
CURATED = (*MENTIONS, *MARKUP, *PAGES, *PROGRAMS, *CHARACTERS, *LONG)


def combined(number: int) -> Iterator[str]:
    """So many more: two of them in each other's way, as people paste, quote, cut, repeat and hide things."""
    chance = random.Random("hostile")
    short = [each for each in CURATED if 0 < len(each) <= 80]
    known = set(CURATED)
    while len(known) < len(CURATED) + number:
        one, other = chance.sample(short, 2)
        at = chance.randrange(len(one))
        made = chance.choice(
            (
                f"{one} {other}",
                f"{one}\n{other}",
                one[:at] + other + one[at:],
                f"**{one}** [{other}]({one})",
                f"<{one}|{other}>",
                f'"{one}" \u202e{other}',
                "\u200b".join(one[:12]) + other,
                f"{one[:at]}\0{other[at:]}\ud800",
                f"> {one}\n> {other}\n\n{{ ${one[:8]} }}",
                one * 3 + other.upper(),
                f"<b title='{one}'>{other}</b>",
                f"\ue000{one}\ue001{other}",
            )
        )
        if made not in known:
            known.add(made)
            yield made


HOSTILE = (*CURATED, *combined(512 - len(CURATED)))  # the curated ones stay first
SLICE = tuple(random.Random("slice").sample(HOSTILE, 2))
SOME = HOSTILE if WHOLE else SLICE
PARTS = [HOSTILE[first : first + 32] for first in range(0, len(HOSTILE), 32)] if WHOLE else [SLICE]
