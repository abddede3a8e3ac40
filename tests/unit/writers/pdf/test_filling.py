"""A chapter starts a page, unless the page before would be nearly empty."""

PAGES = "section[data-break] { break-before: page } section[data-page] { page: wide; break-before: page } @page wide { size: A6 landscape }"
LINES = "".join(f"<p>line {number}</p>" for number in range(5))
FULL = "".join(f"<p>line {number}</p>" for number in range(12))


def chapter(name, content="<p>words</p>", more='data-break="page"'):
    return f'<section {more}><h1 id="{name}">{name}</h1>{content}</section>'


def pages(write, *chapters):
    made = write("".join(chapters), PAGES).value
    return dict(made.pages), made.page_count, made.run_on


def test_it_starts_a_page_where_the_page_before_is_well_filled(write):
    assert pages(write, chapter("one", FULL), chapter("two", FULL)) == ({"one": 1, "two": 2}, 2, frozenset())


def test_it_runs_on_where_the_page_before_is_nearly_empty(write):
    assert pages(write, chapter("one", ""), chapter("two", LINES)) == ({"one": 1, "two": 1}, 1, {"two"})


def test_it_looks_again_after_pages_have_moved(write):
    found = pages(write, chapter("one", ""), chapter("two", ""), chapter("three", ""), chapter("four", FULL))
    assert found[2] >= {"two", "three"}
    assert found[0]["three"] == 1


def test_it_leaves_pages_of_another_kind_alone(write):
    wide = chapter("wide", "", 'data-page="landscape"')
    found = pages(write, chapter("one", ""), wide, chapter("two", ""))
    assert found == ({"one": 1, "wide": 2, "two": 3}, 3, frozenset())


def test_it_does_not_ask_what_lies_outside_the_flow(write):
    """A picture of the size of the paper fills no page."""
    ground = '<p class="ground">ground</p>'
    css = PAGES + " .ground { position: absolute; bottom: 0 }"
    made = write(chapter("one", ground) + chapter("two", LINES), css).value
    assert made.run_on == {"two"}
