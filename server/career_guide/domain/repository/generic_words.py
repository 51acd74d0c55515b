"""Words that tell no field apart: those of software, of language models and of plain English."""

_AI = """
agent agentic ai answer anthropic artificial assistant augment autogen automate automatic
autonomous bedrock bert bm25 bot chain chat chatbot chunk citation claude cohere completion context
conversation conversational copilot corpus crewai deepseek dense dialogue document embed embedding
engine evaluate evaluation faiss faithfulness fallback few-shot finetune flash gemini generate
generation generative gpt groq ground grounded guardrail hallucination haystack huggingface
human-in-the-loop hybrid inference instruct intelligence intelligent judge knowledge knowledgebase
langchain langgraph langsmith language large learn learning llama llamaindex llm llms loop lora
machine mcp memory mistral model multi multimodal multiturn natural neural nlp ollama openai
orchestrate orchestration parse pinecone pipeline prompt protocol qdrant query question rag ragas
rank reason reasoning rerank reranker reranking research retrieval retrieve retriever rubric score
search semantic sentence similarity smart sparse summarize summary synthesis synthesize text token
tool top transformer turn understand vector vertex weaviate webgpu zero-shot
baseline bootstrap calibrate calibration chunker cite cohen cosine cross dataset decay embedder
encoder
encoding fidelity fusion fuse golden hallucinate heuristic kappa label-free lexical logit mmr mrr
ndcg overlap pairwise passage pearson perplexity pgvector precision prediction recall reciprocal
regression relevance relevant rephrase rewrite rewriter rrf sampler sparsity splitter stub
supervise synthetic temperature threshold tiktoken window
"""
_SOFTWARE = """
action adapter admin alembic algorithm alpine analysis analytic api app application apps
architecture argument array arxiv assert async auth authenticate authentication authorization aws
azure backend badge bash batch binary boilerplate branch browser build builder built bundle button
cache call callback chart check checkpoint chroma chromadb class cli client clone cloud cluster
code codebase codespace collection column command comment commit component compose computer conda
config configuration configure connect connection console container content control controller core
cors count create credential cron css csv custom dashboard data database dataset date debug
decorator default define delete demo dependency deploy deployment describe description design
detail detect dev develop developer development device dict directory display docker dockerfile
docs documentation download driver dynamic edge edit editor elasticsearch enable endpoint
enterprise entity entry environment error event example exception execute execution export expose
express extension extract extraction fastapi fastmcp feature feedback fetch field file filter fix
flask flow folder form format framework frontend full function gateway generator git github gitlab
go golang google gradio grafana graph graphql guide handle handler hash header helm help
helper history home hook host html http https icon image implement implementation import index
infrastructure ingest ingestion init input insert inspector install installation instance integrate
integration interface internal item javascript jinja job json jupyter key kubernetes lambda latency
layer layout level library license line link linux list listen load loader local log logger logging
login loop main make manage management manager map markdown master memory menu message metadata
method metric microservice middleware migration mode modular module mongo mongodb monitor
monitoring name network next nextjs node notebook npm number oauth object observability open
operation optimize option output package page panel parameter parser password path pattern
pdf performance permission pip platform plugin poetry point pool port portfolio postgres postgresql
print process processing processor production profile project prometheus provider proxy publish
pull push pydantic pytest python queue react read readme real realtime record redis refactor
reference register registry release remote remove render repo repository request require
requirement resource response result retry return role root route router row rule run runtime
sample scale scan schema script secret section secure security select send server serverless
service session set setting setup shell simple site size snippet software source spec sql sqlite
stack standard start state static status step storage store stream streaming streamlit string
structure style submit subprocess support switch sync system table tag tailwind target task team
technical technology template terminal terraform test testing textual thread time timeout title
tokenize tracing track traffic transport trigger type typed typescript ubuntu update upload url
usage user util utility valid validate validation value variable vercel version video view virtual
visual visualization vite vscode vue warning web webhook website widget window windows word work
worker workflow workspace wrapper write yaml
accept actor alias average append attribute await backoff baseline bearer bound bucket bypass byte
callable
caller cancel cascade char character circuit cleanup coalesce codec compile compress concurrency
concurrent constraint consumer conversion coroutine crash cursor daemon decode dedupe
default delta deprecate deserialize devcontainer diff digest domain
double drain dump duplicate emit empty encode enum evict executor expect expire explicit factory
failover failure false fence fixture flake float fork fragment graceful guard harden
healthcheck heap hook idempotent implicit infer inject inline integer interval invalid invoke
iterate iteration iterator join lazy lifecycle lint locale lock lookup loop mapper mapping marker
match merge mixin mkdir mutate namespace nest node noop normalize null offset opaque
orchestrator overflow overhead override pair parallel parent parse partial persist persistence
pin placeholder poll polling post pre prefix preset primitive probe propagate property protocol
proxy purge quota rebuild recover recovery recursive refresh regex reject reload remap reset
resolver reusable runner sandbox sanitize schedule scheduler schema scraper secret segment
sequence serialize shard shape sidecar signal skip slice snapshot socket sort
spawn spread stale strategy strict subclass submodule subset substitute suffix
suite synchronous syntax teardown telemetry throttle tick timestamp toggle tool toolkit
trace transform trigger true truncate tuple unit unwrap upgrade upsert utf venv
com ask head injection pause phase preprocess space fine tune verbose verify wheel wildcard wrap
yield
"""
_PLAIN = """
ability about above access account accurate across active actual additional additionally adhere
advanced after allow alone along already also among another anthropic any anyone anything append
approach around assignment astro atomic authorize auto automatically available avoid base based
basic become before behavior being below best better between beyond block both bring broad bullet
call cannot capable capstone case celery chainlit change chatgpt choice choose claude clear click
cline close collect combine common community compare complete complex comprehensive concept
consider consistency consistent contain contribute convert correct cost could criteria
current currently cursor daily datatalksclub day deep deliver demonstrate demonstration depend dif
different difficult direct discover django driven each easily easy effective efficient effort
eliminate embedding enable end engage enhance enhancement enhancer ensure entire especially eval
every everything exact exercise existing experience experiment expert explain explicit explore
extend external fast fastembed feel find first flag focus follow footprint found free friendly from
gatsby general give goal good gradio great ground group grow gunicorn hackathon harness have here
high homework hour httpx hugo human idea idempotency identify improve include increase individual
info information insight inspect instant instead intend into introduce isolate jekyll just kafka
keep keyword kind know lack langfuse large last later latest lead let leverage life like limit list
little live local locally long look lot low main maintain make many maximum mean measure medium
mini minimal minimum minute mock modern more most move much multiple must need never new nginx
nltk note nothing now numpy offer official offline often once online only open opentelemetry
optional optionally original other otherwise our over overview own pandas part particular party
payload people perfect perform person personal pick place plan play playwright please popular
possible power powered powerful practical practice prefilter present previous primary private
problem produce product program progress proper provide public puppeteer purpose pytorch quality
quick quickly rabbitmq range rate ready receipt reduce related relevant reliable rely remain
remember repeat replace report requests reset respect review rich right robust rollback round safe
same save scaffold scenario scikit scope seamless second see selenium self separate serve setting
share short should show showcase side similar simplify since single situation size skeleton slim
small solution solve some something spacy special specific speed spend stand starlette start
starter stay still stop strong studio study such suggest suitable support sure svelte switch
tailwindcss take talk team tech tell tensorflow that their them then there these they thing think
third this those through tiny together topic total traditional transform trip true try turn
tutorial two typical under unified unique until up upon use used useful using uuid uvicorn various
very via visit want way well what when where whether which while who whole whose why wide will
actually against aim appropriate assume away behind below certain close
combination completely conclude decide decision deeply depth detailed directly done down either
else empty end enough entirely etc even ever extra fact fair fairly far few fit fully further
furthermore gap half hand happen hold honest hope important indeed inside intent issue itself job
least less likely line mark matter meaning mention mere middle mind mostly near neither next none
nor notable obvious often ones outcome outside part past per plus point possibly prefer
prevent probably quite rather raw really remain rest roughly route say seem sense set several
side simply skill slightly smooth somewhat soon sort start state step still strength sure surface
take thus tie tight together total toward truly twice typically usually value vision weak weakness
whatever whenever wherever word worth wrong
windsurf with within without world would wrap wrapper year you your zed zero zoomcamp
"""


def stem(word: str) -> str:
    """A word in lower case without the endings of number and tense, so that its forms agree."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
    word = word.rstrip("e") if len(word) > 2 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


GENERIC: frozenset[str] = frozenset(stem(word) for word in f"{_AI} {_SOFTWARE} {_PLAIN}".split())
"""Stems of words that stand in the readmes of projects of every field."""
