# Tuntas. "make" alone says what there is.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
FOLDERS := app analytics data reports

# DuckDB and the window are linked through C: without a compiler the build shall say so, not leave them out.
export CGO_ENABLED := 1

.PHONY: help setup setup-build setup-test build run sample test smoke soak bench lint fmt pictures clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: setup-test ## install the Debian packages that building and testing need

setup-build:
	@.ci/setup build

setup-test: setup-build
	@.ci/setup --try test look

build: setup-build ## make bin/tuntas (the window) and bin/tuntas-cli (no window)
	go build -trimpath -buildvcs=false -ldflags '$(LDFLAGS)' -o bin/tuntas-cli ./app/cli
	go build -trimpath -buildvcs=false -tags migrated_fynedo -ldflags '$(LDFLAGS)' -o bin/tuntas ./app

run: build ## start the window; without a display, do the same work on a sample city
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then exec bin/tuntas; else \
	  echo "No display was found: doing the same work without the window."; exec .ci/sample; fi

sample: build ## make the sample city, its documents and pictures in build/sample
	@.ci/sample

test: setup-test ## vet, all tests with the race detector, then the real window on a display of its own
	go vet ./...
	go test -race -timeout 60m ./...
	.ci/smoke

smoke: setup-test ## only the real window on a display of its own
	.ci/smoke

LONG := TestKill9|TestKilledMigration|TestFailingSync|TestFullDisk|TestModel|TestDeskModel|TestSearchIsExact|TestEveryFlippedByteIsFound|TestOneWinner|TestOpenedAgainAndAgain

soak: setup-build ## the long tests in full: 200 kills, fault injection, the model, 600 races, 500 openings, the table of planted evidence
	TUNTAS_SOAK=1 go test -count=1 -v -timeout 240m -run '^($(LONG))$$' ./data/store
	go test -run '^$$' -fuzz FuzzHostileNames -fuzztime 60s -fuzzminimizetime 1x ./data/store
	go test -count=1 -v -timeout 60m -run 'TestPlantedEvidence|TestHashRobustness|TestCropTable' ./data/evidence

bench: setup-build ## the budgets, measured
	go test -run '^$$' -bench . -benchmem -timeout 60m ./...

lint: ## golangci-lint where it is installed, otherwise vet and gofmt
	@if command -v golangci-lint >/dev/null; then golangci-lint run ./...; else go vet ./...; \
	  odd=$$(gofmt -l $(FOLDERS)); if [ -n "$$odd" ]; then echo "not formatted:"; echo "$$odd"; exit 1; fi; \
	  echo "golangci-lint is not installed: go vet and gofmt found nothing"; fi

fmt: ## format the code
	gofmt -w $(FOLDERS)

pictures: build ## draw every page of the window into build/sample/pictures
	@mkdir -p build/sample
	@[ -e build/sample/city.duckdb ] || bin/tuntas-cli demo --db build/sample/city.duckdb --reports 20000 --seed 1
	bin/tuntas-cli pictures --db build/sample/city.duckdb --out build/sample/pictures

clean: ## remove what was built
	rm -rf bin build
