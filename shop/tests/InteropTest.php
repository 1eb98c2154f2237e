<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Coupon;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\CouponTerms;
use Loyalty\DiscountKind;
use Loyalty\KeyRing;
use Loyalty\LoyaltyException;
use Loyalty\Shop\Tests\Support\Node;
use PHPUnit\Framework\Attributes\CoversNothing;
use Random\Engine\Mt19937;
use Random\Randomizer;

/**
 * The extension and tests/interop/coupon.mjs, which shares no code with it, say the same of anything: what one issues the other reads, and
 * whatever is altered is refused by both for the same reason. The seed of a failure is in its message; LOYALTY_SEED runs it again.
 */
#[CoversNothing]
final class InteropTest extends TestCase
{
    private const DOMAIN = 'shop.example/interop';
    private const WIDTHS = [12 => [8, 20], 16 => [12, 22], 20 => [16, 24], 24 => [20, 30]];
    private const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    private const LARGEST = 2 ** 53 - 1;
    private const RETIRED = 6;

    private Node $other;
    private Randomizer $random;
    private int $seed;
    /** @var array<int, string> */
    private array $masters;
    private string $tokenSeed;
    private string $tokenKey;
    /** @var array<int, Coupons> by the slot that signs */
    private array $coupons = [];

    protected function setUp(): void
    {
        parent::setUp();
        if (!Node::isInstalled()) {
            self::markTestSkipped('needs "npm ci" in tests/interop');
        }
        $this->seed = (int) (getenv('LOYALTY_SEED') ?: random_int(1, 2 ** 31 - 1));
        $this->random = new Randomizer(new Mt19937($this->seed));
        $this->masters = [0 => $this->random->getBytes(32), 3 => $this->random->getBytes(32), 7 => $this->random->getBytes(32)];
        $this->tokenSeed = $this->random->getBytes(32);
        $this->tokenKey = $this->random->getBytes(32);
        $this->other = new Node('answer.mjs');
        $this->other->ask(['ring' => $this->ring(), 'ask' => 'suggest', 'hex' => '']);
    }

    public function testShortCodesAreTheSameSymbolForSymbol(): void
    {
        foreach (array_keys(self::WIDTHS) as $length) {
            for ($i = 0; $i < 125; ++$i) {
                $this->sameCode($length, null);
            }
        }
    }

    public function testPersonalisedCodesAreTheSameSymbolForSymbol(): void
    {
        foreach (['LI', 'MARIA', 'IOLO', 'LULU', 'SUSANNEMARIE', 'ABCD'] as $name) {
            for ($i = 0; $i < 30; ++$i) {
                $this->sameCode(20, $name);
            }
        }
        for ($i = 0; $i < 100; ++$i) {
            $this->sameCode(20, $this->letters($this->random->getInt(2, 12)));
        }
    }

    public function testFourLettersBeforeTwentySymbolsAreReadBothWays(): void
    {
        $plain = 0;
        for ($i = 0; $i < 200; ++$i) {
            // The first symbol of a plain code says its slot: "B" is slot 3.
            $code = $this->coupons(3)->issue($this->random->getInt(0, 2 ** 20 - 1), $this->random->getInt(0, 2 ** 30 - 1), 24);
            if (preg_match('/^[A-Z01]{4}/', $code) === 1) {
                ++$plain;
                $read = $this->same(substr($code, 0, 4) . '-' . substr($code, 4));
                self::assertSame($code, $read['short']['code'] ?? null, $this->clue($code));
                $this->same($this->edited(substr($code, 0, 4) . '-' . substr($code, 4)));
            }
            $code = $this->coupons()->issue(1, $this->random->getInt(0, 2 ** 24 - 1), 20, $this->letters(4));
            $this->same($code);
            $this->same($this->edited($code));
        }
        self::assertGreaterThanOrEqual(20, $plain, $this->clue());
    }

    public function testRepairsAreTheSame(): void
    {
        $offered = 0;
        for ($i = 0; $i < 400; ++$i) {
            $code = $this->anyCode();
            $at = $this->random->getInt(0, strlen($code) - 2);
            $typed = $code;
            if ($this->random->getInt(0, 1) === 1) {
                [$typed[$at], $typed[$at + 1]] = [$code[$at + 1], $code[$at]];
            } else {
                $typed[$at] = self::ALPHABET[$this->random->getInt(0, 31)];
            }
            $repairs = $this->coupons()->suggest($typed);
            self::assertSame($repairs, $this->value(['ask' => 'suggest', 'hex' => bin2hex($typed)]), $this->clue($typed));
            $offered += count($repairs);
        }
        self::assertGreaterThan(100, $offered, $this->clue());
    }

