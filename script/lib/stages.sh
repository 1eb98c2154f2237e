# shellcheck shell=bash
# The stages of script/test. Sourced. Each stage_NAME runs its checks in the root of the tree and records every result with
# record(); it may stop early with a status other than 0, which is recorded as a failure.
# Expects $root, $out (.build/test), $jobs, and quietly() and shop_install() from shop.sh.
: "${root:?}" "${out:=}" "${jobs:=1}" "${stage:=}"

CORE_WARNINGS='-std=c11 -pedantic -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wvla -Wundef -Werror'
SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'

# record passed|failed|skipped NAME
record() {
    printf '%s\t%s\t%s\n' "$1" "$stage" "$2" >>"$out/results"
}

# check NAME COMMAND...: one test, passed if the command succeeds; its output is shown if not.
check() {
    local name=$1 log
    shift
    log=$out/log/$stage-${name//[^A-Za-z0-9_.-]/-}.log
    if "$@" >"$log" 2>&1; then
        record passed "$name"
    else
        record failed "$name"
        printf '%s\n' "--- $stage: $name" "$(tail -n 60 "$log")"
    fi
}

# Files of ours by a pattern of git's, from the work tree; without git by find's.
files() {
    if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
        git ls-files -co --exclude-standard -- "$@"
    else
        local pattern
        for pattern; do
            find . -path ./.build -prune -o -path '*/vendor/*' -prune -o -path '*/node_modules/*' -prune \
                -o -type f -path "./$pattern" -print | sed 's,^\./,,'
        done
    fi | while IFS= read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

# Builds the module once per run and set of options: module NAME [configure options] sets $module.
module() {
    local name=$1
    shift
    quietly "$out/log/build-$name.log" tools/build "$out/$name" "$@" || return 1
    module=$out/$name/modules/loyalty.so
}

# --- cheap ones -------------------------------------------------------------------------------------------------------

stage_layers() {
    check 'includes and shape of the core' tools/check-layers
}

stage_lists() {
    check 'config.m4, config.w32, package.xml' tools/check-package
}

stage_format() {
    local sources scripts
    mapfile -t sources < <(files 'src/*.[ch]' 'ext/*.[ch]' 'tests/core/*.[ch]' 'tests/fuzz/*.[ch]' | grep -v '_arginfo\.h$')
    check 'clang-format' clang-format --dry-run -Werror --ferror-limit=1 "${sources[@]}"
    mapfile -t scripts < <(files '.ci/run' 'script/*' 'tools/*' 'bench/*' | while IFS= read -r file; do
        if head -n 2 "$file" | grep -qE '^#!.*[ /](ba)?sh$|^# shellcheck shell='; then printf '%s\n' "$file"; fi
    done)
    check 'shellcheck' shellcheck -x -P SCRIPTDIR -P . "${scripts[@]}"
}

stage_stubs() {
    local copy=$out/stubs
    mkdir -p "$copy/ext" "$copy/tools"
    cp ext/loyalty.stub.php "$copy/ext/"
    cp tools/stubs.sh "$copy/tools/"
    quietly "$out/log/stubs-generate.log" sh "$copy/tools/stubs.sh" -f || return 1
    # The hash line is that of the stub; the rest depends on the generator's version, which is PHP 8.2's here.
    if [ "$(php -r 'echo PHP_MAJOR_VERSION, PHP_MINOR_VERSION;')" = 82 ]; then
        check 'ext/loyalty_arginfo.h' diff -u ext/loyalty_arginfo.h "$copy/ext/loyalty_arginfo.h"
    else
        check 'ext/loyalty_arginfo.h' diff -u <(grep 'Stub hash' ext/loyalty_arginfo.h) <(grep 'Stub hash' "$copy/ext/loyalty_arginfo.h")
    fi
}

lint_php() {
    local file status=0
    while IFS= read -r file; do
        php -n -l "$file" >/dev/null || status=1
    done < <(files '*.php' '*.inc' 'shop/bin/*' 'tools/*' | while IFS= read -r file; do
        case $file in
            *.php | *.inc) printf '%s\n' "$file" ;;
            *) if head -n 1 "$file" | grep -q '^#!.*php'; then printf '%s\n' "$file"; fi ;;
        esac
    done)
    return $status
}

