# Two commands matter: `make demo` and `make test`. Both prepare this clone first and are silent about it the second time.
.DEFAULT_GOAL := help
.PHONY: help setup programs demo test explore lint format bench frozen translations clean

unexport PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
BIN := .venv/bin
MAKEFLAGS += --no-print-directory

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: ## Install what is missing: system libraries, fonts, uv, locked packages
	@sh scripts/setup.sh

programs: setup
	@sh scripts/setup.sh tests

demo: setup ## See the whole product at work (ARGS="--headless --out DIR" without a screen)
	@$(BIN)/balcao-demo $(ARGS)

test: lint programs ## All checks and tests (ARGS are handed to pytest)
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

explore: programs ## Put the laws to examples nobody saw before (ARGS="--hypothesis-seed 7" for the same ones again)
	@$(BIN)/pytest -n 2 -q --hypothesis-profile explore $$(grep -rl "^from hypothesis" tests --include='test_*.py') $(ARGS)

lint: setup ## Style, import rules, types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Badly formatted: run "make format".'; exit 1; }
	@mkdir -p build && { $(BIN)/lint-imports --no-logo > build/import-rules.log || { cat build/import-rules.log; exit 1; }; }
	@$(BIN)/mypy --no-error-summary

format: setup ## Put every file into the house style
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: setup ## Measure the gateway and the desktop on this machine
	@$(BIN)/balcao-bench ingest
	@QT_QPA_PLATFORM=offscreen $(BIN)/balcao-bench desktop

frozen: setup ## Build the stand-alone desktop into dist/ and start it once
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	@QT_QPA_PLATFORM=offscreen dist/balcao/balcao --smoke

translations: setup ## Collect new texts of the interface and compile the translations
	@$(BIN)/python scripts/translations.py

clean: ## Remove what was built and what tools remember
	@rm -rf build dist demo-out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find desktop server_stub resources tests -name __pycache__ -type d -prune -exec rm -rf {} +