    public function testTokensAreTheSameByteForByte(): void
    {
        for ($i = 0; $i < 200; ++$i) {
            $fields = $this->fields();
            foreach (['P' => 'public', 'S' => 'shared'] as $type => $format) {
                $token = $this->token($fields, $format);
                self::assertSame($token, $this->value(['ask' => 'token', 'type' => $type, 'fields' => $fields]), $this->clue());
                self::assertEqualsCanonicalizing($fields, $this->same($token)['token'] ?? null, $this->clue($token));
                $this->same(strtolower($token));
            }
        }
    }

    public function testWindowsEndAtTheSameSecond(): void
    {
        foreach ([[1000, 2000], [null, 2000], [1000, null]] as [$from, $until]) {
            $token = $this->coupons()->token(1, 2, new CouponTerms(DiscountKind::FreeShipping, notBefore: $from, expiresAt: $until));
            foreach ([0, 999, 1000, 1001, 1999, 2000, 2001] as $at) {
                $this->same($token, $at);
            }
        }
    }

    public function testWhatIsAlteredIsRefusedAlike(): void
    {
        $refused = [];
        for ($i = 0; $i < 1500; ++$i) {
            $typed = $this->anyCode();
            if ($this->random->getInt(0, 3) === 0) {
                $fields = $this->fields();
                $typed = $this->token($fields, ['public', 'shared'][$i % 2]);
            }
            for ($edits = $this->random->getInt(1, 3); $edits > 0; --$edits) {
                $typed = $this->edited($typed);
            }
            $refused[$this->same($typed)['refused'] ?? 'OK'] = true;
        }
        $expected = ['OK', 'BAD_UTF8', 'BAD_CHAR', 'BAD_LENGTH', 'BAD_CHECK', 'BAD_TAG', 'NON_CANONICAL', 'UNKNOWN_KEY'];
        self::assertSame([], array_diff($expected, array_keys($refused)), $this->clue());
    }

    public function testWhatPassesTheCheckSymbolsIsRefusedAlike(): void
    {
        $refused = [];
        for ($i = 0; $i < 600; ++$i) {
            $length = array_rand(self::WIDTHS);
            $checks = $length === 12 ? 1 : 2;
            $symbols = array_map(fn (): int => $this->random->getInt(0, 31), range(1, $length - $checks));
            $code = $this->value(['ask' => 'seal', 'symbols' => $symbols, 'checks' => $checks]);
            self::assertIsString($code);
            $name = $length === 20 && $i % 2 === 0 ? $this->letters($this->random->getInt(2, 5)) . '-' : '';
            $refused[$this->same($name . $code)['refused'] ?? 'OK'] = true;
        }
        self::assertSame([], array_diff(['BAD_VERSION', 'UNKNOWN_KEY', 'KEY_RETIRED', 'BAD_TAG'], array_keys($refused)), $this->clue());
    }

    public function testAnyBytesAreRefusedAlike(): void
    {
        $pieces = ['-', '_', '.', ' ', "\u{2013}", "\u{2212}", "\u{a0}", "\u{202f}", "\u{200b}", 'U', 'u', 'O', 'l', 'I', "\0", "\t", "\n", "\xff", "\xc3", "\xed\xa0\x80",
            "\xf4\x90\x80\x80", "\u{410}", "\u{ff21}", 'MARIA-', 'SUSI-', 'C1P.', 'C1S.', 'c2p.', 'C1', 'AB', '01'];
        for ($i = 0; $i < 1500; ++$i) {
            $typed = $this->random->getInt(0, 3) === 0 ? $this->random->getBytes($this->random->getInt(1, 40)) : '';
            for ($n = $this->random->getInt(0, 30); $n > 0; --$n) {
                $typed .= $this->random->getInt(0, 2) === 0 ? $pieces[$this->random->getInt(0, count($pieces) - 1)] : self::ALPHABET[$this->random->getInt(0, 31)];
            }
            $this->same($typed);
        }
        foreach ([127, 128, 129, 1023, 1024, 1025, 4096] as $length) {
            foreach (['', 'C1P.', 'C1S.', 'MARIA-', "\xff"] as $front) {
                $this->same(str_pad($front, $length, 'A'));
            }
        }
    }