stage_lint() {
    check 'php -l' lint_php
}

# --- the core alone ---------------------------------------------------------------------------------------------------

headers_stand_alone() {
    local header status=0
    for header in src/*.h; do
        # shellcheck disable=SC2086 # a list of flags
        printf '#include "%s"\n#include "%s"\ntypedef int used;\n' "${header#src/}" "${header#src/}" |
            gcc $CORE_WARNINGS -Isrc -fsyntax-only -x c - || status=1
    done
    return $status
}

# The core has no state: nothing of it may live in a writable section.
no_writable_data() {
    local object status=0
    for object in "$out"/strict/src/*.o; do
        if nm "$object" | grep -E ' [bBdDC] '; then
            echo "$object: writable data in the core" >&2
            status=1
        fi
    done
    return $status
}

strict_core() {
    make -s -k -j "$jobs" -f tools/core.mk OUT="$out/strict" CC=gcc CFLAGS="-O1 -fno-pic -fno-pie $CORE_WARNINGS" objects
}

analyzer() {
    make -s -k -j "$jobs" -f tools/core.mk OUT="$out/analyzer" CC=gcc CFLAGS="-O1 -std=c11 -fanalyzer -Werror" objects
}

clang_core() {
    make -s -k -j "$jobs" -f tools/core.mk OUT="$out/clang" CC=clang CFLAGS="-O1 $CORE_WARNINGS" objects
}

zts_glue() {
    local file status=0
    for file in ext/*.c; do
        # shellcheck disable=SC2046 # a list of flags
        gcc -std=gnu11 -fsyntax-only -D_GNU_SOURCE -DZTS=1 -DCOMPILE_DL_LOYALTY=1 -DZEND_COMPILE_DL_EXT=1 -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 \
            -Wall -Wextra -Wno-unused-parameter -Werror -I. -Isrc $(php-config --includes) $(pkg-config --cflags libsodium) "$file" || status=1
    done
    return $status
}

stage_strict() {
    check 'headers stand alone' headers_stand_alone
    check 'core, gcc, every warning' strict_core
    check 'core, clang, every warning' clang_core
    check 'core, gcc -fanalyzer' analyzer
    check 'core, no writable data' no_writable_data
    check 'glue, thread-safe PHP' zts_glue
}

# Runs one test program and records each of its tests from its TAP output.
run_cmocka() {
    local binary=$1 name log status=0 line test
    name=$(basename "$binary")
    log=$out/log/$stage-$name.log
    CMOCKA_MESSAGE_OUTPUT=TAP ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 "$binary" >"$log" 2>&1 || status=$?
    local bad=0 any=0
    while IFS= read -r line; do
        test=${line#*- }
        case $line in
            *'# SKIP'*) any=1; record skipped "$name: ${line##*# SKIP }" ;;
            'not ok '*) any=1; bad=1; record failed "$name: $test" ;;
            'ok '*) any=1; record passed "$name: $test" ;;
        esac
    done < <(sed 's/^[[:space:]]*//' "$log" | grep -E '^(not )?ok ')
    if [ "$status" -ne 0 ] && [ $bad -eq 0 ]; then
        bad=1
        record failed "$name: ended with status $status"
    elif [ $any -eq 0 ]; then
        bad=1
        record failed "$name: ran no test"
    fi
    if [ $bad -ne 0 ]; then
        printf '%s\n' "--- $stage: $name" "$(grep -vE '^[[:space:]]*ok ' "$log" | tail -n 60)"
    fi
}

