# Blether. `make` alone says what there is. Needs make, a Python of 3.11 or newer, and nothing else.

SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/ready

# The interpreter: the first of these that runs and is new enough, or `make setup PYTHON=/path/to/python`.
CANDIDATES := python3.13 python3.12 python3.11 python3
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,$(CANDIDATES),$(shell $(p) -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo $(p))))
UV ?= uv
OUTAGES := $(wildcard tests/slack tests/discord tests/faults/test_discord*.py tests/faults/test_slack*.py)
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 3 / 2) # some tests wait for another process
# Where there is plenty of memory for files that may be run, tests keep theirs there: thousands of databases are never synced.
SCRATCH := $(shell findmnt -rno OPTIONS,AVAIL -b /dev/shm 2>/dev/null | awk '$$1 !~ /noexec/ && $$2 > 4e9 { print "TMPDIR=/dev/shm"; exit }')
unexport PYTHONDONTWRITEBYTECODE # tests start the bot a thousand times: it is compiled once, as where it is installed

.DEFAULT_GOAL := help
.PHONY: help setup demo fast lint test platforms faults outages attacks bench docs lock clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## Make .venv from requirements.lock, once; the other targets call this

demo: $(READY) ## Open the playground in your browser: a sample community, no account, no token
	@$(BIN)/blether demo

fast: $(READY) ## Run the quick tests: no browser, no PostgreSQL, no fault sweeps
	$(BIN)/python -m pytest -m "not browser and not postgres and not faults"

lint: $(READY) ## Check style, types, and which way imports point
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: $(READY) ## Check nearly everything, in ten minutes: lint, tests on SQLite, PostgreSQL and in a browser
	@browser=$$(.ci/chromium) && echo "The browser tests use $$browser"
	@$(MAKE) --no-print-directory lint & \
	$(SCRATCH) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q; tested=$$?; \
	wait $$! && exit $$tested # lint is the work of one processor: it goes on beside the tests

platforms: $(READY) ## Of the tests only those against emulated Discord and Slack: dialogues, life, a slice of their sweeps
	$(SCRATCH) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q tests/dialogues $(OUTAGES)

WHOLE := $(SCRATCH) BLETHER_FAULTS=whole $(BIN)/python -m pytest -m faults -n $(WORKERS) --maxschedchunk 1 -q \
	-o console_output_style=classic -o faulthandler_timeout=900

faults: $(READY) ## Run whole, not only their seeded slice, the sweeps of what dies, fills up or jumps; some 20 minutes
	$(WHOLE) tests/faults $(OUTAGES:%=--ignore=%)

outages: $(READY) ## Run whole the sweeps of what emulated Discord and Slack may do to us
	$(WHOLE) $(OUTAGES)

attacks: $(READY) ## Run whole the sweeps of what people may try: every right, id, payload, form and hostile string
	$(WHOLE) tests/house tests/rooms tests/browser

bench: $(READY) ## Measure what must stay quick
	$(BIN)/python -m tests.bench

docs: $(READY) ## Remake the pages of docs/reference from the code
	$(BIN)/python -m tests.docs.reference

lock: ## Remake requirements.lock from pyproject.toml (needs uv; newest of everything: make lock UPGRADE=--upgrade)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv. Type:"; echo "    pipx install uv"; exit 1; }
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile pyproject.toml --extra dev --output-file requirements.lock --quiet \
		--universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate $(UPGRADE)

clean: ## Throw away .venv and everything else that was made
	rm -rf .venv build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot adapters tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One .venv, kept up to date with the lock. Every package is checked against its hash, blether itself is linked into it.
$(READY): requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory .python PYTHON='$(PYTHON)'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "Making .venv with $$($(PYTHON) --version) ..."; $(PYTHON) -m venv --clear .venv; }
	@echo "Installing what requirements.lock names, about a minute the first time ..."
	@set -o pipefail; $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes \
		-r requirements.lock | awk '/^Collecting/ { print "  " $$2; fflush() } /^ERROR/ { print; fflush() }'
	@echo "Linking blether into .venv ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready."

# Is there a Python to make .venv with? If not, say the line to type, and stop.
.PHONY: .python
.python:
	@line=""; \
	if [ -z '$(PYTHON)' ] || ! '$(PYTHON)' -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then \
		echo "Blether needs Python 3.11 or newer, and found none$(if $(PYTHON), in $(PYTHON))."; \
		if command -v brew >/dev/null; then line="brew install python@3.13"; \
		elif command -v apt-get >/dev/null && command -v python3 >/dev/null; then line="sudo apt-get install python3.11 python3.11-venv"; \
		elif command -v apt-get >/dev/null; then line="sudo apt-get install python3 python3-venv"; \
		elif command -v dnf >/dev/null; then line="sudo dnf install python3.13"; \
		else line="make setup PYTHON=/where/your/newer/python/is"; fi; \
	elif ! '$(PYTHON)' -c 'import ensurepip, venv' >/dev/null 2>&1; then \
		echo "$(PYTHON) is here, but without the part that makes a .venv."; \
		line="sudo apt-get install $$('$(PYTHON)' -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	fi; \
	if [ -n "$$line" ]; then echo "Type this, then make again:"; echo "    $$line"; exit 1; fi