    public function testPayloadsThatAreSignedButWrongAreRefusedAlike(): void
    {
        $refused = [];
        for ($i = 0; $i < 1500; ++$i) {
            $payload = $this->payload();
            if (strlen($payload) > 400) {
                continue;
            }
            $token = $this->value(['ask' => 'sign', 'type' => 'S', 'hex' => bin2hex($payload)]);
            self::assertIsString($token);
            $refused[$this->same($token)['refused'] ?? 'OK'] = true;
        }
        $expected = ['OK', 'TRUNCATED', 'NON_CANONICAL', 'UNKNOWN_FIELD', 'MISSING_FIELD', 'FIELD_RANGE', 'BAD_UTF8'];
        self::assertSame([], array_diff($expected, array_keys($refused)), $this->clue());
    }

    public function testAPartnerVerifiesWithThePublicKeyAlone(): void
    {
        $publicKeys = array_values($this->keys()->publicKeys());
        $partner = new Coupons(KeyRing::partner(self::DOMAIN, $publicKeys));
        $this->other->ask(['ring' => ['domain' => self::DOMAIN, 'publicKeys' => $publicKeys], 'ask' => 'suggest', 'hex' => '']);

        for ($i = 0; $i < 50; ++$i) {
            $fields = $this->fields();
            $public = $this->token($fields);
            $shared = $this->token($fields, 'shared');
            self::assertEquals($fields, self::fieldsOf($partner->verify($public)), $this->clue());
            self::assertEqualsCanonicalizing(['token' => $fields], $this->value(['ask' => 'verify', 'hex' => bin2hex($public)]), $this->clue());
            foreach ([$shared, $this->coupons()->issue(1, $i), $this->edited($public), $this->edited($shared)] as $typed) {
                $this->same($typed, null, $partner);
            }
        }
        $this->expectException(LoyaltyException::class);
        $this->expectExceptionMessage('no key that signs');
        $partner->token(1, 2, new CouponTerms(DiscountKind::FreeShipping));
    }

    /** Issues one code on both sides and reads it, in the other's spelling, on both. */
    private function sameCode(int $length, ?string $name): void
    {
        [$campaignBits, $serialBits] = self::WIDTHS[$length];
        $edge = static fn (int $bits, int $any): array => [0, 1, 2 ** $bits - 1, $any];
        $campaign = $edge($campaignBits, $this->random->getInt(0, 2 ** $campaignBits - 1))[$this->random->getInt(0, 3)];
        $serial = $edge($serialBits, $this->random->getInt(0, 2 ** $serialBits - 1))[$this->random->getInt(0, 3)];
        $slot = array_rand($this->masters);
        $issued = $this->coupons($slot)->issue($campaign, $serial, $length, $name);
        $question = ['length' => $length, 'slot' => $slot, 'campaign' => $campaign, 'serial' => $serial, 'name' => $name];
        $other = $this->value(['ask' => 'issue', 'code' => $question]);

        self::assertIsString($other);
        self::assertSame($name === null ? $issued : strtr($name, 'ILO', '110') . substr($issued, strlen($name)), $other, $this->clue());
        foreach ([$issued, $other, strtolower($issued), str_replace('-', " \u{2212} ", $issued)] as $typed) {
            $read = $this->same($typed);
            self::assertSame(['code' => $other, 'campaign' => $campaign, 'serial' => $serial, 'slot' => $slot], array_slice($read['short'] ?? [], 0, 4), $this->clue($typed));
        }
        self::assertSame($name === null ? null : strtr($name, 'ILO', '110'), $read['short']['name'] ?? null);
    }

    /**
     * What both say of an input, which has to be the same.
     *
     * @return array{short?: array<string, mixed>, token?: array<string, mixed>, refused?: string}
     */
    private function same(string $typed, ?int $at = null, ?Coupons $coupons = null): array
    {
        try {
            $coupon = ($coupons ?? $this->coupons())->verify($typed, $at);
            $here = $coupon->terms !== null ? ['token' => self::fieldsOf($coupon)] : ['short' => ['code' => $coupon->code, 'campaign' => $coupon->campaignNumber,
                'serial' => $coupon->serial, 'slot' => $coupon->key, 'name' => $coupon->name]];
        } catch (CouponException $e) {
            $here = ['refused' => $e->reason->value];
        }
        $there = $this->other->ask(['ask' => 'verify', 'hex' => bin2hex($typed), 'now' => $at]);
        if (is_array($there['value'] ?? null)) {
            $there = $there['value'];
            // CouponTerms do not tell a token without flags from one with none of them set.
            if (is_array($there['token'] ?? null) && ($there['token']['flags'] ?? null) === 0) {
                unset($there['token']['flags']);
            }
        }
        self::assertEquals($here, $there, $this->clue($typed));

        return $here;
    }

    /** @param array<string, mixed> $question */
    private function value(array $question): mixed
    {
        $answer = $this->other->ask($question);
        self::assertArrayHasKey('value', $answer, $this->clue());

        return $answer['value'];
    }

