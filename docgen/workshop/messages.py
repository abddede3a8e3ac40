"""How a workshop and its child talk: framed messages, and what a child may say at all.

The child is the side that nobody trusts. A pickle can name any function to be called, so what comes from
there may only be made of the few kinds of values that an answer needs.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import Any, BinaryIO

__all__ = ["MAX_MESSAGE", "SilenceError", "StrangeError", "receive", "receive_checked", "send"]

MAX_MESSAGE = 1024 * 1024 * 1024
"""Bytes of one message; all files of one document travel in one."""

_LENGTH = struct.Struct(">Q")
_KINDS = frozenset(
    {
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("docgen.diagnostics.model", "Diagnostic"),
        ("docgen.diagnostics.model", "Location"),
        ("docgen.diagnostics.model", "Severity"),
        ("docgen.document.model", "Artifact"),
        ("docgen.pipeline.brief", "Brief"),
        ("docgen.pipeline.brief", "GoalBrief"),
        ("docgen.pipeline.brief", "KpiBrief"),
        ("docgen.pipeline.outcome", "Outcome"),
        ("docgen.review.model", "Accepted"),
        ("docgen.review.model", "Finding"),
        ("docgen.review.model", "Review"),
        ("docgen.sources.contract", "Entry"),
    }
)


class SilenceError(EOFError):
    """The other side is gone."""


class StrangeError(ValueError):
    """The child said what no child of ours says."""


def send(stream: BinaryIO, message: Any) -> None:
    """Send one message; raises SilenceError when nobody is there to hear it."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    try:
        stream.write(_LENGTH.pack(len(content)))
        stream.write(content)
        stream.flush()
    except (OSError, ValueError) as gone:  # a broken pipe, or one that was closed here
        raise SilenceError from gone


def receive(stream: BinaryIO) -> Any:
    """Return the next message of a side that is trusted; raises SilenceError when there will be none."""
    return pickle.loads(_read(stream))  # noqa: S301 - only a child calls this, to hear its parent


def receive_checked(stream: BinaryIO) -> Any:
    """Return the next message of a child; raises SilenceError, and StrangeError for anything unknown."""
    content = _read(stream)
    try:
        return _Reading(io.BytesIO(content)).load()
    except StrangeError:
        raise
    except Exception as damage:  # whatever a pickle may raise that was not made by ``send``
        raise StrangeError(type(damage).__name__) from damage


def _read(stream: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_read_whole(stream, _LENGTH.size))
    if length > MAX_MESSAGE:
        raise StrangeError(f"{length} bytes")
    return _read_whole(stream, length)


def _read_whole(stream: BinaryIO, length: int) -> bytes:
    try:
        content = stream.read(length)
    except (OSError, ValueError) as gone:
        raise SilenceError from gone
    if len(content) < length:
        raise SilenceError
    return content


class _Reading(pickle.Unpickler):
    """Build the values of an answer and nothing else; no function is ever looked up."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KINDS:
            raise StrangeError(f"{module}.{name}")
        return super().find_class(module, name)