# Starts a command once a processor is free for it; `wait` ends the last ones.
in_background() {
    if [ "$(jobs -pr | wc -l)" -ge "$jobs" ]; then
        wait -n
    fi
    "$@" &
}

run_core_tests() {
    local binary
    for binary in tests/core/test_*.c; do
        [ -f "$binary" ] || continue
        in_background run_cmocka "$1/$(basename "$binary" .c)"
    done
    wait
}

stage_core() {
    quietly "$out/log/core-build.log" make -s -k -j "$jobs" -f tools/core.mk OUT="$out/core" CC=gcc \
        CFLAGS="-std=gnu11 -O1 -g -Wall -Wextra -Werror $SANITIZE" tests || return 1
    run_core_tests "$out/core"
}

# --- the module -------------------------------------------------------------------------------------------------------

# phpt PHP TREE MODULE [run-tests options]: all phpt below TREE/tests, each recorded.
phpt() {
    local php=$1 tree=$2 module=$3 status=0
    shift 3
    local log=$out/log/$stage-phpt.log results=$out/log/$stage-phpt.results
    rm -f "$results"
    # A copy of our own: it writes a file beside itself, and PHP's folder is root's.
    cp "$(php-config --extension-dir)/build/run-tests.php" "$out/run-tests.php" || return 1
    (
        cd "$tree" || exit 1
        NO_COLOR=1 NO_INTERACTION=1 TEST_PHP_EXECUTABLE="$php" TEST_PHP_SRCDIR="$tree" \
            php -n "$out/run-tests.php" -n -q "-j$jobs" --show-diff -g FAIL,BORK,WARN,LEAK,XLEAK,XFAIL \
            -W "$results" -d "extension_dir=$(dirname "$module")" -d "extension=$(basename "$module")" "$@" tests
    ) >"$log" 2>&1 || status=$?
    phpt_results "$tree" "$log" "$results" "$status"
}

# Records what run-tests.php wrote: TREE LOG RESULTS STATUS. Leaks, warnings and broken tests are failures.
phpt_results() {
    local tree=$1 log=$2 results=$3 status=$4 result name bad=0
    if [ ! -s "$results" ]; then
        tail -n 30 "$log"
        return 1
    fi
    while IFS=$'\t' read -r result name; do
        name=${name#"$tree"/}
        case $result in
            PASSED) record passed "$name" ;;
            SKIPPED) record skipped "$name" ;;
            *) bad=1; record failed "$name ($result)" ;;
        esac
    done <"$results"
    if [ $bad -ne 0 ]; then
        printf '%s\n' "--- $stage: phpt" "$(tail -n 150 "$log")"
    elif [ "$status" -ne 0 ]; then
        tail -n 30 "$log"
        return 1
    fi
}

stage_plain() {
    check 'build, warnings as errors' module plain --enable-loyalty-dev
    module plain --enable-loyalty-dev || return 1
    check 'one exported symbol' one_symbol "$module"
    check 'it loads' php -n -d "extension=$module" --ri loyalty
    grep -q "^failed	$stage	it loads$" "$out/results" && return 1
    phpt "$(command -v php)" "$out/plain" "$module"
}

one_symbol() {
    test "$(nm -D --defined-only "$1" | awk '{print $3}' | grep -vE '^_(init|fini)$')" = get_module || {
        nm -D --defined-only "$1"
        return 1
    }
}

jit_is_on() {
    # shellcheck disable=SC2016 # PHP's variables
    php -n "$@" -r '$s = opcache_get_status(false); exit($s !== false && $s["opcache_enabled"] && $s["jit"]["on"] ? 0 : 1);'
}

stage_jit() {
    module plain --enable-loyalty-dev || return 1
    local opcache
    opcache=$(php-config --extension-dir)/opcache.so
    local options=(-d opcache.enable=1 -d opcache.enable_cli=1 -d opcache.jit_buffer_size=64M -d opcache.jit=tracing)
    if [ -f "$opcache" ]; then
        options=(-d "zend_extension=$opcache" "${options[@]}")
    fi
    check 'the JIT is on' jit_is_on "${options[@]}"
    phpt "$(command -v php)" "$out/plain" "$module" "${options[@]}"
}

