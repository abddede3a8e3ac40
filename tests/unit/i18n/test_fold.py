from docgen.i18n.fold import fold


def test_it_folds_width_case_and_blanks():
    assert fold(" ＣＬＭ－１ ") == fold("clm-1")
