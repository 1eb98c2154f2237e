# shellcheck shell=bash
# What the demo, the tests and the benchmarks do to make shop/ run. Sourced; expects $root.

# Lines of progress for people: a title per step, details indented by the caller.
title() {
    printf '\n== %s\n' "$*"
}

# Runs a command with its output in a file; shows the end of it only when the command fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 || {
        tail -n 30 "$log" >&2
        printf 'failed: %s\nall of its output: %s\n' "$*" "$log" >&2
        return 1
    }
}

# shop_install DIR LOG_DIR [composer options]: PHP packages and the chart library of a shop/ folder, once per list of packages.
shop_install() {
    local dir=$1 logs=$2 state
    shift 2
    state=$(cat "$dir"/composer.json "$dir"/package*.json "$dir"/assets/*.mjs | cksum; printf '%s\n' "$@")
    if [ "$(cat "$dir/vendor/.installed" 2>/dev/null)" = "$state" ]; then
        return 0
    fi
    # The module is built a moment later or loaded by option: composer does not see it.
    COMPOSER_ALLOW_SUPERUSER=1 quietly "$logs/composer.log" composer --working-dir="$dir" update --no-interaction --no-progress \
        --prefer-dist --ignore-platform-req=ext-loyalty "$@" || return 1
    quietly "$logs/npm.log" npm --prefix "$dir" ci --no-audit --no-fund || return 1
    quietly "$logs/npm-build.log" npm --prefix "$dir" run build || return 1
    printf '%s' "$state" >"$dir/vendor/.installed"
}
