"""Two ways to find what no sample shows: drawn from a description of its shape, and led by what the code does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.shapes import SHAPES
from tests.fuzz.target import Target, samples

__all__ = ["ENGINES", "Look", "changed"]

Look = Callable[[bytes], None]
_LONGEST = 1 << 20
_RUN = 200


def changed(target: Target) -> st.SearchStrategy[bytes]:
    """Describe the samples of a target with a few changes each."""
    change = SHAPES[target.shape]
    picked = st.tuples(st.sampled_from(samples(target)), st.randoms(use_true_random=False))
    return picked.map(lambda pair: change(pair[1], pair[0]))


def _draw(target: Target, look: Look, seconds: float, number: int, _work: Path) -> None:
    """Let hypothesis draw until the time is over."""
    end = time.monotonic() + seconds
    quiet = settings(
        max_examples=_RUN,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    described = changed(target)

    def try_one(content: bytes) -> None:
        if time.monotonic() < end:
            look(content)

    while time.monotonic() < end:
        number += 1
        quiet(seed(number)(given(described)(try_one)))()


def _follow(target: Target, look: Look, seconds: float, number: int, work: Path) -> None:
    """Let atheris look for inputs that reach new code; it ends the process."""
    import atheris  # noqa: PLC0415 - an extra of its own

    change = SHAPES[target.shape]
    grown = work / "grown"
    grown.mkdir()
    for place, content in enumerate(samples(target)):
        (grown / f"sample-{place}").write_bytes(content)

    def mutate(content: bytes, longest: int, luck_number: int) -> bytes:
        luck = Random(luck_number)  # noqa: S311 - nothing secret
        if luck.randrange(4) == 0:
            return bytes(atheris.Mutate(content, longest))
        return change(luck, content)[:longest]

    atheris.Setup(
        ["fuzz", f"-max_total_time={max(1, round(seconds))}", f"-seed={number}", f"-max_len={_LONGEST}",
         "-rss_limit_mb=0", "-timeout=1000", "-verbosity=0", "-len_control=0", f"-artifact_prefix={work}/", str(grown)],
        look,
        custom_mutator=mutate,
    )  # fmt: skip
    atheris.Fuzz()


ENGINES: dict[str, Callable[[Target, Look, float, int, Path], None]] = {
    "hypothesis": _draw,
    "atheris": _follow,
}
"""By name: goes on for some seconds, beginning with the number of a seed; the folder is to work in."""
