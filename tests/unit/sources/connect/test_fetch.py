"""The connectors against a real server of this machine."""

import datetime
import gzip
import json
import logging
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.connect.client import Client
from docgen.sources.connect.fetch import Order, fetch_pages, find_token
from docgen.sources.connect.settings import built_in
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.tables.values import find_zone
from tests.support.tool_server import Answer, serving

DAY = datetime.date(2027, 6, 30)
TOKEN = "tok-4711-secret"  # noqa: S105 - of no server
PINGCODE = {"DOCGEN_PINGCODE_TOKEN": TOKEN}
WORKTILE = {"DOCGEN_WORKTILE_TOKEN": TOKEN}


def fetch(server, tool, environment, waits=None, project="p 1", **limits):
    settings = built_in()
    some = replace(settings.limits, **{"seconds": 5, "attempts": 3, "pages": 10, **limits})
    place = replace(settings.places[tool], root=server.root, page_size=2)
    client = Client(server.root, some, sleep=(waits if waits is not None else []).append)
    order = Order(tool, place, project, DAY, some.pages)
    return fetch_pages(order, client, find_token(order, client, environment))


def refused(server, *given, **limits):
    with pytest.raises(DocgenError) as failure:
        fetch(server, *given, **limits)
    (finding,) = failure.value.diagnostics
    assert TOKEN not in repr(failure.value.diagnostics)
    return finding


def item(number):
    return {"id": f"i{number}", "identifier": f"APP-{number}", "title": "t", "state": {"type": "completed"}}


def pingcode(asked):
    """Play PingCode with three work items on two pages."""
    if asked.path == "/v1/project/work_items":
        number = int(asked.query["page_index"])
        values = [item(n) for n in (1, 2, 3)[number * 2 : number * 2 + 2]]
        return Answer({"page_size": 2, "page_index": number, "total": 3, "values": values})
    if asked.path.endswith("/sprints"):
        return Answer({"page_size": 2, "page_index": 0, "total": 0, "values": []})
    if asked.path.endswith("/progress"):
        return Answer({"work_item": {"total": 3, "completed_count": 2}})
    return Answer({"code": "404"}, 404)


def read_all(pages):
    settings = Settings(find_zone("Asia/Shanghai"))
    readings = [read_progress(content, name, settings) for name, content in pages.items()]
    assert [reading.findings for reading in readings] == [()] * len(readings)
    return readings


def test_it_fetches_every_page_and_an_import_reads_them():
    with serving(pingcode) as server:
        pages = fetch(server, "pingcode", PINGCODE)
    assert list(pages) == ["items-001", "items-002", "sprints-001", "progress"]
    readings = read_all(pages)
    assert [item.ref for reading in readings for item in reading.items] == ["APP-1", "APP-2", "APP-3", "p 1"]
    assert {reading.day for reading in readings} == {DAY}
    assert {asked.headers["Authorization"] for asked in server.asked} == {f"Bearer {TOKEN}"}
    assert server.asked[0].query == {"project_ids": "p 1", "page_index": "0", "page_size": "2"}
    assert server.asked[-1].path == "/v1/project/projects/p%201/progress"
    assert not any(TOKEN in content.decode() for content in pages.values())


def test_it_gets_a_token_for_a_client_of_pingcode():
    def answer(asked):
        if asked.path == "/v1/auth/token":
            assert asked.query == {"grant_type": "client_credentials", "client_id": "c", "client_secret": "s"}
            return Answer({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 1})
        return pingcode(asked)

    with serving(answer) as server:
        environment = {"DOCGEN_PINGCODE_CLIENT_ID": "c", "DOCGEN_PINGCODE_CLIENT_SECRET": "s"}
        fetch(server, "pingcode", environment)
    assert server.asked[1].headers["Authorization"] == f"Bearer {TOKEN}"


def test_it_fetches_tasks_of_worktile_until_there_are_no_more():
    def answer(asked):
        if asked.path == "/open-api/tenant-access-token":
            assert (asked.method, json.loads(asked.body)) == (
                "POST",
                {"client_id": "c", "client_secret": "s"},
            )
            return Answer({"code": 200, "data": {"tenant_access_token": TOKEN}})
        number = int(asked.query["page_index"])
        task = {"_id": f"t{number}", "identifier": f"XM-{number}", "title": "t", "task_state": {"type": 3}}
        return Answer({"code": 200, "data": {"items": [task], "total": 2, "has_more": number == 0}})

    with serving(answer) as server:
        environment = {"DOCGEN_WORKTILE_CLIENT_ID": "c", "DOCGEN_WORKTILE_CLIENT_SECRET": "s"}
        pages = fetch(server, "worktile", environment)
    assert list(pages) == ["items-001", "items-002"]
    assert [item.ref for reading in read_all(pages) for item in reading.items] == ["XM-0", "XM-1"]
    assert server.asked[1].query["access_token"] == TOKEN
    assert "Authorization" not in server.asked[1].headers


