import re

from hypothesis import given
from hypothesis import strategies as some

from docgen.document.blocks import Control, Emphasis, Field, Image, LineBreak, Link, Span, Strong, Text
from docgen.document.whitespace import fold

BLANKS = re.compile("[ \t\n\r\f]+")
words = some.text(alphabet=" \t\n\r\fab字\u3000\u00a0", max_size=6)
leaf = some.one_of(
    words.map(Text),
    some.just(LineBreak()),
    some.just(Field("page-number")),
    some.just(Image("a.png", "a")),
    some.just(Control("text", "a")),
)
inline = some.recursive(
    leaf,
    lambda inner: some.one_of(
        some.lists(inner, max_size=4).map(lambda c: Strong(tuple(c))),
        some.lists(inner, max_size=4).map(lambda c: Span(tuple(c), "chip")),
        some.lists(inner, max_size=4).map(lambda c: Link("#a", tuple(c))),
    ),
    max_leaves=12,
)
inlines = some.lists(inline, max_size=6).map(tuple)


def flat(nodes):
    """The line as one string: a break is a new line, a picture, field or place to fill in one black square."""
    out = ""
    for node in nodes:
        if isinstance(node, Text):
            out += node.content
        elif isinstance(node, LineBreak):
            out += "\v"
        elif isinstance(node, Field | Image | Control):
            out += "■"
        else:
            out += flat(node.children)
    return out


def css(line):
    """What CSS says of white space, over the whole line at once."""
    folded = BLANKS.sub(" ", line)
    return re.sub(" ?\v ?", "\v", folded).strip(" ")


@given(inlines)
def test_it_folds_a_line_as_if_there_were_no_elements_in_it(line):
    assert flat(fold(line)) == css(flat(line))


@given(inlines)
def test_it_changes_nothing_the_second_time(line):
    assert fold(fold(line)) == fold(line)


@given(inlines)
def test_it_leaves_no_empty_text_and_no_two_texts_side_by_side(line):
    def check(nodes):
        for before, node in zip((None, *nodes), nodes, strict=False):
            if isinstance(node, Text):
                assert node.content
                assert not isinstance(before, Text)
            elif not isinstance(node, LineBreak | Field | Image | Control):
                assert node.children or isinstance(node, Link)
                check(node.children)

    check(fold(line))


def test_it_keeps_a_blank_where_it_was_written_first():
    assert fold((Text("a "), Strong((Text(" b"),)))) == (Text("a "), Strong((Text("b"),)))
    assert fold((Text("a"), Strong((Text(" b "),)), Text(" c"))) == (
        Text("a"),
        Strong((Text(" b "),)),
        Text("c"),
    )


def test_it_takes_back_the_blank_at_the_end_from_inside_a_wrapper():
    assert fold((Text("a"), Emphasis((Text(" "),)), Text("\n"))) == (Text("a"),)


def test_it_keeps_the_blank_before_a_place_to_fill_in():
    place = Control("text", "a")
    assert fold((Text(" Date "), place)) == (Text("Date "), place)


def test_it_keeps_no_break_and_full_width_blanks():
    assert fold((Text("\u3000a\u00a0 b"),)) == (Text("\u3000a\u00a0 b"),)
