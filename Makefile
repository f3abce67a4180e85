# The commands of this project; `make` alone lists them.
#
# Each command first sets up .venv, which takes a minute or two once and no time after that: a
# stamp in .venv is newer than the lock file that was installed, and is written last, so that an
# interrupted setup goes on where it stopped. Works with GNU make 3.81 (macOS) and with spaces in
# the path; recipes are plain sh.

.DEFAULT_GOAL := help
.SUFFIXES:

# Which Python makes .venv: the first of these from 3.11 to 3.14, or `make setup PYTHON=...`.
PYTHON ?=
PYTHONS = $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11 python3.14)

# Which build of torch: "cpu", or "gpu" for CUDA. What was chosen once stays chosen.
TORCH ?= $(if $(wildcard .venv/.torch-gpu),gpu,cpu)
ifeq ($(filter cpu gpu,$(TORCH)),)
  $(error TORCH is "cpu" or "gpu", not "$(TORCH)")
endif

PY := .venv/bin/python
# --no-deps: the lock files are complete, and torch's CUDA packages are not in them.
INSTALL = $(PY) -m pip install --disable-pip-version-check --no-deps
STOPPED = { echo "The installation stopped (see above). It needs the internet once;" \
	"when that is there, run the same command again." >&2; exit 1; }

.PHONY: help setup run ask test chaos check bench soak lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.run ## make .venv; TORCH=gpu: with CUDA; PYTHON=...: with another Python

run: .venv/.run ## answer in chat, or here in the terminal; ARTICLES_DIR=... for your own articles
	@$(PY) -m bot

# The shell gets Q from the environment, as it was typed: neither make nor sh expands it.
override Q := $(value Q)
export Q
ask: .venv/.run ## answer one question: make ask Q="Who leads the committee?"
	@if [ -z "$$Q" ]; then echo 'Ask something: make ask Q="Who leads the committee?"' >&2; exit 2; fi
	@$(PY) -m index ask --build -- "$$Q"

# One process a core and one more, as some tests wait. Each begins with a stretch of neighbouring tests, so that a model or an index
# that a file shares is loaded where it is asked for; who is done first takes over from the others.
# T="-n0 -x" runs them one after the other; T="-p no:xdist" is left without what xdist would read.
# A hundred processes that tests start are spared compiling the program, whatever the shell has set.
SIDE_BY_SIDE = $(if $(findstring no:xdist,$(T)),,--numprocesses auto --dist worksteal)
test: export HF_HUB_OFFLINE = 1
test: export PYTHONDONTWRITEBYTECODE =
test: export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell expr `getconf _NPROCESSORS_ONLN` + 1)
test: .venv/.dev ## run the tests; T=... for some of them
	$(PY) -m pytest $(SIDE_BY_SIDE) $(T)

# C: how many, and which; C="--seed 7" draws the same again.
chaos: .venv/.dev ## kill builds, damage the index, fill the disk, at random for some minutes
	$(PY) -m tests.chaos $(C)

check: .venv/.dev ## lint, format, types, imports, known holes in packages
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) -m tests.audit

soak: .venv/.dev ## ask 10,000 questions beside 20 rebuilds, and look at what grows
	$(PY) -m benchmarks.soak

bench: .venv/.dev ## measure; prints tables
	$(PY) -m benchmarks

# Takes newer versions only with UPGRADE=1. Needs uv, which goes to a folder of its own.
UV = .venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-package torch $(if $(UPGRADE),--upgrade)
lock: $(PY) ## write the lock files again from pyproject.toml; UPGRADE=1 takes newer versions
	@$(PY) -m pip install --quiet --upgrade --target .venv/uv 'uv>=0.9,<1'
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pyproject.toml --extra slack --output-file requirements.txt
	$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["dev"], sep="\n")' \
	| UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) - --constraint requirements.txt --output-file requirements-dev.txt

$(PY):
	@for py in $(PYTHONS); do \
	  "$$py" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null \
	    || continue; \
	  if "$$py" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "Making .venv with $$("$$py" --version)"; \
	    "$$py" -m venv --clear .venv && exit 0; rm -rf .venv; exit 1; \
	  fi; \
	  echo "$$py can't make a virtual environment;" \
	    "on Debian and Ubuntu: sudo apt install $${py##*/}-venv" >&2; exit 1; \
	done; \
	echo "Dateline needs Python 3.11, 3.12, 3.13 or 3.14, and none was found under the names:" \
	  $(PYTHONS)". Install one (Debian 12: sudo apt install python3 python3-venv;" \
	  "macOS: brew install python@3.13) or name it: make setup PYTHON=/path/to/python3" >&2; exit 1

# PyPI's torch for Linux comes with CUDA; the CPU build has an index of its own. On macOS PyPI's is
# the only one. Without that index, a torch from pip's own `find-links` will do.
CPU_INDEX = $(if $(filter Linux,$(shell uname -s)),--index-url https://download.pytorch.org/whl/cpu)

.venv/.torch-cpu: requirements-torch.txt $(PY)
	@if [ -e .venv/.torch-gpu ]; then $(PY) -m pip uninstall --yes torch && rm .venv/.torch-gpu; fi
	@$(INSTALL) --no-compile --retries 2 $(CPU_INDEX) --requirement requirements-torch.txt || \
	  { echo "torch's CPU build is at download.pytorch.org. Where that can't be reached," \
	    "PyPI's build will do, which is several GB larger: make setup TORCH=gpu" >&2; $(STOPPED); }
	@touch $@

.venv/.torch-gpu: requirements-torch.txt $(PY)
	@if [ -e .venv/.torch-cpu ]; then $(PY) -m pip uninstall --yes torch && rm .venv/.torch-cpu; fi
	@$(PY) -m pip install --no-compile --requirement requirements-torch.txt || $(STOPPED)
	@touch $@

# Compiled on all cores here: pip would use one, and be half a minute longer.
.venv/.run: requirements.txt .venv/.torch-$(TORCH)
	@$(INSTALL) --no-compile --require-hashes --requirement requirements.txt || $(STOPPED)
	@echo "Compiling the packages"
	@$(PY) -m compileall -q -j 0 -x '/tests?/' .venv/lib >/dev/null || true
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt || $(STOPPED)
	@touch $@
