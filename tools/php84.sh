#!/usr/bin/env bash
# Debian 13's PHP 8.4 beside the PHP of this machine, in a folder of its own, without root and without installing anything.
# Usage: tools/php84.sh unpack DIR    downloads and unpacks it, once; DIR/php runs it
#        tools/php84.sh build DIR     compiles the module against its headers into DIR/loyalty.so
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -ne 2 ]; then
    sed -n '2,4s/^# //p' "$0" >&2
    exit 2
fi
mkdir -p "$2"
dir=$(cd "$2" && pwd)

unpack() {
    if [ -f "$dir/unpacked" ]; then
        return
    fi
    mkdir -p "$dir"/{lists/partial,debs/partial,system}
    : >"$dir/status"
    # The mirror this machine uses already, with the next release's name.
    local mirror
    mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
        awk '/^URIs:/ && $2 ~ /\/debian\/?$/ { print $2; exit } $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\/.*\/debian\/?$/) { print $i; exit } }' || true)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:?no Debian mirror in /etc/apt} trixie main" >"$dir/trixie.list"
    local apt=(apt-get -q -o Dir::Etc::sourcelist="$dir/trixie.list" -o Dir::Etc::sourceparts=/dev/null
        -o Dir::State::lists="$dir/lists" -o Dir::State::status="$dir/status" -o Dir::Cache="$dir" -o Dir::Cache::archives="$dir/debs"
        -o Debug::NoLocking=1 -o APT::Sandbox::User= -o APT::Install-Recommends=0)
    "${apt[@]}" update
    "${apt[@]}" install --yes --download-only php8.4-cli libsodium23
    (cd "$dir/debs" && "${apt[@]}" download php8.4-dev)
    local deb
    for deb in "$dir"/debs/*.deb; do
        dpkg-deb -x "$deb" "$dir/system"
    done
    # Its own loader and libraries: the C library of this machine may be older.
    local loader
    loader=$(find "$dir/system/" -name 'ld-linux*.so.*' | head -n 1)
    cat >"$dir/php" <<SH
#!/bin/sh
exec "$loader" --argv0 "$dir/php" --library-path "$(dirname "$(find "$dir/system/" -name 'libsodium.so.23' | head -n 1)")" "$dir/system/usr/bin/php8.4" "\$@"
SH
    chmod +x "$dir/php"
    "$dir/php" -n -v
    rm -rf "$dir/debs" "$dir/lists"
    touch "$dir/unpacked"
}

build() {
    local inc
    inc=$(echo "$dir"/system/usr/include/php/*)
    rm -f "$dir/loyalty.so"
    : >"$dir/config.h"
    rm -rf "$dir/objects"
    mkdir -p "$dir/objects/src" "$dir/objects/ext"
    # shellcheck disable=SC2046 # a list of flags
    (cd "$root" && printf '%s\n' src/*.c ext/*.c | xargs -P "${JOBS:-2}" -I '{}' \
        gcc -c -fPIC -std=gnu11 -O1 -g -D_GNU_SOURCE -DHAVE_CONFIG_H -DCOMPILE_DL_LOYALTY=1 -DZEND_COMPILE_DL_EXT=1 \
        -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -Wall -Wextra -Wno-unused-parameter -Werror -fvisibility=hidden \
        -I"$dir" -I"$root" -I"$root/src" -I"$inc" -I"$inc/main" -I"$inc/TSRM" -I"$inc/Zend" -I"$inc/ext" \
        $(pkg-config --cflags libsodium) '{}' -o "$dir/objects/{}.o")
    # shellcheck disable=SC2046
    gcc -shared "$dir"/objects/*/*.o $(pkg-config --libs libsodium) -lm -o "$dir/loyalty.so"
    "$dir/php" -n -d "extension=$dir/loyalty.so" --ri loyalty
}

case $1 in
    unpack | build) "$1" ;;
    *) exit 2 ;;
esac
