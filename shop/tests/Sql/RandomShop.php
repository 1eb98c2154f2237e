<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Channel;
use Loyalty\Clv\BgNbd;
use Loyalty\Clv\Data;
use Loyalty\Clv\GammaGamma;
use Loyalty\Clv\Plan;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\ReferralCondition;
use Loyalty\Rfm;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\TsvFile;
use Random\Engine\Mt19937;
use Random\Randomizer;

/** A shop made up from a seed: keys that collations take for one another, instants beside changes of the clock, ties, nothing at all, and sums that leave 64 bits. */
final class RandomShop
{
    /** Clocks that change at 1:00 UTC, at a minute past midnight, at midnight, and one that left out a day. */
    private const ZONES = ['Europe/London', 'America/St_Johns', 'America/Havana', 'Pacific/Apia', 'UTC'];
    private const FROM = 1_230_768_000; // 2009
    private const DAYS = 1460;
    private const CATEGORIES = ['cat food', 'Cat food', 'cat toys', 'dog food', 'leads', "caf\u{e9}", "caf\u{e9} au lait", "cafe\u{301}", "it's", 'back\\slash', "\u{1F408}", "\u{1F408}\u{1F408} food", 'cat food ', '%', '_', '"', 'cat\\', ''];
    private const BRANDS = ['Acme', 'acme', "\u{c9}clair", "\u{e9}clair", 'ß', 'ss', ''];
    private const CHANNELS = ['shop', 'online', 'catalogue', 'Shop', ''];
    private const SECTIONS = ['cats', 'dogs', 'Cats', ''];

    public readonly Programme $programme;
    public readonly CustomerBase $base;
    public readonly int $at;
    public readonly \DateTimeZone $zone;

    private readonly Randomizer $random;
    /** @var list<int> */
    private readonly array $edges;
    private int $number = 0;

    public function __construct(int $seed, int $customers)
    {
        $this->random = new Randomizer(new Mt19937($seed));
        $this->zone = new \DateTimeZone($this->one(self::ZONES));
        $transitions = $this->zone->getTransitions(self::FROM, self::FROM + self::DAYS * 86400) ?: [];
        $this->edges = array_map(static fn (array $transition): int => $transition['ts'], array_slice($transitions, 1)) ?: [self::FROM + 86400];
        $this->at = self::FROM + (self::DAYS - 30) * 86400 + $this->random->getInt(0, 30 * 86400);
        $this->programme = Programme::fromJson(json_encode($this->document(), \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE));
        $this->base = new CustomerBase($this->programme);
        $this->base->append($this->events($customers));
        $this->base->fold($this->at);
        $this->base->applyRfm(Rfm::quantiles(5)->score($this->base, $this->at));
        $this->base->applyClv(BgNbd::of(0.24, 4.4, 0.79, 2.4)->predict(Data::fromBase($this->base, $this->at), new Plan(), GammaGamma::of(6.2, 3.7, 15.4)));
    }

    /** @return array<string, array<string, list<string>>> What the tables have by column, and the averages of customers. */
    public function values(): array
    {
        $folder = sys_get_temp_dir() . '/loyalty-law-' . bin2hex(random_bytes(6));
        mkdir($folder, 0700);
        $this->base->exportTables($folder);
        $values = $sums = $orders = [];
        foreach (['customer', 'purchase', 'activity'] as $table) {
            $columns = (new Schema())->columns($table, $this->programme);
            foreach (TsvFile::rows("$folder/$table.tsv") as $row) {
                foreach ($row as $i => $value) {
                    if ($value !== null) {
                        $values[$table][$columns[$i]->name][] = $value;
                    }
                }
                if ($table === 'purchase') {
                    foreach (['amount' => 4, 'gross' => 5, 'cost' => 13, 'margin' => 14] as $name => $i) {
                        if ($row[$i] !== null) {
                            $sums["$name $row[0]"] = ($sums["$name $row[0]"] ?? 0) + (int) $row[$i];
                            $orders["$name $row[0]"][(string) $row[1]] = true;
                        }
                    }
                }
            }
            unlink("$folder/$table.tsv");
        }
        rmdir($folder);
        foreach ($sums as $of => $sum) {
            $count = count($orders[$of] ?? []);
            $values['average'][explode(' ', $of)[0]][] = (string) (intdiv($sum, $count) + (abs($sum % $count) * 2 >= $count ? $sum <=> 0 : 0));
        }

        return $values;
    }

