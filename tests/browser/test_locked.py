"""Only this computer's own page comes in."""

from __future__ import annotations

import http.client
import json

from tests.browser.conftest import House


def ask(house: House, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=5)
    line.request(method, path, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    said = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    line.close()
    return said


def test_the_door_of_the_page(house: House) -> None:
    start = house.start_address.removeprefix(house.address)
    cookie = f"blether-{house.port}={start.partition('=')[2]}"
    wish = {"person": "callum", "place": "learning", "event": "12345678", "said": "hello"}

    status, headers, _ = ask(house, "GET", start)
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"] == f"{cookie}; HttpOnly; Path=/; SameSite=strict"

    for path in ("/", "/stream", "/to/1", "/?start=wrong"):
        status, headers, said = ask(house, "GET", path)
        assert (status, "address that Blether showed" in said) == (403, True)
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    for path in ("/do", "/choices", "/language"):
        assert ask(house, "POST", path, json.dumps(wish), x_blether="1")[0] == 403
        assert ask(house, "POST", path, json.dumps(wish), cookie=cookie)[0] == 403

    assert ask(house, "GET", "/", cookie=cookie)[0] == 200
    assert ask(house, "GET", "/", cookie=cookie, host="evil.example")[0] == 400
    assert ask(house, "GET", "/static/../app.py", cookie=cookie)[0] == 404


def test_bad_bodies_get_a_kind_sentence(house: House) -> None:
    cookie = f"blether-{house.port}={house.start_address.partition('start=')[2]}"
    wish = {"person": "callum", "place": "learning", "event": "12345678", "said": "hello"}
    bad = {
        "": 400, "[]": 400, "{": 400, json.dumps(wish | {"person": "nobody"}): 400,
        json.dumps(wish | {"place": "direct:sian"}): 400, json.dumps(wish | {"event": "<b>"}): 400,
        json.dumps(wish | {"said": "x" * 70_000}): 413,
    }  # fmt: skip
    for body, expected in bad.items():
        status, _, said = ask(house, "POST", "/do", body, cookie=cookie, x_blether="1")
        assert (status, json.loads(said)["kind"]) == (expected, "refusal"), body
        assert "Traceback" not in said
    assert ask(house, "POST", "/do", json.dumps(wish), cookie=cookie, x_blether="1")[2] == '{"kind":"posted"}'
    for forged in ("", "1learn.show|entry=x|", "0nothing", "1no.such||", "\x00"):
        body = json.dumps({**wish, "said": "", "wire": forged})
        status, _, said = ask(house, "POST", "/do", body, cookie=cookie, x_blether="1")
        assert (status, json.loads(said)["kind"]) == (200, "refusal"), forged
