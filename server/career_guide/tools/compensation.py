"""The pay tool: what a role pays, and where an offer lies in it."""

from career_guide.deps import Deps
from career_guide.domain.compensation.estimate import estimate_comp as estimated
from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.estimate_comp_result import EstimateCompResult
from career_guide.tools.base import READ_ONLY, Tool

DESCRIPTION = (
    "Estimate AI engineer pay: what someone earns, salary, equity and total compensation range by "
    "level and location (US cities, remote, London, India), premium over a current software "
    "salary, underpaid check, and where a job offer (base, bonus, sign-on, stock grant, vesting) "
    "falls in it."
)


def estimate_comp(request: EstimateCompInput, deps: Deps) -> EstimateCompResult:
    """Pay ranges of every row that fits, with offers and current pay placed in them."""
    return estimated(deps.catalog, request)


ESTIMATE_COMP = Tool(
    name="estimate_comp",
    title="Pay estimate",
    description=DESCRIPTION,
    input=EstimateCompInput,
    output=EstimateCompResult,
    run=estimate_comp,
    hints=READ_ONLY,
    example={
        "level": "senior",
        "location": "Denver",
        "offers": [{"base": 190000, "bonus_target_pct": 10, "equity_per_year": 60000}],
    },
)
