"""The order of children that the schema asks for, of the elements that are written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.doctor.word.markup import W

__all__ = ["SEQUENCES"]

_ORDERS = {
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow
        emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
        tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
        textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
        hideMark headers cellIns cellDel cellMerge tcPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
        tblPrChange""",
    "sectPr": """headerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
        formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
        sectPrChange""",
    "settings": """writeProtection view zoom removePersonalInformation removeDateAndTime
        doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText
        printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts
        saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle
        proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod
        documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting
        documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
        consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength
        clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
        bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing
        displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
        drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning
        characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore
        savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
        alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt
        showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat
        docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
        doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary
        shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
        locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}
_ELSEWHERE = {
    "mathPr": "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "schemaLibrary": "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}",
}
"""Children from another namespace."""


def _places(order: str) -> dict[str, int]:
    places = {f"{_ELSEWHERE.get(name, W)}{name}": place for place, name in enumerate(order.split())}
    if f"{W}headerReference" in places:  # the two may be mixed
        places[f"{W}footerReference"] = places[f"{W}headerReference"]
    return places


SEQUENCES: Mapping[str, Mapping[str, int]] = {f"{W}{name}": _places(order) for name, order in _ORDERS.items()}
"""Element: the place of each of its children. Children of other namespaces may stand anywhere."""
