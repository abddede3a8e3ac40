"""The words for every choice a spec offers, in both languages.

A pack says any of them differently under ``choices:`` of its labels.
"""

from __future__ import annotations

from docgen.i18n.languages import LANGUAGES

__all__ = ["CHOICES", "in_both"]

_PAIRS: dict[str, dict[str, tuple[str, str]]] = {
    "stage": {
        "plan": ("制定", "Planning"),
        "signed": ("已签署", "Signed"),
        "check-in": ("过程跟踪", "Check-in"),
        "mid-year": ("年中回顾", "Mid-year review"),
        "final": ("终评", "Final evaluation"),
    },
    "product_stage": {
        "exploration": ("探索期", "Exploration"),
        "growth": ("成长期", "Growth"),
        "maturity": ("成熟期", "Maturity"),
        "decline": ("衰退期", "Decline"),
    },
    "direction": {
        "higher": ("越高越好", "Higher is better"),
        "lower": ("越低越好", "Lower is better"),
        "range": ("区间内最好", "Best within the range"),
        "maintain": ("保持", "Maintain"),
    },
    "direction_symbol": {
        "higher": ("↑", "↑"),
        "lower": ("↓", "↓"),
        "range": ("↔", "↔"),
        "maintain": ("→", "→"),
    },
    "category": {
        "revenue": ("收入", "Revenue"),
        "market": ("市场", "Market"),
        "growth": ("增长", "Growth"),
        "retention": ("留存", "Retention"),
        "operation": ("运营", "Operations"),
        "user": ("用户", "Users"),
        "satisfaction": ("满意度", "Satisfaction"),
        "delivery": ("交付", "Delivery"),
        "quality": ("质量", "Quality"),
        "service": ("服务", "Service"),
        "platform": ("平台", "Platform"),
        "team": ("团队", "Team"),
    },
    "value_type": {
        "count": ("计数", "Count"),
        "currency": ("金额", "Amount"),
        "duration": ("时长", "Duration"),
        "percent": ("百分比", "Percentage"),
        "percentage_points": ("百分点", "Percentage points"),
        "ratio": ("比值", "Ratio"),
        "score": ("评分", "Score"),
    },
    "frequency": {
        "daily": ("每日", "Daily"),
        "weekly": ("每周", "Weekly"),
        "biweekly": ("每两周", "Every two weeks"),
        "monthly": ("月度", "Monthly"),
        "quarterly": ("季度", "Quarterly"),
        "semiannual": ("半年度", "Every six months"),
        "annual": ("年度", "Yearly"),
        "once": ("一次性", "Once"),
    },
    "aggregation": {
        "end_of_period": ("期末值", "Value at the end of the period"),
        "mean": ("平均值", "Mean"),
        "median": ("中位数", "Median"),
        "percentile": ("分位数", "Percentile"),
        "sum": ("合计", "Sum"),
        "cumulative": ("累计值", "Cumulative"),
        "ratio": ("比率", "Ratio"),
        "ratio_of_sums": ("合计之比", "Ratio of sums"),
        "cohort": ("同期群", "Cohort"),
        "survey": ("问卷调查", "Survey"),
        "survey_mean": ("问卷均值", "Survey mean"),
        "period_change": ("期间变化", "Change over the period"),
        "period_distinct": ("期间去重计数", "Distinct count in the period"),
        "model": ("模型估算", "Model estimate"),
    },
    "indicator_type": {
        "leading": ("先行指标", "Leading"),
        "lagging": ("滞后指标", "Lagging"),
    },
    "resolution": {
        "adopted": ("采纳", "Adopted"),
        "partly": ("部分采纳", "Partly adopted"),
        "declined": ("未采纳", "Not adopted"),
        "open": ("待定", "Open"),
    },
    "status": {
        "on_track": ("正常", "On track"),
        "at_risk": ("预警", "At risk"),
        "behind": ("滞后", "Behind"),
        "done": ("完成", "Done"),
    },
    "swot_strategy": {
        "SO": ("优势＋机会", "Strengths + opportunities"),
        "WO": ("劣势＋机会", "Weaknesses + opportunities"),
        "ST": ("优势＋威胁", "Strengths + threats"),
        "WT": ("劣势＋威胁", "Weaknesses + threats"),
    },
    "red_line": {
        "triggered": ("已触发", "Triggered"),
        "clear": ("未触发", "Not triggered"),
    },
    "verdict": {
        "pass": ("通过", "Pass"),
        "hint": ("提示", "Hint"),
        "fail": ("不通过", "Fail"),
        "unknown": ("无法判断", "Not judged"),
    },
    "finding": {
        "error": ("不通过", "Fail"),
        "warning": ("提示", "Hint"),
        "info": ("供参考", "Remark"),
    },
    "review_group": {
        "document": ("整份文档", "The whole document"),
        "communication": ("沟通", "Communication"),
        "tracking": ("跟踪与变更", "Tracking and changes"),
        "format": ("格式与合规", "Format and compliance"),
    },
    "unscored": {
        "no_actual": ("待填：尚无实际值", "To be filled in: no actual value yet"),
        "no_score": ("待填：尚无上级评分", "To be filled in: no score by the manager yet"),
        "no_rule": ("没有评分规则", "No scoring rule"),
        "not_applicable": ("评分规则不适用于这个实际值", "The scoring rule cannot take this value"),
        "other_measure": (
            "评分规则与总分的分制不同，不计入总分",
            "The rule gives points of another kind than the total",
        ),
    },
    "term": {
        "title": ("名称", "Title"),
        "weight": ("权重", "Weight"),
        "due": ("截止日期", "Due date"),
        "direction": ("方向", "Direction"),
        "unit": ("单位", "Unit"),
        "baseline": ("基线值", "Baseline"),
        "target": ("目标值", "Target"),
        "target_high": ("目标值上限", "Upper end of the target"),
        "threshold": ("底线值", "Threshold"),
        "stretch": ("挑战值", "Stretch"),
        "scoring": ("评分规则", "Scoring rule"),
    },
    "answer": {
        "positive": ("是", "Yes"),
        "negative": ("否", "No"),
    },
}

CHOICES: dict[str, dict[str, dict[str, str]]] = {
    language: {kind: {key: words[place] for key, words in keys.items()} for kind, keys in _PAIRS.items()}
    for place, language in enumerate(LANGUAGES)
}
"""Words by language, kind of choice and key."""


def in_both(name: str, kind: str, key: str) -> dict[str, str]:
    """Return the words of a choice as facts of a sentence: ``stage_zh`` and ``stage_en`` for ``stage``."""
    return {f"{name}_{language}": CHOICES[language][kind][key] for language in LANGUAGES}
