import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.connect.settings import built_in, read_settings, show_settings


def test_it_reads_what_it_prints():
    assert read_settings(show_settings().encode(), "connect.yaml") == built_in()


def test_it_keeps_what_a_file_leaves_out():
    text = "connect: 1\npingcode: {root: 'https://pm.example.com/open/', items_path: /v1/pjm/work_items}\n"
    settings, ours = read_settings(text.encode(), "connect.yaml"), built_in()
    place = settings.places["pingcode"]
    assert (place.root, place.paths["items"]) == ("https://pm.example.com/open", "/v1/pjm/work_items")
    assert place.paths["progress"] == ours.places["pingcode"].paths["progress"]
    assert (settings.places["worktile"], settings.limits) == (ours.places["worktile"], ours.limits)


@pytest.mark.parametrize(
    "line",
    [
        "pingcode: {root: 'http://pm.example.com'}",
        "pingcode: {root: 'https://user:pass@pm.example.com'}",
        "pingcode: {root: 'https://:pass@pm.example.com'}",
        "pingcode: {root: 'https://[pm.example.com'}",
        "pingcode: {root: pm.example.com}",
        "pingcode: {items_path: v1/items}",
        "pingcode: {items_path: 'https://elsewhere.example/v1'}",
        "pingcode: {page_size: 0}",
        "pingcode: {page_size: true}",
        "pingcode: {token: abc}",
        "pingcode: {items_query: {a: 1}}",
        "worktile: {authorization: body}",
        "worktile: none",
        "limits: {attempts: many}",
        "jira: {}",
    ],
)
def test_it_refuses_what_would_not_work_or_would_not_be_safe(line):
    with pytest.raises(DocgenError) as failure:
        read_settings(f"connect: 1\n{line}\n".encode(), "connect.yaml")
    assert [(d.code, d.where.line) for d in failure.value.diagnostics] == [("DG783", 2)]


def test_it_asks_for_the_version():
    with pytest.raises(DocgenError) as failure:
        read_settings(b"limits: {}\n", "connect.yaml")
    assert [d.code for d in failure.value.diagnostics] == ["DG783"]


@pytest.mark.parametrize("root", ["http://127.0.0.1:8080", "http://localhost:1", "https://pm.example.com"])
def test_it_takes_plain_http_to_this_machine_alone(root):
    text = f"connect: 1\npingcode: {{root: '{root}'}}\n"
    assert read_settings(text.encode(), "connect.yaml").places["pingcode"].root == root