# run-tests.php -m looks for wrong accesses only; what is lost at the end of a script counts too.
stage_valgrind() {
    module plain --enable-loyalty-dev || return 1
    VALGRIND_OPTS='--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite' phpt "$(command -v php)" "$out/plain" "$module" -m -d pcre.jit=0
}

stage_asan() {
    module asan --enable-loyalty-sanitize || return 1
    local preload=$out/asan/nodeepbind.so php=$out/asan/php
    gcc -shared -fPIC -O1 -o "$preload" tools/nodeepbind.c -ldl || return 1
    cat >"$php" <<SH
#!/bin/sh
LD_PRELOAD="$preload $(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 USE_ZEND_ALLOC=0
export LD_PRELOAD ASAN_OPTIONS UBSAN_OPTIONS USE_ZEND_ALLOC
exec "$(command -v php)" "\$@"
SH
    chmod +x "$php"
    check 'the sanitizers are in' sh -c "nm -D '$module' | grep -q __asan_ && nm -D '$module' | grep -q __ubsan_"
    USE_ZEND_ALLOC=0 phpt "$php" "$out/asan" "$module"
}

stage_php84() {
    local kit=$root/.build/php84
    quietly "$out/log/php84-unpack.log" tools/php84.sh unpack "$kit" || return 1
    check 'build, PHP 8.4, warnings as errors' tools/php84.sh build "$kit"
    [ -f "$kit/loyalty.so" ] || return 1
    tools/copy-tree "$kit/tree" tests examples docs || return 1
    phpt "$kit/php" "$kit/tree" "$kit/loyalty.so"
}

# What PIE builds from: the archive of the last commit, without what .gitattributes keeps out.
build_archive() {
    local tree=$out/archive
    rm -rf "$tree"
    mkdir -p "$tree"
    git archive HEAD | tar -x -C "$tree" || return 1
    [ ! -e "$tree/shop" ] && [ ! -e "$tree/tools" ] || return 1
    (cd "$tree" && phpize && ./configure && make -j "$jobs") || return 1
    php -n -d "extension=$tree/modules/loyalty.so" --ri loyalty
}

# What a user of PECL gets: the packed file, unpacked and built by the usual commands.
stage_pecl() {
    if git rev-parse --verify -q HEAD >/dev/null 2>&1; then
        check 'build from the git archive' build_archive
    fi
    local work=$out/pecl version
    rm -rf "$work"
    mkdir -p "$work/tree" "$work/unpacked"
    tools/copy-tree "$work/tree" . || return 1
    version=$(sed -n 's,.*<release>\(.*\)</release>.*,\1,p' package.xml | head -n 1)
    check 'pecl package' sh -c "cd '$work/tree' && pecl package && test -f 'loyalty-$version.tgz'"
    tar -xzf "$work/tree/loyalty-$version.tgz" -C "$work/unpacked" || return 1
    local tree=$work/unpacked/loyalty-$version
    check 'build from the package' sh -c "cd '$tree' && phpize && ./configure && make -j '$jobs'"
    local log=$out/log/pecl-phpt.log results=$out/log/pecl-phpt.results status=0
    rm -f "$results"
    (cd "$tree" && NO_COLOR=1 NO_INTERACTION=1 TEST_PHP_ARGS="-q -j$jobs --show-diff -W $results" make test) >"$log" 2>&1 || status=$?
    phpt_results "$tree" "$log" "$results" "$status"
}

# --- random input -----------------------------------------------------------------------------------------------------

