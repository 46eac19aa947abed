# The workflow as runnable text. `make` lists what there is.

BIN := .venv/bin
READY := .venv/.ready
# What finding copies is measured beside; nothing else needs it.
PEERS := .venv/.peers
PYTEST := $(BIN)/python -m pytest
# What to hand to pytest, as in `make test ARGS="-k pixel -n 0"`.
ARGS ?=
# What to hand to the gate, as in `make gate GATE=--update`.
GATE ?=
# One more than cores, since crawls wait; more than four gain nothing. What a file's
# tests share is made once.
PROCESSES := --dist loadfile \
	--numprocesses $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 3 ? n + 1 : 4)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test slow lint types docs gate check bench reuse chains ingest crawlspeed fuzz fit kill format constraints clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | \
		while IFS='|' read -r name what; do printf '%-20s %s\n' "$$name" "$$what"; done

setup: $(READY) ## make .venv ready; quick when it is
	@:

$(READY): pyproject.toml constraints.txt scripts/setup
	@scripts/setup
	@touch $@

demo: $(READY) ## crawl a small bundled web and show a chain; no network
	@$(BIN)/whence demo

test: $(READY) ## run the tests, all but the slow ones
	@scripts/postgres
	@$(PYTEST) --quiet $(PROCESSES) -m "not slow" $(ARGS)

slow: $(READY) ## run the slow tests
	@scripts/postgres
	@$(PYTEST) --quiet $(PROCESSES) -m slow $(ARGS)

lint: $(READY) ## check format and lint, change nothing
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/ruff check --quiet .

types: $(READY) ## check types
	@$(BIN)/mypy --no-error-summary

docs: $(READY) ## check that everything is documented
	@$(PYTEST) --quiet tests/test_docs.py tests/test_docs_examples.py

gate: $(READY) ## measure how well pages are read; no score may fall
	@$(BIN)/python -m benchmarks.gate $(GATE)

check: lint types test docs gate ## all of the above, in this order

bench: $(READY) $(PEERS) ## gate, speed, slowest pages, reuse and chains beside others
	@$(BIN)/python -m benchmarks.gate
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.slowest
	@$(BIN)/python -m benchmarks.reuse
	@$(BIN)/python -m benchmarks.chains

reuse: $(PEERS) ## finding copies beside others: ARGS="--sizes 1000000"
	@$(BIN)/python -m benchmarks.reuse $(ARGS)

chains: $(READY) ## who copied whom, in simulated worlds: ARGS="--seeds 1"
	@$(BIN)/python -m benchmarks.chains $(ARGS)

ingest: $(READY) ## taking in an archive, beside reading it: ARGS="--articles 1000"
	@$(BIN)/python -m benchmarks.ingest $(ARGS)

fuzz: $(READY) ## 100,000 damaged inputs through every reader: ARGS="--inputs 5000"
	@$(BIN)/python -m benchmarks.fuzz $(ARGS)

fit: $(PEERS) ## what the reasons should weigh, by simulated worlds
	@$(BIN)/python -m benchmarks.fitting $(ARGS)

kill: $(READY) ## kill crawls at random moments: ARGS="--rounds 3 --pages 200"
	@scripts/postgres
	@$(BIN)/python -m benchmarks.kill $(ARGS)

crawlspeed: $(READY) ## a crawl beside bare Scrapy and the reading alone: ARGS="--repeat 1"
	@$(BIN)/python -m benchmarks.crawl $(ARGS)

$(PEERS): $(READY)
	@echo "installing what finding copies is measured beside" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
		--constraint constraints.txt --no-build-isolation --editable '.[bench]'
	@touch $@

format: $(READY) ## rewrite the code in its format
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix-only .

constraints: $(READY) ## update every dependency and pin what was tested
	@$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager \
		--no-build-isolation pip hatchling editables --editable '.[test,bench]'
	@{ sed '/^[^#]/d' constraints.txt; \
		$(BIN)/python -m pip freeze --all --exclude-editable \
		--exclude setuptools; } > constraints.new
	@mv constraints.new constraints.txt
	@touch $(READY)

clean: ## remove .venv and every cache
	@rm -rf .venv dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
