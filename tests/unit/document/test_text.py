from docgen.document.parse import parse
from docgen.document.text import document_lines, document_text

PAGE = """<nav class="toc"><ol><li><a href="#a">Goals</a></li></ol></nav>
<section><h1 id="a" data-numbering="chapter">Goals <em>2026</em></h1></section>
<div><p>one<br>two <span class="page-number"></span><img src="x.png" alt="not said"></p><p></p></div>
<ul><li>item<ul><li>deeper</li></ul></li></ul><dl><dt>term</dt><dd>meaning</dd></dl>
<table><caption>caption</caption><thead><tr><th>head</th></tr></thead><tbody><tr><td><p>a</p><p>b</p></td></tr></tbody>
<tfoot><tr><td>foot</td></tr></tfoot></table>
<figure><p>exhibit</p><figcaption>shown</figcaption></figure><aside>mind</aside><blockquote>said</blockquote><hr>
<div class="page-break"></div>"""


def test_it_says_the_words_in_reading_order_a_line_each():
    assert list(document_lines(parse(PAGE).value.body)) == [
        "Goals", "Goals 2026", "one two", "item", "deeper", "term", "meaning",
        "caption", "head", "a", "b", "foot", "exhibit", "shown", "mind", "said",
    ]  # fmt: skip


def test_it_joins_the_lines():
    assert document_text(parse("<p>a</p><p>b</p>").value.body) == "a\nb"
