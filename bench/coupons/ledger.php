<?php

/**
 * ledger.php hold|insert|redeem|update|attempt DATABASE COUNT FOLDER: one client of the database in FOLDER, each step committed by itself. The bare
 * statements are those that a shop without a ledger would have: into the ledger's table, through the same connection class, prepared once.
 */

declare(strict_types=1);

use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Visitor;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Schema;
use Loyalty\Shop\Ledger\State;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';
require __DIR__ . '/database.php';

const TTL = 900;

/** @return list<array{string, string, Claim}> A cart, its order and its one claim, each new. */
function wishes(int $campaign, int $first, int $count): array
{
    return array_map(
        fn (int $serial): array => [sprintf('cart-%016x', $serial * 0x9e3779b1), sprintf('%d', 1_000_000 + $serial), new Claim('', $campaign, $serial)],
        range($first, $first + $count - 1),
    );
}

/** Serials of this repetition that are in a state; what else there is, is of repetitions before. */
function tally(Connection $connection, int $campaign, int $first, State $state): string
{
    $rows = $connection->rows('SELECT COUNT(*) FROM ' . (new Schema())->use . ' WHERE campaign = ? AND serial >= ? AND state = ?', [$campaign, $first, $state->value]);

    return $rows[0][0] . ' rows';
}

[, $task, $database, $count, $folder] = $argv;
$count = (int) $count;
$connection = (new (DATABASES[$database])($folder))->connect();
$table = (new Schema())->use;
$ledger = new Ledger($connection);
// A campaign each: the subjects share the table and no row.
$campaign = in_array($task, ['hold', 'redeem'], true) ? 17 : 18;
$first = -$count;
$wishes = [];

$prepare = function () use (&$first, &$wishes, $campaign, $count): void {
    $first += $count;
    $wishes = wishes($campaign, $first, $count);
};
$placed = function () use ($prepare, &$wishes, $connection, $ledger): void {
    $prepare();
    $connection->command($connection->dialect()->begin());
    foreach ($wishes as [$cart, $order, $claim]) {
        $ledger->place($cart, $order, [$claim], null, AT);
    }
    $connection->command('COMMIT');
};
$check = function (State $state) use ($connection, $campaign, &$first): Closure {
    return function () use ($connection, $campaign, &$first, $state): string {
        return tally($connection, $campaign, $first, $state);
    };
};

switch ($task) {
    case 'hold':
        serve(
            function () use (&$wishes, $ledger): void {
                foreach ($wishes as [$cart, , $claim]) {
                    $ledger->hold($cart, [$claim], null, AT, TTL);
                }
            },
            $check(State::Held),
            $prepare,
        );
        break;
    case 'insert':
        $sql = "INSERT INTO $table (campaign, serial, holder, slot, state, cart, hold_until, amount, counts, keeps, over_use, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        serve(
            function () use (&$wishes, $connection, $sql): void {
                foreach ($wishes as [$cart, , $claim]) {
                    $connection->execute($sql, [$claim->campaign, $claim->serial, "c:$cart", 0, State::Held->value, $cart, AT + TTL, 0, 8, 2, 0, AT, AT]);
                }
            },
            $check(State::Held),
            $prepare,
        );
        break;
    case 'redeem':
        serve(
            function () use (&$wishes, $ledger): void {
                foreach ($wishes as [, $order]) {
                    $ledger->redeem($order, AT + 60);
                }
            },
            $check(State::Used),
            $placed,
        );
        break;
    case 'update':
        $sql = "UPDATE $table SET state = ?, updated_at = ? WHERE campaign = ? AND serial = ? AND holder = ?";
        serve(
            function () use (&$wishes, $connection, $sql): void {
                foreach ($wishes as [, $order, $claim]) {
                    $connection->execute($sql, [State::Used->value, AT + 60, $claim->campaign, $claim->serial, "o:$order"]);
                }
            },
            $check(State::Used),
            $placed,
        );
        break;
    case 'attempt':
        // What it costs to ask whether a visitor may try: the code is genuine, nothing is counted.
        $keys = KeyRing::import(DOMAIN, [KEY], 0);
        $coupons = new Coupons($keys);
        $gate = new Gate($coupons, $keys, new DatabaseStore($connection));
        $code = $coupons->issue(CAMPAIGN_NUMBER, 1);
        serve(
            function () use ($gate, $code, $count): int {
                for ($i = 0; $i < $count; $i++) {
                    $gate->verify($code, new Visitor("192.0.2." . ($i % 254 + 1), $i + 1), AT);
                }

                return $i;
            },
            fn (int $asked): string => "$asked asked",
        );
        break;
}
