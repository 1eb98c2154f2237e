<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;

/** A folder of its own for each test, and the examples. */
abstract class TestCase extends \PHPUnit\Framework\TestCase
{
    protected const ROOT = __DIR__ . '/../..';
    protected const RETAIL = self::ROOT . '/examples/data/retail_a';
    protected const PROGRAMME = self::ROOT . '/examples/programme.json';

    protected string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/loyalty-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        // What an earlier test, or the terminal that runs them, has said of another shop.
        foreach (array_keys(getenv()) as $variable) {
            if (in_array(substr($variable, 8), ['JOURNAL', 'PREFIX', 'PROGRAMME', 'KEYS', 'AT', 'URL', 'DATABASE', 'SHOP', 'BASE', 'ENGINE'], true) && str_starts_with($variable, 'LOYALTY_')) {
                putenv($variable);
            }
        }
    }

    protected function tearDown(): void
    {
        foreach (glob($this->folder . '/*') ?: [] as $file) {
            unlink($file);
        }
        rmdir($this->folder);
    }

    protected static function order(string $id, ?string $customer = '7', int $pence = 1000, int $at = 1_300_000_000): Event
    {
        return Event::order('test', $id, 1, $customer, $at, OrderCondition::Paid, new Money($pence, 'GBP'), [['sku' => 'A', 'quantity' => 1, 'amount' => $pence]]);
    }

    /** @return array<mixed> */
    protected static function decode(string $json): array
    {
        $data = json_decode($json, true, 64, \JSON_THROW_ON_ERROR);
        self::assertIsArray($data);

        return $data;
    }

    protected static function read(string $path): string
    {
        $text = file_get_contents($path);
        self::assertIsString($text);

        return $text;
    }

    /**
     * A programme as small as it can be, changed at top level.
     *
     * @param array<string, mixed> $changes
     */
    protected static function programme(array $changes = []): string
    {
        return json_encode($changes + self::decode(self::read(self::PROGRAMME)), \JSON_THROW_ON_ERROR);
    }

    /**
     * The programme with these campaigns alone: nothing in it names others.
     *
     * @param array<mixed> $campaigns
     * @param array<string, mixed> $changes
     */
    protected static function programmeOf(array $campaigns, array $changes = []): string
    {
        $document = self::decode(self::programme($changes));
        $keys = array_column($campaigns, 'key');
        $points = $document['points'] ?? null;
        if (is_array($points) && is_array($points['rewards'] ?? null)) {
            $points['rewards'] = array_values(array_filter($points['rewards'], static fn (mixed $reward): bool => !is_array($reward) || !isset($reward['campaign']) || in_array($reward['campaign'], $keys, true)));
            $document['points'] = $points;
        }
        $tiers = $document['tiers'] ?? null;
        if (is_array($tiers) && is_array($tiers['levels'] ?? null)) {
            foreach ($tiers['levels'] as $i => $level) {
                if (is_array($level) && is_array($level['coupons'] ?? null)) {
                    $level['coupons'] = array_values(array_filter($level['coupons'], static fn (mixed $key): bool => in_array($key, $keys, true)));
                    // An empty list is refused.
                    $tiers['levels'][$i] = array_filter($level, static fn (mixed $member): bool => $member !== []);
                }
            }
            $document['tiers'] = $tiers;
        }
        $document['campaigns'] = $campaigns;

        return json_encode($document, \JSON_THROW_ON_ERROR);
    }
}
