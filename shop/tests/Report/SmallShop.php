<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Report;

use Loyalty\Channel;
use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;

/** A made-up shop of 240 customers over a year and a half: orders in three channels, sales and codes, visits, two mailings, a goal. The same each time. */
final class SmallShop
{
    public const DAY = 86400;
    /** 2021-10-01 12:00 UTC. */
    public const AT = 1_633_089_600;
    /** Names that are markup if anybody lets them. */
    public const EVIL = '<img src=x onerror="window.hostile=1">';
    private const CUSTOMERS = 240;

    /** @param array<string, mixed> $changes */
    public static function programme(array $changes = []): string
    {
        return json_encode($changes + [
            'name' => 'Cups & "more" ' . self::EVIL, 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2020-01-01',
            'points' => ['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100], 'expiry' => ['months' => 6]],
            'tiers' => ['by' => 'spend', 'window' => 'lifetime', 'levels' => [['key' => 'basic', 'name' => 'Basic', 'from' => 0], ['key' => 'gold', 'name' => 'Gold ' . self::EVIL, 'from' => 20000]]],
            'segments' => [
                ['key' => 'regulars', 'name' => 'Regulars ' . self::EVIL, 'rule' => 'orders >= 4'],
                ['key' => 'at_risk', 'name' => 'Stay away', 'rule' => 'orders >= 3 and last_order < 90 days ago'],
                ['key' => 'nobody', 'name' => 'Nobody', 'rule' => 'orders > 1000'],
            ],
            'loyalty' => ['parts' => [
                ['key' => 'often', 'name' => 'How often', 'value' => 'count(orders)', 'full' => 10, 'weight' => 30],
                ['key' => 'clicks', 'name' => 'Links clicked', 'value' => 'count(clicked)', 'full' => 2, 'weight' => 10],
                ['key' => 'reviews', 'name' => 'Reviews', 'value' => 'count(reviews)', 'full' => 2, 'weight' => 10],
            ]],
            'goals' => [['key' => 'again', 'name' => 'Buy again in summer ' . self::EVIL, 'rule' => 'count(orders, since 2021-07-01) >= 1', 'share' => 3000, 'from' => '2021-07-01', 'until' => '2021-09-01', 'holdout' => 2000]],
        ], \JSON_THROW_ON_ERROR);
    }

    /** @return \Generator<int, Event> */
    public static function events(): \Generator
    {
        $draw = 20210101;
        // A small generator of our own: the same on every machine and version.
        $below = static function (int $n) use (&$draw): int {
            $draw = ($draw * 1_103_515_245 + 12_345) % 2_147_483_648;

            return intdiv($draw, 65_536) % $n;
        };
        $begin = self::AT - 540 * self::DAY;
        $channels = ['online', 'shop', 'catalogue'];
        for ($c = 0; $c < self::CUSTOMERS; ++$c) {
            $key = $c === 0 ? self::EVIL : "c$c";
            $gap = 15 + $below(60);
            // A third buys once, a third leaves, the others go on.
            $orders = match ($c % 3) {
                0 => 1,
                1 => 2 + $below(4),
                default => 30,
            };
            $at = $begin + $below(450) * self::DAY + $below(36000);
            for ($o = 0; $o < $orders && $at < self::AT; ++$o) {
                $amount = 2000 + 100 * $below(50) + 500 * min($o, 4);
                yield Event::order('shop', "$c-$o", 1, $key, $at, OrderCondition::Paid, new Money($amount, 'GBP'),
                    [['sku' => 'cup' . $below(9), 'quantity' => 1, 'amount' => $amount, 'sale' => $below(4) === 0]], $channels[$below(3)]);
                if ($below(8) === 0) {
                    yield Event::couponRedeemed('shop', "$c-$o", $key, $at, 'spring', 1000 * $c + $o);
                }
                yield Event::visit('shop', "$c-$o", $key, $at - 600, ['direct', 'search', 'email', 'ads'][$below(4)], $below(2) === 0 ? 'cups' : self::EVIL);
                $at += $gap * self::DAY + $below(5) * self::DAY;
            }
            foreach (['spring', self::EVIL] as $m => $message) {
                $sent = self::AT - (100 - 30 * $m) * self::DAY;
                $delivery = "$message$c";
                yield Event::messageSent('mail', $delivery, $key, $sent, Channel::Email, $message);
                if ($below(3) > 0) {
                    yield Event::messageOpened('mail', "o$delivery", $delivery, $key, $sent + 3600 * (5 + $below(4)), Channel::Email, $message, 'cups');
                }
                if ($below(4) === 0) {
                    yield Event::messageClicked('mail', "k$delivery", $delivery, $key, $sent + 3600 * 8, Channel::Email, $message, self::EVIL);
                }
            }
        }
        for ($i = 0; $i < 40; ++$i) {
            yield Event::order('shop', "till-$i", 1, null, self::AT - $i * self::DAY, OrderCondition::Paid, new Money(1500, 'GBP'), [], 'shop');
        }
    }
}
