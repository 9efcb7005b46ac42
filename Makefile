# make run   the main job on data/raw, tables into data/processed
# make test  everything that is checked
# make audit  look the pinned packages up among the known holes
# make docs  write the generated parts of the documentation: tables, checks, commands, the README's figures
# make golden  accept what the main job now makes as the stored tables
# make model   train the language model and the weights of roles anew from models/training

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared/corpus

EVALUATE = $(BIN)/scrutineer evaluate "$(CORPUS)" --leave-out --keep build/kept --json
GENERATED = $(BIN)/scrutineer generate -o build/generated --papers 200 --seed 1 --families test && $(BIN)/scrutineer evaluate build/generated --json

.PHONY: run test lint audit docs golden model clean

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[ocr,parquet]'
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[cluster,dev,generate,ocr,parquet]'
	touch $@

run: $(VENV)/.run
	$(BIN)/scrutineer run data/raw -o data/processed

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint audit
	CORPUS="$(CORPUS)" $(BIN)/pytest -n auto --nbmake --durations=8 tests notebooks
	$(BIN)/scrutineer run data/raw -o build/tables --quiet
	$(BIN)/scrutineer check build/tables --against data/processed
	@if [ -d "$(CORPUS)" ]; then \
		$(EVALUATE) --floors tests/corpus_floors.toml > build/figures.json && \
		$(GENERATED) --floors tests/generated_floors.toml > build/generated.json && \
		$(BIN)/python docs/generate.py --check --figures build/figures.json --generated build/generated.json; \
	else $(BIN)/python docs/generate.py --check && \
		echo "no corpus at $(CORPUS): its floors and the README's figures were not checked"; fi

docs: $(VENV)/.dev
	@mkdir -p build
	@if [ -d "$(CORPUS)" ]; then $(EVALUATE) > build/figures.json && $(GENERATED) > build/generated.json && \
		$(BIN)/python docs/generate.py --figures build/figures.json --generated build/generated.json; \
	else $(BIN)/python docs/generate.py; fi

audit: $(VENV)/.dev
	@mkdir -p build
	@$(BIN)/pip-audit --no-deps --disable-pip -r constraints.txt > build/audit.txt 2>&1; status=$$?; \
	if grep -q "^Found .* known vulnerabilit" build/audit.txt; then cat build/audit.txt; exit 1; \
	elif [ $$status -ne 0 ] || grep -q "could not be audited" build/audit.txt; then echo "pip-audit could not reach its data: the pinned packages were not audited"; \
	else echo "pip-audit knows of no hole in the pinned packages"; fi

golden: $(VENV)/.run
	$(BIN)/scrutineer run data/raw -o data/processed

model: $(VENV)/.run
	$(BIN)/python -m pipeline.training
	$(BIN)/python -m pipeline.training_roles

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
