"""Every figure in content equals the guide's, and swapping any two of them is noticed."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from career_guide.models.content.catalog import Catalog

CONTENT = Path(__file__).parents[2] / "content"
TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text("utf-8"))
WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "-",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
    if word != "-"
}
FIGURE = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
KINDS_WITH_FIGURES = [
    "guide",
    "role",
    "tiers",
    "skills",
    "projects",
    "components",
    "questions",
    "hiring",
    "levels",
    "markets",
    "premium",
    "resources",
    "mistakes",
    "path",
    "assumptions",
    "gaps",
    "scoring",
]
NOT_STATED = {"asks", "id", "order"}
PAY_NAMES = {
    "junior": "junior_mid",
    "senior": "senior",
    "staff": "staff_principal",
    "manager": "manager",
}

Figures = dict[str, list[float]]
Slot = tuple[list[str], int | None, str]
"""The way to a value, the place of the figure in it (None: the value is the figure), the figure."""


@cache
def figures_in(text: str) -> list[float]:
    """Numbers of a sentence in order; number words count, "one" does not."""
    found = (match[0] for match in FIGURE.finditer(text))
    return [
        WORDS[n.lower()] if n.lower() in WORDS else float(n.strip(",").replace(",", ""))
        for n in found
    ]


def expected_facts() -> Figures:
    """The table of facts, and the pay facts worked out from the tables of the guide."""
    levels, markets, premium = TABLE["levels"], TABLE["markets"], TABLE["premium"]
    found: Figures = dict(TABLE["facts"])
    for name, level in PAY_NAMES.items():
        for part in ("salary", "equity", "total"):
            found[f"pay-{name}-{part}"] = [1000 * end for end in levels[level][part]]
        if "years" in levels[level]:
            found[f"pay-{name}-years"] = levels[level]["years"]
        low, high = (1000 * end for end in levels[level]["total"])
        general = [round(low * 100 / (100 + premium[1])), round(high * 100 / (100 + premium[0]))]
        found[f"pay-{name}-implied-general"] = [*premium, *general]
        for market, percent in markets.items():
            if market != "us-major":
                tier = [2] if market == "us-tier2" else []
                found[f"market-{market}-{name}"] = [
                    *tier,
                    *(
                        10 * end * share
                        for part in ("total", "salary", "equity")
                        for end, share in zip(levels[level][part], percent, strict=True)
                    ),
                ]
    found["pay-manager-against-ladder"] = [1000 * end for end in levels["manager"]["total"]]
    found["pay-all-levels"] = [
        1000 * end
        for level in ("junior_mid", "senior", "manager", "staff_principal")
        for end in levels[level]["total"]
    ]
    for market in ("us-remote", "uk-weu", "ca-au", "in-eeu"):
        found[f"market-{market}-percent"] = markets[market]
    found["market-us-tier2-percent"] = [2, *markets["us-tier2"]]
    found["market-us-tier2-cities"] = [2]
    found["market-in-eeu-lowest"] = [6, *markets["in-eeu"]]
    found["market-all-percentages"] = [
        2,
        *(
            end
            for market in ("us-tier2", "us-remote", "ca-au", "uk-weu", "in-eeu")
            for end in markets[market]
        ),
    ]
    found["premium-size"] = found["premium-already-inside"] = premium
    return found


FACTS = expected_facts()


def test_every_fact_states_the_figures_of_the_guide_and_no_others(catalog: Catalog) -> None:
    stated = {fact.id: figures_in(fact.text) for fact in catalog.facts.values()}
    assert {fact_id: found for fact_id, found in stated.items() if found} == FACTS


@pytest.mark.parametrize("level_id", TABLE["levels"])
def test_the_pay_row_has_the_guides_figures(catalog: Catalog, level_id: str) -> None:
    level, row = catalog.level(level_id), TABLE["levels"][level_id]
    for part in ("salary", "equity", "total"):
        stated = getattr(level, part)
        assert [stated.low, stated.high] == [1000 * end for end in row[part]]
    years = level.years_ai
    assert ([years.low, years.high] if years else None) == row.get("years")


def test_markets_and_the_premium_have_the_guides_percentages(catalog: Catalog) -> None:
    stated = {m.id: [m.percent.low, m.percent.high] for m in catalog.markets}
    assert stated == TABLE["markets"]
    assert [catalog.premium.percent.low, catalog.premium.percent.high] == TABLE["premium"]
    assert {m.id: list(m.cities) for m in catalog.markets if m.cities} == TABLE["cities"]


def test_tiers_have_the_guides_weeks_and_skills(catalog: Catalog) -> None:
    assert {t.id: [t.weeks.first, t.weeks.last] for t in catalog.tiers} == TABLE["tiers"]
    by_tier = {t.id: [s.id for s in catalog.skills if s.tier == t.id] for t in catalog.tiers}
    assert by_tier == TABLE["skills_of"]


def test_ranked_lists_stand_in_the_guides_order(catalog: Catalog) -> None:
    for kind, ids in TABLE["orders"].items():
        items = sorted(getattr(catalog, kind), key=lambda item: item.order)
        assert [item.id for item in items] == ids, kind


def test_our_own_figures_agree_with_their_table(catalog: Catalog) -> None:
    scoring, ours = catalog.scoring, TABLE["scoring"]
    assert scoring.core_weight_percent == ours["core"]
    assert scoring.feature_weight_percent == ours["features"]
    assert scoring.gate_cap == ours["gate"]
    assert scoring.new_project_score == ours["new_project"]
    assert [band.from_score for band in scoring.bands] == ours["bands"]
    assert {c.id: c.time_box_minutes for c in catalog.components} == TABLE["time_boxes"]


@pytest.mark.parametrize("file", TABLE["sentences"])
def test_other_sentences_state_the_same_figures(file: str) -> None:
    data = yaml.safe_load((CONTENT / file).read_text("utf-8"))
    assert wrong_sentences(file, data) == []


def wrong_sentences(file: str, data: Any) -> list[str]:
    """Ways to the sentences of a file whose figures are not those of the table."""
    return [
        way
        for way, figures in TABLE["sentences"].get(file, {}).items()
        if figures_in(str(at(data, way.split("/")))) != figures
    ]


# A swap of two figures: the checks above, run on one file's data, must notice it.


def noticed(file: str, data: Any) -> bool:
    """Whether any figure of the file's data differs from the guide's."""
    stem = Path(file).stem
    kind = file.split("/")[0].removesuffix(".yaml")
    facts_differ = any(figures_in(f["text"]) != FACTS.get(f["id"], []) for f in facts_of(data))
    return facts_differ or bool(wrong_sentences(file, data)) or wrong_numbers(kind, stem, data)


def wrong_numbers(kind: str, stem: str, data: Any) -> bool:
    """Whether a number that stands outside sentences differs from the guide's."""
    match kind:
        case "levels":
            row = TABLE["levels"][stem]
            parts = [[data[p]["low"], data[p]["high"]] for p in ("salary", "equity", "total")]
            years = data.get("years_ai")
            return parts != [
                [1000 * end for end in row[p]] for p in ("salary", "equity", "total")
            ] or (([years["low"], years["high"]] if years else None) != row.get("years"))
        case "markets":
            return bool([data["percent"]["low"], data["percent"]["high"]] != TABLE["markets"][stem])
        case "premium":
            return bool([data["percent"]["low"], data["percent"]["high"]] != TABLE["premium"])
        case "tiers":
            return bool([data["weeks"]["first"], data["weeks"]["last"]] != TABLE["tiers"][stem])
        case "components":
            return bool(data["time_box_minutes"] != TABLE["time_boxes"][stem])
        case "scoring":
            ours = TABLE["scoring"]
            stated = [data["core_weight_percent"], data["feature_weight_percent"], data["gate_cap"]]
            stated += [data["new_project_score"], *(band["from_score"] for band in data["bands"])]
            wanted = [ours["core"], ours["features"], ours["gate"], ours["new_project"]]
            return bool(stated != [*wanted, *ours["bands"]])
    return False


