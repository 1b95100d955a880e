# All of it works on a machine that has Python ≥ 3.10, Node ≥ 20 and npm; the rest is installed into .venv and
# js/node_modules. The work is done by the small scripts in tools/.

PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help env demo test lint format bench wheel clean

help:
	@echo "make demo    the tour in JupyterLab"
	@echo "make test    every check and test (ARGS=… are passed on to pytest)"
	@echo "make lint    the checks alone"
	@echo "make format  format Python and TypeScript"
	@echo "make bench   measurements"
	@echo "make wheel   dist/*.whl and dist/*.tar.gz"
	@echo "make env     what all of these need, in .venv and js/node_modules"
	@echo "make clean   remove everything that was built or installed"

env:
	@$(PYTHON) -m tools.environment

demo: env
	@$(PY) -m tools.demo

test: env
	@$(PY) -m tools.test $(ARGS)

lint: env
	@$(PY) -m tools.lint

format: env
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format .
	@cd js && npm run --silent format

bench: env
	@$(PY) -m tools.bench $(ARGS)

wheel: env
	@$(PY) -m build --outdir dist

clean:
	rm -rf .venv build dist js/node_modules liveui_jupyter/static .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
