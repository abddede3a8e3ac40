"""The preview from outside: who may ask it what, how it starts, and how it ends."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.preview import PROGRAM, children_of, make_folder, running

pytestmark = pytest.mark.xdist_group("preview")

ROOT = Path(__file__).parents[2]
QUICK = 4
"""Seconds in which the preview ends on a busy machine; an idle one needs half of one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def preview(folder):
    with running(folder, "acme", "goals.yaml", "--no-open") as started:
        yield started


def moments(preview, until=lambda moment: moment["phase"] == "done", patience=30):
    """Read what the page is told until it is what we wait for; returns the last."""
    end, last = time.monotonic() + patience, None
    with socket.create_connection(("127.0.0.1", preview.port), timeout=patience) as connection:
        lines = [
            f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}",
            f"Cookie: {preview.cookie['Cookie']}",
        ]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        for line in connection.makefile("rb"):
            if line.startswith(b"data: "):
                last = json.loads(line.removeprefix(b"data: "))
                if until(last):
                    return last
            assert time.monotonic() < end, last
    raise AssertionError(last)


def test_it_turns_the_token_into_a_cookie_and_cleans_the_address(preview):
    answer = preview.ask(f"/?token={preview.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert preview.token.lower() in cookie
    assert b"<main>" in preview.ask("/", **preview.cookie).body


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        "/style.css",
        "/words.js",
        "/page/1/1?width=200",
        "/file/1/pdf",
        "/choose?spec=0",
        "/nothing",
    ],
)
def test_it_shows_nothing_to_those_who_do_not_know_the_token(preview, path):
    port = preview.port
    for cookie in ({}, {"Cookie": "a=b"}, {"Cookie": f"docgen-preview-{port}=guess"}, {"Cookie": ";;=\x01"}):
        answer = preview.ask(path, **cookie)
        assert (answer.status, answer.headers["x-content-type-options"]) == (403, "nosniff")
    assert preview.ask("/?token=guess").status == 403
    assert preview.ask(f"/events?token={preview.token}").status == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "[::1]:{port}",
        "localhost.",
    ],
)
def test_it_answers_to_its_own_address_alone(preview, host):
    headers = {"Host": host.format(port=preview.port), **preview.cookie}
    assert preview.ask("/", **headers).status == 421
    assert preview.ask(f"/?token={preview.token}", **headers).status == 421
    assert preview.ask("/", Host=f"localhost:{preview.port}", **preview.cookie).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_it_does_nothing_but_show(preview, method):
    answer = preview.ask("/choose?spec=0", method, **preview.cookie)
    assert (answer.status, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_it_refuses_what_pages_of_others_ask(preview, headers):
    answer = preview.ask("/events", **headers, **preview.cookie)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../pack.yaml",
        "/..%2f..%2fgoals.yaml",
        "/vendor/../../server.py",
        "/vendor/%2e%2e/%2e%2e/server.py",
        "/vendor/",
        "/acme/pack.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/file/1/..%2fpack.yaml",
        "/page/1/0?width=100",
        "/page/1/99?width=100",
        "/page/1/1?width=x",
        "/page/1/-1",
        "/page/99/1?width=100",
        "/file/99/pdf",
    ],
)
def test_it_knows_no_file_but_its_own(preview, path):
    moments(preview)
    assert preview.ask(path, **preview.cookie).status == 404


