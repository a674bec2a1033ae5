# Everything goes through a virtual environment in .venv, installed from locks (names, versions, hashes): what the site needs from
# requirements.lock, and what the tests need besides from requirements-dev.lock. requirements-lock.lock has what makes these two.
PYTHON ?= python3
BIN := .venv/bin
# A commit determines its site: its own date is "today", unless the caller sets another.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

.PHONY: site serve test test-fast thorough check lint golden bench locks help
help:            ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

site: .venv/ok   ## build the whole site into site/, strictly
	$(BIN)/timeline build --strict --out site

serve: .venv/ok  ## preview the site at http://127.0.0.1:8000/ and rebuild on change
	env -u SOURCE_DATE_EPOCH $(BIN)/timeline serve

check: .venv/ok  ## find what is wrong in entries/
	env -u SOURCE_DATE_EPOCH $(BIN)/timeline check

# Two processes share the tests. The closing line is that of all tests, whichever process ran them.
TESTS := env -u SOURCE_DATE_EPOCH $(BIN)/pytest --numprocesses 2

test: lint       ## run the tests, the linter and the type checker
	$(TESTS)

test-fast: lint  ## the same without the browser
	$(TESTS) --ignore tests/browser

MUTANTS_SEED ?= 7
thorough: .venv/test-ok  ## hold check and build to thousands of mutants of good files; MUTANTS_SEED=8 makes other ones
	MUTANTS=3000 MUTANTS_SEED=$(MUTANTS_SEED) $(TESTS) tests/test_mutants.py tests/check/test_mutants.py

lint: .venv/test-ok  ## run the linter and the type checker
	$(BIN)/ruff check .
	@# The encoding of each text that is read or written is named; the rule is not in ruff's stable set yet.
	$(BIN)/ruff check --preview --select PLW1514 generator
	$(BIN)/ruff format --check .
	$(BIN)/mypy

golden: .venv/test-ok  ## keep the product as it is now in tests/golden/: a pull request then shows what changes for readers
	$(BIN)/python -m tests.golden

bench: .venv/test-ok  ## measure load, check, build, memory and page weight at 1,000 and 10,000 entries
	$(BIN)/python -m tests.bench

UV ?= .uv/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-annotate --no-header --no-emit-index-url $(UPGRADE)
locks: .uv/ok    ## make all locks anew, after a change of a dependency; UPGRADE=--upgrade takes newer versions
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group lock --output-file requirements-lock.lock

# What makes the locks is locked itself, and stands apart from what it locks.
.uv/ok: requirements-lock.lock
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes --requirement requirements-lock.lock
	touch $@

# --no-compile: Python compiles a module when it first runs it, and most are never run.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

.venv/ok: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@echo "installing into .venv, about a minute"
	$(PYTHON) -m venv .venv
	$(PIP) --only-binary :all: --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/test-ok: .venv/ok requirements-dev.lock
	@echo "installing what the tests need into .venv, about a minute"
	$(PIP) --only-binary :all: --require-hashes --requirement requirements-dev.lock
	touch $@