    private function clue(string $typed = ''): string
    {
        return sprintf('LOYALTY_SEED=%d, %s', $this->seed, bin2hex($typed));
    }

    /** @return array<string, mixed> */
    private function ring(): array
    {
        return ['domain' => self::DOMAIN, 'keys' => array_map(bin2hex(...), $this->masters), 'retired' => [self::RETIRED],
            'seed' => bin2hex($this->tokenSeed), 'shared' => bin2hex($this->tokenKey)];
    }

    private function keys(int $issuing = 0): KeyRing
    {
        $keys = KeyRing::import(self::DOMAIN, $this->masters + [self::RETIRED => str_repeat('x', 32)], $issuing, $this->tokenSeed, $this->tokenKey);
        $keys->retire(self::RETIRED);

        return $keys;
    }

    private function coupons(int $issuing = 0): Coupons
    {
        return $this->coupons[$issuing] ??= new Coupons($this->keys($issuing));
    }

    private function anyCode(): string
    {
        $length = array_rand(self::WIDTHS);
        [$campaignBits, $serialBits] = self::WIDTHS[$length];
        $name = $length === 20 && $this->random->getInt(0, 1) === 1 ? $this->letters($this->random->getInt(2, 12)) : null;

        return $this->coupons(array_rand($this->masters))
            ->issue($this->random->getInt(0, 2 ** $campaignBits - 1), $this->random->getInt(0, 2 ** $serialBits - 1), $length, $name);
    }

    /** @param array<string, int|string> $fields */
    private function token(array $fields, string $format = 'public'): string
    {
        return $this->coupons()->token((int) $fields['campaign'], (int) $fields['serial'], self::terms($fields), $format);
    }

    private function letters(int $count): string
    {
        return implode(array_map(fn (): string => chr($this->random->getInt(65, 90)), range(1, $count)));
    }

    /** One small change, such as typing, copying and forging make. */
    private function edited(string $typed): string
    {
        $at = $this->random->getInt(0, max(0, strlen($typed) - 1));
        $inserts = ['-', ' ', '.', "\u{2013}", "\u{a0}", 'U', 'o', '8', 'Z', "\u{440}", "\xff", "\n"];

        return match ($this->random->getInt(0, 6)) {
            0 => substr($typed, 0, $at) . substr($typed, $at + 1),
            1 => substr($typed, 0, $at) . $inserts[$this->random->getInt(0, count($inserts) - 1)] . substr($typed, $at),
            2 => strtolower($typed),
            3 => substr($typed, 0, $at) . strrev(substr($typed, $at, 2)) . substr($typed, $at + 2),
            4 => substr($typed, 0, -$this->random->getInt(0, 3) ?: null),
            default => substr_replace($typed, self::ALPHABET[$this->random->getInt(0, 31)], $at, 1),
        };
    }

    private function number(int $least = 0, int $most = self::LARGEST): int
    {
        return match ($this->random->getInt(0, 3)) {
            0 => $least,
            1 => $most,
            2 => $this->random->getInt($least, min($most, $least + 300)),
            default => $this->random->getInt($least, $most),
        };
    }

    /**
     * Fields that a token may have.
     *
     * @return array<string, int|string> with campaign, serial and kind
     */
    private function fields(): array
    {
        $some = fn (): bool => $this->random->getInt(0, 1) === 1;
        $fields = ['campaign' => $this->number(), 'serial' => $this->number(), 'kind' => $this->random->getInt(1, 5)];
        if ($fields['kind'] !== 3) {
            $fields['value'] = $this->number(1, $fields['kind'] === 1 ? 10_000 : self::LARGEST);
        }
        $minimum = $some();
        $maximum = $some();
        if ($fields['kind'] === 2 || $minimum || $maximum) {
            $fields['currency'] = ['EUR', 'JPY', 'KWD', 'XYZ'][$this->random->getInt(0, 3)];
        }
        if ($minimum) {
            $fields['min_order'] = $this->number();
        }
        if ($some()) {
            $fields['nbf'] = $this->number(0, 10 ** 12);
        }
        if ($some()) {
            $fields['exp'] = $this->number(10 ** 12 + 1);
        }
        if ($some()) {
            $fields['customer'] = bin2hex($this->random->getBytes(16));
        }
        if ($some()) {
            $fields['flags'] = $this->random->getInt(1, 7);
        }
        if ($some()) {
            $fields['name'] = ['M', 'Мария', "\u{65e5}\u{672c}", 'Zoë', str_repeat('x', 64), "\u{1f381}"][$this->random->getInt(0, 5)];
        }
        if ($maximum) {
            $fields['max_discount'] = $this->number();
        }

        return $fields;
    }

