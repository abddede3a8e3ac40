"""KPIs, with their table row: spec to View."""

from __future__ import annotations

from docgen.spec.models import GoalSpec, kpis
from docgen.view import model
from docgen.view.charts import present_chart
from docgen.view.kpi_card import make_card
from docgen.view.kpi_figures import tell_target, tell_trajectory
from docgen.view.progress import present_progress, present_track
from docgen.view.references import References
from docgen.view.scoring import tell_scoring
from docgen.view.texts import Teller

__all__ = ["find_headline", "present_kpis", "present_tools"]


def present_kpis(spec: GoalSpec, teller: Teller, references: References) -> list[model.Kpi]:
    """Present the KPIs in the order of their goals, then of the spec."""
    places = {goal.id: place for place, goal in enumerate(spec.goals)}
    ordered = sorted(spec.kpis, key=lambda kpi: places[kpi.goal])
    results = spec.evaluation.actuals if spec.evaluation else ()
    actuals = {result.kpi: result.value for result in results}
    return [
        {
            **_present(kpi, teller, references),
            "chart": present_chart(kpi, actuals.get(kpi.id), teller),
            "progress": present_progress(spec, kpi, teller),
            "track": present_track(spec, kpi, teller),
        }
        for kpi in ordered
    ]


def find_headline(spec: GoalSpec, presented: list[model.Kpi]) -> model.Kpi | None:
    """Return the KPI that stands for the whole: of those with a way to show, the one that counts most."""
    weights = {kpi.id: kpi.weight for kpi in spec.kpis}
    with_way = [kpi for kpi in presented if kpi["trajectory"]]
    return max(with_way or presented, key=lambda kpi: weights[kpi["id"]], default=None)


def present_tools(refs: tuple[kpis.ToolRef, ...]) -> list[model.ToolRef]:
    """Present the entries of project tools that something follows."""
    return [
        {"tool": ref.tool, "ref": ref.ref, "query": ref.query or "", "aggregate": ref.aggregate or ""}
        for ref in refs
    ]


def _present(kpi: kpis.Kpi, teller: Teller, references: References) -> model.Kpi:
    return {
        "id": kpi.id,
        "name": teller.line(kpi.name),
        "goal_id": kpi.goal,
        "goal_title": references.goal_title(kpi.goal),
        **_nature(kpi, teller),  # type: ignore[typeddict-item]  # parts of the record, by name
        **_figures(kpi, teller),
        "scoring": tell_scoring(kpi.scoring, teller),
        "card": make_card(kpi, teller, references),
        "tools": present_tools(kpi.ext),
    }


def _nature(kpi: kpis.Kpi, teller: Teller) -> dict[str, object]:
    """Tell what kind of indicator it is, and who and what stands behind it."""
    return {
        "category": kpi.category or "",
        "category_text": teller.choice("category", kpi.category),
        "unit": teller.line(kpi.unit),
        "direction": kpi.direction,
        "direction_text": teller.choice("direction", kpi.direction),
        "direction_symbol": teller.choice("direction_symbol", kpi.direction),
        "frequency": kpi.frequency or "",
        "frequency_text": teller.choice("frequency", kpi.frequency),
        "owner": teller.line(kpi.owner),
        "verifier": teller.line(kpi.verifier),
        "data_source": teller.line(kpi.data_source),
        "definition": teller.paragraphs(kpi.definition),
        "formula": teller.paragraphs(kpi.formula),
        "collaborators": [
            {"name": teller.line(share.name), "share": teller.weight(share.share)}
            for share in kpi.collaborators
        ],
    }


def _figures(kpi: kpis.Kpi, teller: Teller) -> dict[str, object]:
    """Tell its figures, from the baseline to the target and the way between."""
    points, change = tell_trajectory(kpi, teller), _change(kpi, teller)
    return {
        "baseline": teller.figure(kpi.baseline.value),
        "baseline_as_of": teller.line(kpi.baseline.as_of),
        "baseline_source": teller.line(kpi.baseline.source),
        "baseline_none": teller.line(kpi.baseline.none),
        "threshold": teller.figure(kpi.threshold),
        "target": tell_target(kpi, teller),
        "stretch": teller.figure(kpi.stretch),
        "red_line": teller.figure(kpi.red_line),
        "change": change,
        "change_with_unit": teller.measure(change, teller.line(kpi.unit)),
        "weight": teller.weight(kpi.weight),
        "trajectory": points,
        "trajectory_text": teller.clauses(f"{point['period']} {point['text']}" for point in points),
        "trajectory_note": teller.line(kpi.trajectory_note),
    }


def _change(kpi: kpis.Kpi, teller: Teller) -> str:
    if kpi.baseline.value is None:
        return ""
    return f"{teller.figure(kpi.baseline.value)} → {tell_target(kpi, teller)}"