fuzz_one() {
    local binary=$1 target=$2 seeds=tests/fuzz/seeds/$2 corpus=$out/fuzz-corpus/$2 seed=$3
    mkdir -p "$corpus"
    # What ten minutes found on each target; it is kept packed, being thousands of small files.
    [ ! -f "tests/fuzz/corpus/$target.tar.gz" ] || tar -xzf "tests/fuzz/corpus/$target.tar.gz" -C "$corpus" || return 1
    local folders=("$corpus")
    if [ -d "$seeds" ]; then
        folders+=("$seeds")
        "$binary" -runs=0 -artifact_prefix="$out/fuzz/$target-" "$seeds" || return 1
    else
        echo "no seeds in $seeds" >&2
        return 1
    fi
    echo "$target: seed $seed"
    "$binary" -seed="$seed" -max_total_time="${LOYALTY_FUZZ_S:-6}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$out/fuzz/$target-" "${folders[@]}"
}

stage_fuzz() {
    local target seed=${LTY_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
    quietly "$out/log/fuzz-build.log" make -s -k -j "$jobs" -f tools/core.mk OUT="$out/fuzz" CC=clang OBJECT_FLAGS=-fsanitize=fuzzer-no-link \
        CFLAGS="-std=gnu11 -O1 -g -Wall -Wextra -Werror $SANITIZE" fuzz || return 1
    echo "seed $seed (LTY_SEED repeats it)"
    for target in tests/fuzz/fuzz_*.c; do
        [ -f "$target" ] || continue
        target=$(basename "$target" .c)
        target=${target#fuzz_}
        in_background check "$target" fuzz_one "$out/fuzz/fuzz_$target" "$target" "$seed"
    done
    wait
}

# --- the shop library -------------------------------------------------------------------------------------------------

# A copy with the development packages: the folder of the demo has those of production.
shop_copy() {
    tools/copy-tree "$out/tree" shop examples docs ext tests README.md || return 1
    shop_install "$out/tree/shop" "$out/log" || return 1
    interop_install "$out/tree/tests/interop"
}

# The second implementation's packages, once per list.
interop_install() {
    local state
    state=$(cksum "$1"/package*.json)
    [ "$(cat "$1/node_modules/.installed" 2>/dev/null)" != "$state" ] || return 0
    quietly "$out/log/npm-interop.log" npm --prefix "$1" ci --no-audit --no-fund || return 1
    printf '%s' "$state" >"$1/node_modules/.installed"
}

phpstan_shop() {
    (
        cd "$out/tree/shop" || exit 1
        php -d memory_limit=1G vendor/bin/phpstan analyse --no-progress --no-ansi --level=max
    )
}

phpstan_example() {
    (
        cd "$out/tree/shop" || exit 1
        php -d memory_limit=2G vendor/bin/phpstan analyse --no-progress --no-ansi -c ../examples/shop-plugin/phpstan.neon
    )
}

stage_phpstan() {
    shop_copy || return 1
    check 'phpstan, highest level' phpstan_shop
    check 'phpstan, the example plugin beside WooCommerce'\''s signatures' phpstan_example
}

# phpunit [options]: the tests of shop/, each recorded.
phpunit() {
    shop_copy || return 1
    module plain --enable-loyalty-dev || return 1
    local junit=$out/log/$stage-junit.xml log=$out/log/$stage-phpunit.log status=0
    rm -f "$junit"
    (
        cd "$out/tree/shop" || exit 1
        php -d "extension=$module" vendor/bin/phpunit --log-junit "$junit" --colors=never --fail-on-warning --fail-on-risky "$@"
    ) >"$log" 2>&1 || status=$?
    if [ -s "$junit" ]; then
        # shellcheck disable=SC2016 # PHP's variables
        php -r '$xml = simplexml_load_file($argv[1]);
            foreach ($xml->xpath("//testcase") as $case) {
                $state = isset($case->failure) || isset($case->error) ? "failed" : (isset($case->skipped) ? "skipped" : "passed");
                echo $state, "\t", $argv[2], "\t", $case["class"], "::", $case["name"], "\n";
            }' "$junit" "$stage" >>"$out/results" || return 1
    fi
    if [ $status -ne 0 ]; then
        printf '%s\n' "--- $stage: PHPUnit" "$(tail -n 80 "$log")"
        if ! grep -q "^failed	$stage	" "$out/results"; then
            return 1
        fi
    fi
}

stage_shop() {
    phpunit --exclude-group ledger
}

# Redemption on servers that the tests start: MariaDB, a Galera cluster, PostgreSQL, SQLite.
stage_ledger() {
    phpunit --group ledger
}

# Records the lines that a program printed as TAP does; fails when there were none.
tap_results() {
    local result name none=1
    while IFS= read -r result; do
        name=$(sed -E 's/^(not )?ok ([0-9]+ - )?//; s/ # .*//' <<<"$result")
        case $result in
            'not ok '*) record failed "$name" ;;
            *'# SKIP'*) record skipped "$name" ;;
            *) record passed "$name" ;;
        esac
        none=0
    done < <(grep -E '^(not )?ok ' "$1")
    return $none
}

