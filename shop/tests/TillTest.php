<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Coupons;
use Loyalty\CouponTerms;
use Loyalty\DiscountKind;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Command\Till;
use Loyalty\Shop\Tests\Support\Node;
use Loyalty\Shop\Till\TillPage;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use Symfony\Component\Console\Output\BufferedOutput;

/** The till page in Chromium, opened from its file without a network. LOYALTY_PICTURES names a folder for pictures of it. */
#[CoversClass(TillPage::class)]
#[CoversClass(Till::class)]
final class TillTest extends TestCase
{
    /** Summer: 16:00 in London. */
    private const NOW = 1_783_954_800;
    private const DAY = 86400;
    private const DOMAIN = 'shop.example/till';

    private KeyRing $keys;
    private Coupons $coupons;
    /** One for the whole class: it takes seconds to start. */
    private static ?Node $browser = null;

    protected function setUp(): void
    {
        parent::setUp();
        $this->keys = KeyRing::import(self::DOMAIN, [str_repeat('m', 32)], 0, str_repeat('p', 32), str_repeat('s', 32));
        $this->coupons = new Coupons($this->keys);
    }

    public static function tearDownAfterClass(): void
    {
        self::$browser = null;
    }

    public function testAGenuineTokenSaysWhatItGives(): void
    {
        $this->open();
        $token = $this->coupons->token(7, 41, new CouponTerms(DiscountKind::Fixed, 500, 'EUR', minimumOrder: 3000, expiresAt: self::NOW + self::DAY, name: 'Мария', maximumDiscount: 500));
        $read = $this->ask('check', ['code' => $token]);

        self::assertSame(['good', 'Genuine, use not checked', '€5.00 off'], [$read['state'], $read['title'], $read['gives']]);
        self::assertSame(['On orders from €30.00', 'At most €5.00 off', 'For Мария', 'Valid to 14 July 2026 at 15:59', 'Campaign 7, number 41',
            'Whether it was used before, only the shop can say'], $read['lines']);
        $this->picture('good');
        $this->quiet();
    }

    /** @return iterable<string, array{CouponTerms, string, list<string>}> */
    public static function terms(): iterable
    {
        yield 'percent' => [new CouponTerms(DiscountKind::Percent, 1250, emailOnly: true), '12.5 % off', ['Only for those who got it by e-mail']];
        yield 'no decimals' => [new CouponTerms(DiscountKind::Fixed, 1500, 'JPY'), 'JP¥1,500 off', []];
        yield 'three decimals' => [new CouponTerms(DiscountKind::Fixed, 1500, 'IQD'), 'IQD 1.500 off', []];
        yield 'free delivery' => [new CouponTerms(DiscountKind::FreeShipping, combinable: false), 'Free delivery', ['Not together with other codes']];
        yield 'points' => [new CouponTerms(DiscountKind::Points, 12_000, categories: true), '12,000 points', ['Not for all goods: ask the shop']];
        yield 'gift' => [new CouponTerms(DiscountKind::Gift, 9, customer: str_repeat('0f', 16)), 'Gift no. 9', ['For one customer only: the shop knows whom']];
        yield 'for ever' => [new CouponTerms(DiscountKind::Gift, 1, expiresAt: 2 ** 53 - 1), 'Gift no. 1', []];
        yield 'markup in a name' => [new CouponTerms(DiscountKind::Gift, 1, name: '<b>&amp;</b>'), 'Gift no. 1', ['For <b>&amp;</b>']];
    }

    /** @param list<string> $lines */
    #[DataProvider('terms')]
    public function testEachKindInTheTillsWords(CouponTerms $terms, string $gives, array $lines): void
    {
        $this->open();
        $read = $this->ask('check', ['code' => $this->coupons->token(1, 2, $terms)]);

        self::assertSame('good', $read['state'], print_r($read, true));
        self::assertSame($gives, is_string($read['gives']) ? str_replace("\u{a0}", ' ', $read['gives']) : null);
        self::assertSame([...$lines, 'Campaign 1, number 2', 'Whether it was used before, only the shop can say'], $read['lines']);
        $this->quiet();
    }