@pytest.mark.parametrize("header", ["X-Pc-Retry-After", "Retry-After"])
def test_it_waits_as_long_as_a_busy_server_asks(header):
    waits, first = [], []

    def answer(asked):
        if not first:
            first.append(asked)
            return Answer({}, 429, {header: "7"})
        return pingcode(asked)

    with serving(answer) as server:
        assert len(fetch(server, "pingcode", PINGCODE, waits)) == 4
    assert waits == [7.0]


def test_it_never_waits_longer_than_a_minute():
    waits = []
    with serving(lambda _: Answer({}, 429, {"x-pc-retry-after": "86400"})) as server:
        finding = refused(server, "pingcode", PINGCODE, waits)
    assert waits == [60.0, 60.0]
    assert (finding.code, finding.facts["status"]) == ("DG789", 429)


def test_it_tries_again_after_a_failure_of_the_server():
    waits, times = [], []

    def answer(asked):
        times.append(asked)
        return Answer(b"oops", 500) if len(times) < 3 else pingcode(asked)

    with serving(answer) as server:
        assert len(fetch(server, "pingcode", PINGCODE, waits)) == 4
    assert len(waits) == 2


@pytest.mark.parametrize(
    ("answer", "kind", "status", "times"),
    [
        (Answer(b"oops", 503), "server_error", 503, 3),
        (Answer({"message": TOKEN}, 401), "refused", 401, 1),
        (Answer({}, 404), "refused", 404, 1),
        (Answer(b"<html>", 200), "not_json", 200, 1),
        (Answer(b"[" * 100_000, 200), "not_json", 200, 1),
        (Answer({"code": 100, "message": "no"}, 200), "strange_answer", None, 1),
        (Answer([1, 2], 200), "strange_answer", None, 1),
        (Answer(b"x" * 9_000_000, 200), "large_answer", 200, 1),
        (
            Answer(gzip.compress(b" " * 20_000_000), 200, {"Content-Encoding": "gzip"}),
            "large_answer",
            200,
            1,
        ),
        (Answer(b"", 302, {"Location": "http://localhost:1/steal"}), "other_host", 302, 1),
        (Answer(b"", 302, {"Location": "/v1/project/work_items"}), "many_redirects", None, 4),
        (Answer(b"", 302), "strange_answer", 302, 1),
        (Answer(b"", 304), "strange_answer", 304, 1),
        (Answer(b'{"values": [NaN], "total": 1}', 200), "not_json", 200, 1),
        (Answer(b"not gzip", 200, {"Content-Encoding": "gzip"}), "strange_answer", None, 1),
    ],
)
def test_it_gives_up_and_says_why(answer, kind, status, times):
    with serving(lambda _: answer) as server:
        finding = refused(server, "pingcode", PINGCODE)
        assert finding.facts == {
            "address": f"{server.root}/v1/project/work_items",
            "kind": kind,
            "status": status,
        }
        assert len(server.asked) == times


def test_it_follows_a_redirect_within_the_host():
    def answer(asked):
        if asked.path == "/v1/project/work_items":
            return Answer(b"", 307, {"Location": "/v1/pjm/work_items?page_index=0"})
        return (
            pingcode(replace(asked, path="/v1/project/work_items"))
            if "pjm" in asked.path
            else pingcode(asked)
        )

    with serving(answer) as server:
        assert "items-001" in fetch(server, "pingcode", PINGCODE, pages=2)


def test_it_does_not_wait_for_an_answer_that_drips():
    with serving(lambda _: Answer(b" " * 10_000, drip=0.05)) as server:
        finding = refused(server, "pingcode", PINGCODE, seconds=1, attempts=1)
    assert finding.facts["kind"] == "no_answer"


def test_it_does_not_wait_for_a_silent_server():
    def answer(_):
        time.sleep(1.5)
        return Answer({})

    with serving(answer) as server:
        assert refused(server, "pingcode", PINGCODE, seconds=1, attempts=1).facts["kind"] == "no_answer"