# Histories under the extension and under the model, and whole shops on each database: seeds that stay and fresh ones.
stage_simulate() {
    module plain --enable-loyalty-dev || return 1
    local log=$out/log/simulate.log status=0
    LOYALTY_MODULE=$module script/simulate --fixed >"$log" 2>&1 || status=$?
    tap_results "$log" || status=1
    if [ $status -ne 0 ]; then
        grep -vE '^ok ' "$log" | tail -n 60
        grep -q "^failed	$stage	" "$out/results" || return 1
    fi
}

# The formats by a second implementation, which was written from their specification.
stage_interop() {
    shop_copy || return 1
    local log=$out/log/interop.log status=0
    (cd "$out/tree/tests/interop" && node --test --test-reporter=tap) >"$log" 2>&1 || status=$?
    if [ $status -ne 0 ]; then
        tail -n 60 "$log"
    fi
    tap_results "$log"
}

# --- documents --------------------------------------------------------------------------------------------------------

# The examples of README.md and docs/ print what they say.
stage_docs() {
    module plain --enable-loyalty-dev || return 1
    local log=$out/log/docs.log status=0 counts i
    LOYALTY_MODULE=$module php -d "extension=$module" tools/check-docs >"$log" 2>&1 || status=$?
    counts=$(tail -n 1 "$log")
    if ! [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        tail -n 30 "$log"
        return 1
    fi
    for ((i = 1; i <= BASH_REMATCH[1]; i++)); do record passed "example $i that passed"; done
    for ((i = 1; i <= BASH_REMATCH[2]; i++)); do record failed "example $i that failed"; done
    [ "$status" -eq 0 ] || tail -n 60 "$log"
}

# --- coverage ---------------------------------------------------------------------------------------------------------

COVERAGE_FLOOR=90

coverage_report() {
    gcovr --root . --filter 'src/' --object-directory "$out/coverage" "$out/coverage" --exclude-unreachable-branches \
        --txt "$out/coverage/report.txt" --print-summary --fail-under-line "$COVERAGE_FLOOR"
}

stage_coverage() {
    quietly "$out/log/coverage-build.log" make -s -k -j "$jobs" -f tools/core.mk OUT="$out/coverage" CC=gcc \
        CFLAGS="-std=gnu11 -O1 -g --coverage" tests || return 1
    find "$out/coverage" -name '*.gcda' -delete
    # The programs that the core stage runs and counts, once more for their data alone.
    local binary
    for binary in "$out"/coverage/test_*; do
        [ ! -x "$binary" ] || "$binary" >"$out/log/coverage-$(basename "$binary").log" 2>&1 || echo "$(basename "$binary") failed"
    done
    check "at least $COVERAGE_FLOOR % of the core's lines" coverage_report
    grep -E '^TOTAL|^src/' "$out/coverage/report.txt" | awk '{ printf "   %-32s %6s lines %6s\n", $1, $2, $4 }'
}
