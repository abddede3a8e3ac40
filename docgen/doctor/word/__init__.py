"""What is wrong with a Word file?"""

from docgen.doctor.findings import Rule
from docgen.doctor.word import controls, drawings, fields, manner, notes, parts, styles, tables, values
from docgen.doctor.word.file import WordFile, open_word

__all__ = ["RULES", "WordFile", "open_word"]

RULES: tuple[Rule[WordFile], ...] = (
    Rule("part-exists", "DG656", parts.relations_lead_somewhere),
    Rule("relation-known", "DG657", parts.relations_are_known),
    Rule("part-type", "DG658", parts.parts_have_types),
    Rule("chart-data", "DG659", drawings.charts_have_data),
    Rule("cell-paragraph", "DG660", tables.cells_end_in_a_paragraph),
    Rule("row-grid", "DG661", tables.rows_fill_the_grid),
    Rule("merge-begins", "DG662", tables.merges_begin),
    Rule("tables-apart", "DG663", tables.tables_are_apart),
    Rule("header-row", "DG664", tables.header_rows_repeat),
    Rule("style-exists", "DG665", styles.styles_exist),
    Rule("style-link", "DG666", styles.styles_refer_to_styles),
    Rule("style-once", "DG667", styles.styles_are_defined_once),
    Rule("number-exists", "DG668", styles.numbers_exist),
    Rule("bookmark-balance", "DG669", fields.bookmarks_are_balanced),
    Rule("bookmark-once", "DG670", fields.bookmarks_are_unique),
    Rule("target-exists", "DG671", fields.targets_exist),
    Rule("field-nesting", "DG672", fields.fields_nest),
    Rule("field-result", "DG673", fields.fields_have_results),
    Rule("control-once", "DG674", controls.controls_are_unique),
    Rule("binding-resolves", "DG675", controls.bindings_resolve),
    Rule("binding-agrees", "DG676", controls.bindings_agree),
    Rule("drawing-once", "DG677", drawings.drawings_are_unique),
    Rule("drawing-words", "DG678", drawings.drawings_have_words),
    Rule("color-value", "DG679", values.colors_are_colors),
    Rule("child-order", "DG680", values.children_are_in_order),
    Rule("note-exists", "DG681", notes.notes_exist),
    Rule("change-author", "DG682", notes.changes_have_authors),
    Rule("heading-levels", "DG683", manner.headings_do_not_jump),
    Rule("properties", "DG684", manner.properties_are_there),
    Rule("chinese", "DG685", manner.chinese_is_set_up),
    Rule("compatibility", "DG686", manner.it_is_no_older_word),
    Rule("update-fields", "DG687", manner.fields_are_not_updated),
    Rule("direct-looks", "DG688", manner.looks_are_styles),
    Rule("blank-paragraphs", "DG689", manner.blanks_make_no_space),
)
"""Every rule of a Word file; the message of its code says it to people."""
