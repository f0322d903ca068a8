# 人写的说明在 README；这里只有命令。 Prose is in the README; here are the commands.
PYTHON ?= python3
BIN := .venv/bin
SETUP := $(PYTHON) tools/bootstrap.py
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --extra web pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres check gates fix docs bench lock clean

help: ## 列出命令 · list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## 审核样本文件，打开演示网页 · check the sample documents, open the web application
	@$(SETUP)
	@$(BIN)/ziping check samples/*.txt --html build/demo/report.html || test $$? -eq 1
	@echo "HTML 报告 · HTML report: build/demo/report.html"
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/ziping serve --demo --data build/demo/web; \
	else echo "网页系统 · web application: $(BIN)/ziping serve --demo --data build/demo/web"; fi

test: ## 运行全部测试并统计覆盖率 · run every test, with coverage
	@$(SETUP) --dev
	@$(BIN)/pytest -n 2 --cov

test-postgres: ## 在临时的 PostgreSQL 上运行网页的全部测试 · every test of the web application, on a PostgreSQL of its own
	@$(SETUP) --dev
	@$(BIN)/python tools/postgres.py $(BIN)/pytest -n 2 tests/web

check: gates ## 各道关卡与快速测试，提交前运行 · the gates and the fast tests, before a commit
	@$(BIN)/pytest -n 2 -m "not slow and not browser"

gates: ## 格式、静态检查、类型、导入约定 · format, lint, types, import contracts
	@$(SETUP) --dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: ## 自动修正格式与可修正的问题 · format, and mend what can be mended
	@$(SETUP) --dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: ## 重新生成参考文档 · make the reference pages anew
	@$(SETUP) --dev
	$(BIN)/python tools/generate_docs.py

bench: ## 运行性能测量 · run the benchmarks
	@$(SETUP) --dev
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit; done

lock: ## 锁定依赖（升级：make lock UPGRADE=--upgrade）· lock the requirements
	@$(SETUP) --dev
	$(LOCK) $(UPGRADE) --group build --output-file requirements/runtime.txt
	$(LOCK) $(UPGRADE) --extra ocr --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

clean: ## 删除生成物与缓存，保留 .venv · remove what was made, but .venv
	rm -rf build dist .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
