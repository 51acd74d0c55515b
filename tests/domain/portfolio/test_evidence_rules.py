"""What is credited of a claim, by the evidence that stands beside it."""

import pytest

from career_guide.models.ids import CRITERION_IDS

HUNDRED_WORDS = (
    "87 % accuracy on 200 questions, automated LLM-as-judge; live at https://x.fly.dev; pytest and "
    "GitHub Actions; falls back to a human; pgvector over Pinecone; commits 3fa4b21 and 9bc01de"
)

CHECKABLE = [
    ("real-problem", "Cut triage from 40 to 5 minutes per case for our on-call team"),
    ("real-problem", "Nurses of ward 3 open it at the bedside and it is used daily"),
    ("evaluation", "Hit@5 is 0.84 on 120 hand-written questions (eval/run.py)"),
    ("evaluation", "48 of 50 golden tickets pass, exact match"),
    ("evaluation", "MRR went 0.61 -> 0.83 over 150 Q&A pairs, scored by two annotators"),
    ("evaluation", "No regression: 92% correct on a 60-case set graded by a judge model"),
    ("evaluation", "We do not rely on vibes: 86 % exact match over 240 labelled tickets"),
    ("evaluation", "47 of 50 answers match the expected output, checked by a script"),
    ("evaluation", "Target: 85 %, reached: 91 % on 150 questions, scored by a judge model"),
    ("evaluation", "We expected 80 % but got 91 % on 150 questions, LLM judge"),
    ("architecture-docs", "We use SQLite FTS5 rather than Elasticsearch: the corpus is 12 MB"),
    ("architecture-docs", "We did not use LangChain; instead of it there is an 80-line loop"),
    ("error-handling", "When the model is not sure it hands over to a person; tests cover it"),
    ("error-handling", "No retry storm: back-off, then the cached fallback, tested with pytest"),
    ("deployed", "https://tenants.fly.dev"),
    ("deployed", "Moved off localhost, now at https://tenants.fly.dev/app for anybody"),
    ("deployed", "Install it from https://pypi.org/project/tenancy-mcp in a minute"),
    ("deployed", "Live at https://x.dev; planned: a region in the EU"),
    ("code-quality", "tests/ and .github/workflows/ci.yml cover every module"),
    ("code-quality", "CI runs mypy and pytest, and no tests are skipped"),
    ("iteration-history", "Commits 3fa4b21 and 9bc01de hold the move to hybrid search"),
    ("iteration-history", "38 commits; chunking by section took recall from 0.71 to 0.84"),
    ("iteration-history", "Recall 0.84 after 12 commits on the ranker"),
    ("real-problem", "Twelve small law offices have it open all day"),
    ("real-problem", "It answers 40 questions a day at the help desk"),
    ("real-problem", "Reading a lease takes 5 minutes instead of 40"),
]


@pytest.mark.parametrize(("criterion", "evidence"), CHECKABLE)
def test_checkable_evidence_is_credited_in_full(credit, criterion, evidence):
    found = credit(criterion, evidence)
    assert (found["credited"], found["rule"]) == (3, None)
    assert found["remedy"] is None


@pytest.mark.parametrize(
    ("criterion", "evidence"),
    [
        ("real-problem", "Tenants in Ohio do not know which statute protects them"),
        ("real-problem", "Built with Python 3.11 and gpt-4 in 2024 for tenants"),
        ("evaluation", "Accuracy was 87 % and that was fine by us"),
        ("evaluation", "Tested by hand on 30 questions about leases"),
        ("evaluation", "42 42 42 42 42 42 automated automated"),
        ("architecture-docs", "A diagram of the components and the flow of data"),
        ("error-handling", "Timeouts and empty results are handled on each call"),
        ("deployed", "Runs on Hetzner for the whole support team"),
        ("deployed", "Open http://tenants.fly.dev in any browser"),
        ("code-quality", "Split into ingest, retrieve and web packages"),
        ("real-problem", "Built with React 18 and GPT 4 in 2 weeks"),
        ("real-problem", "React 18 and 3 services for tenants in Ohio, built in 2 weeks"),
        ("iteration-history", "Many small commits that tell how it grew"),
        ("iteration-history", "38 commits, each fix names the case that failed"),
        ("iteration-history", "I made 3 commits to this repo"),
        ("iteration-history", "Commit count: 42, tidy and small, over 6 weeks"),
    ],
)
def test_level_3_without_its_element_counts_as_2_and_names_the_element(credit, criterion, evidence):
    found = credit(criterion, evidence)
    assert (found["credited"], found["rule"]) == (2, "not_checkable")
    assert credit(criterion, evidence, 2)["credited"] == 2
    assert found["remedy"]["effort"] == "low"