    public function testTheWindowIsHalfOpenByTheMachinesClock(): void
    {
        $token = $this->coupons->token(1, 2, new CouponTerms(DiscountKind::Percent, 1000, notBefore: self::NOW, expiresAt: self::NOW + 60));
        foreach ([[-1, 'late', 'Genuine, but not valid yet'], [0, 'good', 'Genuine, use not checked'], [59, 'good', 'Genuine, use not checked'], [60, 'late', 'Genuine, but expired']] as [$after, $state, $title]) {
            $this->open(['at' => self::NOW + $after]);
            $read = $this->ask('check', ['code' => $token]);
            self::assertSame([$state, $title, '10 % off'], [$read['state'], $read['title'], $read['gives']], (string) $after);
        }
        self::assertContains('It is 13 July 2026 at 16:01 by this machine’s clock', (array) $read['lines']);
        $this->picture('expired');
    }

    /** @return iterable<string, array{callable(self): string, string, string}> */
    public static function refused(): iterable
    {
        $terms = new CouponTerms(DiscountKind::Percent, 1000);
        $token = static fn (self $test): string => $test->coupons->token(1, 2, $terms);
        yield 'one symbol changed' => [static fn (self $test): string => substr_replace($t = $token($test), $t[18] === '1' ? '2' : '1', 18, 1), 'bad', 'Not genuine'];
        yield 'another signature' => [static fn (self $test): string => substr_replace($t = $token($test), $t[80] === '1' ? '2' : '1', 80, 1), 'bad', 'Not genuine'];
        yield 'another shop with the same key' => [static fn (self $test): string => (new Coupons(KeyRing::import('other.example/till', [str_repeat('m', 32)], 0, str_repeat('p', 32))))->token(1, 2, $terms), 'bad', 'Not genuine'];
        yield 'another key' => [static fn (self $test): string => (new Coupons(KeyRing::create(self::DOMAIN)))->token(1, 2, $terms), 'bad', 'Not from this shop'];
        yield 'a shared token' => [static fn (self $test): string => $test->coupons->token(1, 2, $terms, 'shared'), 'typing', 'Only the shop itself can check this code.'];
        yield 'a short code' => [static fn (self $test): string => $test->coupons->issue(1, 2), 'typing', 'Only the shop itself can check short codes.'];
        yield 'a personalised code' => [static fn (self $test): string => $test->coupons->issue(1, 2, name: 'MARIA'), 'typing', 'Only the shop itself can check short codes.'];
        yield 'a newer kind' => [static fn (self $test): string => 'C2P' . substr($token($test), 3), 'typing', 'This code is of a newer kind.'];
        yield 'nothing' => [static fn (): string => '', 'typing', 'Scan or type a code.'];
        yield 'blanks' => [static fn (): string => "  \n ", 'typing', 'Scan or type a code.'];
        yield 'a part' => [static fn (self $test): string => substr($token($test), 0, 60), 'typing', 'The code is cut short.'];
        yield 'two' => [static fn (self $test): string => $token($test) . $token($test), 'typing', 'There is more than one code in the field.'];
        yield 'another alphabet' => [static fn (self $test): string => substr_replace($token($test), "\u{410}", 20, 1), 'typing', "“\u{410}” does not stand in a code."];
        yield 'an address' => [static fn (): string => 'https://shop.example/a/long/address/of/some/page', 'typing', 'This is no code for this page.'];
        yield 'too long' => [static fn (): string => 'C1P.' . str_repeat('0', 2000), 'typing', 'This is too long for a code.'];
    }

    /** @param callable(self): string $code */
    #[DataProvider('refused')]
    public function testWhatIsNoneOfTheShopsSaysWhy(callable $code, string $state, string $title): void
    {
        $this->open();
        $read = $this->ask('check', ['code' => $code($this)]);

        self::assertSame([$state, $title, ''], [$read['state'], $read['title'], $read['gives']]);
        $this->quiet();
    }

