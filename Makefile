# make run    start the app (installs what it needs the first time)
# make test   lint, types and every test, in a real browser too
# make help   the rest

# Any Python from 3.11 on will do; name another one with `make run PYTHON=python3.13`.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))) python3)
BIN := .venv/bin
# Browser tests mostly wait, so one worker more than there are cores.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(min(os.cpu_count() + 1, 8))")
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--no-emit-index-url --no-emit-find-links --annotation-style line --custom-compile-command "make lock"

# Only this computer can reach it. It stands here and not in .streamlit/config.toml, which a hosted
# Streamlit reads too. Another one: make run ADDRESS=0.0.0.0
ADDRESS ?= 127.0.0.1

.PHONY: help run test lint format bench evidence notebook shots lock clean chromium nginx node

help:
	@echo "make run      start the app"
	@echo "make test     lint, types and every test (tests of one file: $(BIN)/pytest tests/test_x.py)"
	@echo "make lint     ruff and mypy, eslint and tsc only"
	@echo "make format   let ruff put the code in order"
	@echo "make bench    measure speed; ONLY=\"engine\" for some modules"
	@echo "make evidence  measure the claims, continuing where it stopped; SCHEDULER=tcp://... on Dask"
	@echo "make notebook run docs/in_a_notebook.ipynb and keep what it says"
	@echo "make shots    photograph every page; ONLY=\"compare\" for some pages"
	@echo "make lock     pin the requirements again; UPGRADE=--upgrade for newer versions"
	@echo "make clean    remove everything that make has made"

run: .venv/.app
	$(BIN)/streamlit run app.py --server.address $(ADDRESS)

test: lint chromium nginx
	npm test --silent
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

lint: .venv/.dev node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy lib
	npm run --silent lint

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev chromium
	$(BIN)/python -m benchmarks $(ONLY)

evidence: .venv/.dev
	$(BIN)/python -m lib.evidence $(if $(SCHEDULER),--scheduler $(SCHEDULER))

notebook: .venv/.dev
	$(BIN)/python -m tests.notebook

shots: .venv/.dev chromium
	$(BIN)/python -m tests.e2e.shots $(ONLY)

lock: .venv/.app
	$(PIP) uv
	$(COMPILE) $(UPGRADE) requirements.in -o requirements.txt >/dev/null
	$(COMPILE) $(UPGRADE) requirements-dev.in -o requirements-dev.txt >/dev/null

clean:
	rm -rf .venv node_modules shots .artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps below make the second time fast: they are older than the pins only when the pins changed.
.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Better Together? needs Python 3.11 or newer, and '$(PYTHON)' is not." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not create a virtual environment (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@touch $@

.venv/.app: requirements.txt | .venv/.python
	@echo "Installing what the app needs (about a minute the first time)"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.app
	@echo "Installing what the tests need"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

node_modules/.installed: package-lock.json | node
	@echo "Installing what checks the scripts of the browser"
	@npm ci --silent
	@touch $@

# Install these Debian packages, as root or by sudo; fails where there is no apt-get.
apt_install = as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	{ command -v apt-get && $$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq --no-install-recommends $(1); } >/dev/null

# Only the checks and tests of the scripts need Node; the app does without.
HAS_NODE := node -e 'const [major, minor] = process.versions.node.split("."); \
	process.exit(major > 18 || (major == 18 && minor >= 18) ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null 2>&1
node:
	@$(HAS_NODE) || { echo "Installing Node and npm for the checks of the scripts"; \
	  $(call apt_install,nodejs npm) && $(HAS_NODE); } || { \
		echo "Node 18.18 or newer with npm could not be installed. Install both first." >&2; exit 1; }

# The browser tests and photographs drive the system's own Chromium or Chrome.
chromium:
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
		[ -n "$$name" ] && command -v "$$name" >/dev/null 2>&1 && exit 0; done; \
	echo "Installing Chromium for the browser tests"; \
	$(call apt_install,chromium fonts-dejavu-core) || { \
		echo "Chromium could not be installed. Install Chromium or Chrome, or say where it is:" >&2; \
		echo "make test CHROMIUM=/path/to/chrome" >&2; exit 1; }

# One test puts nginx before the app. It is skipped where there is none, so this need not succeed. Debian starts
# every service that it installs, which nobody has asked for here.
nginx:
	@PATH="$$PATH:/usr/sbin"; command -v nginx >/dev/null 2>&1 && exit 0; \
	echo "Installing nginx for the tests of deploy/"; \
	$(call apt_install,nginx-light) || { \
		echo "nginx could not be installed: the tests of deploy/nginx.conf are skipped." >&2; exit 0; }; \
	[ ! -d /run/systemd/system ] || $$as_root systemctl disable --quiet --now nginx