@pytest.mark.parametrize(
    ("criterion", "evidence", "rule"),
    [
        ("evaluation", "", "no_evidence"),
        ("evaluation", "91 % of 150 ok", "too_short"),
        ("evaluation", "good good good good good", "too_short"),
        ("evaluation", "good.....................", "too_short"),
        ("evaluation", "aaaaaaaaaaaaaaaaaaaaaaaaa", "too_short"),
        ("evaluation", "lorem ipsum dolor sit amet", "placeholder_text"),
        ("evaluation", "[Insert your evaluation results here]", "placeholder_text"),
        ("evaluation", "The evaluation is very good", "repeats_name"),
        ("evaluation", "Has evaluation metrics and results", "repeats_name"),
        ("evaluation", "See the README for details", "repeats_name"),
        ("real-problem", "Solves a specific, real problem", "repeats_name"),
        ("real-problem", "Ѕolvеs а ѕpecific, rеal problеm", "repeats_name"),
        ("architecture-docs", "Documents architecture decisions", "repeats_name"),
        ("error-handling", "Handles errors, edge cases, fallbacks", "repeats_name"),
        ("code-quality", "Clean, well-structured code", "repeats_name"),
        ("deployed", "Deployed and accessible", "repeats_name"),
        ("iteration-history", "Shows iteration (git history tells a story)", "repeats_name"),
        ("evaluation", "A quality metric is reported together with its result.", "rubric_text"),
        ("code-quality", "There are no tests yet and CI is missing", "planned"),
        ("code-quality", "We will add pytest tests and CI next month", "planned"),
        ("code-quality", "TODO: write tests, set up GitHub Actions", "planned"),
        ("code-quality", "It has neither tests nor any CI to run them", "negated"),
        ("deployed", "The app is not deployed, see https://tenants.fly.dev", "negated"),
        ("deployed", "No longer hosted, it was at https://tenants.fly.dev", "negated"),
        ("deployed", "It will be deployed at https://tenants.fly.dev", "planned"),
        ("deployed", "Deployment: soon on Fly.io at a public address", "planned"),
        ("deployed", "Only runs locally on my laptop for now", "contradicted"),
        ("error-handling", "Errors aren't handled and untested", "negated"),
        ("evaluation", "It works great and everybody is happy", "contradicted"),
        ("evaluation", "Target accuracy: 90 % on 200 questions by LLM judge", "contradicted"),
        ("evaluation", "We expect 95 % accuracy on 200 questions scored by LLM judge", "planned"),
        ("evaluation", "Expected to reach 95 % on 200 questions, LLM judge", "planned"),
        ("evaluation", "Expected accuracy: 95 % on 200 questions, LLM judge", "planned"),
        ("evaluation", "No evaluation was done on this project", "negated"),
        ("iteration-history", "Single initial commit with everything in it", "contradicted"),
    ],
)
def test_evidence_that_fails_a_rule_counts_as_absent(credit, criterion, evidence, rule):
    found = credit(criterion, evidence)
    assert (found["credited"], found["rule"]) == (1, rule)
    assert found["confidence"] == "low"
    assert found["why"].startswith("Claimed 3, credited 1: ")
    assert found["remedy"]["text"]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:3000/app",
        "https://localhost./app",
        "localhost:8501 in a browser",
        "https://127.0.0.1/app",
        "https://192.168.1.20:8443/app",
        "https://10.1.2.3/app",
        "https://169.254.169.254/latest",
        "https://2130706433/app",
        "https://0x7f.0.0.1/app",
        "https://[::1]:8080/app",
        "https://[fd00::1]/app",
        "https://tenants.fly.dev@localhost/x",
        "https://abc123.ngrok-free.app",
        "https://quick-brown-fox.trycloudflare.com",
        "https://a1b2c3.gradio.live",
        "https://10-0-0-1.nip.io/app",
        "https://demo.example.com/app",
        "https://your-app.vercel.app",
        "https://yourdomain.com/app",
        "https://myserver/app",
        "https://app.internal/start",
        "https://app.test/start",
        "https://ｌocalhost/app",
        "https://github.com/ann/tenants",
        "ftp://tenants.fly.dev/app",
    ],
)
def test_addresses_that_no_stranger_can_open_are_level_1(credit, address):
    assert credit("deployed", address)["credited"] == 1
    if not address.startswith("https://github.com"):
        assert credit("deployed", f"Public demo at {address}")["credited"] == 1
        facts = {"deployed_url": address}
        assert credit("deployed", "Reachable for the whole team", facts=facts)["credited"] == 1