    public function testAScannerThatEndsWithEnterWorksThroughAQueueOfCustomers(): void
    {
        self::assertSame('code', $this->open()['focus'], 'nobody has to click first');
        foreach ([500, 700, 900] as $value) {
            $token = $this->coupons->token(1, $value, new CouponTerms(DiscountKind::Fixed, $value, 'GBP'));
            $read = $this->ask('check', ['code' => $value === 700 ? strtolower($token) : $token]);
            self::assertSame(['good', sprintf('£%d.00 off', $value / 100), 'code', true], [$read['state'], $read['gives'], $read['focus'], $read['selected']]);
        }
        $read = $this->ask('check', ['code' => wordwrap($token, 70, "\r\n", true), 'by' => 'paste']);
        self::assertSame('good', $read['state'], 'mail programs break lines');
        $this->quiet();
    }

    public function testWithoutAMouseAndWithout(): void
    {
        $this->open();
        $token = $this->coupons->token(1, 2, new CouponTerms(DiscountKind::FreeShipping));
        $read = $this->ask('check', ['code' => $token, 'by' => 'button']);
        self::assertSame(['good', 'code'], [$read['state'], $read['focus']], 'the next scan is not typed into the button');
        $read = $this->ask('keys', ['keys' => ['Backspace', 'X', 'Tab', 'Space']]);
        self::assertSame(['typing', 'Only the shop itself can check short codes.', 'code'], [$read['state'], $read['title'], $read['focus']]);
    }

    public function testABrowserWithoutTheSignatureSaysSoAtOnce(): void
    {
        $this->open(['without' => 'Ed25519']);
        self::assertSame('This browser cannot check codes.', $this->ask('answer')['title']);
    }

    public function testAPhoneShowsItWithoutScrollingSideways(): void
    {
        $long = $this->coupons->token(1, 2, new CouponTerms(DiscountKind::Percent, 1000, 'EUR', 5000, self::NOW - self::DAY, self::NOW + 30 * self::DAY, str_repeat('ab', 16), true, true, false, str_repeat('W', 64), 2000));
        foreach ([390 => 844, 1280 => 900] as $width => $height) {
            $opened = $this->open(['width' => $width, 'height' => $height], 'Łódź & Söhne <Kaffee>');
            self::assertSame(['Łódź & Söhne <Kaffee>: check a code', $width], [$opened['title'], $opened['wide']]);
            $this->picture("empty-$width");
            self::assertSame($width, $this->ask('check', ['code' => $long])['wide']);
            $this->picture("long-$width");
            self::assertSame($width, $this->ask('check', ['code' => substr_replace($long, $long[30] === '1' ? '2' : '1', 30, 1)])['wide']);
            $this->picture("forged-$width");
            $this->ask('check', ['code' => 'ABCD-EFGH']);
            $this->picture("short-$width");
        }
    }

    public function testTheFileHasNoSecretAndAllowsNoConnection(): void
    {
        $page = (new TillPage($this->keys, 'Shop'))->render(new \DateTimeImmutable('@' . self::NOW));

        foreach (['m', 'p', 's'] as $secret) {
            foreach ([str_repeat($secret, 32), bin2hex(str_repeat($secret, 32)), base64_encode(str_repeat($secret, 32))] as $form) {
                self::assertStringNotContainsString($form, $page);
            }
        }
        foreach ($this->keys->publicKeys() as $id => $key) {
            self::assertStringContainsString(sprintf('"%s":"%s"', $id, $key), $page);
        }
        self::assertStringContainsString("default-src &apos;none&apos;", $page);
        self::assertStringNotContainsString('unsafe', $page);
        self::assertDoesNotMatchRegularExpression('~(?:src|href)\s*=|https?:|//[a-z]~i', (string) preg_replace('~<script>.*?</script>~s', '', $page));
        self::assertStringContainsString('Keys of 13 July 2026.', $page);
    }

    public function testANewKeyNeedsANewPageAndTheOldOneIsOnItToo(): void
    {
        $old = $this->coupons->token(1, 2, new CouponTerms(DiscountKind::FreeShipping));
        $before = $this->page('Shop');
        $this->keys->rotate('public');
        $new = (new Coupons($this->keys))->token(1, 3, new CouponTerms(DiscountKind::FreeShipping));

        $this->open(['file' => $before]);
        $read = $this->ask('check', ['code' => $new]);
        self::assertSame('Not from this shop', $read['title']);
        self::assertStringContainsString('older than the shop’s newest key', implode(' ', array_filter((array) $read['lines'], is_string(...))));
        $this->open();
        self::assertSame('good', $this->ask('check', ['code' => $old])['state']);
        self::assertSame('good', $this->ask('check', ['code' => $new])['state']);
    }

