"""Rules on how repositories are judged: probes that exist, and nothing left without a policy."""

from collections.abc import Iterator

from career_guide.content.rules.finding import Finding, Place
from career_guide.domain.probes.registry import PROBE_IDS
from career_guide.domain.repository.policy import probe_ids
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import CRITERION_IDS

POLICY = Place("repository", None)


def probes_are_known(catalog: Catalog) -> Iterator[Finding]:
    """Every probe that is named has a text and a module, and every module a text."""
    policy = catalog.repository
    told = [text.id for text in policy.probes]
    for index, probe in enumerate(told):
        if probe not in PROBE_IDS:
            what = f"there is no probe {probe!r}"
            yield Finding("CG032", POLICY.at("probes", index, "id"), what)
    for probe in probe_ids(policy):
        if probe not in told:
            yield Finding("CG032", POLICY, f"the policy names {probe!r}, which has no text")
    for probe in PROBE_IDS:
        if probe not in told:
            yield Finding("CG031", POLICY.at("probes"), f"the probe {probe!r} has no text")


def everything_has_a_policy(catalog: Catalog) -> Iterator[Finding]:
    """Each criterion once, and each feature of each project type once."""
    policy = catalog.repository
    criteria = [entry.id for entry in policy.criteria]
    if sorted(criteria) != sorted(CRITERION_IDS):
        what = "expected each of the seven criteria once"
        yield Finding("CG031", POLICY.at("criteria"), what)
    wanted = sorted((kind.id, part.id) for kind in catalog.projects for part in kind.features)
    if sorted((entry.type, entry.id) for entry in policy.features) != wanted:
        what = "expected each feature of each project type once"
        yield Finding("CG031", POLICY.at("features"), what)
