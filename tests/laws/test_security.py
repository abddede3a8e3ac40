"""What a pack must not be able to do, tried by packs that try: T1 to T14 of docs/security.md.

What has tests of its own elsewhere is named in that page; the last tests here hold it to the truth. The
reader of Word templates (T15 to T20) is tried in ``tests/unit/render/word``, specs (T21 to T28) in
``test_hostile_data.py``.
"""

import http.server
import io
import re
import threading
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from docgen.diagnostics import DocgenError
from docgen.document.attributes import MAX_DEPTH
from docgen.document.model import Document, Meta, PageSetup, Theme
from docgen.document.parse import MAX_ELEMENTS, parse
from docgen.packs.sandbox import SourceLoader
from docgen.render.environment import document_environment
from docgen.sources.files import Files
from docgen.workshop.open_workshop import open_workshop
from docgen.workshop.workshop import Workshop
from docgen.writers.pdf import PdfWriter
from tests.support.making import ROOT, TODAY, as_json, sample_data
from tests.support.packs import lay_out
from tests.unit.writers.pdf.conftest import FONTS

SAMPLE = ROOT / "samples" / "personal" / "market-entry.yaml"
CANARY = "canary-7d1f-never-in-a-document"
FORMATS = ("pdf", "docx", "html")


def make(workshop, path=SAMPLE):
    source = Files([str(path)])
    return workshop.make(source, next(source.entries()), TODAY)


def everything_in(outcome):
    """Return every byte of every file, unpacked."""
    yield outcome.artifacts["html"].content
    with zipfile.ZipFile(io.BytesIO(outcome.artifacts["docx"].content)) as package:
        yield from (package.read(name) for name in package.namelist())
    with pikepdf.open(io.BytesIO(outcome.artifacts["pdf"].content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_raw_bytes()
                yield bytes(one.read_bytes()) if "/Image" not in str(one.get("/Subtype")) else b""


# T1: every way out of Jinja's sandbox that has been found by somebody, and its neighbors.
ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ()|attr('__class__') }}",
    "{{ [].__class__ }}",
    "{{ {}.__init__ }}",
    "{{ f.__globals__ }}{% macro f() %}{% endmacro %}",
    "{% macro f() %}{% endmacro %}{{ f.__init__.__globals__ }}",
    "{{ '{0.__class__}'.format(person) }}",
    "{{ '{x.__class__}'.format_map(person) }}",
    "{{ ('{0.__class__}'|string).format(1) }}",
    "{{ [person]|map(attribute='__class__')|list }}",
    "{{ [person]|map('attr', '__class__')|list }}",
    "{{ [person]|groupby('__class__') }}",
    "{{ [person]|sort(attribute='__class__') }}",
    "{{ [person]|selectattr('__class__')|list }}",
    "{{ [person]|sum(attribute='__class__') }}",
    "{{ person|xmlattr }}",
    "{{ '%s'|format(person) }}",
    "{{ lipsum() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner().__init__ }}",
    "{{ namespace().__class__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ loop }}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{{ caller.__globals__ }}",
    "{{ context.environment }}",
    "{{ environment }}",
    "{{ request }}",
    "{{ config }}",
    "{{ range.__self__ }}",
    "{{ range.__class__ }}",
    "{{ dict.__class__ }}",
    "{{ dict.fromkeys.__self__ }}",
    "{{ person.items.__self__.__class__ }}",
    "{{ person.name.__class__ }}",
    "{{ person.name|safe }}",
    "{{ person.name|pprint }}",
    "{{ person.name|filesizeformat }}",
    "{{ person.name|wordwrap(1) }}",
    "{{ person.name|tojson }}",
    "{{ person.name|forceescape }}",
    "{{ [1]|random }}",
    "{% set x = person.update({'name': 'x'}) %}",
    "{% set x = goals.append(1) %}",
    "{% set x = goals.clear() %}",
    "{{ (1).__add__ }}",
    "{{ (1.5).__class__ }}",
    "{{ true.__class__ }}",
    "{{ none.__class__ }}",
    "{{ undefined_name.__class__ }}",
    "{{ 'a'.encode('utf-8') }}",
    "{{ 'a'.translate({}) }}",
    "{{ 'a'.join(['a', 'b']) }}",
    "{{ 'a'.zfill(999999999) }}",
    "{{ 'a'.center(999999999) }}",
    "{{ 'a'.ljust(999999999) }}",
    "{{ 'a'.replace('a', 'b') }}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ [1] * 999999999 }}",
    "{{ range(100000000)|list }}",
    "{% include '/etc/hostname' %}",
    "{% include '../pack.yaml' %}",
    "{% include ['/etc/hostname', '../x'] %}",
    "{% import 'os' as os %}",
    "{% from '/etc/hostname' import x %}",
    "{% extends '/etc/hostname' %}",
    "{% do person.clear() %}",
    "{% python %}import os{% endpython %}",
    "{% debug %}",
    "{% autoescape false %}{{ person.name }}{% endautoescape %}{{ person.name.__class__ }}",
)  # fmt: skip


