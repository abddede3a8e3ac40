# The verbs of this repository. CI says the same ones and nothing else.
#   make demo    set up, then turn a sample into out/*.pdf and out/*.docx
#   make test    set up with the development tools, then run every test
#   make sheet   draw every sample, PDF above Word, to be looked at in out/sheets/
.POSIX:
.PHONY: help setup demo check test bench soak sheet docs wheel update clean tools

BIN = .venv/bin
# The tests start two thousand processes: each of them would compile docgen anew.
PYTHONDONTWRITEBYTECODE =
export PYTHONDONTWRITEBYTECODE
# Stamps live in the environment, so that they go when it goes.
RUN = .venv/.docgen-run
DEV = .venv/.docgen-dev
SAMPLE = samples/personal/market-entry.yaml
# What sheets to draw, such as SHEET="market-entry --language en --dpi 90", or SHEET=--guides for the pictures of docs/guides.
SHEET =

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

setup: tools ## Everything needed to work on docgen

demo: $(RUN) ## Make PDF and DOCX of a sample in out/
	@make/native.sh run
	@$(BIN)/docgen generate $(SAMPLE) --to pdf,docx --out out

check: $(DEV) ## Format, lint, types, storeys, spelling, generated pages fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python docs/generate.py --check

test: tools ## Every test
	$(BIN)/pytest -n auto --dist loadgroup

bench: $(DEV) ## How fast, as ratios measured in the same run
	@make/native.sh run
	$(BIN)/python -m tests.bench

soak: $(DEV) ## A thousand people from end to end, killed at twenty moments and resumed; about half an hour
	@make/native.sh run
	$(BIN)/python -m tests.soak

sheet: tools ## Every sample as one picture in out/sheets/: pages of the PDF above those of Word
	$(BIN)/python -m tests.sheet $(SHEET)

docs: $(DEV) ## Write the reference pages from the code
	$(BIN)/python docs/generate.py

wheel: $(DEV) ## Build the package in dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

update: ## Pin the newest packages that fit
	make/update.sh

clean: ## Remove what was made, but not the environment
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage

tools: $(DEV)
	@make/native.sh test
	@make/validator.sh

$(RUN): pyproject.toml requirements/run.txt requirements/build.txt
	@make/setup.sh run
	@touch $@

$(DEV): pyproject.toml requirements/dev.txt
	@make/setup.sh dev
	@touch $@
