<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Cart;
use Loyalty\Customer;
use Loyalty\Entitlement;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Standing;

/** What shoppers read of points, tiers and services, on any platform: plain text, which the platform escapes. */
final readonly class Pages
{
    /** Of explain(), what a customer asks about: where points came from, and where they went. */
    private const HISTORY = ['lot', 'reversed', 'draw', 'expired', 'restored', 'debt', 'tier_change'];

    public function __construct(private PointsDesk $desk)
    {
    }

    /** Null where there is nothing to say: nothing earned, or prices in another currency. A cart of one piece. */
    public function product(Cart $piece, ?string $customer, int $now): ?string
    {
        $points = $this->speaks($piece) ? $this->desk->quote($piece, $customer, $now)->points : 0;

        return $points > 0 ? 'earn ' . $this->amount($points) : null;
    }

    public function cart(Cart $cart, ?string $customer, int $now): CartPage
    {
        $none = new Money(0, $this->desk->programme()->currency());
        if (!$this->speaks($cart)) {
            return new CartPage(0, 0, $none, 0, $none, [sprintf('points are earned and spent in orders in %s', $none->currency)]);
        }
        $quote = $this->desk->quote($cart, $customer, $now);
        $lines = [];
        if ($quote->points > 0) {
            $lines[] = 'this order earns ' . $this->amount($quote->points);
        }
        if ($quote->spent > 0) {
            $lines[] = sprintf('%s pay %s', $this->amount($quote->spent), self::money($quote->spentWorth));
        }
        if ($quote->spendable > $quote->spent) {
            $lines[] = sprintf('you can spend up to %s: %s', $this->amount($quote->spendable), self::money($quote->spendableWorth));
        }

        return new CartPage($quote->points, $quote->spendable, $quote->spendableWorth, $quote->spent, $quote->spentWorth, $lines);
    }

    /** @return array<string, list<string>> By heading. */
    public function account(string $key, int $now): array
    {
        $customer = $this->desk->customer($key, $now);

        return array_filter([
            'Points' => $this->points($customer),
            'Tier' => $customer->standing === null ? [] : $this->tier($customer->standing),
            'Services' => array_map($this->service(...), $customer->services),
            'History' => $this->history($customer),
        ]);
    }

    /** @return list<array{name: string, colour: string, lines: list<string>}> What each tier gives: for everyone to see. */
    public function ladder(int $now): array
    {
        $programme = $this->programme($now);
        $ladder = [];
        foreach ($programme->ladder() as $tier) {
            $lines = $tier['benefits'];
            if ($tier['earn_percent'] !== 10000) {
                $lines[] = rtrim(rtrim(sprintf('%d.%02d', intdiv($tier['earn_percent'], 100), $tier['earn_percent'] % 100), '0'), '.') . ' % of the points';
            }
            foreach ($tier['coupons'] as $coupon) {
                $lines[] = 'on reaching it: ' . $coupon['name'];
            }
            foreach ($tier['campaigns'] as $campaign) {
                $lines[] = $campaign['name'];
            }
            foreach ($tier['services'] as $service) {
                $lines[] = $service['name'];
            }
            foreach ($tier['rewards'] as $reward) {
                $lines[] = sprintf('%s for %s', $reward['name'], $this->amount($reward['points']));
            }
            $ladder[] = ['name' => $tier['name'], 'colour' => $tier['colour'], 'lines' => $lines];
        }

        return $ladder;
    }

    public function amount(int $points): string
    {
        $programme = $this->desk->programme();
        if (($programme->points()['unit'] ?? 'points') === 'money') {
            return self::money(new Money($points, $programme->currency()));
        }

        return $points === 1 ? '1 point' : "$points points";
    }

    private function speaks(Cart $cart): bool
    {
        return $cart->shipping->currency === $this->desk->programme()->currency() && $cart->lines !== [];
    }

    /** @return list<string> */
    private function points(Customer $customer): array
    {
        $account = $customer->account;
        $lines = [sprintf('%s to spend', $this->amount($account->balance)) . ($account->balance > 0 ? ', worth ' . self::money($this->programme($customer->at)->worth($account->balance)) : '')];
        if ($account->pending > 0) {
            $lines[] = sprintf('%s still to come', $this->amount($account->pending));
        }
        foreach ($customer->expiring() as $expiring) {
            if ($expiring['points'] > 0 && $expiring['at'] > $customer->at) {
                $lines[] = sprintf('%s good until the end of %s', $this->amount($expiring['points']), $this->day($expiring['at'] - 1));
            }
        }

        return $lines;
    }

    /** @return list<string> */
    private function tier(Standing $standing): array
    {
        $lines = [$standing->name . ($standing->since === null ? '' : ' since ' . $this->day($standing->since))];
        if ($standing->progress() !== '') {
            $lines[] = $standing->progress();
        }
        if ($standing->lostAt !== null) {
            $to = array_column($this->programme($standing->lostAt)->tiers(), 'name', 'key')[$standing->lostTo] ?? null;
            $lines[] = sprintf($standing->grace ? '%s only until the end of %s%s' : '%s is yours until the end of %s%s', $standing->name, $this->day($standing->lostAt - 1), $to === null ? '' : ", then $to");
        }

        return $lines;
    }

    private function service(Entitlement $service): string
    {
        return $service->name
            . ($service->sku === null ? '' : sprintf(' for %s of order %s', $service->sku, $service->order))
            . ($service->remaining === null ? '' : ", $service->remaining left")
            . ($service->booked > 0 ? ", $service->booked booked" : '')
            . ($service->until === null ? '' : ($service->over ? ', ended with ' : ', until the end of ') . $this->day($service->until - 1));
    }

    /** @return list<string> */
    private function history(Customer $customer): array
    {
        $lines = [];
        foreach ($customer->explain() as $step) {
            if (in_array($step->figure, self::HISTORY, true)) {
                $lines[] = $step->text;
            }
        }

        return $lines;
    }

    private function day(int $at): string
    {
        return (new \DateTimeImmutable("@$at"))->setTimezone(new \DateTimeZone($this->desk->programme()->timezone()))->format('j F Y');
    }

    private static function money(Money $money): string
    {
        return $money->format() . ' ' . $money->currency;
    }

    private function programme(int $at): Programme
    {
        return $this->desk->programme()->at($at);
    }
}
