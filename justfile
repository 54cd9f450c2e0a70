# `just` lists what there is; each recipe is one command that also works without just.

_list:
    @just --list --unsorted

# what every change must pass before it is handed in, in a few minutes
check:
    ./test quick

# everything: both databases, the release build, a real browser
test *NAMES:
    ./test {{ NAMES }}

# your own hall, kept in ./guildhall-data
serve *OPTIONS:
    cargo run --release --bin guildhall -- serve {{ OPTIONS }}

# a seeded, living community to look around in; gone when it stops
demo *OPTIONS:
    cargo run --bin guildhall -- serve --demo {{ OPTIONS }}

# the figures of this machine, side by side with a static file server
bench *OPTIONS:
    cargo run --profile bench --package guildhall-bench -- {{ OPTIONS }}
