"""Values that programs stumble over, of every kind."""

from __future__ import annotations

__all__ = ["NUMBERS", "PIECES", "TEXTS", "VALUES"]


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


NUMBERS = (
    *(
        "0",
        "-1",
        "1",
        "00",
        "1e400",
        "-1e400",
        "1e-400",
        "1E+30",
        "0.1",
        "-0",
        "NaN",
        "inf",
        "-inf",
        ".5",
        "5.",
    ),
    *("9" * 20, "9" * 400, "9" * 5000, "2147483648", "-2147483649", "4294967296", "18446744073709551616"),
    *("1_000", "1,000", "１２", "٣", "²", "½", "0x10", "1:30:00", "100%", "1e5", "1.7976931348623157e308"),
)
TEXTS = (
    *(
        "",
        " ",
        "\n",
        "\t",
        "~",
        "null",
        "NO",
        "true",
        "#",
        "# x",
        ": ",
        "- ",
        "&a",
        "*a",
        "!x",
        "<<",
        "{",
        "[",
        "|",
    ),
    *(
        "2027-02-30",
        "2027-13-01",
        "0000-00-00",
        "9999-12-31",
        "2027-01-01T00:00:00Z",
        "2027-W01",
        "10000-01-01",
    ),
    *(
        "{{ x }}",
        "{{ person.name }}",
        "{% for g in goals %}",
        "{% endfor %}",
        "{%tr for g in goals %}",
        "{{",
        "{%p if x %}",
    ),
    *(
        "{{ 9**9 }}",
        "{{ goals[0].title|upper }}",
        "{%tr endfor %}",
        "{% if %}",
        "{# x",
        "{{r x }}",
        "}}",
        "{_{",
    ),
    *(
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\ufdd0",
        "\U0001f469\u200d\U0001f4bb",
        "e\u0301" * 40,
        "\u0130",
        "ß",
        "ﬁ",
    ),
    *("\u2028", "\x85", "\u00a0", "\u3000", "\ud7ff", "\U0010ffff", "\U000e0001", "：", "“", "’", "；"),
    *(
        "=1+1",
        "@x",
        "-x",
        "'",
        '"',
        "''",
        "\\",
        "/",
        "..",
        "../x",
        "C:\\x",
        "a/b",
        "%s",
        "%(x)s",
        "{0}",
        "{x!r}",
    ),
    *(
        "<b>x</b>",
        "<script>",
        "&amp;",
        "]]>",
        "<!--",
        "url(#a)",
        "javascript:x",
        "http://[::1",
        "http://x y",
        "//x",
    ),
    *("A" * 300, "目" * 200, "x y " * 60, "9" * 40, "A1:XFD1048576", "$A$1", "#REF!", "rId1", "rId999"),
)
"""Words that are something else to one of the readers."""

VALUES = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**30,
        10**400,
        1e308,
        -0.0,
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": ""},
        {"a": {}},
    ),
    *(["x"] * 50, _nested(12), _nested(25), {"zh": "x", "en": "y"}, {"zh": ""}, {"id": "G1"}, [1, "x", None]),
    *NUMBERS,
    *TEXTS,
)
PIECES = (
    *(text.encode("utf-8", "replace") for text in (*TEXTS, *NUMBERS)),
    *(
        b"\0",
        b"\xff",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\x80",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\r",
        b"\x1b[31m",
    ),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"PK\x05\x06", b"PK\x03\x04", b"\0" * 64, b"\xff" * 64),
)
