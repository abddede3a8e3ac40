"""The server of the page: what can be asked for, and how it starts and ends."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from docgen.diagnostics import DocgenError, report
from docgen.preview.assets import read_assets
from docgen.preview.course import Preview
from docgen.preview.guard import Guard, make_token
from docgen.preview.pages import PagesError
from docgen.preview.state import Choice, Made
from docgen.preview.telling import tell

__all__ = ["Server", "open_port"]

ADDRESS = "127.0.0.1"
_HEARTBEAT = 10.0
_LOCALES = {"": None, "zh": "zh", "en": "en"}
_NOTHING = PlainTextResponse("404", 404)


def open_port(port: int) -> socket.socket:
    """Listen on a port of this computer alone; 0 takes a free one. Raises DocgenError (DG751)."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((ADDRESS, port))
        opened.listen(64)
    except OSError as problem:
        opened.close()
        said = problem.strerror or type(problem).__name__
        raise DocgenError([report("DG751", port=port, problem=said)]) from problem
    return opened


class _Ending(uvicorn.Server):
    """A server that tells the preview of its end: open streams would keep it waiting."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._end()
        super().handle_exit(sig, frame)


class Server:
    """A preview and the server that shows it; ``run_until_ended`` returns when a signal ends it."""

    def __init__(self, preview: Preview, opened: socket.socket, language: str) -> None:
        """Show a preview on an open port; ``language`` is the first language of the page."""
        self._preview = preview
        self._socket = opened
        self._assets = read_assets(language)
        self._token = make_token()
        self._port: int = opened.getsockname()[1]

    @property
    def address(self) -> str:
        """The address to open, token and all."""
        return f"http://{ADDRESS}:{self._port}/?token={self._token}"

    def run_until_ended(self) -> None:
        """Serve; a signal that ended it is raised again, so that the program ends as it always does."""
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        course = asyncio.create_task(self._preview.run())
        try:
            await _Ending(self._config(), self._preview.stop).serve(sockets=[self._socket])
        finally:
            self._preview.stop()
            await asyncio.wait({course}, timeout=0.5)

    def _config(self) -> uvicorn.Config:
        return uvicorn.Config(
            Guard(Starlette(routes=self._routes()), self._port, self._token),
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            loop="asyncio",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            limit_concurrency=200,
        )

    def _routes(self) -> list[Route]:
        return [
            Route("/", self._asset("index.html")),
            *(Route(f"/{name}", self._asset(name)) for name in self._assets if name != "index.html"),
            Route("/events", self._events),
            Route("/choose", self._choose),
            Route("/page/{number:int}/{page:int}", self._page),
            Route("/file/{number:int}/{output}", self._file),
        ]

    def _asset(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        content, media_type = self._assets[name]

        async def answer(_request: Request) -> Response:
            return Response(content, headers={"Content-Type": media_type})

        return answer

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(self._stream(), headers={"Content-Type": "text/event-stream; charset=utf-8"})

    async def _stream(self) -> AsyncIterator[bytes]:
        async for moment in self._preview.board.follow(_HEARTBEAT):
            if moment is None:
                yield b": still here\n\n"
            else:
                told = json.dumps(tell(moment, self._preview.specs), ensure_ascii=False)
                yield f"data: {told}\n\n".encode()

    async def _choose(self, request: Request) -> Response:
        """Show another spec or language; it changes what is shown and nothing else."""
        spec, locale = request.query_params.get("spec", ""), request.query_params.get("locale", "")
        if not spec.isdecimal() or int(spec) >= len(self._preview.specs) or locale not in _LOCALES:
            return PlainTextResponse("400", 400)
        self._preview.choose(Choice(int(spec), _LOCALES[locale]))
        return JSONResponse({})

    async def _page(self, request: Request) -> Response:
        """Draw a page of a making, as wide as the browser will show it."""
        made, width = self._find_made(request), request.query_params.get("width", "")
        if made is None or made.pages is None or not width.isdecimal():
            return _NOTHING
        try:
            picture = await run_in_threadpool(made.pages.draw, request.path_params["page"], int(width[:6]))
        except PagesError:
            return _NOTHING
        return Response(picture, media_type="image/png")

    async def _file(self, request: Request) -> Response:
        made = self._find_made(request)
        artifact = made.artifacts.get(request.path_params["output"]) if made else None
        if made is None or artifact is None:
            return _NOTHING
        headers = {"Content-Type": artifact.media_type}
        if name := request.query_params.get("name"):
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(Path(name).name, safe='')}"
        return Response(artifact.content, headers=headers)

    def _find_made(self, request: Request) -> Made | None:
        return self._preview.find_made(request.path_params["number"])
