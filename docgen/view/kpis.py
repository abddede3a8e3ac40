"""KPIs, their table row and their definition card: spec to View."""

from __future__ import annotations

from decimal import Decimal

from docgen.spec.models import GoalSpec, kpis
from docgen.view import model
from docgen.view.references import References
from docgen.view.scoring import tell_scoring
from docgen.view.texts import Teller

__all__ = ["present_kpis", "present_tools"]


def present_kpis(spec: GoalSpec, teller: Teller, references: References) -> list[model.Kpi]:
    """Present the KPIs in the order of their goals, then of the spec."""
    places = {goal.id: place for place, goal in enumerate(spec.goals)}
    ordered = sorted(spec.kpis, key=lambda kpi: places[kpi.goal])
    return [_present(kpi, teller, references) for kpi in ordered]


def present_tools(refs: tuple[kpis.ToolRef, ...]) -> list[model.ToolRef]:
    """Present the entries of project tools that something follows."""
    return [
        {"tool": ref.tool, "ref": ref.ref, "query": ref.query or "", "aggregate": ref.aggregate or ""}
        for ref in refs
    ]


def _present(kpi: kpis.Kpi, teller: Teller, references: References) -> model.Kpi:
    unit, points = teller.line(kpi.unit), _trajectory(kpi, teller)
    change = _change(kpi, teller)
    return {
        "id": kpi.id,
        "name": teller.line(kpi.name),
        "goal_id": kpi.goal,
        "goal_title": references.goal_title(kpi.goal),
        "category": kpi.category or "",
        "category_text": teller.choice("category", kpi.category),
        "unit": unit,
        "direction": kpi.direction,
        "direction_text": teller.choice("direction", kpi.direction),
        "direction_symbol": teller.choice("direction_symbol", kpi.direction),
        "baseline": teller.figure(kpi.baseline.value),
        "baseline_as_of": teller.line(kpi.baseline.as_of),
        "baseline_source": teller.line(kpi.baseline.source),
        "baseline_none": teller.line(kpi.baseline.none),
        "threshold": teller.figure(kpi.threshold),
        "target": _target(kpi, teller),
        "stretch": teller.figure(kpi.stretch),
        "red_line": teller.figure(kpi.red_line),
        "change": change,
        "change_with_unit": teller.measure(change, unit),
        "weight": teller.weight(kpi.weight),
        "frequency": kpi.frequency or "",
        "frequency_text": teller.choice("frequency", kpi.frequency),
        "owner": teller.line(kpi.owner),
        "verifier": teller.line(kpi.verifier),
        "data_source": teller.line(kpi.data_source),
        "collaborators": [
            {"name": teller.line(share.name), "share": teller.weight(share.share)}
            for share in kpi.collaborators
        ],
        "trajectory": points,
        "trajectory_text": teller.clauses(f"{point['period']} {point['text']}" for point in points),
        "trajectory_note": teller.line(kpi.trajectory_note),
        "scoring": tell_scoring(kpi.scoring, teller),
        "card": _card(kpi, teller, references),
        "tools": present_tools(kpi.ext),
    }


def _target(kpi: kpis.Kpi, teller: Teller) -> str:
    if kpi.target_high is None:
        return teller.figure(kpi.target)
    return teller.phrase("figures", low=teller.figure(kpi.target), high=teller.figure(kpi.target_high))


def _change(kpi: kpis.Kpi, teller: Teller) -> str:
    return (
        f"{teller.figure(kpi.baseline.value)} → {_target(kpi, teller)}"
        if kpi.baseline.value is not None
        else ""
    )


def _trajectory(kpi: kpis.Kpi, teller: Teller) -> list[model.TrajectoryPoint]:
    points: list[model.TrajectoryPoint] = []
    for point in kpi.trajectory:
        value = teller.figure(point.value)
        sign = {"at_least": "≥", "at_most": "≤", None: ""}[point.bound]
        text = teller.phrase("cumulative", figure=sign + value) if point.cumulative else sign + value
        points.append(
            {
                "period": teller.line(point.period),
                "value": value,
                "text": text,
                "date": teller.day(point.date),
                "date_text": teller.long_day(point.date),
            }
        )
    return points


def _card(kpi: kpis.Kpi, teller: Teller, references: References) -> list[model.CardRow]:
    """Tell the definition card: rows without content are left out."""
    unit = teller.line(kpi.unit)
    rows: list[tuple[str, list[str]]] = [
        ("goal", [f"{kpi.goal} {references.goal_title(kpi.goal)}".strip()]),
        ("category", [teller.choice("category", kpi.category)]),
        ("purpose", teller.paragraphs(kpi.purpose)),
        ("rationale", teller.paragraphs(kpi.rationale)),
        ("definition", teller.paragraphs(kpi.definition)),
        ("formula", teller.paragraphs(kpi.formula)),
        (
            "unit",
            [teller.clauses([unit, teller.choice("value_type", kpi.value_type), _precision(kpi, teller)])],
        ),
        ("direction", [teller.choice("direction", kpi.direction)]),
        ("baseline", _baseline(kpi, teller, unit)),
        ("threshold", [teller.measure(kpi.threshold, unit)]),
        ("target", [teller.measure(_target(kpi, teller), unit)]),
        ("stretch", [teller.measure(kpi.stretch, unit)]),
        ("red_line", [teller.measure(kpi.red_line, unit)]),
        ("weight", [teller.weight(kpi.weight)]),
        ("trajectory", _path(kpi, teller)),
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
        ("bounds", [teller.bounds(ge=kpi.lower_bound, le=kpi.upper_bound)]),
        ("lib", [kpi.lib or ""]),
        ("scoring", tell_scoring(kpi.scoring, teller)),
        ("notes", teller.paragraphs(kpi.notes)),
    ]
    told = [(key, [line for line in lines if line]) for key, lines in rows]
    return [{"key": key, "value": lines} for key, lines in told if lines]


def _precision(kpi: kpis.Kpi, teller: Teller) -> str:
    return "" if kpi.precision is None else teller.phrase("precision", digits=str(kpi.precision))


def _baseline(kpi: kpis.Kpi, teller: Teller, unit: str) -> list[str]:
    value: Decimal | None = kpi.baseline.value
    figure = teller.measure(value, unit) if value is not None else teller.line(kpi.baseline.none)
    return [teller.aside(figure, teller.line(kpi.baseline.as_of)), teller.line(kpi.baseline.source)]


def _path(kpi: kpis.Kpi, teller: Teller) -> list[str]:
    points = teller.clauses(f"{point['period']} {point['text']}" for point in _trajectory(kpi, teller))
    return [points, teller.line(kpi.trajectory_note)]


def _shares(kpi: kpis.Kpi, teller: Teller) -> str:
    return teller.listed(
        teller.aside(teller.line(share.name), teller.weight(share.share)) for share in kpi.collaborators
    )
