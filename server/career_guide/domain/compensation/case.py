"""One call of `estimate_comp` as it was understood: what the words about it are made from."""

from dataclasses import dataclass
from typing import Literal

from career_guide.domain.compensation.levels import LevelChoice
from career_guide.domain.compensation.markets import MarketChoice
from career_guide.domain.compensation.offers import PricedOffer
from career_guide.models.content.catalog import Catalog
from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.estimate_comp_result import Estimate, OfferResult

Status = Literal["estimated", "needs_choice", "market_not_covered"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """The request, what was chosen for it, and the figures."""

    catalog: Catalog
    request: EstimateCompInput
    level: LevelChoice
    market: MarketChoice
    estimates: tuple[Estimate, ...]
    alternatives: tuple[Estimate, ...]
    baseline: Estimate | None
    priced: tuple[PricedOffer, ...]
    offers: tuple[OfferResult, ...]

    @property
    def status(self) -> Status:
        """One row, several to choose from, or none for the place."""
        if not self.estimates:
            return "market_not_covered"
        return "estimated" if len(self.estimates) == 1 else "needs_choice"

    @property
    def shown(self) -> tuple[Estimate, ...]:
        """Every row of the result, the baseline first."""
        first = () if self.baseline is None else (self.baseline,)
        return (*first, *self.estimates, *self.alternatives)
