<?php
/*
 * Folds cases that come as lines of JSON and answers each with a line: what the extension says, for the model to compare. A fold of its own events and
 * one out of a base have to say the same to the byte.
 */
declare(strict_types=1);

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\Money;
use Loyalty\Programme;

require __DIR__ . '/figures.php';

/**
 * @param array{programmes: list<array<mixed>>, events: list<array{id: string, type: string, customer: ?string, at: int, payload: array<mixed>}>, at: int, key: string, cart: array<string, mixed>, cart_at: int} $case
 * @return array<string, mixed>
 */
function answer(array $case): array
{
    $programme = Programme::versions(array_map(Programme::fromArray(...), $case['programmes']));
    $events = array_map(event(...), $case['events']);
    // Rows of the other key belong to this one only while a link says so.
    $linked = [];
    foreach ($case['events'] as $row) {
        if ($row['type'] === 'identities_linked' && $row['at'] <= $case['at']) {
            $linked[$row['payload']['revision']] = $row['payload']['linked'] ? $row['payload']['other'] : null;
        }
    }
    ksort($linked);
    $keys = array_filter([$case['key'], end($linked) ?: null]);
    $own = array_values(array_filter($events, static fn (Event $event): bool => in_array($event->customer, $keys, true)));
    // A cart at an instant and an order of it at that instant: the quote says what the order then earns.
    $cart = $case['cart'];
    $at = $case['cart_at'];
    $lines = array_map(
        static fn (array $line): CartLine => new CartLine($line['sku'], 1, new Money($line['amount'], 'GBP'), $line['category'] ?? '', $line['sale'] ?? false, brand: $line['brand'] ?? ''),
        $cart['lines'],
    );
    $quoted = $programme->quote(new Cart($lines, new Money($cart['shipping'] ?? 0, 'GBP'), salesChannel: $cart['channel'] ?? ''), Customer::fold($programme, $case['key'], $own, $at), [], null, $at);
    $customer = Customer::fold($programme, $case['key'], $own, $case['at']);
    $base = new CustomerBase($programme);
    $base->append($events);
    $base->fold($case['at']);
    $same = !$base->has($case['key']) || $base->customer($case['key'])->stateHash === $customer->stateHash;

    return figures($customer) + ['base_says_the_same' => $same, 'quoted' => $quoted->points];
}

while (($line = fgets(STDIN)) !== false) {
    try {
        $said = answer(json_decode($line, true, 64, JSON_THROW_ON_ERROR));
    } catch (Throwable $e) {
        $said = ['error' => $e::class . ': ' . $e->getMessage(), 'details' => $e instanceof Loyalty\InvalidProgrammeException ? array_map(get_object_vars(...), $e->errors) : []];
    }
    echo json_encode($said, JSON_THROW_ON_ERROR), "\n";
}
