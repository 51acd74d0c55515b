"""Services of the world that the code talks to: named by their kits, by hosts, or by the readme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.generic_words import GENERIC, stem
from career_guide.domain.repository.identifiers import listed, words
from career_guide.domain.repository.live import Live, Seen, live
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.searching import Spot
from career_guide.domain.repository.subject import opening
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.code import StringLiteral
from career_guide.models.repository.snapshot import Snapshot

_KITS = listed(
    "airtable alpaca alpaca_trade_api asana atlassian azure.devops binance boxsdk canvasapi ccxt "
    "clickup discord docusign dropbox ebaysdk etsy exchangelib ezdxf facebook_business fhirclient "
    "fhir.resources gcsa github github3 gitlab gkeepapi googleapiclient google_auth_oauthlib "
    "googlemaps gspread hubspot imaplib imap_tools intercom ics jira linear linear_sdk "
    "linkedin_api mailchimp_marketing mailersend mixpanel msal msgraph netsuitesdk notion_client "
    "o365 O365 okta opsgenie pagerduty paypalrestsdk plaid pyairtable pynetbox pysnow pyzotero "
    "quickbooks ringcentral salesforce sendgrid servicenow shippo shopify simple_salesforce "
    "simplegmail slack slack_bolt slack_sdk spotipy square squareup stripe tableauserverclient "
    "telegram telethon todoist_api_python tradingview_ta trello tweepy twilio wikibaseintegrator "
    "woocommerce xero_python yfinance zeep zendesk zenpy zoomus edgar sec_edgar_downloader "
    "sec_api finnhub polygon praw pytube youtube_transcript_api obsidian caldav vobject gmail "
    "@notionhq/client @slack/web-api @slack/bolt @octokit/rest @octokit/core octokit @linear/sdk "
    "@doist/todoist-api-typescript @googleapis/gmail googleapis @hubspot/api-client "
    "@sendgrid/mail jira.js jira-client jsforce @shopify/shopify-api @gitbeaker/rest "
    "@microsoft/microsoft-graph-client discord.js telegraf imapflow @zohocrm "
    "@googlemaps/google-maps-services-js spotify-web-api-node"
)
"""Modules that talk to one service of the world, whole or as the first part of a name."""
_GO_KITS = (
    "github.com/google/go-github", "github.com/slack-go/slack", "github.com/andygrunwald/go-jira",
    "github.com/stripe/stripe-go", "github.com/xanzy/go-gitlab", "github.com/bwmarrin/discordgo",
    "google.golang.org/api/gmail", "google.golang.org/api/calendar", "google.golang.org/api/drive",
    "google.golang.org/api/sheets", "github.com/jomei/notionapi",
    "github.com/PagerDuty/go-pagerduty",
)  # fmt: skip
PLATFORMS = listed(
    "airflow aws azure bigquery clickhouse cloudflare confluence databricks docker duckdb "
    "elasticsearch figma firebase firestore github gitlab gmail google grafana influxdb jenkins "
    "jira kafka kubernetes mariadb milvus mongo mongodb mysql neo4j obsidian opensearch oracle "
    "outlook postgres postgresql prometheus qdrant redis salesforce sentry snowflake sqlite "
    "supabase terraform vercel weaviate youtube"
)
"""Products that are parts of many projects, and the subject of a server whose tools bear them."""
_HOST = re.compile(r"https?://((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})(?=[/:?#{\"'`\s]|$)")
_NOT_API = re.compile(
    r"(?:^|\.)(?:localhost|example|openai|anthropic|cohere|mistral|groq|huggingface|hf|together"
    r"|deepseek"
    r"|openrouter|perplexity|replicate|langchain|langsmith|langfuse|pinecone|qdrant|weaviate|tavily"
    r"|serper|serpapi|duckduckgo|exa|firecrawl|jina|unstructured|aistudio|makersuite"
    r"|generativelanguage|aiplatform|ollama|modelcontextprotocol|smithery|glama|w3|json-schema"
    r"|schema|xmlsoap|shields|badge|pypi|pythonhosted|npmjs|jsdelivr|unpkg|cdnjs|fontawesome"
    r"|gstatic"
    r"|bootstrapcdn|tailwindcss|vercel|netlify|herokuapp|onrender|railway|render|streamlit|sentry"
    r"|ngrok|cloudflareinsights|googletagmanager|google-analytics|docker|readthedocs|stackoverflow"
    r"|youtube|medium|twitter|x|facebook|instagram|buymeacoffee|placeholder|picsum|unsplash"
    r"|dummyjson"
    r"|jsonplaceholder|httpbin|reqres|test|company|yourdomain|mydomain|domain|acme|foo|bar"
    r"|wikipedia"
    r"|open-meteo|openweathermap|weatherapi|weather|wttr|catfact|dog|icanhazdadjoke|quotable"
    r"|numbersapi"
    r"|gravatar|wikimedia|creativecommons|opensource|apache|gnu)\."
    r"|^(?:raw|user-images|avatars|objects)\.|^github\.com$|^www\.github|^docs?\.|^fonts\.|^cdn\."
    r"|\.example$"
    r"|\.local$|\.internal$|\.test$|^(?:accounts|console|oauth2|login|developers?|support|help)\.",
    re.IGNORECASE,
)
"""Hosts of models, tools, pages and of the demos that everybody builds."""
_SENDING = listed(
    "delete do execute fetch get goto newrequest newrequestwithcontext open patch post put query "
    "request send stream urlopen urlretrieve"
)
_SENDER = re.compile(
    r"(?:^|[._])(?:requests?|httpx|axios|http|aiohttp|got|ky|undici|urllib|client|session|page"
    r"|driver|browser"
    r"|api|tab|context)$|(?:Client|Session|Http|Page|Driver|Api|API)$"
)
_BARE = listed("fetch axios got ky urlopen urlretrieve Request request fetchJson getJson")
_SETTING = re.compile(
    r"_(?:API|TOKEN|KEY|URL|HOST|SECRET|BASE|STORE|SITE|DOMAIN|USER|EMAIL|ENDPOINT)"
)
_ACCESS = listed("api client connector credential credentials graphql key oauth sdk secret token")
"""Words of names for the way to a service."""
_RAW = re.compile(
    r"https?://raw\.githubusercontent\.com/([\w.-]{1,60}/[\w.-]{1,60})/\S{1,120}"
    r"\.(?:md|mdx|txt|csv|json|jsonl|ya?ml|html|pdf|rst|xml)\b"
)
"""Texts and records that stand in somebody else's repository."""
_COMMON_NOUN = re.compile(r"(?<![\w./@:-])[a-z][a-z0-9]{2,40}(?![\w/@-]|\.\w)")
"""Words in lower case that are no part of an address, a path or a package's name."""
LESSONS = listed(
    "calculator counter dice echo forecast forecasts greeter greeting hello joke jokes math "
    "pokemon quote quotes temperature time todo weather"
)
"""What the first lessons of every protocol are about."""
_MEANS = re.compile(
    r"\b(?:using|powered by|built (?:on|with|using|in|upon|around)|made with|based on|on top of"
    r"|leverag\w+|(?:implemented|developed|written|created) (?:in|with|using)|backed by|runs on"
    r"|(?:orchestrated|monitored|traced|evaluated|deployed) (?:by|with|on|in)"
    r"|(?:tech(?:nology)? )?stack(?: \(\w{2,20}\))?:|built with:?)[^.;\n]{0,200}",
    re.IGNORECASE,
)
"""Phrases on what a project is built with."""
_LIBRARY = re.compile(
    r"^(?:py)?(?:pdf|docx|doc|html|markdown|ocr|opencv|tesseract|whisper|torch|tiktoken|spacy)"
    r"|^(?:litellm|docling|unstructured|tavily|firecrawl|composio|dspy|marqo|mlflow|wandb|prefect"
    r"|dagster|phoenix|arize|helicone|browserbase|livekit|cerebras|fireworks|nvidia|watsonx|voyage)$"
    r"|(?:pdf|parser|loader|splitter|tokenizer|transformers?|vector|embed\w*)$"
)
"""Libraries for files and models; they are used in every field."""
LEAST_LETTERS = 4
CAPITALS = re.compile(r"\b[A-Z]{3,8}\b")
"""Names of houses by their initials, as hosts bear them too."""


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A service with the line that shows that the code talks to it.

    `is_named` tells that the opening of the readme, or of a package, names it.
    """

    name: str
    spot: Spot
    is_named: bool


@per_snapshot
def services(repo: Snapshot) -> tuple[Service, ...]:
    """Each service once, those that the opening names first."""
    code = live(repo)
    spoken, proper = spoken_names(repo), proper_names(repo)
    modules = frozenset(
        file.manifest.name.lower() for file in repo.files if file.manifest and file.manifest.name
    )
    capitals = {word.lower() for word in CAPITALS.findall(opening(repo).text[:8_000])}
    found: dict[str, Service] = {}
    for name, spot in (
        *_hosts(code),
        *_kits(code),
        *_by_name(code, proper, modules),
        *_by_tools(code, proper),
    ):
        is_named = any(word in name or name in word for word in spoken) or bool(
            capitals & frozenset(name.split(".")[:-1])
        )
        found.setdefault(name, Service(name, spot, is_named))
    return tuple(sorted(found.values(), key=lambda one: (not one.is_named, one.name)))


def proper_names(repo: Snapshot) -> frozenset[str]:
    """Spoken names that the opening never writes as a common noun: `Linear`, but not `label`.

    Products count in any spelling. A subject of first lessons is nobody's name, and what a project
    is only built with is not what it is about.
    """
    first = opening(repo)
    said = f"{first.description}\n" + "\n".join(one.text for one in first.statements)
    about = _MEANS.sub(" ", f"{repo.name}\n{first.title}\n{said}"[:16_000]).lower()
    common = frozenset(_COMMON_NOUN.findall(said[:8_000]))
    return frozenset(
        word for word in spoken_names(repo)
        if word in PLATFORMS
        or (word not in common and word.rstrip("s") not in common and f"{word}s" not in common
            and word not in LESSONS and not _LIBRARY.search(word) and word in about)
    )  # fmt: skip


def spoken_names(repo: Snapshot) -> frozenset[str]:
    """Words of the opening that may be a name: those of no field, and of products."""
    said = re.findall(r"[A-Za-z][A-Za-z0-9]{2,40}", opening(repo).text[:8_000])
    return frozenset(
        word.lower()
        for word in said
        if word.lower() in PLATFORMS or (len(word) >= LEAST_LETTERS and stem(word) not in GENERIC)
    )


def _hosts(code: Live) -> Iterator[tuple[str, Spot]]:
    """Hosts in texts of files that send requests."""
    sending = {seen.file.path for seen in code.calls if _sends(seen.fact.name)}
    for seen in code.strings:
        if "://" not in seen.fact.text or not (seen.file.path in sending or _is_base(code, seen)):
            continue
        yield from ((hit[1].lower(), seen.spot) for hit in _RAW.finditer(seen.fact.text))
        for hit in _HOST.finditer(seen.fact.text):
            host = hit[1].lower()
            if not _NOT_API.search(host):
                yield host.removeprefix("www.").removeprefix("api."), seen.spot


def _sends(name: str) -> bool:
    """Whether a call sends a request: `requests.get`, `self._client.post`, `fetch`."""
    owner, _, last = name.rpartition(".")
    return name in _BARE or (last.lower() in _SENDING and bool(_SENDER.search(owner)))


def _is_base(code: Live, seen: Seen[StringLiteral]) -> bool:
    """Whether the line keeps an address for others to use: a constant or setting of an API."""
    lines = code.lines[seen.file.path]
    line = lines[seen.fact.line - 1] if seen.fact.line <= len(lines) else ""
    return bool(re.search(r"(?i)(?:api|base|endpoint|graphql)\w{0,30}\s{0,4}[:=]", line[:200])) or (
        "/api" in seen.fact.text or "//api." in seen.fact.text
    )


def _kits(code: Live) -> Iterator[tuple[str, Spot]]:
    for file in code.files:
        for entry in file.code.imports if file.code else ():
            root = entry.module.partition(".")[0]
            if entry.module in _KITS or (root in _KITS and "/" not in entry.module):
                yield entry.module.strip("@").lower(), Spot(file, entry.line)
            elif entry.module.startswith(_GO_KITS):
                yield entry.module.lower(), Spot(file, entry.line)


def _by_name(
    code: Live, spoken: frozenset[str], own_packages: frozenset[str]
) -> Iterator[tuple[str, Spot]]:
    """Names of the opening that a foreign module or a setting for access bears."""
    ordered = sorted(spoken)
    own = {part.partition(".")[0] for file in code.files for part in file.path.lower().split("/")}
    packages = tuple(f"{name}/" for name in sorted(own_packages) if "/" in name)
    for file in code.files:
        for entry in file.code.imports if file.code else ():
            module = entry.module.lower()
            if module.startswith((".", "@/", "~", *packages)) or module.partition(".")[0] in own:
                continue
            yield from ((w, Spot(file, entry.line)) for w in ordered if _names(module, w))
    for seen in code.strings:
        text = seen.fact.text
        if _SETTING.search(text) and text.isupper() and len(text) < 60:
            parts = text.lower().split("_")
            yield from ((w, seen.spot) for w in ordered if w in parts and w not in PLATFORMS)
    yield from _by_access(code, spoken - PLATFORMS)


def _by_access(code: Live, spoken: frozenset[str]) -> Iterator[tuple[str, Spot]]:
    """Names that a class, function or field for access bears: `LinearClient`, `shopify_token`."""
    named = [(seen.fact.name, seen.spot) for seen in code.classes]
    named += [(function.fact.name, function.spot) for function in code.functions]
    named += [(field, seen.spot) for seen in code.classes for field in seen.fact.fields]
    for name, spot in named:
        parts = frozenset(words(name))
        if parts & _ACCESS:
            yield from ((word, spot) for word in sorted(spoken & parts))


def _names(module: str, word: str) -> bool:
    return word not in PLATFORMS and word in re.split(r"[^a-z0-9]+", module)


def _by_tools(code: Live, spoken: frozenset[str]) -> Iterator[tuple[str, Spot]]:
    """Products that the opening names and several tools bear in their names."""
    offered = tools(code)
    for word in sorted(spoken):
        short = word.removesuffix("ql").removesuffix("db")
        borne = [tool for tool in offered if short in tool.name.lower()]
        if len(short) >= LEAST_LETTERS and len(borne) > 1:
            yield word, borne[0].spot
