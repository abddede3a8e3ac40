# The verbs of this repository. CI says the same ones and nothing else.
#   make demo    set up, then turn a sample into out/*.pdf and out/*.docx
#   make test    set up with the development tools, then run every test
.POSIX:
.PHONY: help setup demo check test bench docs wheel update clean

BIN = .venv/bin
# Stamps live in the environment, so that they go when it goes.
RUN = .venv/.docgen-run
DEV = .venv/.docgen-dev
SAMPLE = samples/personal/market-entry.yaml

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

setup: $(DEV) ## Everything needed to work on docgen
	@make/native.sh

demo: $(RUN) ## Make PDF and DOCX of a sample in out/
	@make/native.sh
	@$(BIN)/docgen generate $(SAMPLE) --to pdf,docx --out out

check: $(DEV) ## Format, lint, types, storeys, spelling, generated pages fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python docs/generate.py --check

test: $(DEV) ## Every test
	@make/native.sh
	$(BIN)/pytest -n auto

bench: $(DEV) ## How fast, as ratios measured in the same run
	@make/native.sh
	$(BIN)/python -m tests.bench

docs: $(DEV) ## Write the reference pages from the code
	$(BIN)/python docs/generate.py

wheel: $(DEV) ## Build the package in dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

update: ## Pin the newest packages that fit
	make/update.sh

clean: ## Remove what was made, but not the environment
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage

$(RUN): pyproject.toml requirements/run.txt requirements/build.txt
	@make/setup.sh run
	@touch $@

$(DEV): pyproject.toml requirements/dev.txt
	@make/setup.sh dev
	@touch $@