    /** @param array<string, int|string> $fields */
    private static function terms(array $fields): CouponTerms
    {
        $number = static fn (string $field): ?int => isset($fields[$field]) ? (int) $fields[$field] : null;
        $text = static fn (string $field): ?string => isset($fields[$field]) ? (string) $fields[$field] : null;
        $flags = $number('flags') ?? 0;
        $kinds = [1 => DiscountKind::Percent, DiscountKind::Fixed, DiscountKind::FreeShipping, DiscountKind::Points, DiscountKind::Gift];

        return new CouponTerms($kinds[$fields['kind']], $number('value') ?? 0, $text('currency'), $number('min_order'), $number('nbf'), $number('exp'), $text('customer'),
            ($flags & 1) !== 0, ($flags & 2) !== 0, ($flags & 4) === 0, $text('name'), $number('max_discount'));
    }

    /** @return array<string, int|string> */
    private static function fieldsOf(Coupon $coupon): array
    {
        $terms = $coupon->terms;
        self::assertNotNull($terms);
        $kind = array_search($terms->kind, [1 => DiscountKind::Percent, DiscountKind::Fixed, DiscountKind::FreeShipping, DiscountKind::Points, DiscountKind::Gift], true);

        return array_filter([
            'campaign' => $coupon->campaignNumber,
            'serial' => $coupon->serial,
            'kind' => (int) $kind,
            'value' => $terms->kind === DiscountKind::FreeShipping ? null : $terms->value,
            'currency' => $terms->currency,
            'min_order' => $terms->minimumOrder,
            'nbf' => $terms->notBefore,
            'exp' => $terms->expiresAt,
            'customer' => $terms->customer,
            'flags' => ($terms->emailOnly ? 1 : 0) + ($terms->categories ? 2 : 0) + ($terms->combinable ? 0 : 4) ?: null,
            'name' => $terms->name,
            'max_discount' => $terms->maximumDiscount,
        ], static fn (mixed $value): bool => $value !== null);
    }

    /** The bytes of a payload: fields of any sort, mostly in order, sometimes cut or altered. */
    private function payload(): string
    {
        $any = fn (string ...$bytes): string => $bytes[$this->random->getInt(0, count($bytes) - 1)];
        $leb = static function (int $number): string {
            $bytes = '';
            for (; $number > 127; $number >>= 7) {
                $bytes .= chr($number & 127 | 128);
            }

            return $bytes . chr($number);
        };
        $strange = fn (): string => $any($leb($this->number()), $leb(self::LARGEST + 1), $leb(\PHP_INT_MAX), "\x80\x00", "\x81\x80\x00", str_repeat("\xff", 12) . "\x01", "\x80");
        $name = fn (): string => $any('', 'Maria', "\u{200b}", "a\u{202e}b", "\u{e000}", "\xff", "a\xff\u{200b}", "\u{200b}\xff", "\u{feff}x", "\u{fff0}", "\u{e0001}", str_repeat('x', 64), str_repeat('x', 65), "\x00");
        $payload = '';
        for ($tag = 1; $tag <= 12; ++$tag) {
            if ($this->random->getInt(0, 9) < ($tag <= 4 ? 1 : 5)) {
                continue;
            }
            $value = match (true) {
                $tag === 3 => chr($this->random->getInt(0, 10) === 0 ? $this->random->getInt(0, 9) : $this->random->getInt(1, 5)),
                $tag === 5 => $any('EUR', 'EUR', 'EUR', 'EUR', 'eur', "E\xffR", 'E'),
                $tag === 9 => $any("\x10", "\x10", "\x10", "\x0f", "\x11", "\x90\x00") . $this->random->getBytes(16),
                $tag === 11 => ($text = $name()) === '' ? "\0" : $leb(strlen($text)) . $text,
                $tag === 10 => chr($this->random->getInt(0, 8)),
                $this->random->getInt(0, 19) === 0 => $strange(),
                default => $leb($tag === 4 ? $this->random->getInt(0, 20_000) : $this->random->getInt(0, 5000)),
            };
            $payload .= chr($tag) . $value;
        }
        $at = $this->random->getInt(0, max(0, strlen($payload) - 1));

        return str_pad(match ($this->random->getInt(0, 12)) {
            0 => substr($payload, 0, $at),
            1 => substr($payload, 0, $at) . chr($this->random->getInt(0, 255)) . substr($payload, $at + 1),
            2 => $payload . $payload,
            3 => $payload . chr($this->random->getInt(0, 255)),
            default => $payload,
        }, 6, "\x0d");
    }
}
