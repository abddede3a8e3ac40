"""What has no place in a document that others read: identity numbers, mobile numbers, pay."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.i18n.languages import Words

__all__ = ["find_private"]

IDENTITY = Words("身份证号", "an identity card number")
MOBILE = Words("手机号码", "a mobile number")
PAY = Words("薪酬金额", "an amount of pay")

_DIGIT = re.compile(r"\d")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})((?:19|20)\d{2})(\d{2})(\d{2})(\d{3})([\dXx])(?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d([- ]?)\d{4}\1\d{4}(?![\d.])")
_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s*"
_PAY = re.compile(
    rf"(?:月薪|年薪|底薪|薪资|薪酬|薪水|工资|年终奖|年包|绩效奖金)(?![\u4e00-\u9fff]*(?:系统|模块|产品|功能|报表|数据|服务))"
    rf"[^，。；、,;\n\d]{{0,6}}(?:{_AMOUNT}(?:万元|千元|元|万|[kK]\b|人民币)|[¥￥$€£]\s*{_AMOUNT})"
    # Only the English half has capitals: without regard to them the set of Chinese letters is dear to make.
    rf"|(?i:\b(?:salary|salaries|base pay|annual pay|monthly pay|wages?|annual bonus)\b[^.;,\n\d]{{0,20}}?"
    rf"(?:(?:CNY|RMB|USD|EUR|GBP|[¥￥$€£])\s*{_AMOUNT}|{_AMOUNT}(?:k\b|CNY|RMB|USD|EUR|GBP|yuan|dollars|euros)))"
)
_KEPT = 3


def find_private(text: str) -> Iterator[tuple[Words, str]]:
    """Yield what a text gives away: its kind in both languages, and the place of it with the middle covered."""
    if not _DIGIT.search(text):
        return
    identities = [found for found in _IDENTITY.finditer(text) if _is_identity(found)]
    for found in identities:
        yield IDENTITY, _cover(found.group())
    rest = text
    for found in identities:
        rest = rest.replace(found.group(), " ")
    for found in _MOBILE.finditer(rest):
        yield MOBILE, _cover(found.group())
    for found in _PAY.finditer(rest):
        yield PAY, _cover(found.group())


def _is_identity(found: re.Match[str]) -> bool:
    """Tell whether eighteen signs hold a day that was, and the check sign that belongs to them."""
    try:
        datetime.date(int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return False
    signs = found.group()
    total = sum(int(sign) * weight for sign, weight in zip(signs, _WEIGHTS, strict=False))
    return signs[-1].upper() == _CHECK[total % len(_CHECK)]


def _cover(text: str) -> str:
    return f"{text[:_KEPT]}…"