def facts_of(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "asks" in data:
            yield data
        else:
            for value in data.values():
                yield from facts_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from facts_of(value)


def at(data: Any, way: list[str]) -> Any:
    """What stands at the end of the way; entries of a list go by their id, or by their number."""
    for step in way:
        if isinstance(data, list):
            data = next((e for n, e in enumerate(data) if named(e, n) == step), None)
        else:
            data = data[step]
    return data


def named(entry: Any, number: int) -> str:
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else str(number)


def put(data: Any, way: list[str], value: Any) -> None:
    at(data, way[:-1])[way[-1]] = value


def slots(data: Any, file: str) -> list[Slot]:
    """Where the file states figures: the way to the value, the place in its text, the figure."""
    found: list[Slot] = []
    sentences = TABLE["sentences"].get(file, {})

    def walk(node: Any, way: list[str], in_fact: bool) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key not in NOT_STATED:
                    walk(value, [*way, key], in_fact or "asks" in node)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(value, [*way, named(value, index)], in_fact)
        elif isinstance(node, int) and not isinstance(node, bool):
            if way != ["small_sample"]:
                found.append((way, None, str(node)))
        elif isinstance(node, str) and (
            (in_fact and way[-1] == "text") or "/".join(way) in sentences
        ):
            matches = enumerate(FIGURE.finditer(node))
            found.extend((way, place, m[0]) for place, m in matches)

    walk(data, [], False)
    return found


def written(data: Any, slot: Slot, figure: str) -> None:
    way, place, _ = slot
    if place is None:
        plain = figure.strip(",").replace(",", "")
        put(
            data,
            way,
            WORDS.get(plain.lower(), plain) if not plain[0].isdigit() else int(float(plain)),
        )
        return
    text = at(data, way)
    match = list(FIGURE.finditer(text))[place]
    put(data, way, text[: match.start()] + figure + text[match.end() :])


def loaded(file: str) -> Any:
    """The file's data with empty `asks`, which hold no figures of ours and cost time to copy."""
    data = yaml.safe_load((CONTENT / file).read_text("utf-8"))
    for fact in facts_of(data):
        fact["asks"] = []
    return data


def content_files() -> list[str]:
    files = [CONTENT / f"{kind}.yaml" for kind in KINDS_WITH_FIGURES]
    files += [
        path for kind in KINDS_WITH_FIGURES for path in sorted((CONTENT / kind).glob("*.yaml"))
    ]
    return [path.relative_to(CONTENT).as_posix() for path in files if path.exists()]


@pytest.mark.parametrize("file", content_files())
def test_swapping_any_two_figures_of_a_file_is_noticed(file: str) -> None:
    data = loaded(file)
    assert not noticed(file, data)
    unnoticed = []
    for one, other in combinations(slots(data, file), 2):
        if figures_in(one[2]) == figures_in(other[2]):
            continue
        kept = [at(data, one[0]), at(data, other[0])]
        # The later place first: within one sentence the earlier one then still stands where it was.
        written(data, other, one[2])
        written(data, one, other[2])
        if not noticed(file, data):
            unnoticed.append((one, other))
        put(data, other[0], kept[1])
        put(data, one[0], kept[0])
    assert unnoticed == []


@pytest.mark.parametrize("kind", ["levels", "markets", "tiers", "components"])
def test_swapping_figures_between_files_of_a_kind_is_noticed(kind: str) -> None:
    files = [file for file in content_files() if file.startswith(f"{kind}/")]
    all_data = {file: loaded(file) for file in files}
    unnoticed = []
    for one_file, other_file in combinations(files, 2):
        for one in slots(all_data[one_file], one_file):
            for other in slots(all_data[other_file], other_file):
                if one[1] is not None or other[1] is not None or one[2] == other[2]:
                    continue
                kept = at(all_data[one_file], one[0])
                written(all_data[one_file], one, other[2])
                if not noticed(one_file, all_data[one_file]):
                    unnoticed.append((one_file, one, other_file, other))
                put(all_data[one_file], one[0], kept)
    assert unnoticed == []