def test_a_link_to_the_source_is_no_public_address(credit):
    found = credit("deployed", "Our whole team can reach it, see https://github.com/ann/tenants")
    assert (found["credited"], found["rule"]) == (2, "not_checkable")
    assert credit("deployed", "Demo: https://github.com/ann/tenants")["credited"] == 1


@pytest.mark.parametrize(
    "address",
    ["tenancy.fly.dev", "www.tenantlaw.org", "tenancy.fly.dev:8080/app", "medium.com/@ann/post"],
)
def test_an_address_without_a_scheme_only_lacks_https(credit, address):
    facts = {"deployed_url": address}
    for evidence in ("", "Reachable for the whole team"):
        found = credit("deployed", evidence, facts=facts)
        assert (found["credited"], found["rule"]) == (2, "not_checkable")
        assert "https address" in found["why"]
        assert credit("deployed", evidence, 2, facts=facts)["rule"] is None


@pytest.mark.parametrize("address", ["localhost:3000", "ann@tenantlaw.org", "10.0.0.7", "soon"])
def test_without_a_scheme_what_nobody_can_open_stays_closed(credit, address):
    found = credit("deployed", "Reachable for the whole team", facts={"deployed_url": address})
    assert (found["credited"], found["rule"]) == (1, "address_not_public")


@pytest.mark.parametrize("address", ["https://github.com/ann/tenants", "github.com/ann/tenants"])
def test_a_repository_as_the_deployed_address_is_named_as_such(credit, address):
    found = credit("deployed", "", facts={"deployed_url": address})
    assert (found["credited"], found["rule"]) == (1, "address_not_public")


def test_facts_stand_in_for_quotes(credit):
    measured = {"metric": "accuracy", "value": "87 %", "n": "120", "method": "exact match"}
    assert credit("evaluation", "", facts={"eval": measured})["credited"] == 3
    assert credit("deployed", "", facts={"deployed_url": "https://x.fly.dev"})["credited"] == 3


@pytest.mark.parametrize("left_out", ["metric", "value", "n", "method"])
def test_an_incomplete_result_is_no_fact(credit, left_out):
    measured = {"metric": "accuracy", "value": 0.87, "n": 120, "method": "exact match"}
    del measured[left_out]
    assert credit("evaluation", "", facts={"eval": measured})["credited"] == 1


def test_vibes_are_no_method(credit):
    measured = {"metric": "accuracy", "value": 0.87, "n": 120, "method": "vibes"}
    assert credit("evaluation", "", facts={"eval": measured})["credited"] == 1


def test_facts_without_a_level_stay_unknown_and_are_asked_for(score):
    project = {
        "title": "A",
        "type": "other",
        "facts": {"eval": {"metric": "f1", "value": 0.8, "n": 90, "method": "script"}},
    }
    scored = score(project)["projects"][0]
    evaluation = scored["criteria"][1]
    assert (evaluation["low"], evaluation["high"]) == (0, 3)
    assert "name a level" in evaluation["why"]


