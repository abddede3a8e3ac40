"""Requests that end: bounded in time, number and size, patient with a busy server, and silent about secrets."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from docgen.diagnostics import DocgenError, report
from docgen.sources.connect.settings import Limits

__all__ = ["Client", "Refused"]

logging.getLogger("httpx").setLevel(
    logging.WARNING
)  # below that it writes addresses, and one tool's hold the token

_BUSY = 429
_LONGEST_WAIT = 60.0
_REDIRECTS = 3
_WAITS = ("x-pc-retry-after", "retry-after")


class _PassingError(Exception):
    """Something that may be over at the next attempt; ``wait`` is how long the server asks for."""

    def __init__(self, kind: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(kind)
        self.kind, self.status, self.wait = kind, status, wait


class Refused(Exception):  # noqa: N818 - says what the server did
    """An answer that no further attempt would change."""

    def __init__(self, kind: str, status: int | None = None) -> None:
        """Keep what is told: a kind of ours and the status, never words of the server."""
        super().__init__(kind)
        self.kind, self.status = kind, status


@dataclass(slots=True)
class Client:
    """Asks one host for JSON; ``sleep`` and ``clock`` (seconds) are the world's by default."""

    root: str
    limits: Limits
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _sent: list[float] = field(default_factory=list)

    def get(self, path: str, query: Mapping[str, str | int], headers: Mapping[str, str]) -> Any:
        """Return the answer to a GET; raises DocgenError (DG789)."""
        return self._ask("GET", path, headers, params=dict(query))

    def post(self, path: str, body: Mapping[str, str]) -> Any:
        """Return the answer to a POST with a JSON body; raises DocgenError (DG789)."""
        return self._ask("POST", path, {}, json=dict(body))

    def _ask(self, method: str, path: str, headers: Mapping[str, str], **content: Any) -> Any:
        attempts = Retrying(
            stop=stop_after_attempt(self.limits.attempts),
            wait=_how_long,
            retry=retry_if_exception_type(_PassingError),
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return attempts(self._once, method, path, headers, content)
        except (_PassingError, Refused) as fault:
            address = f"{self.root}{path}"
            facts = {"address": address, "kind": fault.kind, "status": fault.status}
            raise DocgenError([report("DG789", **facts)]) from None

    def _once(self, method: str, path: str, headers: Mapping[str, str], content: Mapping[str, Any]) -> Any:
        self._keep_to_the_rate()
        return _within(2 * self.limits.seconds, lambda: self._send(method, path, headers, content))

    def _send(self, method: str, path: str, headers: Mapping[str, str], content: Mapping[str, Any]) -> Any:
        try:
            with self._connect() as http:
                return self._follow(http, method, f"{self.root}{path}", dict(headers), dict(content))
        except httpx.TimeoutException:
            raise _PassingError("no_answer") from None
        except httpx.TransportError:
            raise _PassingError("no_connection") from None
        except (httpx.InvalidURL, httpx.DecodingError, ValueError):
            raise Refused("strange_answer") from None

    def _connect(self) -> httpx.Client:
        """Prepare a connection the way this machine is set up: its proxy, its certificates."""
        try:
            return httpx.Client(timeout=self.limits.seconds, follow_redirects=False)
        except (
            ImportError,
            OSError,
            ValueError,
        ):  # a kind of proxy without its package, a file that is missing
            raise Refused("network_settings") from None

    def _follow(
        self, http: httpx.Client, method: str, url: str, headers: dict[str, str], content: dict[str, Any]
    ) -> Any:
        """Follow redirects within the host; to another one the token would go along."""
        for _ in range(_REDIRECTS + 1):
            with http.stream(method, url, headers=headers, **content) as answer:
                if not answer.is_redirect:
                    return self._read(answer)
                if not answer.has_redirect_location:
                    raise Refused("strange_answer", answer.status_code)
                url = str(answer.url.join(answer.headers["location"]))
            if _host(url) != _host(self.root):
                raise Refused("other_host", answer.status_code)
            content.pop("params", None)  # the new address has its own
        raise Refused("many_redirects")

    def _read(self, answer: httpx.Response) -> Any:
        status = answer.status_code
        if status == _BUSY:
            raise _PassingError("busy", status, _asked_wait(answer.headers))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise _PassingError("server_error", status)
        if status >= httpx.codes.BAD_REQUEST:
            raise Refused("refused", status)
        return _parse(self._body(answer), status)

    def _body(self, answer: httpx.Response) -> bytes:
        """Read no more than the limit, and no longer than one request may take, however slowly it drips."""
        pieces: list[bytes] = []
        size, end = 0, self.clock() + self.limits.seconds
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self.limits.bytes:
                raise Refused("large_answer", answer.status_code)
            if self.clock() > end:
                raise _PassingError("no_answer")
            pieces.append(piece)
        return b"".join(pieces)

    def _keep_to_the_rate(self) -> None:
        """Wait until a minute has passed since the request that was sent as many requests ago as it may hold."""
        most = self.limits.requests_per_minute
        if len(self._sent) >= most:
            pause = self._sent[-most] + 60.0 - self.clock()
            if pause > 0:
                self.sleep(pause)
        self._sent = [*self._sent[-most:], self.clock()]


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    """Do something that may take forever and give it up: no limit of a connection is one of a slow answer."""
    outcome: Future[Any] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - it is raised where somebody waits
            outcome.set_exception(fault)

    threading.Thread(target=run, daemon=True).start()
    try:
        return outcome.result(seconds)
    except FutureTimeout:
        raise _PassingError("no_answer") from None


def _refuse(word: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _parse(content: bytes, status: int) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Refused("not_json", status) from None


def _how_long(state: RetryCallState) -> float:
    """Wait as long as the server asks, within reason; else longer each time."""
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, _PassingError) and fault.wait is not None:
        return min(fault.wait, _LONGEST_WAIT)
    return float(wait_random_exponential(multiplier=0.5, max=_LONGEST_WAIT)(state))


def _asked_wait(headers: httpx.Headers) -> float | None:
    words = (headers.get(name, "") for name in _WAITS)
    return next((float(word) for word in words if word.isascii() and word.isdigit()), None)


def _host(url: str) -> tuple[str, str | None, int | None]:
    """Return what must stay the same: scheme, host and port."""
    address = urlsplit(url)
    return address.scheme, address.hostname, address.port
