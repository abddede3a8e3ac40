"""A service on this machine that answers as OSV does, from a table."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service(ThreadingHTTPServer):
    """``known`` are the records of vulnerabilities by package; ``questions`` is what was asked.

    About one version, ``ill``, it has no answer.
    """

    def __init__(self, known: Mapping[str, list[dict]], delay: float, status: int, ill: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.known, self.delay, self.status, self.ill = known, delay, status, ill
        self.questions: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/query"


class Handler(BaseHTTPRequestHandler):
    """Answers one question about one version of one package."""

    server: Service

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = asked["package"]["name"]
        self.server.questions.append((name, asked["version"]))
        time.sleep(self.server.delay)
        found = self.server.known.get(name)
        body = json.dumps({"vulns": found} if found else {}).encode()
        with contextlib.suppress(ConnectionError):
            self.send_response(503 if asked["version"] == self.server.ill else self.server.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def advisories(
    known: Mapping[str, list[dict]], delay: float = 0, status: int = 200, ill: str = ""
) -> Iterator[Service]:
    """Serve on a free port of this machine while the block runs."""
    with Service(known, delay, status, ill) as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield service
        finally:
            service.shutdown()
            thread.join()