def test_it_does_not_wait_for_headers_that_drip():
    def drip(listener):
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(9999)
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while True:
                connection.sendall(b"a")
                time.sleep(0.2)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        place = replace(built_in().places["pingcode"], root=f"http://127.0.0.1:{listener.getsockname()[1]}")
        start = time.monotonic()
        assert refused(place, "pingcode", PINGCODE, seconds=1, attempts=1).facts["kind"] == "no_answer"
        assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:1"),
        ("HTTP_PROXY", "foo://127.0.0.1:1"),
        ("SSL_CERT_FILE", "/no/such/file"),
    ],
)
def test_it_says_that_this_machine_is_not_set_up(monkeypatch, name, value):
    for each in ("all_proxy", "http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(each, raising=False)
        monkeypatch.delenv(each.upper(), raising=False)
    monkeypatch.setenv(name, value)
    with serving(pingcode) as server:
        assert refused(server, "pingcode", PINGCODE).facts["kind"] == "network_settings"
        assert server.asked == []


def test_it_keeps_the_token_out_of_what_it_saves():
    def answer(asked):
        address = f"https://x/?access_token={asked.query['access_token']}"
        return Answer({"items": [{"_id": "1", "url": address}], "total": 1})

    with serving(answer) as server:
        (page,) = fetch(server, "worktile", {"DOCGEN_WORKTILE_TOKEN": f"{TOKEN}+/="}).values()
    assert TOKEN not in page.decode()
    assert json.loads(page)["page"]["items"][0]["url"] == "https://x/?access_token=***"


def test_it_saves_half_a_character_as_a_question_mark():
    page = b'{"values": [{"id": "\\ud83d"}], "total": 1}'
    with serving(lambda asked: pingcode(asked) if "projects" in asked.path else Answer(page)) as server:
        pages = fetch(server, "pingcode", PINGCODE)
    assert json.loads(pages["items-001"])["page"]["values"] == [{"id": "?"}]


def test_it_refuses_what_is_too_deep_to_be_saved():
    def below(frames):
        return below(frames - 1) if frames else refused(server, "pingcode", PINGCODE)

    page = b'{"values": [' + b"[" * 900 + b"]" * 900 + b'], "total": 1}'
    with serving(lambda asked: pingcode(asked) if "projects" in asked.path else Answer(page)) as server:
        assert below(300).facts["kind"] == "strange_answer"


@pytest.mark.parametrize("token", [f"{TOKEN}\nX: 1", f"{TOKEN}密", f"\x01{TOKEN}"])
def test_it_refuses_a_token_that_cannot_be_sent(token):
    with serving(pingcode) as server:
        finding = refused(server, "pingcode", {"DOCGEN_PINGCODE_TOKEN": token})
        assert server.asked == []
    assert (finding.code, finding.facts["wrong"]) == ("DG788", ("DOCGEN_PINGCODE_TOKEN",))


def test_it_takes_no_notice_of_blanks_around_a_token():
    with serving(pingcode) as server:
        fetch(server, "pingcode", {"DOCGEN_PINGCODE_TOKEN": f"{TOKEN}\r\n"})
        assert {asked.headers["Authorization"] for asked in server.asked} == {f"Bearer {TOKEN}"}


def test_it_says_that_nobody_is_there():
    with serving(pingcode) as server:
        pass
    assert refused(server, "pingcode", PINGCODE).facts["kind"] == "no_connection"


def test_it_gives_up_a_list_that_never_ends():
    endless = Answer({"page_size": 2, "page_index": 0, "total": 10**9, "values": [item(1)]})
    with serving(lambda _: endless) as server:
        finding = refused(server, "pingcode", PINGCODE, pages=4)
        assert finding.facts["kind"] == "endless"
        assert len(server.asked) == 4


def test_it_keeps_to_the_rate():
    waits, now = [], [1000.0]

    def sleep(seconds):
        waits.append(seconds)
        now[0] += seconds

    with serving(pingcode) as server:
        limits = replace(built_in().limits, requests_per_minute=2)
        client = Client(server.root, limits, sleep=sleep, clock=lambda: now[0])
        for _ in range(5):
            client.get("/v1/project/projects/p/progress", {}, {})
    assert waits == [60.0, 60.0]


@pytest.mark.parametrize(("tool", "name"), [("pingcode", "DOCGEN_PINGCODE"), ("worktile", "DOCGEN_WORKTILE")])
@pytest.mark.parametrize("given", [{}, {"_CLIENT_ID": "c"}, {"_CLIENT_SECRET": "s"}])
def test_it_names_the_variables_that_are_missing(tool, name, given):
    with serving(pingcode) as server:
        finding = refused(server, tool, {f"{name}{key}": value for key, value in given.items()})
        assert server.asked == []
    assert finding.code == "DG788"
    assert finding.facts["variables"] == (f"{name}_TOKEN", f"{name}_CLIENT_ID", f"{name}_CLIENT_SECRET")


def test_it_writes_no_secret_to_a_log(caplog):
    with caplog.at_level(logging.INFO), serving(lambda _: Answer({}, 404)) as server:
        refused(server, "worktile", WORKTILE)
    assert TOKEN not in caplog.text
