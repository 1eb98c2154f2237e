# shellcheck shell=bash
# The main job, step by step, each one a command that a shop can run. Sourced by script/demo, which sets $root, title() and
# LOYALTY (the command line with the module loaded) and LOYALTY_DEMO_DIR (a folder for what is written).

# The day after the last invoice of the example: figures are the same whenever this runs.
demo_today=2011-12-10

# Shows a command the way a reader would type it, and runs it.
demo_run() {
    printf '\n$ loyalty'
    local word
    for word; do
        case $word in
            *[!A-Za-z0-9._:/=,-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "${word#"$root"/}" ;;
        esac
    done
    printf '\n'
    # shellcheck disable=SC2086 # LOYALTY is a command with its options
    $LOYALTY "$@"
}

# For a code that must be refused: exit code 1 is right, and no other.
demo_refused() {
    local status=0
    demo_run "$@" || status=$?
    if [ "$status" -ne 1 ]; then
        echo "expected a refusal (1), got $status" >&2
        return 1
    fi
}

# The last symbol changed into its neighbour: what a slip of the finger or a guess looks like.
demo_tamper() {
    local code=$1 last=${1: -1} other=7
    [ "$last" != 7 ] || other=8
    printf '%s%s' "${code%?}" "$other"
}

# The first code of a file of codes.
demo_code() {
    sed -n '2s/.*,//p' "$1"
}

# demo_version NUMBER BASIS_POINTS: the example as a later version, whose first campaign takes off another percentage.
demo_version() {
    sed -e "s/\"version\": 1/\"version\": $1/" -e "0,/\"basis_points\": [0-9]*/s//\"basis_points\": $2/" "$LOYALTY_PROGRAMME"
}

# demo_foreign DOMAIN NAME: $foreign is a code under a key that is not this shop's.
demo_foreign() {
    local other=$LOYALTY_DEMO_DIR/other.$2
    demo_run key create --domain "$1" --out "$other.lty"
    demo_run coupon issue winback --count 1 --new-journal --journal "$other.sqlite" --keys "$other.lty" --out "$other.csv"
    foreign=$(demo_code "$other.csv")
}

demo_steps() {
    local dir=$LOYALTY_DEMO_DIR
    local code customer foreign token
    rm -f "$dir"/journal.sqlite* "$dir"/other.* "$dir"/forger.* "$dir"/keys.* "$dir"/*.csv "$dir"/partner.json "$dir"/programme-2.json "$dir"/changed.json "$dir"/report.html "$dir"/replay.html \
        "$dir"/shop.base* "$dir"/tables.sqlite
    export LOYALTY_PROGRAMME=$root/examples/programme.json LOYALTY_JOURNAL=$dir/journal.sqlite LOYALTY_KEYS=$dir/keys.lty
    export LOYALTY_AT=$demo_today
    # The demo's codes are counted in its own journal, whatever shop this terminal works for.
    unset LOYALTY_DATABASE LOYALTY_URL LOYALTY_BASE LOYALTY_PREFIX

    title 'The programme: every rule of the shop in one document'
    demo_run programme check examples/programme.json

    title "A real shop's year becomes events in a journal"
    demo_run import retail examples/data/retail_a
    title 'The same import again changes nothing'
    demo_run import retail examples/data/retail_a --brief

    title "Customers, tiers and points on $demo_today"
    demo_run status
    demo_run points

    title 'How lately, how often, for how much; and who has moved since September'
    demo_run rfm
    demo_run rfm --from 2011-09-10

    title 'The folded customers as a file that every worker maps'
    demo_run base build --base "$dir/shop.base"
    export LOYALTY_BASE=$dir/shop.base
    demo_run base show

    title 'Segments, and why somebody is in one'
    demo_run segment
    demo_run segment at_risk --limit 5
    demo_run segment --rule 'sum(amount, last 180 days) > 500 and count(skus, last 180 days) >= 50' --limit 3
    demo_run segment --rule 'sum(amount, last 180 days) > 500 and count(skus, last 180 days) >= 50' --explain 12347
    title 'Who came into a segment and who left it, as the nightly job writes it down'
    demo_run segment update --at 2011-11-01
    demo_run segment update
    demo_run segment changes at_risk --limit 5
    title 'The same segment as a query, asked of a database'
    demo_run segment sql at_risk --dialect postgresql
    demo_run tables load "sqlite:$dir/tables.sqlite"
    demo_run segment sql christmas_shoppers --run "sqlite:$dir/tables.sqlite"

    title 'What customers do, and what it means'
    demo_run indicators
    title 'Who is still a customer, and what they are worth'
    demo_run clv --limit 5

    title 'A code for each customer at risk'
    demo_run key create --domain shop.example/demo --out "$dir/keys.lty"
    demo_run coupon issue winback --segment at_risk --out "$dir/codes.csv"
    title 'Did it work? Some are left alone, and tell what would have happened'
    demo_run goal win_back
    customer=$(sed -n '2s/,.*//p' "$dir/codes.csv")
    code=$(demo_code "$dir/codes.csv")
    demo_run segment at_risk --explain "$customer"

    title 'A genuine code; then one that was altered and one that is too old'
    demo_run coupon verify "$code" --at 2011-12-12
    demo_refused coupon verify "$(demo_tamper "$code")" --at 2011-12-12
    demo_refused coupon verify "$code" --at 2012-02-01

    title "A code of another shop: its check symbols already differ"
    demo_foreign other.example/demo other
    demo_refused coupon verify "$foreign" --at 2011-12-12

    title "A forged code: made for this shop, with everything but its key"
    demo_foreign shop.example/demo forger
    demo_refused coupon verify "$foreign" --at 2011-12-12

    title 'A cart with the code: what is taken off, what is earned, and how'
    demo_run quote --line 85123A:24:2.95 --line 22423:4:12.75 --shipping 4.95 --customer "$customer" --coupon "$code" --at 2011-12-12

    title 'A code by name: the name is bound by the signature'
    printf 'customer,name\n%s,Мария Иванова\n' "$customer" >"$dir/names.csv"
    demo_run coupon issue for_you --names "$dir/names.csv" --language bg --words bg,en --out "$dir/named.csv"
    code=$(demo_code "$dir/named.csv")
    demo_run coupon verify "$code" --at 2011-12-12
    demo_refused coupon verify "PETYA-${code#*-}" --at 2011-12-12
    title 'Mistyped: one symbol is wrong, and the code that was meant is found'
    demo_run coupon suggest "$(demo_tamper "$code")"

    title 'A token for partners: it says its terms, and is verified with the public key alone'
    demo_run coupon issue partner_card --count 1 --out "$dir/tokens.csv"
    token=$(demo_code "$dir/tokens.csv")
    demo_run key show --public
    # shellcheck disable=SC2086 # LOYALTY is a command with its options
    $LOYALTY key show --public >"$dir/partner.json"
    demo_run coupon verify "$token" --partner "$dir/partner.json" --at 2011-12-12
    demo_refused coupon verify "$(demo_tamper "${token:0:40}")${token:40}" --partner "$dir/partner.json" --at 2011-12-12

    title 'The programme changes: 5 % instead of 10 %. Who was promised 10 % gets 10 %'
    demo_version 2 500 >"$dir/programme-2.json"
    code=$(demo_code "$dir/codes.csv")
    demo_run quote --line 85123A:24:2.95 --line 22423:4:12.75 --customer "$customer" --coupon "$code" --at 2011-12-12 --programme "$dir/programme-2.json"

    title 'A large order: an offer that applies by itself, and the tax in it'
    demo_run quote --line 22423:40:12.75 --shipping 4.95 --tax 20 --at 2011-12-12

    title 'The keys, sealed for a backup'
    (umask 077 && head -c 24 /dev/urandom | base64 >"$dir/keys.passphrase")
    demo_run key export --out "$dir/keys.sealed" --passphrase-file "$dir/keys.passphrase"
    demo_run key import "$dir/keys.sealed" --passphrase-file "$dir/keys.passphrase" --out "$dir/keys.again"
    demo_run coupon verify "$token" --keys "$dir/keys.again" --at 2011-12-12

    title 'What if points were good for three months, and a point came for every 0.80? The whole year again under both rules'
    sed -e '0,/"per": [0-9]*/s//"per": 80/' -e '0,/"months": 6, "round_up_to"/s//"months": 3, "round_up_to"/' "$LOYALTY_PROGRAMME" >"$dir/changed.json"
    demo_run replay --with "$dir/changed.json" --html "$dir/replay.html"

    title 'Nothing in the journal was changed, moved or cut off'
    demo_run journal verify

    title 'The report for the shop owner'
    demo_run report --out "$dir/report.html"
}
