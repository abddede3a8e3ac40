"""Who may come in: this computer, this address, and whoever knows the token (T47)."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

__all__ = ["Guard", "make_token"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # the Word view is made of styles
    "img-src": "'self' data: blob:",
    "font-src": "'self' data: blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "worker-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {whence}" for what, whence in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_OWN_PAGES = {"same-origin", "none"}


def make_token() -> str:
    """Make up a token that nobody can guess."""
    return secrets.token_urlsafe(32)


class Guard:
    """Refuse everything that does not come from the page itself, before the application sees it.

    A page of another site can make a browser ask this server; it cannot forge ``Host``, knows no token,
    and our cookie does not travel with its requests. Another program on a port of this computer shares
    the host but not the origin, which browsers tell in ``Sec-Fetch-Site`` and ``Origin``.
    """

    def __init__(self, app: App, port: int, token: str) -> None:
        """Know the address and the token."""
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._token = token.encode()
        self._cookie = f"docgen-preview-{port}"  # browsers share cookies between ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=dict(scope))

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._refuse(scope, headers) or self._welcome(scope) or self._ask_for_token(headers)
        await (answer or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        """Refuse another host, another method, and pages of other origins."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return PlainTextResponse("421 This server has another address.", 421)
        if scope["method"] != "GET":
            return PlainTextResponse("405 Only GET.", 405, {"Allow": "GET"})
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            return PlainTextResponse("403 Another origin.", 403)
        return None

    def _welcome(self, scope: Scope) -> Response | None:
        """Turn the token of the printed address into a cookie, and the address into a clean one."""
        if scope["path"] != "/" or not scope["query_string"]:
            return None
        given = parse_qs(scope["query_string"].decode("ascii", "replace")).get("token", [])
        if len(given) != 1 or not self._is_token(given[0]):
            return None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token.decode(), httponly=True, samesite="strict", path="/")
        return answer

    def _ask_for_token(self, headers: Headers) -> Response | None:
        is_own = headers.get("sec-fetch-site", "none") in _OWN_PAGES
        if is_own and self._is_token(self._find_cookie(headers)):
            return None
        return PlainTextResponse(
            "403 请打开终端里显示的完整地址。\nPlease open the whole address that the terminal shows.\n", 403
        )

    def _find_cookie(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie("; ".join(headers.getlist("cookie")))
        except CookieError:
            return ""
        return cookies[self._cookie].value if self._cookie in cookies else ""

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token)
