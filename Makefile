# Two commands on a fresh machine with Python 3.11+, git and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
PORT ?= 8000
REDIS_PORT ?= 6390

.PHONY: help run host redis-found test lint format generate bench bench-front bench-http lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

run: $(READY) ## Set up, then show the main job: a real client over stdio gets a skill, a score, a pay range
	@$(BIN)/career-guide-mcp tour

redis-found:
	@command -v redis-server > /dev/null || \
		{ echo "redis-server is needed (Debian: apt-get install redis-server)" >&2; exit 1; }

host: redis-found $(READY) ## Set up, then serve many over HTTP: two workers and a Redis for both (needs redis-server)
	@redis-server --port $(REDIS_PORT) --bind 127.0.0.1 --save "" --loglevel warning & redis=$$!; \
	trap 'kill $$redis 2> /dev/null' EXIT; trap 'kill $$server 2> /dev/null' INT TERM; \
	$(BIN)/career-guide-mcp serve --http --auth none --port $(PORT) --workers 2 \
		--limit-store redis://127.0.0.1:$(REDIS_PORT)/0 & server=$$!; \
	wait $$server; wait $$server

# Four workers on two cores: tests of the command line and of stdio mostly wait for processes. These are hundreds, so
# the compiled modules are kept whatever the environment says.
test: $(READY) lint ## Set up, then check style, types and every test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 4

lint: $(READY) ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## Put the code in our style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: $(READY) ## Write everything that is generated: schemas, snapshot, prepared answers, surface snapshots, README tables
	$(BIN)/career-guide-mcp schema --write
	$(BIN)/python bench/record.py
	$(BIN)/python bench/front/render.py
	UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/surface/test_snapshots.py tests/content/test_stated_figures.py tests/readme

bench: $(READY) ## Quality of matching and search beside their baselines
	$(BIN)/python bench/matching/evaluate.py
	$(BIN)/python bench/search/evaluate.py
	@echo "Repository scoring needs labels and clones: python bench/scoring/evaluate.py LABELS.yaml CLONES"

bench-front: $(READY) ## Speed over stdio beside other servers (needs PyPI and npm): table and chart of the README
	$(BIN)/python bench/front/measure.py

bench-http: $(READY) ## Speed over HTTP beside other servers (needs npm), and what each guard costs
	$(BIN)/python bench/http/measure.py

PIN := uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate

lock: ## Pin every dependency again, with hashes (needs uv): for development, and for the image
	$(PIN) --group dev pyproject.toml -o requirements.lock
	$(PIN) -c requirements.lock --extra tracing pyproject.toml -o deploy/requirements.lock
	$(PIN) -c requirements.lock deploy/build.in -o deploy/build.lock

clean: ## Remove what the other commands made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
