# 通建 / Tongjian. Needs: make, Python >= 3.11. Everything else is fetched and built here.
#
#   make run        the whole system with a sample city: http://127.0.0.1:8000
#   make test       everything CI runs
#   make test-full  that, and what takes longer
#   make check      style, types, import contracts, docstrings
#   make demo       walk three projects from registration to their licences
#   make bench      measurements as JSON lines; AREA=inbox runs one part

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
AREA ?=
BUILT := src/tongjian/portal/static/built/.stamp
MESSAGES := $(shell find src -name '*.po')
FRONT := $(shell find frontend -name node_modules -prune -o -type f -print)
say = @printf '\033[1m==> %s\033[0m\n' '$(1)'

.PHONY: help run demo bench test test-full check ready browser lock clean

help:
	@sed -n '3,8p' Makefile | sed 's/^# *//'

run: ready
	@TONGJIAN_DEMO=$${TONGJIAN_DEMO:-1} $(BIN)/tongjian run all

demo: ready
	@$(BIN)/python -m tongjian.roles.demo

bench: ready
	@$(BIN)/python -m bench $(AREA)

test: check browser
	$(call say,测试 / tests)
	@$(BIN)/pytest -n $(WORKERS) -m "not full"

test-full: check browser
	$(call say,全部测试 / all tests)
	@$(BIN)/pytest -n $(WORKERS)

check: ready
	$(call say,风格 / style)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(call say,类型 / types)
	@$(BIN)/mypy
	$(call say,引用约束 / import contracts)
	@$(BIN)/lint-imports
	$(call say,文档字符串 / docstrings)
	@$(BIN)/interrogate src

ready: $(VENV)/.installed $(BUILT) $(VENV)/.messages

browser: ready
	@$(BIN)/python tools/browser.py

$(VENV)/.made:
	$(call say,准备 Python 环境 / making the virtual environment)
	@$(PYTHON) tools/python_version.py
	@$(PYTHON) -m venv $(VENV) || { echo '缺少 venv 模块：apt-get install python3-venv / the venv module is missing: apt-get install python3-venv' >&2; exit 1; }
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.made
	$(call say,安装锁定的依赖 / installing the locked dependencies)
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BUILT): $(FRONT) $(VENV)/.installed
	$(call say,构建前端 / building the front end)
	@$(BIN)/python tools/front_end.py
	@touch $@

$(VENV)/.messages: $(MESSAGES) $(VENV)/.installed
	$(call say,编译译文 / compiling the translations)
	@$(BIN)/python tools/messages.py
	@touch $@

lock:
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--upgrade --quiet pyproject.toml --group dev --output-file requirements.lock

clean:
	@rm -rf $(VENV) frontend/node_modules src/tongjian/portal/static/built
