# The few words to know. Needs Python 3.11 or newer, Node 20 or newer, and make.

PYTHON ?= python3
HERE := .venv/bin
PIP := $(HERE)/python -m pip --disable-pip-version-check install --quiet --quiet
UV := $(HERE)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --python-version 3.11 $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check audit crash replicas soak fuzz bench requirements lock clean browser

help: ## show these words
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: .venv/run.done node_modules/done ## start the bot and a Teams-like page to try it in
	@$(HERE)/convene playground

test: check audit node_modules/done browser ## check everything and run every test
	@$(HERE)/pytest

check: .venv/test.done ## format, lint and types, without the tests
	@$(HERE)/ruff format --check .
	@$(HERE)/ruff check .
	@$(HERE)/mypy

audit: .venv/test.done ## whether the dependencies are those of the lock, and any known flaw
	@$(HERE)/python -m tests.audit

crash: .venv/test.done ## kill the bot 1,000 times and look at what each store has kept
	@$(HERE)/python -m tests.crash

replicas: .venv/test.done ## three bots over one PostgreSQL: kill one, stop the database
	@$(HERE)/python -m tests.crash.replicas

soak: .venv/test.done ## a simulated month in which everything goes wrong
	@$(HERE)/python -m benchmarks.soak

fuzz: .venv/test.done ## 100,000 malformed or hostile activities
	@$(HERE)/python -m tests.fuzz

bench: .venv/test.done ## measure the bot beside its peers, on this machine
	@$(HERE)/python -m benchmarks.stores
	@$(HERE)/python -m benchmarks.startup
	@$(HERE)/python -m benchmarks.posts
	@$(HERE)/python -m benchmarks

requirements: .venv/test.done ## write docs/requirements.md: which test shows what
	@$(HERE)/python -m tests.requirements

lock: .venv/test.done ## lock what is named in requirements/*.in; UPGRADE=--upgrade for newer
	@$(UV) requirements/run.in --output-file requirements/run.txt
	@$(UV) requirements/test.in --constraint requirements/run.txt --output-file requirements/test.txt
	@npm install --package-lock-only --no-progress --loglevel=error

clean: ## remove what the other words made, the local run's data too
	@rm -rf .venv node_modules build var *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

browser: .venv/test.done
	@$(HERE)/python -m tests.browser.chromium

# Each file ending in `done` says that a step was finished and need not be repeated.

.venv/made.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Convene needs Python 3.11 or newer. Install it, or name one: make PYTHON=..." >&2; \
		exit 1; }
	@echo "Setting up Python in .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.done: .venv/made.done requirements/run.txt pyproject.toml
	@echo "Installing what the bot needs"
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.done: .venv/run.done requirements/test.txt
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes --requirement requirements/test.txt
	@touch $@

node_modules/done: package.json package-lock.json
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null || { \
		echo "Convene needs Node 20 or newer, with npm." >&2; exit 1; }
	@echo "Installing the Playground and the card renderer"
	@npm ci --no-progress --loglevel=error
	@touch $@
