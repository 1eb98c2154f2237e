#!/usr/bin/env bash
# A thread-safe PHP 8.4 with assertions, built from Debian 13's source in a folder of its own, and the module under it.
# Usage: tools/zts.sh build DIR            downloads and builds PHP, once (some minutes), and the module
#        tools/zts.sh phpt DIR             all phpt tests
#        tools/zts.sh threads DIR [SEED]   requests of three threads in one process, and with memory that runs out in the middle of calls
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -lt 2 ]; then
    sed -n '2,5s/^# //p' "$0" >&2
    exit 2
fi
mkdir -p "$2"
dir=$(cd "$2" && pwd)
jobs=${JOBS:-2}

source_of_php() {
    if [ -f "$dir/unpacked" ]; then
        return
    fi
    mkdir -p "$dir"/{lists/partial,cache/archives/partial,download,source}
    local mirror
    mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
        awk '/^URIs:/ && $2 ~ /\/debian\/?$/ { print $2; exit } $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\/.*\/debian\/?$/) { print $i; exit } }' || true)
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:?no Debian mirror in /etc/apt} trixie main" >"$dir/source.list"
    local apt=(apt-get -q -o Dir::Etc::sourcelist="$dir/source.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$dir/lists"
        -o Dir::Cache="$dir/cache" -o Debug::NoLocking=1 -o APT::Sandbox::User=)
    "${apt[@]}" update
    (cd "$dir/download" && "${apt[@]}" source --download-only php8.4)
    tar -xJf "$dir"/download/php8.4_*.orig.tar.xz -C "$dir/source" --strip-components=1
    rm -rf "$dir/download" "$dir/lists" "$dir/cache"
    touch "$dir/unpacked"
}

build() {
    source_of_php
    if [ ! -f "$dir/built" ]; then
        # zlib: some tests' data is packed
        (cd "$dir/source" && CFLAGS='-O1 -g1' ./configure --prefix="$dir/php" --disable-all --enable-zts --enable-debug --enable-cli --disable-cgi \
            --disable-phpdbg --disable-opcache --enable-embed=shared --with-zlib --with-pic && make -s -j "$jobs" && make -s install) >"$dir/php.log" 2>&1 || {
            tail -n 30 "$dir/php.log" >&2
            exit 1
        }
        touch "$dir/built"
    fi
    PHP_CONFIG=$dir/php/bin/php-config PHPIZE=$dir/php/bin/phpize CFLAGS='-O1 -g' "$root/tools/build" "$dir/module" --enable-loyalty-dev
}

phpt() {
    cp "$("$dir/php/bin/php-config" --prefix)/lib/php/build/run-tests.php" "$dir/run-tests.php"
    cd "$dir/module"
    NO_COLOR=1 NO_INTERACTION=1 TEST_PHP_EXECUTABLE=$dir/php/bin/php "$dir/php/bin/php" -n "$dir/run-tests.php" -n -q "-j$jobs" --show-diff \
        -g FAIL,BORK,WARN,LEAK -d "extension_dir=$dir/module/modules" -d extension=loyalty.so tests
}

threads() {
    local seed=${1:-$(date +%s)} config=$dir/php/bin/php-config n
    # shellcheck disable=SC2046 # a list of flags
    gcc -std=gnu11 -O1 -g -Wall -Wextra -Wno-unused-parameter -Wno-clobbered -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 $("$config" --includes) \
        "$root/tests/hosting/threads.c" -o "$dir/threads" -L"$dir/php/lib" -lphp -Wl,-rpath,"$dir/php/lib" -lpthread
    rm -rf "$dir/run"
    for n in 0 1 2 3; do
        mkdir -p "$dir/run/$n"
        cp -r "$root/examples" "$root/docs" "$root/tests" "$dir/run/$n/"
    done
    "$dir/php/bin/php" -n "$root/tests/hosting/scripts.inc" "$root" "$dir/run" 3 >"$dir/scripts"
    "$dir/threads" "$dir/module/modules/loyalty.so" "$dir/run" 3 1 30 1G "$seed" <"$dir/scripts"
    # Once to make the base that the others share: its first run allocates more than they do.
    echo tests/hosting/held.inc | "$dir/threads" "$dir/module/modules/loyalty.so" "$dir/run" 1 1 0 4M "$seed"
    echo tests/hosting/held.inc | "$dir/threads" "$dir/module/modules/loyalty.so" "$dir/run" 3 100 90 4M "$seed"
}

case $1 in
    build | phpt) "$1" ;;
    threads) threads "${3:-}" ;;
    *) exit 2 ;;
esac
