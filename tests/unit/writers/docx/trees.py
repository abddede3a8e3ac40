"""Documents built by hand, and the classic Word look without the rest of its pack."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader
from lxml import etree

from docgen.document.blocks import (
    Callout,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    DefinitionItem,
    DefinitionList,
    Emphasis,
    Field,
    Group,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Span,
    Strong,
    Subscript,
    Table,
    Text,
)
from docgen.document.model import Document, Meta, PageSetup, Theme
from docgen.packs.sandbox import make_environment
from tests.support.docx_doctor import parts_of

WORD_FOLDER = Path(__file__).parents[4] / "templates" / "classic" / "word"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLORS = {
    "primary": "0E4B50", "accent": "C2903A", "accent_text": "9A6C1F", "alarm": "B5452F", "paper": "F7F5F0",
    "ink": "1C2B33", "muted": "5A6A72", "line": "D8D4CA", "tint": "F1F6F5",
    "strength": "E6F0EE", "weakness": "F3EFE6", "opportunity": "FBF3E2", "threat": "F9E9E5",
}  # fmt: skip
META = Meta(
    "2026 财年绩效目标书", "zh-CN", "林知遥", "华南", "远岫科技", ("绩效", "目标"), "HR-PG-2026-0317", "V1.0"
)
PAIR = {"latin": "Arial", "cjk": "Microsoft YaHei"}
SIDES = ("width", "height", "top", "right", "bottom", "left")


def make_theme(language: str = "zh-CN", **changes) -> Theme:
    """Render the classic Word look as the pack would."""
    page = PageSetup()
    facts = {
        "colors": COLORS,
        "fonts": {**PAIR, "heading": PAIR},
        "page": {side: round(getattr(page, side) * 1440 / 25.4) for side in SIDES},
        "locale": language,
        "language": language.split("-", maxsplit=1)[0],
    }
    environment = make_environment(FileSystemLoader(WORD_FOLDER))
    word = {
        file.name.removesuffix(".j2"): environment.get_template(file.name).render(facts).encode()
        for file in sorted(WORD_FOLDER.glob("*.xml*"))
    }
    values = {
        "name": "classic", "css": "", "screen_css": "", "word": word, "word_styles": {}, "fonts": (),
        "page": page, "language": language,
    }  # fmt: skip
    return Theme(**(values | changes))


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def para(text: str, style: str | None = None) -> Paragraph:
    return Paragraph(words(text), style)


def td(*content: str | object, **facts) -> Cell:
    return Cell(tuple(para(c) if isinstance(c, str) else c for c in content), **facts)


def th(*content: str | object, scope: str = "col", **facts) -> Cell:
    return td(*content, header=True, scope=scope, **facts)


def items(*entries, ordered: bool = False, start: int = 1) -> List:
    def content(entry):
        entry = entry if isinstance(entry, tuple) else (entry,)
        return tuple(para(e) if isinstance(e, str) else e for e in entry)

    return List(tuple(ListItem(content(entry)) for entry in entries), ordered, start)


def chapter(identifier: str, title: str, *blocks, page=None, scheme="chapter", number="1") -> Section:
    heading = Heading(1, words(title), None, identifier, scheme, number)
    return Section((heading, *blocks), "chapter", None, page, new_page=True)


def table(*rows: tuple[str, ...], head: tuple[str, ...] = (), **facts) -> Table:
    top = (Row(tuple(th(word) for word in head)),) if head else ()
    return Table((), top, tuple(Row(tuple(td(word) for word in row)) for row in rows), **facts)


def document(*blocks, **facts) -> Document:
    return Document(**({"html": "", "body": blocks, "meta": META} | facts))


def smart_card(goal: str) -> Table:
    head = Row((
        th(Paragraph((Span(words(goal), "id"),))),
        th(para("取得 10% 份额", "goal-title"), para("负责人：林知遥", "note"), colspan=2),
        th("45%", style="number"),
    ))  # fmt: skip
    rows = tuple(
        Row(
            (
                td(Paragraph((Span(words(mark), "letter"),))),
                th("具体", scope="row", style="key"),
                td("客户", colspan=2),
            )
        )
        for mark in "SMART"
    )
    columns = tuple(Column(width) for width in (8, 14, 66, 12))
    return Table(columns, (head,), rows, style="smart", id=f"goal-{goal}", description=goal)


def figures() -> Table:
    head = (
        Row((th("编号", rowspan=2), th("季度", colspan=2, style="center"), th("说明", rowspan=2))),
        Row((th("Q1", style="number"), th("Q2", style="number"))),
    )
    body = (
        Row((td("一组", colspan=4),), "group"),
        *(
            Row((td(f"K{n}"), td("1.5", style="number"), td("4", style="number"), td("见附录")))
            for n in range(12)
        ),
    )
    foot = (Row((td("合计"), td("1", style="number"), td("2", style="number"), td()), "total"),)
    return Table(
        (Column(10.0), Column(30.0)), head, body, foot, words("关键指标一览"), "指标表", None, "kpis"
    )


def swot() -> Table:
    def quadrant(name: str, title: str) -> Cell:
        return td(para(title, "quadrant-title"), items("算法领先"), style=name)

    rows = (
        Row((th("内部", scope="row"), quadrant("strength", "优势"), quadrant("weakness", "劣势"))),
        Row((th("外部", scope="row"), quadrant("opportunity", "机会"), quadrant("threat", "威胁"))),
    )
    return Table((Column(6.0),), (Row((th(), th("有利"), th("不利"))),), rows, style="swot")


def whole_document(**facts) -> Document:
    """One document with every block there is."""
    cover = Section(
        (
            Group((para("2026 财年", "kicker"), para("绩效目标书", "title"), para("华南", "subtitle"))),
            table(("姓名", "林知遥"), style="cover-facts"),
        ),
        "cover",
        None,
        "cover",
    )
    entries = (
        ContentsEntry(1, "#basics", words("基本信息"), "1"),
        ContentsEntry(1, "#kpi-table", words("指标"), "2"),
        ContentsEntry(1, "#app", words("附录"), "A"),
    )
    callout = Callout((para("见第 1 章。"), items("要点")))
    contents = Section((Heading(1, words("目录"), id="contents"), Contents(entries), callout), new_page=True)
    line = Paragraph((
        Text("见 "), Link("https://example.com/a?b=1&c=2", words("网站")), Link("#app", words("附录")),
        Emphasis(words("强调")), Strong((Span(words("指标"), "id"),)), Subscript(words("2")), LineBreak(), Text("新行"),
    ))  # fmt: skip
    basics = chapter(
        "basics", "基本信息", para("一句话。", "lead"), Heading(2, words("清单")),
        items(("第一", items("内一", ("内二", items("三级", ordered=True)), ordered=True)), ("第二", "续段"), ordered=True),
        items("另一个", ordered=True, start=3), items(("点", items("二级", items("三级")))),
        Quote((para("引文"),)), Rule(), line,
        DefinitionList((DefinitionItem(words("术语"), (para("定义"),)),)), swot(),
    )  # fmt: skip
    body = (
        cover, contents, basics,
        chapter("kpi-table", "指标", figures(), para("表后"), page="landscape"),
        chapter("goals", "目标", smart_card("G1"), smart_card("G2")),
        chapter("app", "附录", para("完"), scheme="appendix", number="A"),
    )  # fmt: skip
    footer = Paragraph((Field("page-number"), Text(" / "), Field("page-count")))
    defaults = {
        "header": (para("绩效目标书"), para("内部")), "footer": (para("HR-1"), footer),
        "pages": {"basics": 3, "kpi-table": 4, "app": 6},
    }  # fmt: skip
    return document(*body, **(defaults | facts))


def body_of(content: bytes) -> etree._Element:
    return etree.fromstring(parts_of(content)["word/document.xml"])


def paragraphs_of(content: bytes) -> list[tuple[str, str]]:
    """The style id and the words of every paragraph of the body."""
    found = []
    for paragraph in body_of(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        found.append((style, "".join(t.text or "" for t in paragraph.iter(f"{W}t"))))
    return found
