"""All pages of a project, each wrapped with the tool, the project and the day, so that an import knows them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.sources.connect.client import Client
from docgen.sources.connect.settings import Place

__all__ = ["Order", "fetch_pages", "find_token"]

_HIDDEN = "***"
_SECRET = 8
"""Signs from which on a token is no common word of a page."""
_NAMES = {"pingcode": "DOCGEN_PINGCODE", "worktile": "DOCGEN_WORKTILE"}


@dataclass(frozen=True, slots=True)
class Order:
    """What is fetched: the tool, its place, the project, the day, and how many pages at most."""

    tool: Literal["pingcode", "worktile"]
    place: Place
    project: str
    day: datetime.date
    most: int


def find_token(order: Order, client: Client, environment: Mapping[str, str]) -> str:
    """Return the token of the environment, or get one for its client id and secret; raises DocgenError (DG788)."""
    name = _NAMES[order.tool]
    names = (f"{name}_TOKEN", f"{name}_CLIENT_ID", f"{name}_CLIENT_SECRET")
    token, *pair = (environment.get(each, "").strip() for each in names)
    wrong = tuple(each for each, value in zip(names, (token, *pair), strict=True) if not _is_plain(value))
    if wrong:
        raise DocgenError([report("DG788", wrong=wrong)])
    if token:
        return token
    if not all(pair):
        raise DocgenError([report("DG788", variables=names)])
    body = {"client_id": pair[0], "client_secret": pair[1]}
    path = order.place.paths["token"]
    if order.tool == "pingcode":
        answer = client.get(path, {"grant_type": "client_credentials", **body}, {})
        token = _field(answer, "access_token")
    else:
        answer = client.post(path, body)
        token = _field(answer, "tenant_access_token") or _field(answer, "access_token")
    if not token or not _is_plain(token):
        raise DocgenError(
            [report("DG789", address=f"{client.root}{path}", kind="strange_answer", status=None)]
        )
    return token


def _is_plain(token: str) -> bool:
    """Tell what may stand in a header: no line end, no letter beyond ASCII."""
    return token.isascii() and token.isprintable()


def _field(answer: Any, key: str) -> str:
    """Find a field of an answer, or of the ``data`` in it."""
    for part in (answer, answer.get("data") if isinstance(answer, dict) else None):
        if isinstance(part, dict) and isinstance(part.get(key), str):
            return str(part[key])
    return ""


def fetch_pages(order: Order, client: Client, token: str) -> dict[str, bytes]:
    """Return the pages by their names; raises DocgenError (DG789), and then none is kept."""
    try:
        return {name: _wrap(order, page, token) for name, page in _pages(order, client, token)}
    except RecursionError:  # what could be read is too deep to be written
        raise DocgenError([_failure(order, client, "items", "strange_answer")]) from None


def _pages(order: Order, client: Client, token: str) -> Iterator[tuple[str, Any]]:
    """Ask for everything that the place of a tool has a path for."""
    yield from _list(order, client, "items", order.place.query, token)
    if "sprints" in order.place.paths:
        yield from _list(order, client, "sprints", {}, token)
    if "progress" in order.place.paths:
        yield "progress", _get(order, client, "progress", {}, token)


def _get(order: Order, client: Client, what: str, query: Mapping[str, str | int], token: str) -> Any:
    """Send the token the way this tool wants it."""
    if order.place.authorization == "query":
        return client.get(_path(order, what), {**query, "access_token": token}, {})
    return client.get(_path(order, what), query, {"Authorization": f"Bearer {token}"})


def _list(
    order: Order, client: Client, what: str, query: Mapping[str, str], token: str
) -> Iterator[tuple[str, Any]]:
    """Ask for page after page until one is the last; a list that never ends is given up."""
    filled = {key: value.replace("{project}", order.project) for key, value in query.items()}
    seen = 0
    for number in range(order.most):
        asked: dict[str, str | int] = {**filled, "page_index": number, "page_size": order.place.page_size}
        page = _get(order, client, what, asked, token)
        entries = _entries(page)
        if entries is None:
            raise DocgenError([_failure(order, client, what, "strange_answer")])
        seen += len(entries)
        yield f"{what}-{number + 1:03d}", page
        if not entries or _is_last(page, seen):
            return
    raise DocgenError([_failure(order, client, what, "endless")])


def _failure(order: Order, client: Client, what: str, kind: str) -> Diagnostic:
    return report("DG789", address=f"{client.root}{_path(order, what)}", kind=kind, status=None)


def _path(order: Order, what: str) -> str:
    return order.place.paths[what].replace("{project}", quote(order.project, safe=""))


def _body(page: Any) -> Mapping[str, Any]:
    inner = page.get("data") if isinstance(page, dict) and isinstance(page.get("data"), dict) else page
    return inner if isinstance(inner, dict) else {}


def _entries(page: Any) -> list[Any] | None:
    """Find the list of a page; an answer without one is an error that came with a friendly status."""
    body = _body(page)
    return next((body[key] for key in ("values", "items", "value") if isinstance(body.get(key), list)), None)


def _is_last(page: Any, seen: int) -> bool:
    """Go by what the page says: whether there is more, else how many there are in all."""
    body = _body(page)
    if isinstance(body.get("has_more"), bool):
        return not body["has_more"]
    total = body.get("total")
    return isinstance(total, int) and seen >= total


def _wrap(order: Order, page: Any, token: str) -> bytes:
    """Write a page with what it is; a server that repeats the token does not get it into a file."""
    record = {
        "fetched": 1, "tool": order.tool, "project": order.project, "fetched_at": order.day.isoformat(), "page": page,
    }  # fmt: skip
    text = json.dumps(record, ensure_ascii=False, indent=1)
    spellings = (token, json.dumps(token)[1:-1], quote(token), quote(token, safe=""))
    for word in spellings if len(token) >= _SECRET else ():
        text = text.replace(word, _HIDDEN)
    return f"{text}\n".encode(errors="replace")
