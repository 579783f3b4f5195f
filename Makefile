SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup serve build dist dev test bench soak deny conformance fmt clean screenshots

PORT ?= 8080
export PORT

help: ## this list
	@echo "Keyless: Azure managed identities, to play with"
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## install the tools: a minute, or ten where nothing prebuilt is to be had
	@scripts/setup.sh test

serve: build ## build the site and serve it on 127.0.0.1 (PORT=8080)
	@exec node scripts/serve.mjs

build: ## the static site in dist/: 2 to 5 min the first time
	@scripts/setup.sh build
	@. scripts/env.sh; keyless_wasm trunk build --release
	@node scripts/size.mjs

dist: build ## the built site and the embed as an archive for other hosts, target/keyless-VERSION.tar.gz
	@tar -C dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -czf "target/keyless-$$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1).tar.gz" .
	@ls -l target/keyless-*.tar.gz

dev: ## build for debugging, rebuild and reload at every change (PORT=8080)
	@scripts/setup.sh build
	@. scripts/env.sh; keyless_wasm trunk serve --dist target/dev-dist --port "$$PORT"

test: ## every check and test, 10 to 25 min the first time (STEPS="fmt native" for some of them)
	@scripts/test.sh $(STEPS)

bench: ## times of the core and of the built site, as a dated table in docs/bench.md, about 10 min
	@scripts/setup.sh test
	@. scripts/env.sh; node scripts/bench.mjs

soak: ## a robot uses the built site at random (SECONDS_TO_RUN=120 SEED=1)
	@scripts/setup.sh test
	@. scripts/env.sh; node scripts/soak.mjs --seconds $${SECONDS_TO_RUN:-120} --seed $${SEED:-1}

deny: ## licences, sources, banned and unused crates (and advisories, where cargo-deny is installed)
	@node scripts/deny.mjs

conformance: ## the real azure-cli in front of the simulated cloud, about 10 min (needs Python and ../shared)
	@scripts/conformance.sh

fmt: ## format the Rust code
	@cargo fmt --all

screenshots: ## pictures of the built site in target/screenshots: desktop, phone, dark, light
	@scripts/setup.sh test
	@. scripts/env.sh; node scripts/screenshots.mjs target/screenshots /

clean: ## remove what was built; the tools stay
	@rm -rf dist target app/generated/main.css tests/browser/out
