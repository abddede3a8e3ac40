"""A diagnostic travels between processes as plain values."""

import pickle

from docgen.diagnostics import Severity


def test_it_pickles_a_severity_without_looking_up_a_function():
    # Who reads the answers of a child refuses functions, and the first releases of Python 3.11 would name one.
    content = pickle.dumps(Severity.ERROR)
    assert b"getattr" not in content
    assert pickle.loads(content) is Severity.ERROR  # noqa: S301 - our own words
