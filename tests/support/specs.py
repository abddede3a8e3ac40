"""A minimal spec that is right, to be changed by tests."""

import copy

_MINIMAL = {
    "schema": 1,
    "document": {"title": "绩效目标书"},
    "organization": {"name": "示例公司"},
    "person": {"name": "林知遥"},
    "period": {"start": "2027-01-01", "end": "2027-12-31"},
    "goals": [
        {
            "id": "G1",
            "title": "目标一",
            "outcome": "成果一",
            "weight": 100,
            "due": "2027-12-31",
            "owner": "林知遥",
        }
    ],
}


def a_spec(**changes):
    """Return the minimal spec with these top-level parts put in."""
    return {**copy.deepcopy(_MINIMAL), **changes}
