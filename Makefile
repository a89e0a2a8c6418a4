# `make` builds the site and its PDF, `make test` checks everything; `make help` lists the rest.
# Nothing is needed but make and Python 3.11 or newer (or uv): .venv is filled from uv.lock.

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:

BIN := .venv/bin
SPHINX := $(BIN)/python -m sphinx
STRICT := $(SPHINX) -E -n -W --keep-going -q
HTML := _build/html
# Published beside the pages of the CV.
MANUAL := $(HTML)/manual
# Not in the folder that is published, where Sphinx would put them.
DOCTREES := _build/doctrees
# Otherwise an environment that is active in the shell could be changed in place of ours.
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
unexport VIRTUAL_ENV
# Otherwise each process would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

site: .venv/.ready  ## build the site and the PDF (the default)
	@$(SPHINX) -q -j auto -d $(DOCTREES) . $(HTML)
	@echo 'Site: $(CURDIR)/$(HTML)/index.html'
	@echo 'PDF:  $(CURDIR)/$(HTML)/cv.pdf'
	@echo 'Edit a page or refs.bib and run make again, or make watch to see each change; make help lists the rest.'

watch: .venv/.ready  ## build again and reload the browser whenever a file is saved
	@$(BIN)/python -m sphinx_cv.watch --open-browser --re-ignore '$(GENERATED)' -j auto -d $(DOCTREES) . $(HTML)

test: .venv/.ready browser  ## check everything: style, types, tests, site and manual
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(MAKE) --no-print-directory -j 3 types tests manual
	@echo 'All checks passed: style, types, tests, site and manual.'

# Side by side, as two of them keep one processor busy; the site is there before tests and manual,
# because the manual links to it and the tests copy the folder in which its build leaves pages.
types:
	$(BIN)/mypy
strict:
	$(STRICT) -d $(DOCTREES) . $(HTML)
tests: strict
	$(BIN)/pytest -n auto --dist worksteal
manual: strict
	$(STRICT) -d _build/manual docs $(MANUAL)

docs: site  ## build the manual of the extension, within the site
	@$(SPHINX) -q -j auto -d _build/manual docs $(MANUAL)
	@echo 'Manual: $(CURDIR)/$(MANUAL)/index.html'

bench: .venv/.ready  ## measure how long reading, building and typesetting take
	@broken=0; for script in builds watching imports reading citations pdf filter; do \
		$(BIN)/python benchmarks/$$script.py || broken=1; \
	done; exit $$broken

screenshots: site browser  ## take the README's pictures from the built site
	@$(BIN)/python docs/screenshots.py

messages: .venv/.ready  ## gather the words that are printed, and compile the catalogues
	@$(BIN)/python docs/messages.py

upgrade: .venv/.ready  ## move uv.lock to the newest versions that pyproject.toml allows
	@$(BIN)/uv lock --upgrade
	@$(MAKE) .venv/.ready

# Stubs of papers carry a mark; a page that somebody wrote by hand lacks it and stays.
clean:  ## remove everything that was built, .venv too
	@rm -rf _build .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@-grep -rlF '$(STUB_MARK)' papers 2>/dev/null | tr '\n' '\0' | xargs -0 rm -f
	@-rmdir papers 2>/dev/null || true

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' Makefile

.PHONY: site watch test types strict tests manual docs bench screenshots messages upgrade clean help
.PHONY: browser

# What a build writes among the sources, as a regular expression over paths.
GENERATED := /(_build|\.venv|\.git|\.[a-z]+_cache|__pycache__)/
STUB_MARK := cv-stub: 

# uv is taken from the PATH, else installed in the version of uv.lock. The newest Python that
# starts is used, unless PYTHON names another one.
.venv/.ready: uv.lock pyproject.toml
	@echo 'Filling .venv from uv.lock ...'
	@python='$(PYTHON)'; \
	for candidate in python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  test -n "$$python" && break; \
	  $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    && python=$$candidate; \
	done; \
	if uv --version >/dev/null 2>&1; then \
	  uv sync --quiet --frozen --extra site $${python:+--python "$$python"}; \
	elif [ -z "$$python" ]; then \
	  echo 'No Python 3.11 or newer was found; install one, or uv, which brings its own.' >&2; \
	  exit 1; \
	else \
	  version=$$(sed -n -e '/^name = "uv"$$/{' -e n -e 's/^version = "\(.*\)"/\1/p' -e '}' uv.lock); \
	  $$python -m venv --clear .venv \
	    && $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$$version" \
	    && $(BIN)/uv sync --quiet --frozen --extra site --python $(BIN)/python; \
	fi
	@touch $@

# The tests open pages in Chromium: the system's, else the one that Playwright downloads.
browser: .venv/.ready
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null && exit 0; \
	done; \
	$(BIN)/playwright install chromium || { \
	  echo 'The tests need Chromium: install it, or let "playwright install chromium" download it.' >&2; \
	  exit 1; \
	}
