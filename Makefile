# Two commands matter: `make demo` and `make test`. Each sets up all it needs on a machine with Python 3.11+, make and a
# package registry. Everything else is for people who change Foothold.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
HOME_FOLDER ?= foothold-home

.PHONY: demo test test-slow check fix docs lock bench clean
.DEFAULT_GOAL := demo

## Run the main job on a synthetic council and serve it on http://127.0.0.1:8000
demo: $(STAMPS)/base
	$(BIN)/foothold --home $(HOME_FOLDER) demo

## Everything that must hold, on a clean checkout: checks, all tests, a browser, Spark and PostgreSQL where they are present
test: $(STAMPS)/test
	sh tools/test.sh

test-slow: $(STAMPS)/test
	$(BIN)/pytest -m slow

## Reports everything, changes nothing
check: $(STAMPS)/test
	sh tools/check.sh

## Mend what can be mended by machine
fix: $(STAMPS)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tools.docs

docs: $(STAMPS)/test
	$(BIN)/python -m tools.docs

bench: $(STAMPS)/test
	$(BIN)/python -m benchmarks

## Pin every dependency by hash again; the files hold no address of any registry
lock:
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet uv
	sh tools/lock.sh $(BIN)/uv

clean:
	rm -rf $(VENV) $(STAMPS) $(HOME_FOLDER)

$(STAMPS)/base: requirements/base.txt requirements/build.txt pyproject.toml
	sh tools/install.sh $(PYTHON) $(VENV) requirements/base.txt
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements/test.txt requirements/spark.txt requirements/postgres.txt requirements/build.txt pyproject.toml
	sh tools/install.sh $(PYTHON) $(VENV) requirements/test.txt
	sh tools/install_browser.sh
	if command -v java >/dev/null; then sh tools/install.sh $(PYTHON) $(VENV) requirements/spark.txt; \
	else echo "Java is not present: the Spark tests will be skipped."; fi
	if sh tools/has_postgresql.sh; then sh tools/install.sh $(PYTHON) $(VENV) requirements/postgres.txt; \
	else echo "PostgreSQL (initdb) is not present: its tests will be skipped."; fi
	mkdir -p $(STAMPS) && touch $@ $(STAMPS)/base
