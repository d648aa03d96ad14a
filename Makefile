# Every target sets up what it needs by itself. Needed on the machine: Python 3.11 or newer with pip, and make.
# Nothing is installed outside this folder: uv (and Node where the system has none) go to .tools, the rest to .venv.

PYTHON ?= python3
UV_VERSION := 0.13.9
KILLS ?= 200
ARGS ?=

UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Settings of the shell that would send uv elsewhere.
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT

TOOLS := .tools/uv-$(UV_VERSION)
ENVIRONMENT := .venv/ready
PLAYGROUND := playground/node_modules/ready

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check format catalogues kill bench package clean

help:
	@echo "make demo        the sample portfolio in a Teams client in your browser"
	@echo "make test        all tests, on every core; ARGS='-k alert' for some of them"
	@echo "make check       format, lint, types, arrows between folders, catalogues"
	@echo "make format      put the code into its format"
	@echo "make catalogues  collect the texts of the code and build the four languages"
	@echo "make kill        kill -9 the running bot 200 times under load (KILLS=n)"
	@echo "make bench       the benchmarks against peers and limits"
	@echo "make package     the Teams app package; ARGS are those of 'rapporteur package'"
	@echo "make clean       remove what make has set up"

demo: $(ENVIRONMENT) $(PLAYGROUND)
	$(BIN)/python -m bot demo $(ARGS)

test: $(ENVIRONMENT) $(PLAYGROUND)
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(ARGS)

check: $(ENVIRONMENT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.catalogue check

format: $(ENVIRONMENT)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogues: $(ENVIRONMENT)
	$(BIN)/python -m locales.catalogue update

kill: $(ENVIRONMENT)
	KILLS=$(KILLS) $(BIN)/python -m pytest -m kill -o faulthandler_timeout=0 $(ARGS)

bench: $(ENVIRONMENT)
	$(UV) sync --frozen --quiet --group peers
	$(BIN)/python -m benchmarks.inbound $(ARGS)
	$(BIN)/python -m benchmarks.storage $(ARGS)
	$(BIN)/python -m benchmarks.fanout $(ARGS)
	$(BIN)/python -m benchmarks.status $(ARGS)
	$(BIN)/python -m benchmarks.portfolio $(ARGS)
	$(BIN)/python -m benchmarks.export $(ARGS)
	$(BIN)/python -m benchmarks.importing $(ARGS)

package: $(ENVIRONMENT)
	$(BIN)/python -m bot package $(ARGS)

clean:
	rm -rf .tools .venv playground/node_modules

# pip puts uv into .tools from outside, because Debian's venv comes without a pip of its own.
$(TOOLS):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rapporteur needs Python 3.11 or newer: make PYTHON=python3.11")'
	rm -rf .tools
	$(PYTHON) -m venv --without-pip .tools
	$(PYTHON) -m pip --python .tools/bin/python install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	touch $@

$(ENVIRONMENT): $(TOOLS) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --python "$$($(PYTHON) -c 'import sys; print(sys._base_executable)')"
	touch $@

$(PLAYGROUND): $(TOOLS) playground/package.json playground/package-lock.json playground/install
	UV=$(UV) sh playground/install
	touch $@
