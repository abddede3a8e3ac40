"""Known vulnerabilities are looked for where they can be, and never said to be none where they cannot."""

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from make.lock import read_pins
from tests.support.advisories import advisories

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".make" / "supply" / "bin" / "pip-audit"
LOCK = ROOT / "requirements" / "build.txt"
KNOWN = {
    "pluggy": [
        {
            "schema_version": "1.6.0",
            "id": "PYSEC-2099-1",
            "aliases": ["CVE-2099-0001"],
            "summary": "A plug could be pulled.",
            "affected": [
                {
                    "package": {"name": "pluggy", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
                }
            ],
        }
    ]
}
needs_pip_audit = pytest.mark.skipif(
    not PROGRAM.exists(), reason="pip-audit is not installed: make/supply.sh"
)


def audit(service, *arguments, lock=LOCK):
    return subprocess.run(
        [sys.executable, "-m", "make.audit", "--service", service, *arguments, str(lock)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_pip_audit
def test_it_fails_when_a_vulnerability_is_known():
    with advisories(KNOWN) as service:
        ended = audit(service.address)
    assert ended.returncode == 1
    assert "PYSEC-2099-1, CVE-2099-0001; mended in 99.1. A plug could be pulled." in ended.stderr


@needs_pip_audit
def test_it_asks_about_every_pin_and_is_content_when_nothing_is_known():
    with advisories({}) as service:
        ended = audit(service.address)
    pins = {(pin.name, pin.version) for pin in read_pins(LOCK)}
    assert pins <= set(service.questions)
    assert (ended.returncode, ended.stderr) == (
        0,
        f"No known vulnerability in {len(pins)} pinned packages.\n",
    )


@needs_pip_audit
def test_it_asks_about_both_versions_of_a_package_that_has_two(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("pluggy==1 ; python_version < '3.12'\npluggy==2 ; python_version >= '3.12'\n")
    with advisories({}) as service:
        ended = audit(service.address, lock=lock)
    assert {("pluggy", "1"), ("pluggy", "2")} <= set(service.questions)
    assert ended.stderr == "No known vulnerability in 2 pinned packages.\n"


@needs_pip_audit
def test_it_says_that_the_service_cannot_be_reached():
    with advisories({}) as service:
        address = service.address
    ended = audit(address)
    assert ended.returncode == 0
    assert ended.stderr.startswith(
        "Known vulnerabilities were not looked for: the service that knows them cannot"
    )


@needs_pip_audit
def test_a_service_that_is_ill_is_no_good_news():
    with advisories(KNOWN, status=503) as service:
        ended = audit(service.address)
    assert ended.returncode == 0
    assert "were not looked for" in ended.stderr


@needs_pip_audit
def test_what_was_found_counts_when_the_service_falls_ill(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("pluggy==1 ; python_version < '3.12'\npluggy==2 ; python_version >= '3.12'\n")
    with advisories(KNOWN, ill="2") as service:
        ended = audit(service.address, lock=lock)
    assert ended.returncode == 1
    assert "pluggy 1: PYSEC-2099-1" in ended.stderr
    assert "The others were not looked at: pip-audit ended without an answer" in ended.stderr


@needs_pip_audit
def test_what_answers_without_being_a_service_is_no_good_news():
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=_babble, args=(door,))
        thread.start()
        ended = audit(f"http://127.0.0.1:{door.getsockname()[1]}/v1/query")
        thread.join()
    assert (ended.returncode, ended.stderr.count("\n")) == (0, 1)
    assert "were not looked for" in ended.stderr


def _babble(door):
    talk, _ = door.accept()
    with talk:
        talk.recv(1 << 16)
        talk.sendall(b"220 mail at your service\r\n")


@needs_pip_audit
def test_it_waits_no_longer_than_it_may():
    start = time.monotonic()
    with advisories({}, delay=0.5) as service:
        ended = audit(service.address, "--seconds", "2")
    assert time.monotonic() - start < 5
    assert ended.returncode == 0
    assert "did not answer 6 questions in time" in ended.stderr
