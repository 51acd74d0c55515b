"""Words: aliases of skills, what else people name, how they claim it, and how searches are widened.

A phrase may carry variants behind bars ("Kubernetes | k8s"). In vocabulary they are one thing, and
the first is the canonical name that results show; in aliases bars only save lines. Plurals,
hyphens, spaces and case need no variants.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from career_guide.models.base import Line, Model, Slug
from career_guide.models.ids import SkillId

Phrase = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=1000)]


class AliasSet(Model):
    """Phrases that name one skill in the same way."""

    coverage: Literal["whole", "part"] = Field(
        description="whole: they name the skill; part: one technique, tool or vendor of it."
    )
    topics: tuple[Slug, ...] = Field(
        default=(),
        description="Sub-topics that a part covers, or of which any is the whole skill.",
    )
    when: Literal["always", "near", "careful", "beside_ai", "in_use"] = Field(
        default="always",
        description="always: wherever it stands; near: not right beside a word we do not know; "
        "careful: nor in one clause with one, nor beside the name of something else; beside_ai: "
        "only beside a word about models, agents or retrieval; in_use: only beside a word that "
        "tells a program calls it.",
    )
    entity: bool = Field(
        default=False,
        description="True for things that other skills are about: 'agent' in 'agent evaluation'.",
    )
    phrases: tuple[Phrase, ...] = Field(min_length=1)


class Practice(Model):
    """Work that shows a skill without naming it: "switched to a cheaper model during an outage"."""

    name: Phrase = Field(description="What was done, in a few words; shown as what counted.")
    coverage: Literal["whole", "part"] = "part"
    topics: tuple[Slug, ...] = Field(default=(), description="Sub-topics that a part covers.")
    words: tuple[tuple[Phrase, ...], ...] = Field(
        min_length=2, description="Rows of phrases; a text with one of each row tells of it."
    )


class SkillAliases(Model):
    """All phrases for one roadmap skill; ours (editorial)."""

    id: SkillId
    order: int = Field(ge=1, description="The skill's place on the roadmap.")
    about_others: bool = Field(
        default=False, description="True where 'X for agents' claims X and not the agents."
    )
    sets: tuple[AliasSet, ...] = Field(min_length=1)
    practices: tuple[Practice, ...] = Field(
        default=(), description="Work that shows the skill, told in other words."
    )


class VocabularyGroup(Model):
    """One family of things that people name and that are no roadmap skill; ours (editorial)."""

    id: Slug
    title: Line = Field(description="Name of the family; shown where a pattern matched.")
    order: int = Field(ge=1)
    kind: Literal["strength", "off_roadmap", "ask_back", "nothing"] = Field(
        description="strength: engineering asset; off_roadmap: useful, not required; "
        "ask_back: umbrella word or homonym; nothing: looks like a skill and is none."
    )
    when: Literal["always", "careful", "nothing_else"] = Field(
        default="always",
        description="careful: also an ordinary word, so not beside words we do not know; "
        "nothing_else: counts only where nothing better stands in the same clause.",
    )
    settles: bool = Field(
        default=True,
        description="False where the family leaves an umbrella word open: 'AI' in 'AI workflows'.",
    )
    field: bool = Field(
        default=False,
        description="True for fields of work in which words have a sense of their own: "
        "'evaluation in teaching'.",
    )
    candidates: tuple[SkillId, ...] = Field(
        default=(), description="For ask_back: the skills it may mean, most likely first."
    )
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Phrase, ...] = Field(
        default=(),
        description="'* programming': one to four words before; '+ tuning': words we know before; "
        "'certified *' and 'data +': words after; '*sql': the end of one word. Only for clauses in "
        "which nothing else was found.",
    )


class Cue(Model):
    """Words that tell how a skill is meant."""

    kind: Literal[
        "denied",
        "wished",
        "asked",
        "heard",
        "learning",
        "others",
        "weak",
        "strong",
        "yes",
        "pivot",
        "chosen",
        "plain",
    ] = Field(
        description="denied, wished, asked (at the start only), others (somebody else's work): no "
        "claim; heard, learning: aware; weak: a part; strong: proficient; yes: ends a denial; "
        "pivot: starts a new clause; chosen: what is named behind 'over' is not claimed; plain: "
        "means nothing, though it holds a cue ('no problem')."
    )
    phrases: tuple[Phrase, ...] = Field(min_length=1)


class Wording(Model):
    """How people talk about what they know; ours (editorial)."""

    cues: tuple[Cue, ...]
    fillers: tuple[Phrase, ...] = Field(description="Words that say nothing about the skill meant.")
    heads: tuple[Phrase, ...] = Field(
        description="Nouns that add nothing behind a skill ('RAG systems') and qualify it before."
    )
    makers: tuple[Phrase, ...] = Field(description="Verbs whose object somebody has built.")
    ai_words: tuple[Phrase, ...] = Field(description="Words about AI in general.")
    model_words: tuple[Phrase, ...] = Field(
        description="Words about models, agents and retrieval, beside which general words count."
    )
    use_words: tuple[Phrase, ...] = Field(description="Words that tell a program calls a model.")
    use_hints: tuple[Phrase, ...] = Field(
        description="Words that tell the same where no other skill is named."
    )
    other_trades: tuple[Phrase, ...] = Field(
        description="Words of other trades; a head-noun pattern never matches beside one."
    )
    ordinary_words: tuple[Phrase, ...] = Field(
        description="Real words that look like a misspelt alias and are none."
    )