def test_it_tells_the_browser_to_be_strict(preview):
    headers = preview.ask("/", **preview.cookie).headers
    policy = dict(part.split(maxsplit=1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["form-action"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_it_hands_over_the_files_it_has_made(preview):
    made = moments(preview, lambda moment: moment["phase"] == "done" and moment["made"])["made"]
    for file in made["files"]:
        path = f"/file/{made['number']}/{file['output']}"
        answer = preview.ask(f"{path}?name={file['name']}", **preview.cookie)
        assert answer.body.startswith({"pdf": b"%PDF-", "docx": b"PK"}[file["output"]])
        assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{file['name']}"
        assert "content-disposition" not in preview.ask(path, **preview.cookie).headers
    assert {file["name"] for file in made["files"]} == {"goals.pdf", "goals.docx"}


@pytest.mark.parametrize("query", ["", "?spec=99", "?spec=-1", "?spec=0&locale=xx", "?spec=a"])
def test_it_refuses_a_choice_there_is_not(preview, query):
    assert preview.ask(f"/choose{query}", **preview.cookie).status == 400


def test_it_writes_nothing_and_listens_on_this_computer_alone(preview, folder):
    moments(preview)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {"house/pack.yaml", "house/brand.yaml", "acme/pack.yaml", "acme/brand.yaml"} | {
        "acme/labels/en.yaml",
        "goals.yaml",
    }
    port = f":{preview.port:04X}"
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert {row[1] for row in listening if row[1].endswith(port) and row[3] == "0A"} == {f"0100007F{port}"}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_ends_at_once_and_quietly_with_its_child(tmp_path, number, code):
    with running(make_folder(tmp_path), "acme", "goals.yaml", "--no-open") as started:
        moments(started, lambda moment: moment["phase"] == "making")
        wait_for(lambda: children_of(started.process.pid))
        (child,) = children_of(started.process.pid)
        began = time.monotonic()
        assert started.end(number) == code
        assert time.monotonic() - began < QUICK
        wait_for(lambda: not Path(f"/proc/{child}").exists(), patience=3)
        assert started.process.stderr.read().strip() == "Ctrl-C ends the preview."


def test_it_goes_on_when_a_making_hangs_or_dies(tmp_path):
    make_folder(tmp_path)
    endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
    with running(tmp_path, "acme", "goals.yaml", "--no-open") as started:
        first = moments(started)["made"]
        section = tmp_path / "acme" / "sections" / "goals.html.j2"
        section.parent.mkdir()
        section.write_text(endless, encoding="utf-8")
        moments(started, lambda moment: moment["phase"] == "making")
        assert started.ask("/style.css", **started.cookie).status == 200
        (child,) = children_of(started.process.pid)
        kill(child)
        died = moments(started, lambda moment: codes(moment) & {"DG843"})
        assert (died["current"], died["made"]["number"]) == (False, first["number"])
        section.write_text(endless + "\n", encoding="utf-8")
        moments(started, lambda moment: moment["phase"] == "making")
        shutil.rmtree(section.parent)  # a newer save: nobody waits for the old one any longer
        mended = moments(started, lambda moment: moment["current"])
        assert mended["made"]["number"] > first["number"]
        assert not codes(mended) & {"DG843"}


def test_it_says_that_a_port_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        ended = run(make_folder(tmp_path), "acme", "--no-open", "--port", str(other.getsockname()[1]))
    assert (ended.returncode, found(ended)) == (1, {"DG751"})


@pytest.mark.parametrize(
    ("arguments", "code", "codes"),
    [
        (["acne"], 2, {"DG301"}),
        (["."], 2, {"DG302"}),
        (["acme", "--locale", "xx"], 2, {"DG412"}),
        (["acme", "gaols.yaml"], 1, {"DG710"}),
        (["acme", "--port", "70000"], 2, set()),
        ([], 2, set()),
    ],
    ids=str,
)
def test_it_refuses_a_wrong_command_line(tmp_path, arguments, code, codes):
    ended = run(make_folder(tmp_path), *arguments, "--no-open")
    assert (ended.returncode, found(ended)) == (code, codes)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "watchfiles", "pypdfium2"])
def test_it_says_what_to_install(tmp_path, name):
    hidden = f"import sys; sys.modules[{name!r}] = None; sys.argv = ['docgen', 'pack', 'preview', 'acme']"
    ended = run_python(make_folder(tmp_path), f"{hidden}\nfrom docgen.cli import main; main()")
    assert (ended.returncode, found(ended)) == (1, {"DG750"})
    assert 'pip install "docgen[preview]"' in ended.stderr
    assert name in ended.stderr


def test_it_says_that_there_is_nothing_to_show(tmp_path):
    make_folder(tmp_path)
    shutil.copytree(
        ROOT / "docgen", tmp_path / "bare" / "docgen", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "bare" / "templates").symlink_to(ROOT / "templates")
    program = "import sys; sys.path.insert(0, 'bare'); sys.argv = ['docgen', 'pack', 'preview', 'acme', '--no-open']"
    ended = run_python(tmp_path, f"{program}\nfrom docgen.cli import main; main()")
    assert (ended.returncode, found(ended)) == (1, {"DG754"})


def run(folder, *arguments):
    return subprocess.run(
        [str(PROGRAM), "pack", "preview", "--lang", "en", *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def run_python(folder, statement):
    return subprocess.run(
        [sys.executable, "-c", statement],
        cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def found(ended):
    return set(
        re.findall(
            r"DG\d{3}(?=  | *$)", "\n".join(line for line in ended.stderr.splitlines() if line[:1] != " ")
        )
    )


def codes(moment):
    return {finding["code"] for finding in moment["findings"]}


def kill(child):
    subprocess.run(["kill", "-KILL", str(child)], check=True)


def wait_for(what, patience=30):
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)
