import logging

import pytest

from docgen.diagnostics.steps import LOGGER
from docgen.workshop.hearing import pass_on
from docgen.workshop.messages import StrangeError


def test_it_passes_on_what_a_child_did(caplog):
    caplog.set_level(logging.INFO, LOGGER)
    pass_on((("read", 1.25, None), ("write", 30.0, "pdf")), 12)
    assert caplog.messages == ["step=read ms=1.2 child=12", "step=write ms=30.0 output=pdf child=12"]


@pytest.mark.parametrize(
    "told",
    [
        "read",
        (("Lin Zhiyao", 1.0, None),),
        (("write", 1.0, "Lin Zhiyao"),),
        (("read", "Lin Zhiyao", None),),
        (("read", 1.0),),
        (("read", 1.0, None),) * 1001,
    ],
)
def test_it_lets_no_child_choose_words(caplog, told):
    caplog.set_level(logging.INFO, LOGGER)
    with pytest.raises(StrangeError):
        pass_on(told, 12)
    assert caplog.messages == []
