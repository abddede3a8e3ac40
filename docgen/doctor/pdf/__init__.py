"""What is wrong with a PDF?"""

from docgen.doctor.findings import Rule
from docgen.doctor.pdf import rules
from docgen.doctor.pdf.file import PdfFile, open_pdf

__all__ = ["RULES", "PdfFile", "open_pdf"]

RULES: tuple[Rule[PdfFile], ...] = (
    Rule("pdf-intact", "DG651", rules.it_is_intact),
    Rule("pdf-open", "DG653", rules.it_is_not_locked),
    Rule("pdf-tagged", "DG690", rules.it_is_tagged),
    Rule("pdf-language", "DG691", rules.it_says_its_language),
    Rule("pdf-title", "DG692", rules.it_says_its_title),
    Rule("pdf-standards", "DG693", rules.it_names_its_standards),
    Rule("pdf-fonts", "DG694", rules.fonts_are_whole),
    Rule("pdf-figures", "DG695", rules.figures_have_words),
    Rule("pdf-tables", "DG696", rules.tables_have_headers),
    Rule("pdf-headings", "DG683", rules.headings_do_not_jump),
    Rule("pdf-outline", "DG697", rules.long_ones_have_an_outline),
    Rule("pdf-data", "DG698", rules.it_carries_its_data),
    Rule("pdf-passive", "DG699", rules.it_does_nothing),
)
"""Every rule of a PDF; the message of its code says it to people."""
