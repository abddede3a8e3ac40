# The verbs of this repository. CI says the same ones and nothing else.
#   make demo    set up, then turn a sample into out/*.pdf and out/*.docx
#   make test    set up with the development tools, then run every test
#   make sheet   draw every sample, PDF above Word, to be looked at in out/sheets/
.POSIX:
.PHONY: help setup demo check test bench soak sheet docs site wheel update clean tools

BIN = .venv/bin
# The tests start two thousand processes: each of them would compile docgen anew.
PYTHONDONTWRITEBYTECODE =
export PYTHONDONTWRITEBYTECODE
# Stamps live in the environment, so that they go when it goes.
RUN = .venv/.docgen-run
DEV = .venv/.docgen-dev
BENCH = .venv/.docgen-bench
FUZZ = .venv/.docgen-fuzz
SAMPLE = samples/personal/market-entry.yaml
# What sheets to draw, such as SHEET="market-entry --language en --dpi 90", or SHEET=--guides for the pictures of docs/guides, SHEET=--readme for those of the READMEs.
SHEET =
# What to measure, such as ROWS="--only DOCX", or ROWS=--write to put the table into docs/benchmarks.md.
ROWS =

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

setup: tools ## Everything needed to work on docgen

demo: $(RUN) ## Make PDF and DOCX of a sample in out/
	@make/native.sh run
	@$(BIN)/docgen generate $(SAMPLE) --to pdf,docx --out out

check: $(DEV) ## Format, lint, types, storeys, spelling, generated pages fresh, no known vulnerability in the pins
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python docs/generate.py --check
	@make/supply.sh
	$(BIN)/python -m make.audit

test: tools ## Every test
	$(BIN)/pytest -n auto --dist loadgroup

bench: $(BENCH) ## How fast, as ratios measured in the same run
	@make/native.sh run
	$(BIN)/python -m tests.bench $(ROWS)

soak: $(FUZZ) ## A thousand people from end to end, killed at twenty moments and resumed; strange bytes for every reader; an hour
	@make/native.sh run
	$(BIN)/python -m tests.soak
	$(BIN)/python -m tests.fuzz --seconds 60

sheet: tools ## Every sample as one picture in out/sheets/: pages of the PDF above those of Word
	$(BIN)/python -m tests.sheet $(SHEET)

docs: $(DEV) ## Write the reference pages from the code
	$(BIN)/python docs/generate.py

site: $(DEV) ## docs/ as a site in out/site, which needs neither network nor server
	$(BIN)/python docs/site/build.py

wheel: $(DEV) ## Build the package in dist/, and its bill of materials beside it
	$(BIN)/python -m build --wheel --no-isolation --outdir dist
	$(BIN)/python -m make.sbom dist

update: ## Pin the newest packages that fit
	make/update.sh

clean: ## Remove what was made, but not the environment
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage

tools: $(DEV)
	@make/native.sh test
	@make/validator.sh
	@make/supply.sh

$(RUN): pyproject.toml requirements/run.txt requirements/build.txt
	@make/setup.sh run
	@touch $@

$(DEV): pyproject.toml requirements/dev.txt
	@make/setup.sh dev
	@touch $@

$(BENCH): $(DEV) requirements/bench.txt
	@make/setup.sh bench
	@touch $@

$(FUZZ): $(DEV) requirements/fuzz.txt
	@make/setup.sh fuzz
	@touch $@
