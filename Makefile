# The two words that start everything: `make run` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
SAMPLES := $(wildcard data/samples/*.csv data/samples/*.xlsx)
SAMPLE_ACTIONS := $(wildcard data/samples/actions/*.csv)
# Pages with charts load the partial bundle where npm can bring it, and plotly's whole one otherwise.
PLOTLY := 4.1.1
PLOTLY_SHA := 99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba
VENDOR := layouts/assets/vendor

# What leads say beside the samples; what was said meanwhile is left alone.
PLANS := $(notdir $(basename $(wildcard data/samples/commitments/*.csv)))
define words
$(foreach plan,$(PLANS),$(BIN)/safer commitments import data/samples/commitments/$(plan).csv --strategy $(plan) --only-new --as samples
	)$(BIN)/safer judge custody --strategy 2020-priority-three --quarter FY2020-21-Q4 --only-new --rag amber \
	  --reason partner-evidence --as "Head of youth offending" --approved-by "Chair of the strategic group" \
	  --text "One more sentence than the year before: with numbers this small, that is a rise of a quarter."
endef

.PHONY: install samples run test check browser-packages
install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	-@command -v npm >/dev/null && sh tools/fetch_plotly.sh $(PLOTLY) $(PLOTLY_SHA) $(VENDOR)
	touch $@

samples: install
	$(BIN)/safer load $(SAMPLES)
	$(words)
	@for file in $(SAMPLE_ACTIONS); do $(BIN)/safer actions import --only-new --as samples $$file; done

run: samples
	$(BIN)/safer serve

# The browser tests need a Chromium; where packages may be installed, it is.
browser-packages:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-liberation >/dev/null; \
	  else echo "The browser tests need Chromium: apt-get install chromium fonts-liberation"; fi; }

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/bandit -q -c pyproject.toml -r api.py app.py cli.py downloads.py subscriptions.py commands dashboard loaders layouts web

test: install browser-packages check
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)
