"""Does a goal say what will be there in the end? Rules S."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.diagnostics import Fact, FieldPath
from docgen.review.case import Case
from docgen.review.lexicon import Lexicon
from docgen.review.model import Breach
from docgen.review.reading import are_alike, count_words, find_clauses, find_keywords, language_of
from docgen.review.rules.rule import Outcry, Rule
from docgen.spec.models.goals import Goal

__all__ = ["RULES"]

LEAST_CONTENT = 2
"""Characters (Chinese) or words (English) beside the verb that an object has at least."""
OPENING_WORDS = 2
"""An English title opens with its verb, or with one word before it: “To reach”, “Jointly reduce”."""

_FIGURE = re.compile(r"\d")
_REACHED = re.compile(r"达(?=\s*[\d≥])")
"""Written short before a figure, as in “续费率达90%”; elsewhere the sign is part of other words."""
_SPEAKS = re.compile(r"[^\W\d_]")


def title_has_a_fitting_length(case: Case) -> Outcry:
    """Find titles too short to say anything, or too long to be remembered."""
    for index, goal in case.goals():
        title = case.say(goal.title)
        language = language_of(title)
        least, most = case.options.title_zh if language == "zh" else case.options.title_en
        count = count_words(title, language)
        facts: dict[str, Fact] = {"goal": goal.id, "count": count, **_unit(language)}
        if count < least:
            yield _title(index, goal, {**facts, "least": least})
        elif count > most:
            yield _title(index, goal, {**facts, "most": most})


def title_names_an_outcome(case: Case) -> Outcry:
    """Find titles without a verb of outcome, or with nothing that it is about."""
    for index, goal in case.goals():
        title = case.say(goal.title)
        language = language_of(title)
        verbs = _find_outcomes(title, language, case.lexicon)
        if not verbs:
            yield _title(index, goal, {"goal": goal.id, "verbless": goal.id})
        elif _count_content(title, language, case.lexicon) < LEAST_CONTENT:
            yield _title(index, goal, {"goal": goal.id, "verb": verbs[0]})


def vague_words_have_figures(case: Case) -> Outcry:
    """Find words of degree in title and outcome in whose clause no figure says how much."""
    for index, goal in case.goals():
        for field, text in (("title", case.say(goal.title)), ("outcome", case.say(goal.outcome))):
            words = tuple(dict.fromkeys(_find_vague(text, case.lexicon)))
            if words:
                path: FieldPath = ("goals", index, field)
                yield Breach(path, {"goal": goal.id, "words": words}, goal.id, goal.id)


def title_names_one_thing(case: Case) -> Outcry:
    """Find titles with several outcomes of which one has neither KPI nor milestone."""
    for index, goal in case.goals():
        title = case.say(goal.title)
        language = language_of(title)
        parts = [
            part
            for part in _split(title, language, case.lexicon)
            if _find_verbs(part, language, case.lexicon)
        ]
        if len(parts) < 2:  # noqa: PLR2004 - one thing
            continue
        followed = _find_followed(case, goal.id, language)
        words = [(part, find_keywords(part, language, case.lexicon)) for part in parts]
        loose = [part for part, about in words if about and not about & followed]
        if loose:
            yield _title(index, goal, {"goal": goal.id, "count": len(parts), "part": loose[0]})


def scope_is_named(case: Case) -> Outcry:
    """Find goals that say neither themselves nor by their KPIs for whom or for what they hold."""
    for index, goal in case.goals():
        if goal.scope or _names_scope(case, goal) or _kpis_are_defined(case, goal.id):
            continue
        yield Breach(("goals", index, "scope"), {"goal": goal.id}, goal.id, goal.id)


def outcome_says_more_than_the_title(case: Case) -> Outcry:
    """Find outcomes that repeat the title."""
    for index, goal in case.goals():
        if are_alike(case.say(goal.title), case.say(goal.outcome), case.options.similarity):
            yield Breach(("goals", index, "outcome"), {"goal": goal.id}, goal.id, goal.id)


def _title(index: int, goal: Goal, facts: dict[str, Fact]) -> Breach:
    return Breach(("goals", index, "title"), facts, goal.id, goal.id)


def _unit(language: str) -> dict[str, Fact]:
    if language == "zh":
        return {"unit_zh": "字", "unit_en": "characters"}
    return {"unit_zh": "个单词", "unit_en": "words"}


def _find_verbs(text: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    if language == "zh":
        return lexicon.find("outcome_verbs", text, language)
    opening = " ".join(text.split()[:OPENING_WORDS])
    return lexicon.find("outcome_verbs", opening, language)


def _find_outcomes(title: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Find what tells an outcome: a verb of the list, or a weaker one whose clause has a figure."""
    if language == "zh":
        reached = tuple(spot.group() for spot in _REACHED.finditer(title))
        return (*_find_verbs(title, language, lexicon), *reached)
    found: list[str] = []
    for part in _split(title, language, lexicon):
        found += _find_verbs(part, language, lexicon)
        if _FIGURE.search(part):
            opening = " ".join(part.split()[:OPENING_WORDS])
            found += lexicon.find("vague_verbs", opening, language)
    return tuple(found)


