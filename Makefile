VENV := .venv
WORKERS ?= 2
POSTGRES ?= 15,18
ARGS ?=
comma := ,

.PHONY: help demo test bench lint applier clean

help:
	@echo 'make demo   install schemac into $(VENV) and walk through an example on SQLite'
	@echo 'make test   install it with the test tools, and run the tests; ARGS="-k something" goes to pytest,'
	@echo '            POSTGRES=14,18 chooses the versions of the servers (default: $(POSTGRES))'
	@echo 'make bench  measure time and memory; ARGS="--sizes 10,100" goes to the benchmark'
	@echo 'make lint   what .ci/run checks besides the tests'
	@echo 'make applier  packs schemac-apply into one file, dist/schemac-apply.pyz, that a bare Python runs'
	@echo 'make clean  remove what the other targets made'

demo: $(VENV)/installed
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" schemas_example/demo.sh

test: $(VENV)/installed-test
	command -v sqlite3 >/dev/null || .ci/apt.sh sqlite3
	PATH="$$PATH:/usr/sbin"; command -v mariadb >/dev/null && command -v mariadbd >/dev/null || \
		.ci/apt.sh mariadb-server-core mariadb-client-core
	PATH="$$PATH:/usr/sbin"; command -v pgbouncer >/dev/null || .ci/apt.sh pgbouncer
	.ci/mysql.sh $(VENV)
	for major in $(subst $(comma), ,$(POSTGRES)); do .ci/postgres.sh $$major $(VENV); done
	$(VENV)/bin/pytest -n $(WORKERS) --dist worksteal --postgres-versions $(POSTGRES) $(ARGS)

bench: $(VENV)/installed-test
	command -v sqlite3 >/dev/null || .ci/apt.sh sqlite3
	$(VENV)/bin/python -m tests.benchmarks $(ARGS)

lint: $(VENV)/installed-dev
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

applier: $(VENV)/installed
	.ci/applier.sh $(VENV) dist/schemac-apply.pyz

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: pyproject.toml
	.ci/venv.sh $(VENV) -e .
	touch $@

$(VENV)/installed-%: pyproject.toml
	.ci/venv.sh $(VENV) -e '.[$*]'
	touch $@
