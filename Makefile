# make demo   build the seed page into graphs/ and say what was found
# make test   run everything that checks the project
# make docs   write docs/cli.md and docs/ontology.md again, from the commands' help and the ontology
# make pictures   take the pictures in docs/pictures again from the page that make demo builds (needs chromium)
# make bench-accuracy GOLD=folder   score annotated texts and write benchmarks/accuracy.md again
# make clean  remove what the above made
# Needs python3 (3.11 or later) and make. Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
export PYTHONUTF8 := 1
ifeq ($(CI),true)
export NO_COLOR := 1
PYTEST_FLAGS := --color=no
RUFF_FLAGS   := --no-cache
endif

.PHONY: demo test lint types tests docs pictures clean bench-accuracy
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@$(BIN)/kg build seeds -o graphs

test: lint types tests

lint: $(VENV)/installed-test
	$(BIN)/ruff check $(RUFF_FLAGS) .

types: $(VENV)/installed-test
	$(BIN)/mypy --strict kg tests

tests: $(VENV)/installed-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

docs: $(VENV)/installed
	$(BIN)/python -m kg.cli.reference > docs/cli.md
	PYTHONPATH=. $(BIN)/python scripts/write_ontology.py > docs/ontology.md

pictures: demo $(VENV)/installed-test
	$(BIN)/python docs/pictures.py graphs/graph.html

bench-accuracy: $(VENV)/installed
	@[ -n "$(GOLD)" ] || { echo "Name the folder of annotated texts: make bench-accuracy GOLD=folder" >&2; exit 2; }
	$(BIN)/python benchmarks/accuracy.py "$(GOLD)"

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find graphs -mindepth 1 -not -name .gitkeep -delete

# The project is installed in place, so only a change of pyproject.toml installs anew.
$(VENV)/installed: pyproject.toml | $(BIN)/pip
	@echo "Installing kg and what it needs into $(VENV) (once; a minute or two)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(BIN)/pip
	@echo "Installing kg and what checks it into $(VENV) (once; a minute or two)"
	@$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/installed

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or later, or name one: make demo PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kg needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv; then try again." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
