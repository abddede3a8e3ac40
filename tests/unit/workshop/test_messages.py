"""What a child may say, and what is refused whoever says it."""

import datetime
import io
import os
import pickle
import struct

import pytest

from docgen.diagnostics import Location, report
from docgen.document.model import Artifact
from docgen.pipeline import Outcome
from docgen.sources.contract import Entry
from docgen.workshop.messages import MAX_MESSAGE, SilenceError, StrangeError, receive_checked, send


class Calls:
    """A value that is built by calling something, as every pickle may be."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def framed(content):
    return io.BytesIO(struct.pack(">Q", len(content)) + content)


def test_it_hears_an_outcome_as_it_was_said():
    artifact = Artifact(b"%PDF", "application/pdf", ".pdf", {"goals": 3}, 9, frozenset({"x"}))
    found = report("DG805", Location("a.yaml", 3, path=("goals", 0)), name="a", known=("b", "c"))
    said = ("made", Outcome({"pdf": artifact}, (found,), "en"))
    stream = io.BytesIO()
    send(stream, said)
    send(stream, ("asks", ("picture", Entry("1", "a.yaml"), datetime.date(2027, 1, 4))))
    stream.seek(0)
    assert receive_checked(stream) == said
    assert receive_checked(stream)[0] == "asks"
    with pytest.raises(SilenceError):
        receive_checked(stream)


@pytest.mark.parametrize(
    "value",
    [
        Calls(os.system, "touch caught"),
        Calls(eval, "open('caught', 'w')"),
        Calls(getattr, "x", "upper"),
        Calls(open, "caught", "w"),
        ("made", Calls(os.remove, "here")),
    ],
)
def test_it_calls_nothing_that_a_child_names(value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").touch()
    with pytest.raises(StrangeError):
        receive_checked(framed(pickle.dumps(value)))
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("x" * 99)[:50], b"\x80\x05."])
def test_it_refuses_what_is_no_message(content):
    with pytest.raises(StrangeError):
        receive_checked(framed(content))


def test_it_makes_no_room_for_a_message_without_end():
    with pytest.raises(StrangeError):
        receive_checked(io.BytesIO(struct.pack(">Q", MAX_MESSAGE + 1) + b"x"))


@pytest.mark.parametrize("content", [b"", b"\0\0", struct.pack(">Q", 9) + b"short"])
def test_it_notices_that_nobody_speaks_any_more(content):
    with pytest.raises(SilenceError):
        receive_checked(io.BytesIO(content))


def test_it_notices_that_nobody_listens():
    ears, mouth = os.pipe()
    os.close(ears)
    with os.fdopen(mouth, "wb", buffering=0) as stream, pytest.raises(SilenceError):
        send(stream, "x")