@pytest.mark.parametrize("text", ESCAPES)
def test_it_lets_no_template_out_of_the_sandbox(text):
    view = {"person": {"name": "林知遥"}, "goals": [{"title": "x"}]}
    environment = document_environment(SourceLoader({"page": (text,)}))
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - each in its own way; none may render
        environment.get_template("page").render(view)
    assert not isinstance(refusal.value, MemoryError | AssertionError)
    assert view == {"person": {"name": "林知遥"}, "goals": [{"title": "x"}]}


def test_it_tells_no_secret_by_ignoring_what_is_missing():
    text = "{% include '/etc/hostname' ignore missing %}{% include '../../pyproject.toml' ignore missing %}"
    environment = document_environment(SourceLoader({"page": (text,)}))
    assert environment.get_template("page").render() == ""


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "{{ 7777 * 7 }}{% for x in [1] %}{{ x }}{% endfor %}",
    "]]><w:p/><!--",
    "</p></body></html>&lt;&amp;&#60;",
    "javascript:alert(1)",
    "file:///etc/passwd",
)


def spoil(value, words):
    """Say these words wherever a spec says something in two languages."""
    if isinstance(value, dict):
        if value and value.keys() <= {"zh", "en"}:
            return dict.fromkeys(value, words)
        return {key: spoil(each, words) for key, each in value.items()}
    return [spoil(each, words) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("hostile", HOSTILE)
def test_it_takes_text_of_a_spec_for_text(hostile, tmp_path):
    """T5: what stands in a spec is shown as it stands there, in every format, and does nothing."""
    spec = tmp_path / "goals.json"
    spec.write_bytes(as_json(spoil(sample_data(SAMPLE), hostile)))
    outcome = make(Workshop("classic", FORMATS), spec)
    assert outcome.ok, outcome.diagnostics
    page = html.fromstring(outcome.artifacts["html"].content)
    assert not page.xpath("//script | //@onerror | //@onmouseover | //img[@src='x']")
    assert not [link for link in page.xpath("//@href") if re.match("(?i)javascript|file", link)]
    shown = page.text_content()
    assert re.sub(r"\s+", "", hostile) in re.sub(r"\s+", "", shown)
    assert str(7777 * 7) not in shown
    with zipfile.ZipFile(io.BytesIO(outcome.artifacts["docx"].content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    words = "".join(body.itertext())
    assert re.sub(r"\s+", "", hostile) in re.sub(r"\s+", "", words)
    assert str(7777 * 7) not in words


def test_it_makes_one_document_whatever_was_made_before(tmp_path):
    """T6: A after B is A, and B after A is B."""
    others = sorted((ROOT / "samples" / "personal").glob("*.yaml"))[:2]
    folder = str(
        lay_out(
            tmp_path / "acme", goals="{% set x = goals %}{% for g in x %}<p>{{ g.title }}</p>{% endfor %}"
        )
    )
    with open_workshop(folder, ("html", "docx")) as workshop:
        forth = [make(workshop, path).artifacts for path in others]
    with open_workshop(folder, ("html", "docx")) as workshop:
        back = [make(workshop, path).artifacts for path in reversed(others)]
    assert forth == back[::-1]
    assert forth[0] != forth[1]


# T7, T8: every place of HTML and CSS that has been known to fetch something.
IN_PAGES = (
    '<p><img src="{a}" alt="x"></p>',
    '<p><img srcset="{a} 2x" src="x.png" alt="x"></p>',
    '<p><img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22{a}%22/%3E%3C/svg%3E" alt="x"></p>',
    '<link rel="stylesheet" href="{a}">',
    '<link rel="attachment" href="{a}">',
    '<p><a rel="attachment" href="{a}">x</a></p>',
    '<style>@import url("{a}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{a}") }} p {{ font-family: x }}</style>',
    '<p style="background: url({a})">x</p>',
    '<p style="content: url({a})">x</p>',
    '<p style="list-style: url({a}); display: list-item">x</p>',
    '<p style="border-image: url({a}) 1">x</p>',
    '<base href="{a}"><p><img src="x.png" alt="x"></p>',
    '<object data="{a}">x</object>',
    '<embed src="{a}">',
    '<iframe src="{a}"></iframe>',
    '<video src="{a}" poster="{a}"></video>',
    '<audio src="{a}"></audio>',
    '<table background="{a}"><tbody><tr><td background="{a}">x</td></tr></tbody></table>',
    '<body background="{a}">x</body>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{a}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="{a}#x"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url("{a}");</style></svg>',
    '<meta http-equiv="refresh" content="0;url={a}">',
    '<form action="{a}"><input type="image" src="{a}"></form>',
    '<script src="{a}"></script>',
    '<?xml-stylesheet href="{a}"?><p>x</p>',
)
IN_STYLES = (
    '@import url("{a}"); p {{ color: red }}',
    '@import "{a}" print;',
    '@font-face {{ font-family: x; src: url("{a}") format("truetype") }} p {{ font-family: x }}',
    "p {{ background: url({a}) }}",
    "p::before {{ content: url({a}) }}",
    "p {{ display: list-item; list-style-image: url({a}) }}",
    "p {{ border-image-source: url({a}); border-image-slice: 1 }}",
    "p {{ background-image: image-set(url({a}) 1x) }}",
    "p {{ cursor: url({a}), auto }}",
    "p {{ mask: url({a}); clip-path: url({a}#x); filter: url({a}#x) }}",
    "@page {{ background: url({a}) }}",
    "@page {{ @top-center {{ content: url({a}) }} }}",
    '@namespace x url("{a}"); p {{ color: red }}',
    "p {{ background: \\75 rl({a}) }}",
    "p {{ --x: url({a}); background: var(--x) }}",
)
FATAL = (
    "p {{ background: attr(data-x url) }}",
    '@color-profile device-cmyk {{ src: url("{a}") }} p {{ color: color(device-cmyk 0 0 0 1) }}',
)
"""Over these the engine gives up altogether (T10)."""


@pytest.fixture(scope="module")
def trap():
    """Somebody who would answer everything, and what was asked."""
    asked = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def baits(there, secret):
    return {
        "web": f"{there}/x.png",
        "no scheme": f"{there.removeprefix('http:')}/x.png",
        "file": secret.as_uri(),
        "path": str(secret),
        "climbing": "../../../../../../../.." + str(secret),
        "percent": secret.as_uri().replace("/", "%2F").replace("file:%2F%2F", "file://"),
        "pack": "pack:///" + str(secret),
        "ftp": there.replace("http:", "ftp:") + "/x.png",
    }


@pytest.mark.xdist_group("security")
@pytest.mark.parametrize("name", ["web", "no scheme", "file", "path", "climbing", "percent", "pack", "ftp"])
def test_it_fetches_nothing_for_a_pack(trap, tmp_path, name):
    """In one document every bait at once, so that one that catches is not hidden by a refusal elsewhere."""
    there, asked = trap
    asked.clear()
    secret = tmp_path / "secret.png"
    secret.write_text(CANARY)
    address = baits(there, secret)[name]
    page = "".join(text.format(a=address) for text in IN_PAGES)
    styles = "\n".join(text.format(a=address) for text in IN_STYLES)
    folder = lay_out(tmp_path / "acme", {"styles/print.css": styles, "styles/screen.css": styles}, bait=page)
    outcome = make(Workshop(str(folder), FORMATS))
    assert set(outcome.artifacts) == set(FORMATS), outcome.diagnostics
    assert asked == []
    assert not [1 for content in everything_in(outcome) if CANARY.encode() in content]
    _holds_nothing_that_acts(outcome)


def _holds_nothing_that_acts(outcome):
    with pikepdf.open(io.BytesIO(outcome.artifacts["pdf"].content)) as pdf:
        names = list(pdf.attachments)
        assert len(names) == 1  # the spec as data, by us
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert one.get("/S") not in (
                    "/JavaScript",
                    "/Launch",
                    "/GoToR",
                    "/GoToE",
                    "/SubmitForm",
                    "/ImportData",
                )
                assert (
                    not str(one.get("/URI", "http://"))
                    .lower()
                    .startswith(("file", "javascript", "ftp", "pack"))
                )
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
    with zipfile.ZipFile(io.BytesIO(outcome.artifacts["docx"].content)) as package:
        for name in package.namelist():
            if name.endswith(".rels"):
                for relation in etree.fromstring(package.read(name)):
                    if relation.get("TargetMode") == "External":
                        assert relation.get("Type").endswith("/hyperlink")
                        assert re.match("https?:|mailto:", relation.get("Target"))
    policy = html.fromstring(outcome.artifacts["html"].content).xpath("//meta[@http-equiv]/@content")
    assert "default-src 'none'" in policy[0]


@pytest.mark.parametrize(
    "bait", [*IN_PAGES, *IN_STYLES, *FATAL], ids=range(len(IN_PAGES) + len(IN_STYLES) + len(FATAL))
)
def test_it_fetches_nothing_for_one_bait_alone(trap, bait):
    """T7 once more, each by itself in the layout engine: a bait before it must not have stopped the page."""
    there, asked = trap
    asked.clear()
    text = bait.format(a=f"{there}/x.png")
    in_style = bait not in IN_PAGES
    page = f'<html lang="en"><body>{"<p>x</p>" if in_style else text}</body></html>'
    parsed = parse(page).value
    gives_up = pytest.raises(DocgenError, match="DG602") if bait in FATAL else nullcontext()
    with gives_up:
        writer = PdfWriter(Theme("t", text if in_style else "", "", {}, {}, FONTS, PageSetup(), "en"))
        writer.write(Document(page, parsed.body, Meta("T", "en")))
    assert asked == []


# T9: what is too large for any layout is refused before the layout begins.
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% for a in range(400) %}{% for b in range(999) %}<br>{% endfor %}{% endfor %}", "DG508"),
        ("<div>" * (MAX_DEPTH + 1) + "x" + "</div>" * (MAX_DEPTH + 1), "DG508"),
        ("<span>" * 1000 + "x" + "</span>" * 1000, "DG508"),
        ("<table><tbody><tr><td colspan='100000000'>x</td></tr></tbody></table>", "DG510"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}", "DG406"),
    ],
    ids=["elements", "depth of blocks", "depth of words", "width", "letters"],
)  # fmt: skip
def test_it_lays_out_nothing_beyond_measure(tmp_path, text, code):
    outcome = make(Workshop(str(lay_out(tmp_path / "acme", huge=text)), ("pdf",)))
    assert code in [found.code for found in outcome.diagnostics]
    assert MAX_ELEMENTS < 400 * 999


THREATS = [f"T{number}" for number in range(1, 51)]
"""T49 is the cache of compiled templates, T50 whatever all the others have missed."""


def test_it_keeps_the_list_of_threats_true():
    """Every threat is in the page, in order, and every test it names is there."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (T\d+) \|(.+)$", page, re.MULTILINE)
    assert [name for name, _ in rows] == THREATS
    for name, row in rows:
        named = re.findall(r"`(tests/[\w/.-]+?)(?:::(\w+))?`", row)
        assert named, name
        for path, test in named:
            assert (ROOT / path).exists(), path
            assert not test or f"def {test}(" in Path(ROOT / path).read_text(encoding="utf-8"), (path, test)


def test_it_says_the_same_of_security_in_both_languages():
    """As many chapters, rows, bold openings and items; the threats themselves are told to programmers alone."""
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("security.md", "security.zh.md")]
    english, chinese = (page.split("\n## Threats")[0].split("\n## 威胁清单")[0] for page in pages)
    for sign in (r"^## ", r"^\| ", r"^\*\*", r"^- ", r"DG\d{3}", r"`--[a-z-]+`"):
        assert len(re.findall(sign, english, re.MULTILINE)) == len(re.findall(sign, chinese, re.MULTILINE)), (
            sign
        )
