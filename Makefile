# One verb a line of work; CI calls the same verbs. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
SAMPLE := samples/personal/market-entry.yaml

.PHONY: help setup demo check test bench docs wheel update clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    set everything up and write the sample PDF and DOCX into out/"
	@echo "make setup   set up the development tools too"
	@echo "make check   format, lint, types, storeys, spelling, generated pages"
	@echo "make test    every test"
	@echo "make bench   speed against named peers, one table"
	@echo "make docs    write the reference pages from the code"
	@echo "make wheel   build the wheel into dist/"
	@echo "make update  compile the pinned requirements anew"

.make/native: requirements/native.sh
	@sh requirements/native.sh
	@mkdir -p .make && touch $@

.make/run: pyproject.toml requirements/run.txt requirements/setup.sh
	@PYTHON=$(PYTHON) sh requirements/setup.sh run
	@mkdir -p .make && touch $@

.make/dev: pyproject.toml requirements/dev.txt requirements/setup.sh
	@PYTHON=$(PYTHON) sh requirements/setup.sh dev
	@mkdir -p .make && touch .make/run $@

setup: .make/native .make/dev

demo: .make/native .make/run
	@$(BIN)/docgen generate $(SAMPLE) --out out

check: setup
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell docgen docs tests README.md CONTRIBUTING.md CHANGELOG.md
	@$(BIN)/python docs/generate.py --check

test: setup
	@$(BIN)/pytest -n auto

bench: setup
	@$(BIN)/python -m tests.bench

docs: setup
	@$(BIN)/python docs/generate.py

wheel: setup
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade

update: setup
	@$(BIN)/python -m pip install --quiet uv || uv pip install --quiet --python $(BIN)/python uv
	@$(COMPILE) -o requirements/run.txt
	@$(COMPILE) --extra dev -o requirements/dev.txt

clean:
	@rm -rf .make out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
