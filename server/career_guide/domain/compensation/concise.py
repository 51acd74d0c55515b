"""A result of `estimate_comp` without reasons, pages and facts of each figure."""

from career_guide.domain.brevity import short_tail
from career_guide.models.estimate_comp_result import Estimate, EstimateCompResult


def concise(result: EstimateCompResult) -> EstimateCompResult:
    """The ranges, the offers in them and what is left to choose."""
    return result.model_copy(
        update={
            "estimates": tuple(_bare(row) for row in result.estimates),
            "baseline": result.baseline and _bare(result.baseline),
            "alternatives": tuple(_bare(row) for row in result.alternatives),
            "basis": tuple(row for row in result.basis if "/" not in row.field),
            **short_tail(result),
        }
    )


def _bare(row: Estimate) -> Estimate:
    return row.model_copy(update={"why": ""})
