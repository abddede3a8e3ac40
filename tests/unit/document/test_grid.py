from hypothesis import given
from hypothesis import strategies as some

from docgen.document.blocks import Cell, Row
from docgen.document.grid import Fitted, fit_rows, width_of

cells = some.builds(
    Cell,
    some.just(()),
    colspan=some.integers(1, 4),
    rowspan=some.integers(1, 4),
    style=some.sampled_from("abc"),
)
rows = some.lists(some.builds(Row, some.lists(cells, max_size=4).map(tuple)), max_size=6)


def coverage(fitted, width):
    """How often each place of the grid is covered, placing cells as HTML does."""
    taken = {}
    for y, row in enumerate(fitted):
        x = 0
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            for dy in range(cell.rowspan):
                for dx in range(cell.colspan):
                    taken[y + dy, x + dx] = taken.get((y + dy, x + dx), 0) + 1
    return [[taken.get((y, x), 0) for x in range(width)] for y in range(len(fitted))], taken


@given(rows, some.integers(0, 3))
def test_it_covers_every_place_once_and_none_outside(table, more):
    width = width_of(table) + more
    fitted = fit_rows(table, width)
    covered, taken = coverage(fitted.rows, width)
    assert all(count == 1 for line in covered for count in line)
    assert len(taken) == width * len(table)


@given(rows)
def test_it_loses_no_cell(table):
    fitted = fit_rows(table, width_of(table))
    for before, after in zip(table, fitted.rows, strict=True):
        assert [c.style for c in before.cells] == [c.style for c in after.cells if c.style]


def test_it_leaves_a_sound_table_as_it_is():
    table = [Row((Cell((), rowspan=2), Cell(()))), Row((Cell(()),))]
    assert fit_rows(table, 2) == Fitted(tuple(table), ())


def test_it_names_the_rows_it_mended():
    assert fit_rows([Row((Cell(()), Cell(()))), Row((Cell(()),))], 2).mended == (1,)
