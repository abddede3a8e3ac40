"""A shelf in an object store, against a real S3 server of this machine."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from http.client import HTTPConnection

import obstore
import pytest
from obstore.store import from_url

from docgen.bulk.model import File
from docgen.bulk.shelves.cloud import CloudShelf
from docgen.diagnostics import DocgenError
from docgen.seal import BLANK, seal_text
from tests.support.bucket import a_bucket, surroundings

pytestmark = pytest.mark.xdist_group("scale")


@pytest.fixture(scope="module", autouse=True)
def server():
    with a_bucket() as variables, surroundings(variables):
        yield variables


@pytest.fixture
def place(request):
    return f"s3://goals/{request.node.name.encode().hex()}"


def shelf(place, **options):
    return CloudShelf(place, **options)


def code(failure):
    return [found.code for found in failure.value.diagnostics]


def put_by_hand(place, path, content):
    """Put an object as another program would."""
    obstore.put(from_url(place), path, content)


def page(text):
    return seal_text(f"<!-- {BLANK} --><p>{text}".encode())


def test_it_keeps_files_by_their_paths(place):
    made = shelf(place).put({"东区/E1_王 小明 #1.html": page("一"), "东区/E1_王 小明 #1.pdf": b"%PDF-1"})
    other = shelf(place)
    assert made[0] == File("东区/E1_王 小明 #1.html", sha256(page("一")).hexdigest(), len(page("一")))
    assert sorted(other.paths()) == ["东区/E1_王 小明 #1.html", "东区/E1_王 小明 #1.pdf"]
    assert other.read("东区/E1_王 小明 #1.html") == page("一")
    assert other.find(made[1].path) == made[1]
    assert other.find("none") is None
    assert other.read("none") is None


def test_it_says_what_kind_of_file_it_is(place):
    shelf(place).put({"index.html": b"x"})
    found = obstore.get(from_url(place), "index.html")
    assert found.attributes["Content-Type"] == "text/html; charset=utf-8"


def test_it_replaces_what_docgen_made(place):
    shelf(place).put({"a.html": page("old")})
    shelf(place).put({"a.html": page("new")})
    assert shelf(place).read("a.html") == page("new")
    assert shelf(place).is_ours("a.html")


@pytest.mark.parametrize(
    ("content", "ours"), [(page("x"), True), (page("x") + b"edited", False)], ids=["ours", "edited"]
)
def test_it_knows_what_was_copied_there_and_what_was_edited(place, content, ours):
    put_by_hand(place, "a.html", content)
    assert shelf(place).is_ours("a.html") is ours
    assert shelf(place).find("a.html").digest == sha256(content).hexdigest()


def test_it_leaves_work_of_others_and_nothing_half_done(place):
    put_by_hand(place, "b.pdf", b"%PDF-1.7 annotated")
    with pytest.raises(DocgenError) as failure:
        shelf(place).put({"a.html": page("a"), "b.pdf": b"%PDF-1.7 ours"})
    assert code(failure) == ["DG805"]
    assert list(shelf(place).paths()) == ["b.pdf"]
    shelf(place).put({"a.html": page("a"), "b.pdf": b"%PDF-1.7 ours"}, force=True)
    assert shelf(place).read("b.pdf") == b"%PDF-1.7 ours"


def test_it_takes_the_same_file_twice_without_a_word(place):
    put_by_hand(place, "b.pdf", b"no seal at all")
    assert shelf(place).put({"b.pdf": b"no seal at all"})[0].size == 14


def test_it_saves_a_large_file_piece_by_piece_or_not_at_all(place):
    pieces = [bytes([number]) * (3 << 20) for number in range(4)]
    made = shelf(place).put_stream("zip/东区.zip", iter(pieces))
    assert made == File("zip/东区.zip", sha256(b"".join(pieces)).hexdigest(), 12 << 20)
    assert shelf(place).find(made.path) == made
    with pytest.raises(DocgenError) as failure:
        shelf(place).put_stream("zip/东区.zip", iter([b"x"]))
    assert code(failure) == ["DG805"]

    def broken():
        yield pieces[0] * 3
        raise KeyError

    with pytest.raises(KeyError):
        shelf(place).put_stream("zip/west.zip", broken())
    assert shelf(place).read("zip/west.zip") is None


def test_it_names_nothing_of_another_run_below_it(place):
    shelf(place).put({"West/a.html": page("a")})
    put_by_hand(place, "East/.docgen/ledger.jsonl", b"{}")
    put_by_hand(place, "East/Sales/a.html", page("a"))
    put_by_hand(place, "East/!.html", page("a"))
    assert list(shelf(place).paths()) == ["West/a.html"]


def test_it_removes_what_is_there_or_not(place):
    shelf(place).put({"a.html": page("a")})
    for _ in range(2):
        shelf(place).remove("a.html")
    assert list(shelf(place).paths()) == []


def test_it_keeps_lines_in_their_order_and_goes_on_after_them(place):
    first = shelf(place)
    for number in range(1201):
        first.append(".docgen/journal.jsonl", str(number).encode())
    assert [int(line) for line in first.lines(".docgen/journal.jsonl")] == [*range(1201)]
    second = shelf(place)
    second.append(".docgen/journal.jsonl", b"1201")
    assert [int(line) for line in second.lines(".docgen/journal.jsonl")] == [*range(1202)]
    assert list(second.paths()) == []
    second.remove(".docgen/journal.jsonl")
    assert list(second.lines(".docgen/journal.jsonl")) == []


def test_it_puts_lines_within_a_second(place):
    shelf(place).append(".docgen/journal.jsonl", b"one")
    time.sleep(1.5)
    assert list(shelf(place).lines(".docgen/journal.jsonl")) == [b"one"]


def test_it_reads_a_whole_record_without_a_torn_line(place):
    put_by_hand(place, ".docgen/ledger.jsonl", b"one\ntwo\nthr")
    assert list(shelf(place).lines(".docgen/ledger.jsonl")) == [b"one", b"two"]


def test_it_refuses_a_second_run_and_names_the_first(place):
    with shelf(place).lock(), pytest.raises(DocgenError) as failure, shelf(place).lock():
        pass
    assert code(failure) == ["DG851"]
    assert failure.value.diagnostics[0].facts["pid"] == os.getpid()
    with shelf(place).lock():  # and it is free again
        pass
    assert shelf(place).read(".docgen/lock") is None


def test_it_keeps_a_lock_as_long_as_it_is_renewed_and_no_longer(place):
    with shelf(place, beat=0.3).lock():
        time.sleep(2.5)
        with pytest.raises(DocgenError), shelf(place).lock():
            pass
    elsewhere = {"token": "x", "pid": 1, "host": "elsewhere", "beat": 0.3}
    put_by_hand(place, ".docgen/lock", json.dumps(elsewhere).encode())
    with pytest.raises(DocgenError), shelf(place).lock():
        pass
    time.sleep(3)
    with shelf(place).lock():
        pass


def test_it_takes_the_lock_of_a_killed_run_of_this_machine_at_once(place):
    holding = (
        "import os, sys; from docgen.bulk.shelves.cloud import CloudShelf\n"
        "with CloudShelf(sys.argv[1]).lock(): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", holding, place], check=False)
    assert shelf(place).read(".docgen/lock")
    with shelf(place).lock():
        pass


def test_it_stops_when_somebody_else_has_taken_its_lock(place):
    mine = shelf(place, beat=0.2)
    with mine.lock():
        put_by_hand(place, ".docgen/lock", json.dumps({"token": "x", "pid": 7}).encode())
        time.sleep(1)
        with pytest.raises(DocgenError) as failure:
            mine.put({"a.html": page("a")})
    assert code(failure) == ["DG851"]
    assert json.loads(shelf(place).read(".docgen/lock"))["pid"] == 7


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("s3://", "DG881"),
        ("ftp://host/folder", "DG881"),
        ("https://host/folder", "DG881"),
        ("s3://key:secret@bucket/x", "DG881"),
        ("az://container/x", "DG881"),
        ("s3://nowhere/x", "DG882"),
    ],
)
def test_it_says_what_is_wrong_with_a_place(address, expected):
    with pytest.raises(DocgenError) as failure, shelf(address).lock():
        pass
    assert code(failure) == [expected]
    assert "secret" not in str(failure.value.diagnostics)


def test_it_says_when_there_is_no_connection():
    with surroundings({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}), pytest.raises(DocgenError) as failure:
        shelf("s3://goals/x").put({"a.html": b"x"})
    assert code(failure) == ["DG884"]


def ask_for_keys(server, calls):
    """Have the server look at keys after so many calls."""
    with closing(
        HTTPConnection(server["AWS_ENDPOINT_URL"].removeprefix("http://"), timeout=10)
    ) as connection:
        connection.request("POST", "/moto-api/reset-auth", body=calls)
        assert connection.getresponse().status == 200


def test_it_says_when_the_keys_are_not_taken(server, place):
    ask_for_keys(server, "0")
    try:
        with pytest.raises(DocgenError) as failure, shelf(place).lock():
            pass
    finally:
        ask_for_keys(server, "inf")
    assert code(failure) == ["DG883"]


def test_it_names_the_extra_that_is_missing(place, monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(DocgenError) as failure:
        shelf(place)
    assert code(failure) == ["DG880"]
    assert failure.value.diagnostics[0].facts["extra"] == "cloud"