@pytest.mark.parametrize("level", [3, "unknown"])
def test_a_single_commit_is_level_0(credit, level):
    found = credit(
        "iteration-history", "42 commits with 7 measured ones", level, facts={"commit_count": 1}
    )
    assert (found["credited"], found["rule"]) == (0, "single_commit")


def test_one_text_may_stand_for_two_criteria_but_not_for_three(score):
    def credited(criteria: list[str], text: str = HUNDRED_WORDS) -> list[int]:
        claims = [{"id": c, "level": 3, "evidence": text} for c in criteria]
        project = score({"title": "A", "type": "other", "criteria": claims})["projects"][0]
        return [c["credited"] for c in project["criteria"] if c["id"] in criteria]

    assert credited(["evaluation", "deployed"]) == [3, 3]
    assert credited(["evaluation", "deployed", "code-quality"]) == [1, 1, 1]


def test_light_edits_do_not_make_a_text_another_one(score):
    edits = [
        HUNDRED_WORDS,
        HUNDRED_WORDS.upper(),
        f"Our {HUNDRED_WORDS}!!!",
        HUNDRED_WORDS.replace("human", "person"),
        HUNDRED_WORDS.replace("200", "201"),
        HUNDRED_WORDS.replace("a", "а"),  # Cyrillic
        " ".join(reversed(HUNDRED_WORDS.split())),
    ]
    claims = [
        {"id": c, "level": 3, "evidence": text}
        for c, text in zip(CRITERION_IDS, edits, strict=True)
    ]
    project = score({"title": "A", "type": "other", "criteria": claims})["projects"][0]
    assert {c["rule"] for c in project["criteria"]} == {"reused"}


def test_texts_that_differ_in_what_they_say_are_distinct(score):
    claims = [
        {"id": c, "level": 2, "evidence": f"src/{c}.py line {n} shows how this is done"}
        for n, c in enumerate(CRITERION_IDS)
    ]
    project = score({"title": "A", "type": "other", "criteria": claims})["projects"][0]
    assert {c["credited"] for c in project["criteria"]} == {2}


def test_a_feature_is_partial_without_evidence_and_whole_with_it(score):
    features = [
        {"id": "citations", "state": "yes", "evidence": "each answer links the statute"},
        {"id": "re-ranking", "state": "yes"},
        {"id": "hybrid-search", "state": "yes", "evidence": "no hybrid search yet, planned"},
        {"id": "narrow-domain", "state": "partial"},
    ]
    result = score({"title": "A", "type": "domain-rag", "features": features})
    states = {f["id"]: (f["credited"], f["rule"]) for f in result["projects"][0]["features"]}
    assert states == {
        "narrow-domain": ("partial", None),
        "hybrid-search": ("partial", "planned"),
        "re-ranking": ("partial", "no_evidence"),
        "citations": ("yes", None),
        "retrieval-evaluation": ("unknown", None),
    }


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("ChatPDF clone", ""),
        ("PDF chatbot", "Upload a file and ask anything"),
        ("Docs helper", "Chat with your own documents, powered by LangChain and OpenAI"),
        ("Ask it", "Answers questions about any uploaded PDFs with embeddings"),
        ("Research agent", "My research agent searches the web, then summarizes it all"),
        ("Weather MCP", "This server wraps a single REST API"),
    ],
)
def test_generic_ideas_hold_real_problem_at_1(credit, title, summary):
    evidence = "Saves 30 minutes whenever text has to be read"
    found = credit("real-problem", evidence, title=title, summary=summary)
    assert (found["credited"], found["rule"]) == (1, "generic_idea")


def test_a_generic_idea_with_its_domain_and_people_is_credited(credit):
    summary = "Chat with documents: tenants in Ohio ask which eviction deadlines their lease sets"
    evidence = "Ohio tenants miss eviction deadlines; 14 caseworkers use it"
    assert credit("real-problem", evidence, title="Leases", summary=summary)["credited"] == 3


def test_levels_0_and_1_need_no_evidence(credit):
    assert credit("evaluation", "", 0)["credited"] == 0
    assert credit("evaluation", "", 1)["credited"] == 1