    /** @return array<string, mixed> */
    private function document(): array
    {
        return [
            'name' => 'Random', 'currency' => 'GBP', 'timezone' => $this->zone->getName(), 'version' => 1, 'valid_from' => '2008-01-01',
            'points' => [
                'earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 100]],
                'worth' => ['points' => 100, 'amount' => 100], 'pending_days' => 14, 'expiry' => ['months' => 12], 'arrears' => 'negative',
            ],
            'tiers' => ['by' => 'spend', 'window' => ['months' => 12], 'levels' => [
                ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0], ['key' => 'silver', 'name' => 'Silver', 'from' => 5000], ['key' => 'gold', 'name' => 'Gold', 'from' => 30000],
            ]],
            'segments' => [
                ['key' => 'buyers', 'name' => 'Buyers', 'rule' => 'count(orders, last 24 months) >= 2'],
                ['key' => 'women', 'name' => 'Women', 'rule' => 'gender = "female"'],
                ['key' => 'both', 'name' => 'Both', 'rule' => 'in segment "buyers" and not in segment "women"'],
            ],
            'affinities' => [['key' => 'pets', 'name' => 'Pets', 'minimum_share' => 6000, 'minimum_orders' => 1, 'within' => ['months' => 36], 'groups' => [
                ['key' => 'cats', 'name' => 'Cats', 'categories' => ['cat food', 'Cat food', 'cat toys']], ['key' => 'dogs', 'name' => 'Dogs', 'categories' => ['dog food', 'leads']],
            ]]],
            'loyalty' => ['parts' => [
                ['key' => 'often', 'name' => 'How often', 'value' => 'count(orders, last 12 months)', 'full' => 4, 'weight' => 30],
                ['key' => 'recency', 'name' => 'How lately', 'value' => 'days_since(last_order)', 'zero' => 365, 'full' => 30, 'weight' => 15],
            ]],
        ];
    }

    /** @return \Generator<Event> */
    private function events(int $customers): \Generator
    {
        $keys = ['a', 'A', "\u{e4}", 'a ', ' a', '7', '007', "it's", 'back\\slash', 'tab' . "\u{2003}", "\u{1F600}", '%', "'; DROP TABLE customer; --", '"', '`', '?', '$1', ':x', '{a}', '\\N', 'NULL'];
        for ($i = count($keys); $i < $customers; ++$i) {
            $keys[] = "c$i";
        }
        foreach ($keys as $i => $key) {
            yield from $this->person($key);
            if ($i > 0 && $this->chance(8)) {
                yield Event::identitiesLinked('shop', "l$i", 1, $keys[$i - 1], $this->instant(), $key);
            }
        }
    }

    /** @return \Generator<Event> */
    private function person(string $key): \Generator
    {
        $id = fn (): string => (string) ++$this->number;
        if ($this->chance(60)) {
            yield Event::signUp('shop', $key, $this->instant());
        }
        if ($this->chance(60)) {
            yield Event::birthday('shop', $key, $this->instant(), $this->one(['1980-02-29', '1960-12-31', '1961-01-01', '2001-03-01', '1999-11-05', gmdate('Y-m-d', $this->at - 30 * 365 * 86400)]));
        }
        if ($this->chance(25)) {
            yield Event::childBirthday('shop', $key, '1', $this->instant(), $this->one(['2005-06-30', '2004-02-29', '2010-01-01']));
        }
        if ($this->chance(70)) {
            yield Event::gender('shop', $key, $this->instant(), $this->one(['female', 'male', 'other', 'female']));
        }
        for ($i = $this->random->getInt(0, 2); $i > 0; --$i) {
            yield Event::consent('shop', $id(), $key, $this->instant(), $this->one([Channel::Email, Channel::Sms]), $this->chance(70));
        }
        for ($i = $this->random->getInt(0, 2); $i > 0; --$i) {
            yield Event::visit('shop', $id(), $key, $this->instant(), $this->one(['direct', 'search', 'email', '']), $this->one(self::SECTIONS));
        }
        for ($i = $this->chance(50) ? 0 : $this->random->getInt(1, 3); $i > 0; --$i) {
            yield from $this->message($key);
        }
        if ($this->chance(30)) {
            yield Event::review('shop', $id(), $key, $this->instant(), $this->one(['A-1', 'a-1', '']));
        }
        if ($this->chance(20)) {
            yield Event::survey('shop', $id(), $key, $this->instant(), $this->one(['spring', 'autumn']));
        }
        if ($this->chance(20)) {
            yield Event::contest('shop', $id(), $key, $this->instant(), 'raffle');
        }
        if ($this->chance(30)) {
            yield Event::preference('shop', $key, $this->one(['cats', 'dogs']), $this->instant(), $this->chance(50));
        }
        if ($this->chance(30)) {
            yield Event::pointsAdjusted('shop', $id(), $key, $this->instant(), $this->one([-500, 25, 100, 4000]), 'goodwill', 'anna');
        }
        if ($this->chance(10)) {
            yield Event::openingBalance('shop', $key, $this->instant(), 300);
        }
        if ($this->chance(15)) {
            yield Event::referral('shop', $id(), 1, $key, $this->instant(), ReferralCondition::Rewarded, 'friend' . $this->number, true, '', 'x' . $this->number);
        }
        for ($i = $this->chance(20) ? 0 : $this->random->getInt(1, 6); $i > 0; --$i) {
            yield from $this->order($key);
        }
    }

    /** @return \Generator<Event> */
    private function message(string $key): \Generator
    {
        $delivery = 'd' . ++$this->number;
        $at = $this->instant();
        $name = $this->one(['spring sale', 'Spring sale', 'newsletter']);
        yield Event::messageSent('shop', $delivery, $key, $at, Channel::Email, $name);
        if ($this->chance(60)) {
            yield Event::messageOpened('shop', "o$delivery", $delivery, $key, $at + $this->random->getInt(0, 86400), Channel::Email, $name, $this->one(self::SECTIONS));
        }
        if ($this->chance(40)) {
            yield Event::messageClicked('shop', "k$delivery", $delivery, $key, $at + $this->random->getInt(0, 86400), Channel::Email, $name, $this->one(self::SECTIONS));
        }
    }

    /** @return \Generator<Event> */
    private function order(string $key): \Generator
    {
        $number = 'n' . ++$this->number;
        $at = $this->instant();
        $lines = [];
        $total = 0;
        $huge = $this->chance(6);
        for ($i = $this->random->getInt(0, 4); $i > 0; --$i) {
            $amount = $huge ? 250_000_000_000 - $i : $this->one([0, 1, 99, 100, 1000, 1000, 1250, 2500, 9999, $this->random->getInt(1, 20000)]);
            $total += $amount;
            $lines[] = [
                'sku' => $this->one(['A-1', 'a-1', 'B', '']), 'quantity' => $huge ? $this->one([1, 2, 4_500_000_000_000_000, 8_999_999_999_999_998, 8_999_999_999_999_999, \PHP_INT_MAX]) : $this->random->getInt(1, 3),
                'amount' => $amount, 'category' => $this->one(self::CATEGORIES), 'brand' => $this->one(self::BRANDS), 'sale' => $this->chance(30), 'tax' => intdiv($amount, 6),
            ] + ($this->chance(50) ? ['cost' => $this->one([0, 50, 900, intdiv($amount, 2), $amount + 300])] : []);
        }
        if ($lines === []) {
            $total = $this->one([0, 500, 2500, 7777]);
        }
        $condition = $this->one([OrderCondition::Paid, OrderCondition::Paid, OrderCondition::Delivered, OrderCondition::Placed, OrderCondition::Cancelled]);
        yield Event::order('shop', $number, 1, $key, $at, $condition, new Money($total, 'GBP'), $lines, $this->one(self::CHANNELS));
        if ($this->chance(15)) {
            yield Event::couponRedeemed('shop', $number, $key, $at, 'spring', $this->number);
        }
        if ($total > 1 && $this->chance(15)) {
            yield Event::refund('shop', "r$number", $this->chance(80) ? $number : null, $key, $at + $this->random->getInt(1, 5 * 86400), new Money($this->random->getInt(1, $total), 'GBP'));
        }
    }

    private function instant(): int
    {
        $second = match ($this->random->getInt(0, 3)) {
            0 => $this->one($this->edges) + $this->one([-3600, -1801, -61, -1, 0, 1, 59, 60, 1800, 3599, 3600, 7200]),
            // Beside local midnights.
            1 => (new \DateTimeImmutable('@' . $this->someday()))->setTimezone($this->zone)->setTime(0, 0)->getTimestamp() + $this->one([-1, 0, 1]),
            default => $this->someday(),
        };

        return max(self::FROM, min($second, $this->at));
    }

    private function someday(): int
    {
        return $this->random->getInt(self::FROM, $this->at);
    }

    private function chance(int $percent): bool
    {
        return $this->random->getInt(1, 100) <= $percent;
    }

    /**
     * @template T
     * @param non-empty-list<T> $of
     * @return T
     */
    private function one(array $of): mixed
    {
        return $of[$this->random->getInt(0, count($of) - 1)];
    }
}
