"""The kinds of things a sentence names, in Chinese and English."""

__all__ = ["KINDS"]

KINDS: dict[str, tuple[str, str]] = {
    "text": ("文字", "text"),
    "number": ("数字", "a number"),
    "whole_number": ("整数", "a whole number"),
    "yes_no": (" true 或 false", "true or false"),
    "list": ("列表", "a list"),
    "mapping": ("一组“键: 值”", "a group of keys and values"),
    "nothing": ("空值", "nothing"),
    "date": ("日期（如 2027-03-31）", "a date such as 2027-03-31"),
    "custom": ("文字、数字或 true/false", "text, a number, or true/false"),
    "pdf": ("PDF 文件", "a PDF file"),
    "old_office": ("旧版 Office 文件", "an old Office file"),
    "image": ("图片", "a picture"),
    "excel": ("Excel 文件", "an Excel file"),
    "word": ("Word 文件", "a Word file"),
    "powerpoint": ("PowerPoint 文件", "a PowerPoint file"),
    "zip": ("压缩包", "a zip archive"),
    "bytes": ("字节数", "bytes"),
    "elements": ("元素个数", "elements"),
    "depth": ("嵌套层数", "levels of nesting"),
    "signs": ("逗号、引号和括号", "commas, quotes and brackets"),
    "binary": ("二进制文件", "a binary file"),
}
"""Key → (Chinese, English)."""