def _count_content(text: str, language: str, lexicon: Lexicon) -> int:
    """Count what stays of a title without its verbs, figures and everyday words."""
    known = (
        *lexicon.words("outcome_verbs", language),
        *lexicon.words("common", language),
        *lexicon.words("particles", language),
    )
    plain = re.sub(r"[\d.,%％]+", " ", lexicon.blank(text, language, known))
    return len(_SPEAKS.findall(plain)) if language == "zh" else count_words(plain, language)


def _find_vague(text: str, lexicon: Lexicon) -> Iterator[str]:
    language = language_of(text)
    for clause in find_clauses(text):
        if _FIGURE.search(clause):
            continue
        yield from lexicon.find("vague", clause, language)
        if language == "en":
            for spot in lexicon.spots("vague_verbs", clause, language):
                if re.fullmatch(r"(.*\b(to|and|will|we|also)\s+)?", clause[: spot.start()], re.IGNORECASE):
                    yield spot.group()


def _split(title: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    joints = sorted(lexicon.words("joints", language), key=len, reverse=True)
    either = "|".join(re.escape(joint) for joint in joints)
    covered = lexicon.cover(title, language)
    cuts = [spot.span() for spot in re.finditer(either, covered, re.IGNORECASE)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(title)]
    return tuple(title[start:end].strip() for start, end in zip(starts, ends, strict=True))


def _find_followed(case: Case, goal: str, language: str) -> frozenset[str]:
    """Return the keywords of everything by which a goal is followed."""
    texts = [case.say(text) for _, kpi in case.kpis(goal) for text in (kpi.name, kpi.definition, kpi.purpose)]
    texts += [name for _, kpi in case.kpis(goal) for name in case.names_in_library(kpi)]
    texts += [
        case.say(text)
        for _, step in case.milestones(goal)
        for text in (step.title, step.deliverable, step.acceptance)
    ]
    return find_keywords(" ; ".join(texts), language, case.lexicon)


def _names_scope(case: Case, goal: Goal) -> bool:
    own = [
        case.say(goal.title),
        case.say(goal.outcome),
        case.say(goal.smart.specific if goal.smart else None),
    ]
    product = case.say(case.spec.product.name) if case.spec.product else ""
    said = " ".join(own)
    return bool((product and product in said) or any(_scopes(text, case.lexicon) for text in own))


def _scopes(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.find("scopes", text, language_of(text))


def _kpis_are_defined(case: Case, goal: str) -> bool:
    kpis = [kpi for _, kpi in case.kpis(goal)]
    return bool(kpis) and all(kpi.population or kpi.exclusions or kpi.definition for kpi in kpis)


RULES: tuple[Rule, ...] = (
    Rule("S1", title_has_a_fitting_length),
    Rule("S2", title_names_an_outcome),
    Rule("S3", vague_words_have_figures),
    Rule("S4", title_names_one_thing),
    Rule("S5", scope_is_named),
    Rule("S6", outcome_says_more_than_the_title),
)