    public function testARingWithoutPublicKeysMakesNoPage(): void
    {
        $this->expectException(\DomainException::class);
        $this->expectExceptionMessage('key rotate --kind public');
        (new TillPage(KeyRing::import(self::DOMAIN, [str_repeat('m', 32)], 0), 'Shop'))->render(new \DateTimeImmutable());
    }

    public function testMinorUnitsAreThoseOfTheExtension(): void
    {
        preg_match_all("~([034]): '([A-Z ]+)'~", self::read(__DIR__ . '/../assets/till.js'), $lists, \PREG_SET_ORDER);
        $listed = [];
        foreach ($lists as [, $decimals, $codes]) {
            $listed += array_fill_keys(explode(' ', $codes), (int) $decimals);
        }
        self::assertCount(26, $listed);
        for ($code = 'AAA'; strlen($code) === 3; ++$code) {
            self::assertSame($listed[$code] ?? 2, Money::decimals($code), $code);
        }
    }

    public function testTheCommandWritesThePageForTheProgrammesShop(): void
    {
        $ring = $this->folder . '/keys';
        $this->keys->save($ring);
        $out = $this->folder . '/till.html';
        $arguments = ['till', '--out', $out, '--keys', $ring, '--programme', self::PROGRAMME];

        self::assertSame($out . "\n", self::runs(0, ...$arguments));
        self::runs(0, ...$arguments);
        $this->open(['file' => $out]);
        self::assertSame('good', $this->ask('check', ['code' => $this->coupons->token(1, 2, new CouponTerms(DiscountKind::FreeShipping))])['state']);

        self::assertStringContainsString('is not written over', self::runs(2, 'till', '--out', $ring, '--keys', $ring, '--programme', self::PROGRAMME));
        KeyRing::import(self::DOMAIN, [str_repeat('m', 32)], 0)->save($ring);
        self::assertStringContainsString('key rotate --kind public', self::runs(2, ...$arguments));
    }

    private static function runs(int $code, string ...$arguments): string
    {
        $output = new BufferedOutput();
        $got = (new Application())->runArguments(['loyalty', ...array_values($arguments)], $output);
        $said = $output->fetch();
        self::assertSame($code, $got, $said);

        return $said;
    }

    /**
     * @param array<string, mixed> $how
     * @return array<mixed>
     */
    private function open(array $how = [], string $shop = 'Corner Coffee'): array
    {
        if (self::$browser === null && !Node::hasBrowser()) {
            self::markTestSkipped('needs "npm ci" in tests/interop, and Chromium');
        }
        self::$browser ??= new Node('till.mjs');

        return $this->ask('open', $how + ['file' => $this->page($shop), 'at' => self::NOW]);
    }

    private function page(string $shop): string
    {
        $file = sprintf('%s/till-%s.html', $this->folder, bin2hex(random_bytes(3)));
        file_put_contents($file, (new TillPage($this->keys, $shop))->render(new \DateTimeImmutable('@' . self::NOW)));

        return $file;
    }

    /**
     * @param array<string, mixed> $question
     * @return array<mixed>
     */
    private function ask(string $what, array $question = []): array
    {
        self::assertNotNull(self::$browser);

        return self::$browser->ask(['ask' => $what] + $question);
    }

    /** The page itself was all that was asked for, and nothing went wrong in its script. */
    private function quiet(): void
    {
        self::assertSame(['requests' => ['file'], 'errors' => []], $this->ask('seen'));
    }

    private function picture(string $name): void
    {
        $folder = getenv('LOYALTY_PICTURES');
        if (is_string($folder) && $folder !== '') {
            $this->ask('picture', ['file' => sprintf('%s/till-%s.png', $folder, $name)]);
        }
    }
}
