<?php
/* What the extension says of a customer, in the words in which the model answers. */
declare(strict_types=1);

use Loyalty\Customer;
use Loyalty\Entitlement;
use Loyalty\Event;

/** @param array{id: string, type: string, customer: ?string, at: int, payload: array<mixed>} $row */
function event(array $row): Event
{
    return Event::fromRow($row['id'], $row['type'], $row['customer'], $row['at'], $row['payload'] === [] ? '{}' : json_encode($row['payload'], JSON_THROW_ON_ERROR));
}

/** @return array<string, mixed> */
function figures(Customer $customer): array
{
    return [
        'account' => get_object_vars($customer->account),
        'lots' => array_map(get_object_vars(...), $customer->lots),
        'orders' => $customer->facts['orders'],
        'spent_money' => $customer->facts['spent'],
        'tier' => $customer->tier,
        'metric' => $customer->standing?->metric,
        'lost_at' => $customer->standing?->lostAt,
        'lost_to' => $customer->standing?->lostTo,
        'facts' => $customer->facts,
        'services' => array_map(static fn (Entitlement $it): array => array_diff_key(get_object_vars($it), ['name' => 0, 'kind' => 0]), $customer->services),
    ];
}
