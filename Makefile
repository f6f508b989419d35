# `make` builds the deck, `make test` runs every check; both set up all they need in this folder.

PYTHON ?= python3
VENV := .venv
TEST_VENV := .venv-test
SOURCES := $(shell find lalaflash -name '*.py' -o -name '*.html' -o -name '*.css' -o -name '*.json' -o -name '*.sql')

.PHONY: all test deck lint cards unit benchmark pictures clean
.DELETE_ON_ERROR:

all: deck

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)/bin/python -m pip install --quiet --editable .
	touch $@

deck: $(VENV)/installed
	$(VENV)/bin/lalaflash build

# The tests run on the wheel, as users get it, never on the source folder.
$(TEST_VENV)/tools: pyproject.toml
	$(PYTHON) -m venv $(TEST_VENV)
	$(TEST_VENV)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(TEST_VENV)/bin/python -m pip install --quiet --group lint --group test
	touch $@

$(TEST_VENV)/installed: $(TEST_VENV)/tools pyproject.toml README.md LICENSE $(SOURCES)
	rm -rf build
	$(TEST_VENV)/bin/python -m build --quiet --wheel --outdir build/wheel .
	$(TEST_VENV)/bin/python -m pip uninstall --quiet --yes lalaflash
	$(TEST_VENV)/bin/python -m pip install --quiet build/wheel/*.whl
	touch $@

lint: $(TEST_VENV)/installed
	$(TEST_VENV)/bin/ruff format --check .
	$(TEST_VENV)/bin/ruff check .
	$(TEST_VENV)/bin/mypy

cards: $(TEST_VENV)/installed
	$(TEST_VENV)/bin/lalaflash check --strict

unit: $(TEST_VENV)/installed
	$(TEST_VENV)/bin/pytest

test: lint cards unit

benchmark: $(TEST_VENV)/installed
	$(TEST_VENV)/bin/python benchmarks/build.py
	$(TEST_VENV)/bin/python benchmarks/review_speed.py
	$(TEST_VENV)/bin/python benchmarks/generate.py

# Needs Chromium.
pictures: $(TEST_VENV)/installed
	PYTHONPATH=tests $(TEST_VENV)/bin/python docs/pictures/make.py
	PYTHONPATH=tests $(TEST_VENV)/bin/python docs/pictures/review.py

clean:
	rm -rf $(VENV) $(TEST_VENV) build .lalaflash .mypy_cache .ruff_cache .pytest_cache .hypothesis
