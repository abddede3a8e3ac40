"""The Word template of the example pack, as HR would have written it: a letter that confirms the goals of a year.

    python -m tests.support.letter

writes ``templates/acme-example/word/letter.docx`` anew. It has what such letters have: a logo in the header,
fields, tables with repeated rows, conditions, a footnote, places to fill in, and both languages.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

from docgen.document.spec_xml import NAMESPACE, STORE_ID
from tests.support.making import ROOT, press
from tests.support.word_files import NAMES, OFFICE, WORD, WordFile

__all__ = ["LETTER", "make_letter"]

LETTER = ROOT / "templates" / "acme-example" / "word" / "letter.docx"
INK, BLUE, PALE, LINE = "26323A", "1F4E79", "EAF1F7", "B8C7D6"
WIDTH = 9638
FONTS = 'w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="微软雅黑"'
STORE = (
    f'<goalSpec xmlns="{NAMESPACE}" language="zh-CN"><spec><person><name>姓名</name></person></spec>'
    "<form/></goalSpec>"
)


def make_letter() -> bytes:
    """Return the template."""
    word = WordFile(_body())
    look = press("zh", ("docx",)).theme.word
    word.put("word/styles.xml", f"<w:styles {NAMES}>{_styles()}</w:styles>", f"{WORD}.styles+xml")
    word.put("word/settings.xml", look["settings.xml"], f"{WORD}.settings+xml")
    word.put("word/fontTable.xml", look["fontTable.xml"], f"{WORD}.fontTable+xml")
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    word.put("word/theme/theme1.xml", look["theme1.xml"], theme)
    for kind, name in (
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("theme", "theme/theme1.xml"),
    ):
        word.relate("word/document.xml", f"{OFFICE}/{kind}", name)
    word.put("word/media/logo.png", _placeholder())
    word.add("header", _header()).add("footer", _footer())
    word.relate("word/header1.xml", f"{OFFICE}/image", "media/logo.png", "rId1")
    word.add("footnotes", _footnotes())
    word.add_properties(
        title="{{ document.title }} - 绩效目标确认函 Goal Confirmation Letter",
        creator="",
        subject="{{ document.number }}",
        language="{{ locale.tag }}",
    )
    word.add_custom(Recipient="{{ person.name }}")
    word.add_store(STORE, STORE_ID)
    word.margins = '<w:pgMar w:top="1701" w:right="1134" w:bottom="1247" w:left="1134" w:header="567" w:footer="510" w:gutter="0"/>'
    return bytes(word)


def _body() -> str:
    return "".join([*_opening(), *_goals(), *_kpis(), *_rules(), *_signing()])


def _opening() -> list[str]:
    facts = [
        ("姓名 Name", _bound("person.name", "person_name", "g:person[1]/g:name[1]"), "工号 Employee ID", "{{ person.id }}"),
        ("部门 Department", "{{ person.department }}", "岗位 Position", "{{ person.position }}{% if person.grade %}（{{ person.grade }}）{% endif %}"),
        ("直接上级 Manager", "{% if person.manager %}{{ person.manager.name }}{% endif %}", "考核周期 Period", "{{ period.text }}"),
    ]  # fmt: skip
    widths = [1750, 2869, 2050, 2969]
    rows = [
        _row(
            [
                _cell(text, width, key=place % 2 == 0)
                for place, (text, width) in enumerate(zip(line, widths, strict=True))
            ]
        )
        for line in facts
    ]
    return [
        _p("Title", "绩效目标确认函"),
        _p("Subtitle", "Goal Confirmation Letter"),
        _table(widths, rows),
        _p("Text", "{{ person.name }}：", space=240),
        _p("Text", "    您好！经与您沟通，{{ organization.name }}确认您在{% if period.label %}{{ period.label }}{% else %}本考核周期{% endif %}的绩效目标共 {{ goals | length }} 项。本函依据《{{ document.title }}》{% if document.version %}（{{ document.version }}）{% endif %}签发，目标、指标口径与评分规则以该文件为准。"),
        _p("English", "We confirm the goals agreed with you for this period. The goals, measures and scoring rules are those of the document named above."),
        _p("Text", "{%p if document.purpose %}"),
        _p("Text", "{{ document.purpose | paragraphs }}"),
        _p("Text", "{%p endif %}"),
    ]  # fmt: skip


def _goals() -> list[str]:
    widths = [850, 5688, 1200, 1900]
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    head = ["编号<br>ID", "目标与最终成果<br>Goal and outcome", "权重<br>Weight", "完成时间<br>Due"]
    rows = [
        _row([_cell(text, width, head=True, extra=note if "权重" in text else "") for text, width in zip(head, widths, strict=True)], repeat=True),
        _row([_cell("{%tr for goal in goals %}", width) if not place else _cell("", width) for place, width in enumerate(widths)]),
        _row([
            _cell("{{ goal.id }}", widths[0], center=True),
            _cell([_p("Cell", "{{ goal.title }}", look="<w:b/>"), _p("Cell", "{{ goal.outcome | paragraphs }}")], widths[1]),
            _cell("{% cellbg 'FFF4DD' if loop.first else 'FFFFFF' %}{{ goal.weight }}", widths[2], center=True),
            _cell("{{ goal.due }}", widths[3], center=True),
        ]),
        _row([_cell("{%tr endfor %}", width) if not place else _cell("", width) for place, width in enumerate(widths)]),
        _row([
            _cell("合计 Total", widths[0] + widths[1], span=2, key=True),
            _cell("{{ goals_total_weight }}", widths[2], center=True, key=True),
            _cell("", widths[3], key=True),
        ]),
    ]  # fmt: skip
    return [_p("Heading1", "一、绩效目标  Goals"), _table(widths, rows)]


def _kpis() -> list[str]:
    widths = [750, 4188, 1500, 1600, 1600]
    head = ["编号", "关键绩效指标 KPI", "基线 Baseline", "目标值 Target", "权重 Weight"]
    rows = [
        _row([_cell(text, width, head=True) for text, width in zip(head, widths, strict=True)], repeat=True),
        _row([_cell("{%tr for kpi in kpis %}", width) if not place else _cell("", width) for place, width in enumerate(widths)]),
        _row([
            _cell("{{ kpi.id }}", widths[0], center=True),
            _cell("{{ kpi.name }}", widths[1]),
            _cell("{{ kpi.baseline or '—' }}", widths[2], center=True),
            _cell("{{r rich(kpi.target, bold=true, color='#1F4E79') }} {{ kpi.unit }}", widths[3], center=True),
            _cell("{{ kpi.weight }}", widths[4], center=True),
        ]),
        _row([_cell("{%tr endfor %}", width) if not place else _cell("", width) for place, width in enumerate(widths)]),
    ]  # fmt: skip
    return [_p("Heading1", "二、衡量指标  Measures"), _table(widths, rows)]


def _rules() -> list[str]:
    return [
        _p("Heading1", "三、说明  Notes"),
        _p("Text", "{%p if period.final_review_text %}"),
        _p(
            "Bullet",
            "•  年度终评日为 {{ period.final_review_text }}{% if period.mid_year_review_text %}，年中回顾日为 {{ period.mid_year_review_text }}{% endif %}。",
        ),
        _p("Text", "{%p endif %}"),
        _p("Bullet", "•  目标如需变更，由您或直接上级提出，双方书面确认后生效。"),
        _p("Text", "{%p for line in red_lines %}"),
        _p("Bullet", "•  红线条款：{{ line.text }}"),
        _p("Text", "{%p endfor %}"),
        _p("English", "Changes take effect after both sides have confirmed them in writing."),
    ]


def _signing() -> list[str]:
    widths = [3212, 3213, 3213]
    people = [
        "员工 Employee<br>{{ person.name }}",
        "直接上级 Manager<br>{% if person.manager %}{{ person.manager.name }}{% endif %}",
        "HRBP<br>{% if person.hrbp %}{{ person.hrbp.name }}{% endif %}",
    ]
    rows = [
        _row([_cell(text, width, key=True) for text, width in zip(people, widths, strict=True)]),
        _row([_cell([_p("Sign", "签字 Signature")], width) for width in widths]),
        _row(
            [
                _cell([_p("Cell", "日期 Date：", after=_date(place))], width)
                for place, width in enumerate(widths)
            ]
        ),
    ]
    return [
        _p("Heading1", "四、确认  Confirmation"),
        _p("Text", " 本人已阅读并确认上述目标。I have read and confirm the goals above.", before=_checkbox("agree", 31), keep=True),
        _p("Text", " 本人有不同意见，另附书面说明。I disagree and attach a statement.", before=_checkbox("disagree", 32), keep=True),
        _table(widths, rows, keep=True),
        _p("Right", "{{ organization.name }}", space=200),
        _p("Right", "{{ document.date_text or today_text }}"),
    ]  # fmt: skip


def _header() -> str:
    picture = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1080000" cy="360000"/>'
        '<wp:docPr id="1" name="Logo" descr="{{ picture(organization.logo or brand.logo, alt=organization.name) }}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1080000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    return _p(
        "Header",
        "\t{{ organization.name }}{% if document.number %} · {{ document.number }}{% endif %}",
        before=picture,
    )


def _footer() -> str:
    def page(code: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    after = page("PAGE") + _runs(" / ") + page("NUMPAGES")
    return _p("Footer", "{{ document.marking }}\t", after=after)


def _footnotes() -> str:
    line = "<w:p><w:r><w:{}/></w:r></w:p>"
    ends = [("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator")]
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">{line.format(sign)}</w:footnote>'
        for kind, number, sign in ends
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    text = " 各项目标权重合计 {{ goals_total_weight }}；指标权重合计 {{ kpis_total_weight }}。Weights of goals and of KPIs each add up to the totals named here."
    return f'{notes}<w:footnote w:id="1">{_p("Note", text, before=mark)}</w:footnote>'


def _bound(tag: str, name: str, path: str) -> str:
    """Write a control that is bound to the spec inside the file, and shows a field of it."""
    prefixes = f"xmlns:g='{NAMESPACE}'"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="姓名 Name"/><w:tag w:val="{name}"/><w:id w:val="21"/>'
        f'<w:dataBinding w:prefixMappings="{prefixes}" w:xpath="/g:goalSpec[1]/g:spec[1]/{path}" w:storeItemID="{STORE_ID}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{_runs('{{ ' + tag + ' }}')}</w:sdtContent></w:sdt>"
    )


def _checkbox(name: str, number: int) -> str:
    box = '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    look = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
    return f'<w:sdt><w:sdtPr><w:tag w:val="{name}"/><w:id w:val="{number}"/>{box}</w:sdtPr><w:sdtContent><w:r>{look}<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'


def _date(place: int) -> str:
    about = '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="zh-CN"/><w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    blank = _runs("        年    月    日", look='<w:color w:val="7F8B94"/>')
    return f'<w:sdt><w:sdtPr><w:alias w:val="日期 Date"/><w:tag w:val="signed_{place}"/><w:id w:val="{41 + place}"/><w:showingPlcHdr/>{about}</w:sdtPr><w:sdtContent>{blank}</w:sdtContent></w:sdt>'


def _runs(text: str, look: str = "") -> str:
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = []
    for line in text.split("<br>"):
        words = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
        )
        pieces.append(words)
    return f"<w:r>{looks}{'<w:br/>'.join(pieces)}</w:r>"


def _p(
    style: str,
    text: str,
    *,
    look: str = "",
    before: str = "",
    after: str = "",
    space: int = 0,
    keep: bool = False,
) -> str:
    extra = "<w:keepNext/>" if keep else ""
    extra += f'<w:spacing w:before="{space}"/>' if space else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{before}{_runs(text, look) if text else ""}{after}</w:p>'


def _cell(
    content: str | list[str],
    width: int,
    *,
    head: bool = False,
    key: bool = False,
    center: bool = False,
    span: int = 1,
    extra: str = "",
) -> str:
    style = (
        "CellHead"
        if head
        else "CellKeyCenter"
        if key and center
        else "CellKey"
        if key
        else "CellCenter"
        if center
        else "Cell"
    )
    if isinstance(content, list):
        inner = "".join(content)
    elif content.startswith("<w:sdt>"):
        inner = _p(style, "", before=content)
    else:
        inner = _p(style, content, after=extra)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{BLUE if head else PALE}"/>' if head or key else ""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shade}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


def _row(cells: list[str], *, repeat: bool = False) -> str:
    header = "<w:tblHeader/>" if repeat else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _table(widths: list[int], rows: list[str], *, keep: bool = False) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = (
        "".join(rows).replace('<w:pStyle w:val="Cell"/>', '<w:pStyle w:val="Cell"/><w:keepNext/>')
        if keep
        else "".join(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Lines"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _styles() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {FONTS}/><w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:line="320" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    made = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="Letters"><w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
        f'<w:style w:type="table" w:default="1" w:styleId="PlainTable"><w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins()}</w:tblPr></w:style>',
        f'<w:style w:type="table" w:styleId="Lines"><w:name w:val="Letter Table"/><w:basedOn w:val="PlainTable"/><w:tblPr>{_borders()}</w:tblPr></w:style>',
        _style("Title", "Title", '<w:jc w:val="center"/>', f'<w:b/><w:color w:val="{BLUE}"/><w:sz w:val="36"/><w:szCs w:val="36"/>', before=60, line=480),
        _style("Subtitle", "Subtitle", '<w:jc w:val="center"/>', f'<w:color w:val="{BLUE}"/><w:sz w:val="22"/><w:szCs w:val="22"/>', after=200),
        _style("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>', f'<w:b/><w:color w:val="{BLUE}"/><w:sz w:val="24"/><w:szCs w:val="24"/>', before=280, after=100, keep=True),
        _style("Text", "Letter Text", '<w:jc w:val="both"/>', "", after=100),
        _style("English", "Letter English", "", '<w:color w:val="5B6770"/><w:sz w:val="19"/><w:szCs w:val="19"/>', after=100),
        _style("Bullet", "Letter Bullet", "", "", after=60, indent='<w:ind w:left="420" w:hanging="210"/>'),
        _style("Cell", "Letter Cell", "", '<w:sz w:val="19"/><w:szCs w:val="19"/>', before=40, after=40, line=280),
        _style("CellCenter", "Letter Cell Center", '<w:jc w:val="center"/>', "", base="Cell"),
        _style("CellKey", "Letter Cell Key", "", f'<w:b/><w:color w:val="{BLUE}"/>', base="Cell"),
        _style("CellKeyCenter", "Letter Cell Key Center", '<w:jc w:val="center"/>', "", base="CellKey"),
        _style("CellHead", "Letter Cell Head", '<w:jc w:val="center"/>', '<w:b/><w:color w:val="FFFFFF"/>', base="Cell"),
        _style("Sign", "Letter Signature", "", '<w:color w:val="7F8B94"/>', base="Cell", after=700),
        _style("Right", "Letter Right", '<w:jc w:val="right"/>', "", after=40),
        _style("Header", "header", "", '<w:color w:val="5B6770"/><w:sz w:val="17"/><w:szCs w:val="17"/>', tabs=WIDTH, border="bottom"),
        _style("Footer", "footer", "", '<w:color w:val="5B6770"/><w:sz w:val="17"/><w:szCs w:val="17"/>', tabs=WIDTH),
        _style("Note", "footnote text", "", '<w:sz w:val="17"/><w:szCs w:val="17"/>', line=240),
    ]  # fmt: skip
    return defaults + "".join(made)


def _style(
    style: str, name: str, layout: str, look: str, *, base: str = "Normal", before: int | None = None, after: int | None = None,
    line: int | None = None, keep: bool = False, indent: str = "", tabs: int = 0, border: str = "",
) -> str:  # fmt: skip
    spacing = "".join(
        f' w:{key}="{value}"'
        for key, value in (("before", before), ("after", after), ("line", line))
        if value is not None
    )
    rule = ' w:lineRule="atLeast"' if line else ""
    properties = "<w:keepNext/>" if keep else ""
    properties += (
        f'<w:pBdr><w:{border} w:val="single" w:sz="6" w:space="4" w:color="{LINE}"/></w:pBdr>'
        if border
        else ""
    )
    properties += f'<w:tabs><w:tab w:val="right" w:pos="{tabs}"/></w:tabs>' if tabs else ""
    properties += f"<w:spacing{spacing}{rule}/>" if spacing else ""
    properties += indent + layout
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _margins() -> str:
    sides = (("top", 0), ("left", 100), ("bottom", 0), ("right", 100))
    lines = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{lines}</w:tblCellMar>"


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _placeholder(width: int = 180, height: int = 60) -> bytes:
    """Draw the gray box that stands in the header until a logo takes its place."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    edge, inner = b"\x9f", b"\xe6"
    rows = [(edge if y in {0, height - 1} else inner) * width for y in range(height)]
    rows = [b"\0" + edge + row[1:-1] + edge for row in rows]
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    LETTER.parent.mkdir(parents=True, exist_ok=True)
    Path(LETTER).write_bytes(make_letter())
