# Few targets; each is one script or one command, so that it can also be run by hand.
.PHONY: demo test verify check web bench stories

export CARGO_TERM_COLOR ?= auto

# The product with an invented fortnight of one centre, in one process, on this machine only.
demo: web
	cargo run --release -p otklik-server --bin otklik -- demo $(ARGS)

# Everything that guards a change. PART=lint|web|rust|browser runs one part.
test:
	tests/run/test.sh $(PART)

# What is too long for every change: see tests/run/verify.sh.
verify:
	tests/run/verify.sh

# Prints docs/stories anew from tests/e2e/stories.
stories:
	UPDATE_STORIES=1 tests/run/with-servers.sh cargo nextest run -p otklik-e2e stories

# What to run before each commit.
check:
	cargo fmt --all
	cargo clippy --workspace --all-targets -- -D warnings

# The web interface as the binary embeds it.
web:
	tests/run/web.sh build

# The queue's page over a release server against the same SQL bare: see docs/PERFORMANCE.md.
bench: web
	cargo build --release -p otklik-server --bin otklik
	tests/load/queue.sh
