<?php

/** loyalty.php one|one-rows|quote COUNT, fold|replay|replay-again DIR: the extension's side of each case. */

declare(strict_types=1);

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Quote;
use Loyalty\QuoteLine;
use Loyalty\QuoteStep;
use Loyalty\Replay;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/data.php';
require __DIR__ . '/plain.php';

function base(Programme $programme, string $dir): CustomerBase
{
    $base = new CustomerBase($programme);
    $base->appendFile("$dir/orders.tsv", 'bench');

    return $base;
}

/** @return list<list<Event>> By customer. */
function events(int $customers): array
{
    $all = [];
    foreach (histories($customers) as $i => $history) {
        $events = [Event::visit('bench', "v$i", "c$i", $history['visit']), Event::pointsSpent('bench', "s$i", "c$i", $history['spent'], 50)];
        foreach ($history['orders'] as $n => [$at, $amounts]) {
            $lines = array_map(fn (int $amount): array => ['sku' => "S$amount", 'quantity' => 1, 'amount' => $amount], $amounts);
            $events[] = Event::order('bench', "$i-$n", 1, "c$i", $at, OrderCondition::Paid, new Money(array_sum($amounts), 'EUR'), $lines);
        }
        $all[] = $events;
    }

    return $all;
}

/** @param list<Customer> $customers */
function accounts(array $customers): string
{
    $sums = ['earned' => 0, 'spent' => 0, 'balance' => 0];
    $tiers = ['bronze' => 0, 'silver' => 0, 'gold' => 0];
    foreach ($customers as $customer) {
        $sums['earned'] += $customer->account->earned;
        $sums['spent'] += $customer->account->spent;
        $sums['balance'] += $customer->account->balance;
        $tiers[$customer->tier]++;
    }

    $each = array_map(fn (Customer $c): array => [$c->account->earned, $c->account->spent, $c->account->balance, $c->tier], $customers);

    return "earned {$sums['earned']} spent {$sums['spent']} balance {$sums['balance']} tiers " . implode(',', $tiers) . ', each ' . each_account($each);
}

function awards(CustomerBase $base): string
{
    $totals = $base->totals();

    return "orders {$totals['orders']} gross {$totals['spent_gross']} earned {$totals['points_earned']} expired {$totals['points_expired']} points {$totals['points']}";
}

function compared(Replay $replay): string
{
    $side = fn (array $totals): string => "earned {$totals['earned']} expired {$totals['expired']} points {$totals['balance']}";
    $flows = array_map(fn (array $flow): string => "$flow[now]>$flow[changed] $flow[customers]", $replay->tiers);
    sort($flows);
    $people = array_map(fn (array $one): string => $one['customer'] . ' ' . ($one['changed'] - $one['now']), [...$replay->hardest, ...$replay->gaining]);

    return $side($replay->totals['now']) . ' | ' . $side($replay->totals['changed']) . " | affected $replay->affected | " . implode(', ', $flows) . ' | ' . hash('crc32b', implode(',', $people));
}

[, $task, $input] = $argv;
switch ($task) {
    case 'one':
        $programme = programme('programme');
        $all = events((int) $input);
        serve(
            function () use ($programme, $all): array {
                $customers = [];
                foreach ($all as $i => $events) {
                    $customers[] = Customer::fold($programme, "c$i", $events, AT);
                }

                return $customers;
            },
            accounts(...),
        );
        break;
    case 'one-rows':
        $programme = programme('programme');
        $all = array_map(fn (array $events): array => array_map(fn (Event $e): array => ['id' => $e->id, 'type' => $e->type->value, 'customer' => $e->customer, 'at' => $e->at, 'payload' => $e->payload], $events), events((int) $input));
        serve(
            function () use ($programme, $all): array {
                $customers = [];
                foreach ($all as $i => $rows) {
                    $customers[] = Customer::fold($programme, "c$i", $rows, AT);
                }

                return $customers;
            },
            accounts(...),
        );
        break;
    case 'fold':
        $base = base(without_tiers(), $input);
        serve(
            function () use ($base): CustomerBase {
                $base->fold(AT);

                return $base;
            },
            awards(...),
        );
        break;
    case 'replay':
    case 'replay-again':
        $base = base(programme('programme'), $input);
        $changed = programme('changed');
        serve(
            function () use (&$base, $changed): Replay {
                return Replay::run($base, $changed, AT);
            },
            compared(...),
            // A base keeps its rows grouped by customer after the first pass: a new one, so that every repetition groups them.
            $task === 'replay-again' ? null : function () use (&$base, $input): void {
                $base = null;
                $base = base(programme('programme'), $input);
            },
        );
        break;
    case 'quote':
        $programme = programme('programme');
        $customers = array_map(fn (array $events, int $i): Customer => Customer::fold($programme, "c$i", $events, AT), events((int) $input), range(0, (int) $input - 1));
        $none = new Money(0, 'EUR');
        $carts = array_map(
            fn (array $lines): Cart => new Cart(array_map(fn (array $line): CartLine => new CartLine("S$line[1]", $line[0], new Money($line[1], 'EUR')), $lines), $none),
            carts((int) $input),
        );
        serve(
            fn (): array => array_map(fn (Cart $cart, Customer $customer): Quote => $programme->quote($cart, $customer, [], null, AT), $carts, $customers),
            fn (array $quotes): string => quoted(array_map(fn (Quote $q): array => [
                'points' => $q->points, 'total' => $q->total->minor, 'spendable' => $q->spendable, 'worth' => $q->spendableWorth->minor,
                'lines' => array_map(fn (QuoteLine $l): array => [$l->sku, $l->amount->minor, $l->points], $q->lines),
                'steps' => array_map(fn (QuoteStep $s): array => [$s->figure, $s->rule, $s->text, $s->value], $q->steps),
            ], $quotes)),
        );
        break;
}
