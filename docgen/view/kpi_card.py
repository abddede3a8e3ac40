"""The definition card of a KPI: everything that is said of it, row by row."""

from __future__ import annotations

from docgen.spec.models import kpis
from docgen.view import model
from docgen.view.kpi_figures import tell_target, tell_trajectory
from docgen.view.references import References
from docgen.view.scoring import tell_scoring
from docgen.view.texts import Teller

__all__ = ["make_card"]

Rows = list[tuple[str, list[str]]]


def make_card(kpi: kpis.Kpi, teller: Teller, references: References) -> list[model.CardRow]:
    """Tell the definition card: rows without content are left out."""
    goal = f"{kpi.goal} {references.goal_title(kpi.goal)}".strip()
    rows: Rows = [("goal", [goal]), *_meaning(kpi, teller), *_figures(kpi, teller), *_data(kpi, teller)]
    told = [(key, [line for line in lines if line]) for key, lines in rows]
    return [{"key": key, "value": lines} for key, lines in told if lines]


def _meaning(kpi: kpis.Kpi, teller: Teller) -> Rows:
    precision = "" if kpi.precision is None else teller.phrase("precision", digits=str(kpi.precision))
    unit = teller.clauses([teller.line(kpi.unit), teller.choice("value_type", kpi.value_type), precision])
    return [
        ("category", [teller.choice("category", kpi.category)]),
        ("purpose", teller.paragraphs(kpi.purpose)),
        ("rationale", teller.paragraphs(kpi.rationale)),
        ("definition", teller.paragraphs(kpi.definition)),
        ("formula", teller.paragraphs(kpi.formula)),
        ("unit", [unit]),
        ("direction", [teller.choice("direction", kpi.direction)]),
    ]


def _figures(kpi: kpis.Kpi, teller: Teller) -> Rows:
    unit = teller.line(kpi.unit)
    path = teller.clauses(f"{point['period']} {point['text']}" for point in tell_trajectory(kpi, teller))
    return [
        ("baseline", _baseline(kpi, teller, unit)),
        ("threshold", [teller.measure(kpi.threshold, unit)]),
        ("target", [teller.measure(tell_target(kpi, teller), unit)]),
        ("stretch", [teller.measure(kpi.stretch, unit)]),
        ("red_line", [teller.measure(kpi.red_line, unit)]),
        ("weight", [teller.weight(kpi.weight)]),
        ("justification", teller.paragraphs(kpi.justification)),
        ("history", [_history(kpi, teller)]),
        ("trajectory", [path, teller.line(kpi.trajectory_note)]),
        ("bounds", [teller.bounds(ge=kpi.lower_bound, le=kpi.upper_bound)]),
    ]


def _data(kpi: kpis.Kpi, teller: Teller) -> Rows:
    return [
        ("population", teller.paragraphs(kpi.population)),
        ("exclusions", teller.paragraphs(kpi.exclusions)),
        ("aggregation", [teller.choice("aggregation", kpi.aggregation)]),
        ("window", teller.paragraphs(kpi.window)),
        ("minimum_sample", teller.paragraphs(kpi.minimum_sample)),
        ("data_source", teller.paragraphs(kpi.data_source)),
        ("data_lag", teller.paragraphs(kpi.data_lag)),
        ("frequency", [teller.choice("frequency", kpi.frequency)]),
        ("owner", [teller.line(kpi.owner)]),
        ("collaborators", [_shares(kpi, teller)]),
        ("verifier", [teller.line(kpi.verifier)]),
        ("evidence", teller.paragraphs(kpi.evidence)),
        ("adjust_rule", teller.paragraphs(kpi.adjust_rule)),
        ("indicator_type", [teller.choice("indicator_type", kpi.indicator_type)]),
        ("lib", [kpi.lib or ""]),
        ("scoring", tell_scoring(kpi.scoring, teller)),
        ("notes", teller.paragraphs(kpi.notes)),
    ]


def _baseline(kpi: kpis.Kpi, teller: Teller, unit: str) -> list[str]:
    value = kpi.baseline.value
    figure = teller.measure(value, unit) if value is not None else teller.line(kpi.baseline.none)
    return [teller.aside(figure, teller.line(kpi.baseline.as_of)), teller.line(kpi.baseline.source)]


def _history(kpi: kpis.Kpi, teller: Teller) -> str:
    return teller.clauses(
        f"{teller.aside(teller.line(point.period), teller.day(point.date))} {teller.figure(point.value)}"
        for point in kpi.history
    )


def _shares(kpi: kpis.Kpi, teller: Teller) -> str:
    return teller.listed(
        teller.aside(teller.line(share.name), teller.weight(share.share)) for share in kpi.collaborators
    )
