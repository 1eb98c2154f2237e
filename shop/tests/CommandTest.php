<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Passphrase;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Coupon\OffensiveWords;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\PdoConnection;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use Symfony\Component\Console\Output\BufferedOutput;
use Symfony\Component\Console\Output\StreamOutput;

#[CoversClass(Application::class)]
#[CoversClass(ShopCommand::class)]
#[CoversClass(Passphrase::class)]
final class CommandTest extends TestCase
{
    private const DAY = 86400;
    private const AT = 1_323_475_200;

    public function testTheMainJobRunsFromCommandToCommand(): void
    {
        $this->useFiles();
        self::assertStringContainsString('good', $this->ok('programme', 'check', self::PROGRAMME));
        $this->ok('key', 'create', '--domain', 'shop.example/test', '--out', $this->folder . '/keys.lty');
        $first = $this->ok('import', 'retail', self::RETAIL);
        self::assertStringContainsString('Journal: 11,631 new events, 0 known already.', $first);
        self::assertStringContainsString('12,300 of 12,300 invoices', $first);
        self::assertStringContainsString('Journal: 0 new events, 11,631 known already.', $this->ok('import', 'retail', self::RETAIL, '--brief'));

        $status = $this->ok('status');
        self::assertStringContainsString('2,159, 2,139 of them with a purchase', $status);
        self::assertMatchesRegularExpression('/refunded +£275,037\.24, £177,982\.07 of it matched with an order\n/', $status);
        self::assertMatchesRegularExpression('/Liability .*\d/', $this->ok('points'));
        self::assertStringContainsString('2,139 customers with a purchase', $this->ok('rfm'));
        self::assertStringContainsString('at_risk', $this->ok('segment'));

        $segment = $this->data('segment', 'at_risk', '--json');
        self::assertIsArray($segment['keys']);
        self::assertCount(self::int($segment['customers']), $segment['keys']);

        $issued = $this->data('coupon', 'issue', 'winback', '--segment', 'at_risk', '--json');
        self::assertSame($segment['keys'], self::column($issued, 'customer'));
        $code = self::column($issued, 'code')[0];
        $customer = self::column($issued, 'customer')[0];
        self::assertStringContainsString('is in:', $this->ok('segment', 'at_risk', '--explain', $customer));
        self::assertStringContainsString('customer ' . $customer, $this->ok('coupon', 'verify', $code));

        self::assertStringContainsString('EXPIRED: the code was valid through 9 Jan 2012', $this->runs(1, 'coupon', 'verify', $code, '--at', '2012-02-01'));
        self::assertStringContainsString('valid     through 9 Jan 2012', $this->ok('coupon', 'verify', $code));
        $quote = $this->data('quote', '--line', 'A:10:20.00', '--shipping', '4.95', '--customer', $customer, '--coupon', $code, '--json');
        self::assertSame(['amount' => 2000, 'total' => 18495], ['amount' => self::minor($quote['discount']), 'total' => self::minor($quote['total'])]);
        self::assertStringContainsString('How each figure is made', $this->ok('quote', '--line', 'A:10:20.00', '--customer', $customer, '--coupon', $code));
        self::assertStringContainsString('CUSTOMER_MISMATCH', $this->runs(1, 'quote', '--line', 'A:10:20.00', '--customer', 'somebody', '--coupon', $code));

        $report = $this->folder . '/report.html';
        $lines = explode("\n", trim($this->ok('report', '--out', $report)));
        self::assertSame($report, end($lines), 'the path is the last line');
        self::assertSame(0600, fileperms($report) & 0777);
        self::assertStringContainsString('</html>', self::read($report));
    }

    public function testOneCustomersAccountIsExplained(): void
    {
        $this->useFiles();
        Journal::open($this->folder . '/journal.sqlite')->append([self::order('1', '7', 12345, self::AT - 30 * self::DAY)]);

        $account = $this->data('points', '--customer', '7', '--json');
        self::assertSame('7', $account['customer']);
        self::assertIsArray($account['lots']);
        self::assertCount(1, $account['lots']);
        self::assertStringContainsString('test/order/1/1', $this->ok('points', '--customer', '7'));
    }

    public function testCodesAreWrittenForTheOwnerAndNeverOver(): void
    {
        $this->useFiles();
        $this->ok('key', 'create', '--domain', 'shop.example/test', '--out', $this->folder . '/keys.lty');
        $out = $this->folder . '/codes.csv';
        $this->ok('coupon', 'issue', 'winback', '--count', '3', '--new-journal', '--out', $out);

        self::assertSame(0600, fileperms($out) & 0777);
        self::assertMatchesRegularExpression('/^customer,code\n(,[0-9A-Z]{20}\n){3}$/', self::read($out));
        self::assertStringContainsString('is there already', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '3', '--out', $out));
        self::assertCount(1, Journal::open($this->folder . '/journal.sqlite')->batches()->all(), 'no serials are lost to a refusal');
    }

    public function testNoCodeIsIssuedToNobody(): void
    {
        $this->useFiles();
        $this->ok('key', 'create', '--domain', 'shop.example/test', '--out', $this->folder . '/keys.lty');
        Journal::open($this->folder . '/journal.sqlite');

        self::assertStringContainsString('nobody is in the segment', $this->runs(2, 'coupon', 'issue', 'winback', '--segment', 'at_risk'));
    }

    public function testKeysRotateAndRetire(): void
    {
        $this->useFiles();
        $keys = $this->folder . '/keys.lty';
        $this->ok('key', 'create', '--domain', 'shop.example/test', '--out', $keys);
        self::assertSame(0600, fileperms($keys) & 0777);
        $before = $this->data('coupon', 'issue', 'winback', '--count', '1', '--new-journal', '--json');
        $code = self::column($before, 'code')[0];

        $this->ok('key', 'rotate');
        self::assertSame(['active', 'verify'], self::sorted($this->data('key', 'show', '--json')['slots']));
        $this->ok('coupon', 'verify', $code);
        self::assertStringContainsString('only a key of short codes that verifies', $this->runs(2, 'key', 'retire', '1'));
        $this->ok('key', 'retire', (string) self::int($before['key']));
        self::assertStringContainsString('KEY', $this->runs(1, 'coupon', 'verify', $code));
        self::assertStringContainsString('never written over', $this->runs(2, 'key', 'create', '--domain', 'x', '--out', $keys));
    }

    public function testEverythingWrongWithAProgrammeIsSaid(): void
    {
        $path = $this->folder . '/bad.json';
        file_put_contents($path, self::programme(['currency' => 'gbp', 'timezone' => 'Europe/Londres']));
        $said = $this->runs(1, 'programme', 'check', $path);

        self::assertStringContainsString('/currency: found', $said);
        self::assertStringContainsString('/timezone: found', $said);
        self::assertStringContainsString('2 errors', $said);
        putenv('LOYALTY_PROGRAMME=' . $path);
        self::assertStringContainsString('/timezone: found', $this->runs(3, 'status', '--journal', $this->folder . '/j'));
    }

    /** @return iterable<string, array{list<string>, int, string}> */
    public static function mistakes(): iterable
    {
        yield 'no such command' => [['nothing'], 2, 'not defined'];
        yield 'an argument that is missing' => [['coupon', 'verify'], 2, '(missing: "code"); see "loyalty help"'];
        yield 'no such word in a group' => [['coupon', 'burn'], 2, 'there is no "coupon burn", there is coupon issue, coupon show, coupon verify, coupon suggest, coupon usage, coupon revoke, coupon over-uses'];
        yield 'no journal given' => [['status', '--programme', self::PROGRAMME], 2, 'say where the journal is'];
        yield 'no such journal' => [['status', '--programme', self::PROGRAMME, '--journal', '/nowhere/j'], 2, 'there is no file "/nowhere/j"'];
        yield 'no such folder' => [['import', 'retail', '/nowhere', '--programme', self::PROGRAMME, '--journal', '{folder}/j'], 3, 'cannot read "/nowhere/invoices.csv"'];
        yield 'no instant' => [['status', '--programme', self::PROGRAMME, '--journal', '{journal}', '--at', '2011-02-30'], 2, '"2011-02-30" is not an instant'];
        yield 'no such segment' => [['segment', 'nobody', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'no segment "nobody"; it has new'];
        yield 'a bad rule' => [['segment', '--rule', 'orders >', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, '^'];
        yield 'name and rule' => [['segment', 'new', '--rule', 'orders > 1', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'not both'];
        yield 'no such table' => [['rfm', '--table', 'x', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, '--table must be'];
        yield 'too many bins' => [['rfm', '--bins', '21', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'from 2 to 20'];
        yield 'an empty cart' => [['quote', '--programme', self::PROGRAMME], 2, 'at least one --line'];
        yield 'a bad line' => [['quote', '--line', 'A:0:1.00', '--programme', self::PROGRAMME], 2, '--line "A:0:1.00"'];
        yield 'a bad price' => [['quote', '--line', 'A:1:1.001', '--programme', self::PROGRAMME], 2, '"1.001" is not an amount'];
        yield 'a negative price' => [['quote', '--line', 'A:1:-1', '--programme', self::PROGRAMME], 2, 'negative'];
        yield 'a negative shipping' => [['quote', '--line', 'A:1:1', '--shipping=-1', '--programme', self::PROGRAMME], 2, 'negative'];
        yield 'a huge quantity' => [['quote', '--line', 'A:9223372036854775807:9', '--programme', self::PROGRAMME], 2, ''];
        yield 'a SKU that is no text' => [['quote', '--line', "\xff:1:1", '--programme', self::PROGRAMME], 2, 'UTF-8'];
        yield 'a customer without a key' => [['quote', '--line', 'A:1:1', '--customer', '', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, ''];
        yield 'an instant before all' => [['status', '--at', '0000-01-01', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, '--at "0000-01-01" is out of range'];
        yield 'an explained customer without a key' => [['segment', 'new', '--explain', '', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, ''];
        yield 'no file for the keys' => [['key', 'create', '--domain', 'x', '--out', ''], 2, 'say where: --out FILE'];
        yield 'keys nowhere' => [['key', 'create', '--domain', 'x', '--out', '/nowhere/k'], 2, '/nowhere/k'];
        yield 'no file for the report' => [['report', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'say where: --out'];
        yield 'a report nowhere' => [['report', '--out', '/nowhere/r.html', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'cannot write "/nowhere/r.html"'];
        yield 'no such customer' => [['points', '--customer', 'x', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, 'no customer "x"'];
        yield 'a limit that is none' => [['segment', 'new', '--limit', 'ten', '--programme', self::PROGRAMME, '--journal', '{journal}'], 2, '--limit must be a whole number'];
    }

    /** @param list<string> $arguments */
    #[DataProvider('mistakes')]
    public function testAMistakeIsOneSentenceAndAnExitCode(array $arguments, int $code, string $message): void
    {
        $journal = $this->folder . '/journal.sqlite';
        Journal::open($journal);
        $said = $this->runs($code, ...array_map(fn (string $a): string => strtr($a, ['{journal}' => $journal, '{folder}' => $this->folder]), $arguments));

        self::assertStringContainsString($message, $said);
        self::assertStringNotContainsString('.php', $said, 'no trace');
    }

    public function testIssuingDoesNotMakeAJournalUnlessToldTo(): void
    {
        $this->makeKeys();
        $journal = $this->folder . '/journal.sqlite';
        self::assertStringContainsString('there is no file', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1'));
        self::assertFileDoesNotExist($journal);
        self::assertStringContainsString('goes with --count', $this->runs(2, 'coupon', 'issue', 'winback', '--segment', 'at_risk', '--new-journal'));
        $this->runs(2, 'coupon', 'issue', 'winback', '--count', '20000000', '--new-journal');
        self::assertFileDoesNotExist($journal, 'what cannot be issued makes no journal');

        $first = $this->issue('--new-journal');
        self::assertStringContainsString('leave --new-journal away', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', '--new-journal'));
        self::assertNotSame($first, $this->issue());
    }

    public function testAPathThatCannotBeWrittenIssuesNothing(): void
    {
        $this->makeKeys();
        $journal = Journal::open($this->folder . '/journal.sqlite');
        foreach (['/nowhere/codes.csv', '', $this->folder] as $out) {
            $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', '--out', $out);
        }
        self::assertSame([], $journal->batches()->all());
    }

    public function testAFullOutputSaysHowToGetTheCodes(): void
    {
        if (!is_writable('/dev/full')) {
            self::markTestSkipped('needs /dev/full');
        }
        $this->makeKeys();
        Journal::open($this->folder . '/journal.sqlite');
        $full = fopen('/dev/full', 'w');
        self::assertIsResource($full);
        $output = new class ($full) extends StreamOutput {
            public string $said = '';

            protected function doWrite(string $message, bool $newline): void
            {
                $this->said .= $message . ($newline ? "\n" : '');
            }
        };
        self::assertSame(2, (new Application())->runArguments(['loyalty', 'coupon', 'issue', 'winback', '--count', '2'], $output));
        self::assertStringContainsString('the batch is stored, "loyalty coupon show winback 0" prints its codes', $output->said);
        self::assertMatchesRegularExpression('/^customer,code\n(,[0-9A-Z]{20}\n){2}$/', $this->ok('coupon', 'show', 'winback', '0'));
    }

    public function testTheCodesOfABatchAreShownAgain(): void
    {
        $this->makeKeys();
        $first = $this->issue('--new-journal');
        $second = $this->issue();
        $this->ok('key', 'rotate');
        $serials = array_column($this->data('coupon', 'show', 'winback', '--json'), 'first_serial');

        self::assertCount(2, $serials);
        self::assertSame([$first, $second], array_map(fn (mixed $serial): array => self::column($this->data('coupon', 'show', 'winback', (string) self::int($serial), '--json'), 'code'), $serials));
        self::assertStringContainsString('first serial', $this->ok('coupon', 'show', 'winback'));
        self::assertStringContainsString('no batch of campaign "winback" has the serial "9"', $this->runs(2, 'coupon', 'show', 'winback', '9'));
    }

    public function testAQuoteTakesACodeUnderTheTermsThatWerePromised(): void
    {
        $this->makeKeys();
        $code = $this->issue('--new-journal')[0];
        $quote = ['quote', '--line', 'A:10:20.00', '--coupon', $code];
        self::assertStringContainsString("code $code (winback) takes off £20.00, use not checked\n", $this->ok(...$quote));
        self::assertStringContainsString('EXPIRED', $this->runs(1, ...[...$quote, '--at', '2012-02-01']));
        self::assertStringContainsString('BAD_LENGTH', $this->runs(1, 'quote', '--line', 'A:10:20.00', '--coupon', 'X'));

        $later = $this->changed(['valid_for' => ['days' => 300], 'discount' => ['kind' => 'percent', 'basis_points' => 500]], ['version' => 2]);
        self::assertStringContainsString("code $code (winback) takes off £20.00, as promised by version 1 of the programme, use not checked\n", $this->ok(...[...$quote, ...$later]));
        self::assertStringContainsString('EXPIRED', $this->runs(1, ...[...$quote, ...$later, '--at', '2012-02-01']), 'not under the longer time of today');
        self::assertSame(2000, self::minor($this->data(...[...$quote, ...$later, '--json'])['discount']));
        self::assertStringContainsString('of an earlier programme, version 1 of 1 Dec 2010', $this->ok('coupon', 'verify', $code, ...$later));

        $closed = $this->changed(['open' => false]);
        self::assertStringContainsString('CAMPAIGN_CLOSED', $this->runs(1, ...[...$quote, ...$closed]));
        self::assertStringContainsString('CAMPAIGN_CLOSED', $this->runs(1, 'coupon', 'verify', $code, ...$closed));
        self::assertStringContainsString('campaign "winback" is closed', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', ...$closed));
    }

    public function testAQuoteShowsTaxesChannelsAndOffers(): void
    {
        $this->useFiles();
        $said = $this->ok('quote', '--line', 'A:30:20.00', '--shipping', '4.95', '--tax', '20');
        self::assertStringContainsString('large_orders takes off £4.95 by itself', $said);
        self::assertMatchesRegularExpression('/^shipping +£4\.95 +£4\.95 +£0\.00 /m', $said);
        self::assertMatchesRegularExpression('/tax in it.*together +£604\.95 +£4\.95 +£600\.00 +£100\.00 /s', $said);
        $data = $this->data('quote', '--line', 'A:1:100.00', '--tax', '5.5', '--tax-on-top', '--json');
        self::assertSame([550, 10550], [self::minor($data['tax']), self::minor($data['total'])]);
        self::assertStringContainsString('tax on top', $this->ok('quote', '--line', 'A:1:100.00', '--tax', '5.5', '--tax-on-top'));
        self::assertStringNotContainsString('tax', strtok($this->ok('quote', '--line', 'A:1:100.00'), "\n") ?: '');

        $this->makeKeys();
        $mail = $this->changed(['email_only' => true]);
        $code = $this->issue('--new-journal', ...$mail)[0];
        $quote = ['quote', '--line', 'A:10:20.00', '--coupon', $code, ...$mail];
        self::assertStringContainsString('CHANNEL_MISMATCH', $this->runs(1, ...$quote));
        self::assertStringContainsString('CHANNEL_MISMATCH', $this->runs(1, ...[...$quote, '--channel', 'sms']));
        $this->ok(...[...$quote, '--channel', 'email']);
    }

    public function testCodesByNameAreIssuedAndVerified(): void
    {
        $this->makeKeys();
        Journal::open($this->folder . '/journal.sqlite')->append([self::order('1', '7'), self::order('2', '8'), self::order('3', '9')]);
        file_put_contents($this->folder . '/names.csv', "customer,name\n7,Мария Иванова\n9,\"O'Brien\"\nx,Nobody\n");
        $named = ['--names', $this->folder . '/names.csv', '--language', 'bg'];
        $issued = $this->data('coupon', 'issue', 'for_you', '--rule', 'orders >= 1', ...[...$named, '--json']);
        self::assertSame(['7', '8', '9'], self::column($issued, 'customer'));
        [$maria, $plain, $brien] = [...self::column($issued, 'code'), '', ''];
        self::assertMatchesRegularExpression('/^MARIA-[0-9A-Z]{20}$/', $maria);
        self::assertMatchesRegularExpression('/^[0-9A-Z]{20}$/', $plain, 'no name, a plain code');
        self::assertMatchesRegularExpression('/^OBRIEN-[0-9A-Z]{20}$/', $brien);
        $said = $this->ok('coupon', 'verify', strtolower($maria));
        self::assertStringContainsString('customer 7, by the name of MARIA', $said);
        self::assertStringStartsWith('genuine, use not checked ' . substr($maria, 0, 10) . '-', $said);
        self::assertStringContainsString('BAD_', $this->runs(1, 'coupon', 'verify', 'PETRA' . substr($maria, 5)));
        self::assertSame($issued['codes'], $this->data('coupon', 'show', 'for_you', '0', '--json')['codes'], 'shown again with their names');
        self::assertStringContainsString('one customer each, by name', $this->ok('coupon', 'show', 'for_you'));
        self::assertSame([true], array_column($this->data('coupon', 'show', 'for_you', '--json'), 'personalised'));

        $alone = $this->data('coupon', 'issue', 'for_you', ...[...$named, '--json']);
        self::assertSame(['7', '9', 'x'], self::column($alone, 'customer'), 'the file alone says for whom');
        self::assertStringContainsString('does not go with --count', $this->runs(2, 'coupon', 'issue', 'for_you', '--count', '1', ...$named));
        self::assertStringContainsString('have 20 symbols, those of campaign "free_delivery" have 16', $this->runs(2, 'coupon', 'issue', 'free_delivery', ...$named));
        file_put_contents($this->folder . '/twice.csv', "customer,name\n7,A\n7,B\n");
        self::assertStringContainsString('twice.csv, line 3: customer "7" is in the file twice', $this->runs(3, 'coupon', 'issue', 'for_you', '--names', $this->folder . '/twice.csv'));
        file_put_contents($this->folder . '/none.csv', "customer,name\n");
        self::assertStringContainsString('nobody is in the file', $this->runs(2, 'coupon', 'issue', 'for_you', '--names', $this->folder . '/none.csv'));
    }

    public function testWordsAreLeftOutUnlessToldOtherwise(): void
    {
        $this->makeKeys();
        $many = ['coupon', 'issue', 'winback', '--count', '3000', '--json'];
        $issued = $this->data(...[...$many, '--new-journal', '--words', 'en, ro,bg']);
        $filter = OffensiveWords::filter(['en', 'ro', 'bg']);
        self::assertGreaterThan(0, self::int($issued['skipped']));
        self::assertSame([], array_filter(self::column($issued, 'code'), $filter->matches(...)));
        self::assertSame(0, $this->data(...[...$many, '--no-words'])['skipped']);
        $said = $this->ok('coupon', 'issue', 'winback', '--count', '3000', '--words', 'ro,pl,bg,en', '--out', $this->folder . '/codes.csv');
        self::assertMatchesRegularExpression('/; [\d,]+ serials? left out for what/', $said);
        self::assertStringContainsString('there is no list of words for "xx"', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', '--words', 'xx'));
        self::assertStringContainsString('"--no-words" issues without', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', '--words', ''));
    }

    public function testATokenIsVerifiedWithThePublicKeyAlone(): void
    {
        $this->makeKeys();
        $token = self::column($this->data('coupon', 'issue', 'partner_card', '--count', '1', '--new-journal', '--json'), 'code')[0];
        self::assertStringStartsWith('C1P.', $token);
        $said = $this->ok('coupon', 'verify', $token);
        self::assertStringContainsString('10 % off', $said);
        self::assertStringContainsString('an order of £50.00 or more', $said);
        self::assertStringContainsString('signed with key 0 of public tokens', $said);
        self::assertStringContainsString('signed with key 0 of public tokens', $this->ok('coupon', 'issue', 'partner_card', '--count', '1'));

        $partner = $this->folder . '/partner.json';
        file_put_contents($partner, $this->ok('key', 'show', '--public'));
        foreach (['JOURNAL', 'PROGRAMME', 'KEYS'] as $variable) {
            putenv('LOYALTY_' . $variable);
        }
        $verify = ['coupon', 'verify', $token, '--partner'];
        $said = $this->ok(...[...$verify, $partner]);
        self::assertStringContainsString('genuine, use not checked', $said);
        self::assertStringContainsString('until 30 Jun 2012 23:00 UTC', $said);
        self::assertStringContainsString('signed with key 0 of public tokens', $said);
        $data = self::decode(self::read($partner));
        self::assertIsArray($data['public_keys']);
        $key = array_values(array_filter($data['public_keys'], is_string(...)))[0];
        self::assertSame('public', $this->data(...[...$verify, $key, '--domain', 'shop.example/test', '--json'])['format']);
        self::assertStringContainsString('say whose key that is', $this->runs(2, ...[...$verify, $key]));
        self::assertStringContainsString('refused', $this->runs(1, ...[...$verify, $key, '--domain', 'other.example/test']));
        self::assertStringContainsString('EXPIRED', $this->runs(1, ...[...$verify, $partner, '--at', '2012-07-01']));
$token[-9] = $token[-9] === '7' ? '8' : '7';
        self::assertStringContainsString('BAD_TAG', $this->runs(1, 'coupon', 'verify', $token, '--partner', $partner));
        self::assertStringContainsString('is not what "key show --public" prints', $this->runs(2, ...[...$verify, self::PROGRAMME]));
        self::assertStringContainsString('cannot read', $this->runs(2, ...[...$verify, '/nowhere/p']));
        self::assertStringContainsString('publicKeys must be', $this->runs(2, ...[...$verify, str_repeat('0', 64), '--domain', 'x']));
    }

    public function testTheLedgerIsAskedAndTold(): void
    {
        $this->makeKeys();
        $limited = $this->changed(['uses_total' => 10, 'budget' => 100000]);
        $path = $this->folder . '/ledger.sqlite';
        $issue = ['coupon', 'issue', 'winback', '--count', '1', ...$limited];
        self::assertStringContainsString('say where the ledger is', $this->runs(2, 'coupon', 'usage', (new Coupons(KeyRing::open($this->folder . '/keys.lty')))->issue(1, 0), ...$limited));
        putenv('LOYALTY_DATABASE=sqlite:' . $path);
        self::assertStringContainsString(sprintf('there is no file "%s" (--database): the shop\'s plugin makes it', $path), $this->runs(2, ...$issue));
        touch($path);
        self::assertStringContainsString('there is no table loyalty_coupon_batch: Tables::create() makes the tables', $this->runs(3, ...$issue));
        self::assertStringContainsString('the same prefix ("wp_loyalty_" here)', $this->runs(3, ...[...$issue, '--prefix', 'wp_loyalty_']));
        $connection = PdoConnection::sqlite($path);
        (new Tables())->create($connection);
        [$code, $other] = [$this->issue(...$limited)[0], $this->issue(...$limited)[0]];
        // Which serials the words leave depends on the keys.
        $genuine = new Coupons(KeyRing::open($this->folder . '/keys.lty'));
        [$serial, $otherSerial] = [$genuine->verify($code)->serial, $genuine->verify($other)->serial];
        $usage = ['coupon', 'usage', $code, ...$limited];
        self::assertStringContainsString('used          0 of 1', $this->ok(...$usage));

        $ledger = new Ledger($connection);
        $claim = new Claim($code, 1, $serial, usesTotal: 10, budget: 100000, amount: 2000);
        $ledger->place('cart-1', 'A1', [$claim], null, self::AT);
        $ledger->redeem('A1', self::AT, [$claim]);
        $said = $this->ok(...$usage);
        foreach (['used          1 of 1', 'the campaign  1 of 10', 'given away    £20.00 of £1,000.00'] as $line) {
            self::assertStringContainsString($line, $said);
        }
        self::assertSame([1, 2000], array_map(fn (string $key): mixed => $this->data(...[...$usage, '--json'])[$key], ['uses', 'campaign_spent']));
        self::assertStringContainsString('BAD_CHECK', $this->runs(1, 'coupon', 'usage', substr($code, 0, -1) . ($code[-1] === '7' ? '8' : '7')));

        $none = ['coupon', 'over-uses', 'winback'];
        self::assertSame("none\n", $this->ok(...$none));
        $ledger->redeem('A2', self::AT + 60, [$claim]);
        self::assertMatchesRegularExpression("/^A2 +$serial +£20\\.00 +10 Dec 2011 00:01/m", $this->runs(1, ...$none));
        self::assertSame(['A2'], array_column(self::decode($this->runs(1, ...[...$none, '--json'])), 'order'));

        self::assertStringContainsString('is withdrawn', $this->ok('coupon', 'revoke', $other));
        self::assertSame('replay', $this->data('coupon', 'revoke', $other, '--json')['outcome']);
        self::assertStringContainsString('BAD_LENGTH', $this->runs(1, 'coupon', 'revoke', 'X'));
        self::assertSame(Outcome::Revoked, $ledger->hold('cart-9', [new Claim($other, 1, $otherSerial)], null, self::AT)[0]->outcome);
        self::assertStringContainsString('1 to 40 letters', $this->runs(2, ...[...$none, '--prefix', 'x;']));
        self::assertStringContainsString('cannot open the database', $this->runs(2, ...[...$none, '--database', 'nothing:x']));
    }

    public function testTheDeskAndTheCommandLineCountSerialsInOnePlace(): void
    {
        $this->makeKeys();
        $connection = $this->makeDatabase();
        // A shop on the desk has no journal.
        putenv('LOYALTY_JOURNAL');
        $desk = $this->desk($connection);
        $codes = array_values(iterator_to_array($desk->codes($desk->issue('winback', 2, self::AT))));
        $codes = [...$codes, ...$this->issue()];
        file_put_contents($this->folder . '/names.csv', "customer,name\n7,Maria\n");
        $codes = [...$codes, ...self::column($this->data('coupon', 'issue', 'winback', '--names', $this->folder . '/names.csv', '--json'), 'code')];
        $codes = [...$codes, ...array_values(iterator_to_array($desk->codes($desk->issue('winback', 1, self::AT))))];

        self::assertCount(5, array_unique(array_map(static fn (string $code): string => substr($code, -20), $codes)));
        self::assertSame([0, 2, 3, 4], array_column($this->data('coupon', 'show', 'winback', '--json'), 'first_serial'));
        self::assertSame([$codes[2]], self::column($this->data('coupon', 'show', 'winback', '2', '--json'), 'code'));
        self::assertSame([$codes[3]], self::column($this->data('coupon', 'show', 'winback', '3', '--json'), 'code'), 'with its name');
        foreach ($codes as $serial => $code) {
            self::assertSame($serial, $desk->read($code, self::AT)->coupon?->serial);
            self::assertSame($serial, $this->data('coupon', 'verify', $code, '--json')['serial']);
        }
        self::assertStringContainsString('The batch is one row of the database', $this->ok('coupon', 'issue', 'winback', '--count', '1', '--out', $this->folder . '/c.csv'));
        self::assertStringContainsString('leave --new-journal away', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1', '--new-journal'));
    }

    public function testWhereADatabaseIsSaidTheJournalIssuesNothing(): void
    {
        $this->makeKeys();
        $fromJournal = $this->issue('--new-journal')[0];
        $this->makeDatabase();

        self::assertStringContainsString('has issued codes of campaign number 1', $this->runs(2, 'coupon', 'issue', 'winback', '--count', '1'));
        self::assertSame([], $this->data('coupon', 'show', 'winback', '--json'));
        self::assertStringContainsString('NOT_ISSUED', $this->runs(1, 'coupon', 'verify', $fromJournal));
        Journal::open($this->folder . '/journal.sqlite')->append([self::order('1', '7')]);
        $issued = $this->data('coupon', 'issue', 'for_you', '--rule', 'orders >= 1', '--json');
        self::assertSame(['7'], self::column($issued, 'customer'), 'the journal says for whom');
        self::assertCount(1, Journal::open($this->folder . '/journal.sqlite')->batches()->all());
        self::assertCount(1, $this->data('coupon', 'show', 'for_you', '--json'));
    }

    public function testVerifyAndQuoteKnowWhatTheDatabaseKnows(): void
    {
        $this->makeKeys();
        $connection = $this->makeDatabase();
        putenv('LOYALTY_JOURNAL');
        $code = $this->issue()[0];
        $quote = ['quote', '--line', 'A:10:20.00', '--coupon', $code];
        $said = $this->ok('coupon', 'verify', $code);
        self::assertStringStartsWith('genuine ' . substr($code, 0, 4), $said);
        self::assertStringContainsString("used      0 of 1\n", $said);
        self::assertStringContainsString("takes off £20.00\n", $this->ok(...$quote));
        self::assertTrue($this->data(...[...$quote, '--json'])['use_checked']);

        $cart = new Cart([new CartLine('A', 10, new Money(2000, 'GBP'))], new Money(0, 'GBP'));
        self::assertTrue($this->desk($connection)->orderPlaced('A1', $cart, [$code], new Shopper('cart-1', ''), self::AT)->isWhole());
        self::assertStringContainsString("used      1 of 1, none is left\n", $this->ok('coupon', 'verify', $code));
        self::assertSame([true, 1, 1], array_map(fn (string $key): mixed => $this->data('coupon', 'verify', $code, '--json')[$key], ['use_checked', 'uses', 'uses_per_code']));
        self::assertStringContainsString('USED', $this->runs(1, ...$quote));
        self::assertStringContainsString('No journal is named', $this->runs(1, ...[...$quote, '--customer', '7']));
        self::assertStringContainsString('used      1 of 1', $this->ok('coupon', 'usage', $code));

        $other = $this->issue()[0];
        $this->ok('coupon', 'revoke', $other);
        self::assertStringContainsString('REVOKED: the shop has withdrawn the code', $this->runs(1, 'coupon', 'verify', $other));
        self::assertStringContainsString('REVOKED', $this->runs(1, 'quote', '--line', 'A:10:20.00', '--coupon', $other));
    }

    public function testAnOfferWithLimitsIsCountedForItsCustomer(): void
    {
        $this->makeKeys();
        $campaigns = self::decode(self::programme())['campaigns'];
        self::assertIsArray($campaigns);
        self::assertIsArray($campaigns[6]);
        $campaigns[6]['uses_per_customer'] = 1;
        file_put_contents($this->folder . '/p.json', self::programme(['campaigns' => $campaigns]));
        putenv('LOYALTY_PROGRAMME=' . $this->folder . '/p.json');
        putenv('LOYALTY_JOURNAL');
        $quote = ['quote', '--line', 'A:30:20.00', '--shipping', '4.95'];
        self::assertStringContainsString("by itself, use not checked\n", $this->ok(...$quote));
        $connection = $this->makeDatabase();
        self::assertStringContainsString("by itself\n", $this->ok(...[...$quote, '--customer', '7']));

        $cart = new Cart([new CartLine('A', 30, new Money(2000, 'GBP'))], new Money(495, 'GBP'));
        $this->desk($connection)->orderPlaced('A1', $cart, [], new Shopper('cart-1', '', '7'), self::AT);
        self::assertStringNotContainsString('by itself', $this->ok(...[...$quote, '--customer', '7']));
        self::assertStringContainsString("by itself\n", $this->ok(...[...$quote, '--customer', '8']));
    }

    public function testTheDatabasesIdentityIsTheDesks(): void
    {
        $this->makeKeys();
        $connection = $this->makeDatabase();
        putenv('LOYALTY_JOURNAL');
        $this->desk($connection);
        $issue = ['coupon', 'issue', 'winback', '--count', '1', '--url'];
        $this->ok(...[...$issue, 'https://shop.example']);
        self::assertSame('known', $this->data('identity', 'show', '--url', 'https://shop.example', '--json')['standing']);
        self::assertStringContainsString('belong to shop.example', $this->runs(3, ...[...$issue, 'https://copy.example']));
        $this->ok('identity', 'moved', '--url', 'https://copy.example');
        $this->ok(...[...$issue, 'https://copy.example']);
    }

    public function testASlipInACodeIsFound(): void
    {
        $this->makeKeys();
        $code = $this->issue('--new-journal')[0];
        $slip = $code;
        $slip[5] = $slip[5] === '7' ? '8' : '7';

        self::assertSame($code . "\n", $this->ok('coupon', 'suggest', $slip));
        self::assertSame(['codes' => [$code]], $this->data('coupon', 'suggest', $slip, '--json'));
        self::assertStringContainsString('no code is one slip away', $this->runs(1, 'coupon', 'suggest', 'nothing'));
        self::assertSame(['codes' => []], self::decode($this->runs(1, 'coupon', 'suggest', $code, '--json')), 'right as it stands');
    }

    public function testACopyOfTheShopIssuesNothingUntilItsOwnerSaysWhichItIs(): void
    {
        $this->makeKeys();
        $this->issue('--new-journal');
        $issue = ['coupon', 'issue', 'winback', '--count', '1', '--url'];
        self::assertSame('fresh', $this->data('identity', 'show', '--url', 'https://tea.example/', '--json')['standing']);
        $this->ok(...[...$issue, 'https://www.tea.example/']);
        $this->ok(...[...$issue, 'http://tea.example']);
        self::assertStringContainsString('codes are issued', $this->ok('identity', 'show', '--url', 'tea.example'));

        $copy = 'https://staging.tea.example/';
        self::assertStringContainsString('belong to tea.example', $this->runs(3, ...[...$issue, $copy]));
        self::assertStringContainsString('identity moved', $this->runs(1, 'identity', 'show', '--url', $copy));
        self::assertStringContainsString('--url', $this->runs(2, 'identity', 'show'));
        $own = $this->folder . '/own.lty';
        self::assertStringContainsString($own, $this->ok('identity', 'copy', $own, '--url', $copy));
        self::assertStringContainsString('belong to', $this->runs(3, ...[...$issue, $copy]));
        $this->ok(...[...$issue, $copy, '--keys', $own]);
        $this->runs(3, 'identity', 'moved', '--url', 'https://new.example/');
        $this->ok('identity', 'moved', '--url', 'https://new.example/', '--keys', $own);
        $this->ok(...[...$issue, 'https://new.example/', '--keys', $own]);
    }

    public function testKeysAreDrawnExportedAndImported(): void
    {
        $this->useFiles();
        $keys = $this->folder . '/keys.lty';
        $this->ok('key', 'create', '--out', $keys);
        $domain = $this->data('key', 'show', '--json')['domain'];
        self::assertIsString($domain);
        self::assertMatchesRegularExpression('#^[0-9A-Z]{26}/live$#', $domain);
        $code = $this->issue('--new-journal')[0];

        $sealed = $this->folder . '/keys.sealed';
        $secret = $this->folder . '/passphrase';
        file_put_contents($secret, "correct horse battery\nnot this line\n");
        $export = ['key', 'export', '--out', $sealed, '--passphrase-file', $secret];
        self::assertStringContainsString('may be read by others', $this->runs(2, ...$export));
        chmod($secret, 0600);
        $this->ok(...$export);
        self::assertSame(0600, fileperms($sealed) & 0777);
        self::assertStringStartsWith('LOYALTY KEY RING', self::read($sealed));
        self::assertStringContainsString('not written over', $this->runs(2, ...$export));

        $again = $this->folder . '/again.lty';
        $import = ['key', 'import', $sealed, '--out', $again, '--passphrase-file', $secret];
        self::assertStringContainsString('never written over', $this->runs(2, 'key', 'import', $sealed, '--out', $keys, '--passphrase-file', $secret));
        file_put_contents($secret, 'correct horse batterx');
        self::assertStringContainsString('does not open', $this->runs(3, ...$import));
        self::assertFileDoesNotExist($again);
        file_put_contents($secret, 'short');
        self::assertStringContainsString('at least 12 characters', $this->runs(2, ...$import));
        file_put_contents($secret, 'correct horse battery');
        self::assertSame($domain, $this->data(...[...$import, '--json'])['domain']);
        self::assertSame(0600, fileperms($again) & 0777);
        $this->ok('coupon', 'verify', $code, '--keys', $again);
        self::assertStringContainsString('there is no file', $this->runs(2, 'key', 'export', '--out', $this->folder . '/x', '--passphrase-file', '/nowhere/p'));
    }

    public function testKeysOfTokensRotateAndRetire(): void
    {
        $this->makeKeys();
        $token = self::column($this->data('coupon', 'issue', 'partner_card', '--count', '1', '--new-journal', '--json'), 'code')[0];
        $said = $this->ok('key', 'show');
        foreach (['short codes', 'public tokens', 'shared tokens'] as $kind) {
            self::assertMatchesRegularExpression("/0 +$kind +signs and verifies|1 +$kind +signs and verifies/", $said);
        }
        self::assertStringContainsString('--kind must be short, public, shared, not "x"', $this->runs(2, 'key', 'rotate', '--kind', 'x'));
        $slot = self::int($this->data('key', 'rotate', '--kind', 'public', '--json')['key']);
        self::assertSame(2, $slot);
        self::assertIsArray($public = self::decode($this->ok('key', 'show', '--public'))['public_keys']);
        self::assertCount(2, $public);
        $this->ok('coupon', 'verify', $token);
        self::assertStringContainsString('only a key of shared tokens', $this->runs(2, 'key', 'retire', '0', '--kind', 'shared'));
        self::assertStringContainsString('--not-after "soon" is not an instant', $this->runs(2, 'key', 'retire', '0', '--kind', 'public', '--not-after', 'soon'));
        self::assertStringContainsString('free from 30 Jun 2012 00:00 UTC on', $this->ok('key', 'retire', '0', '--kind', 'public', '--not-after', '2012-06-30'));
        self::assertStringContainsString('KEY_RETIRED', $this->runs(1, 'coupon', 'verify', $token));
        self::assertStringContainsString('retired', $this->ok('key', 'show'));
        $slots = [];
        while (($said = $this->outcome('key', 'rotate', '--kind', 'public', '--json'))[0] === 0) {
            $slots[] = self::decode($said[1])['key'];
        }
        self::assertContains(0, $slots, 'its codes have run out: the number is free');
        self::assertNotContains(2, $slots, 'its codes have not');
        self::assertSame(2, $said[0]);
        self::assertStringContainsString('"loyalty key retire" makes room', $said[1]);
    }

    public function testACheckedProgrammeSaysItsWayAndItsCampaigns(): void
    {
        $said = $this->ok('programme', 'check', self::PROGRAMME);
        self::assertStringContainsString('discounts exact to the minor unit', $said);
        self::assertMatchesRegularExpression('/5 +partner_card .*public tokens/', $said);
        self::assertMatchesRegularExpression('/7 +large_orders .*applies by itself/', $said);
        $campaigns = self::decode(self::programme())['campaigns'];
        self::assertIsArray($campaigns);
        file_put_contents($this->folder . '/p.json', self::programmeOf([$campaigns[2]], ['discounts' => 'prestashop']));
        self::assertStringContainsString('discounts as PrestaShop charges them', $this->ok('programme', 'check', $this->folder . '/p.json'));
        self::assertSame('prestashop', $this->data('programme', 'check', $this->folder . '/p.json', '--json')['discounts']);
        self::assertStringContainsString('large_orders" applies by itself', $this->runs(2, 'coupon', 'issue', 'large_orders', '--count', '1', '--programme', self::PROGRAMME));
    }

    public function testControlCharactersAndTagsInDataAreShownAndNotObeyed(): void
    {
        $this->useFiles();
        Journal::open($this->folder . '/journal.sqlite');
        $evil = "<info>\e]0;owned\x07\u{9b}31m";
        foreach ([
            [2, 'points', '--customer', $evil],
            [2, 'segment', 'new', '--rule', $evil],
            [2, 'segment', '--rule', "orders > 0 or $evil"],
            [2, 'status', '--at', $evil],
            [0, 'quote', '--line', "$evil:1:2.00"],
            [2, 'nothing' . $evil],
        ] as $call) {
            $said = $this->runs(...$call);
            self::assertDoesNotMatchRegularExpression('/[\x00-\x09\x0B-\x1F\x7F]|\xC2[\x80-\x9F]/', $said);
        }
        self::assertStringContainsString('<info>\x1B]0;owned\x07\x9B31m', $this->ok('quote', '--line', "$evil:1:2.00"));

        file_put_contents($this->folder . '/p.json', self::programme(['name' => '<info>Shop</info>']));
        self::assertStringContainsString('<info>Shop</info>, version', $this->ok('status', '--programme', $this->folder . '/p.json'));
        self::assertStringContainsString('<info>Shop</info>, version', $this->ok('programme', 'check', $this->folder . '/p.json'));
    }

    public function testAReportIsNotWrittenOverAnythingButAReport(): void
    {
        $this->makeKeys();
        $journal = $this->folder . '/journal.sqlite';
        Journal::open($journal);
        $programme = $this->folder . '/p.json';
        file_put_contents($programme, self::programme());
        symlink($journal, $this->folder . '/link');
        file_put_contents($this->folder . '/text', 'my notes');
        putenv('LOYALTY_PROGRAMME=' . $programme);
        foreach (['journal.sqlite' => 'is the journal', 'link' => 'is the journal', 'p.json' => 'is the programme', 'keys.lty' => 'is the keys', 'text' => 'is no page'] as $file => $why) {
            $before = self::read($this->folder . '/' . $file);
            self::assertStringContainsString($why, $this->runs(2, 'report', '--out', $this->folder . '/' . $file));
            self::assertSame($before, self::read($this->folder . '/' . $file));
        }
        self::assertStringContainsString('is a folder', $this->runs(2, 'report', '--out', $this->folder));
        self::assertStringContainsString('say where', $this->runs(2, 'report', '--out', ''));
        $this->ok('report', '--out', $this->folder . '/r.html');
        $this->ok('report', '--out', $this->folder . '/r.html');
    }

    public function testAnImportOfNothingLeavesNoJournal(): void
    {
        $this->useFiles();
        $this->runs(3, 'import', 'retail', '/nowhere');
        self::assertFileDoesNotExist($this->folder . '/journal.sqlite');
    }

    public function testASlipInACommandAsksNothing(): void
    {
        self::assertStringContainsString('Did you mean', $this->runs(2, 'statsu'));
    }

    public function testGroupsReadLikeWordsAndListThemselves(): void
    {
        self::assertStringContainsString('coupon:verify', $this->ok('coupon'));
        self::assertStringContainsString('coupon issue', $this->ok('coupon', 'issue', '--help'));
        self::assertStringContainsString('coupon issue', $this->ok('help', 'coupon', 'issue'));
        self::assertStringContainsString('coupon issue', $this->ok('coupon:issue', '--help'));
    }

    /**
     * Options for the example with its first campaign changed.
     *
     * @param array<string, mixed> $campaign
     * @param array<string, mixed> $top
     * @return list<string>
     */
    private function changed(array $campaign, array $top = []): array
    {
        $programme = self::decode(self::programme($top));
        self::assertIsArray($programme['campaigns']);
        self::assertIsArray($programme['campaigns'][0]);
        $programme['campaigns'][0] = $campaign + $programme['campaigns'][0];
        $path = $this->folder . '/' . bin2hex(random_bytes(4)) . '.json';
        file_put_contents($path, json_encode($programme, \JSON_THROW_ON_ERROR));

        return ['--programme', $path];
    }

    /** @return non-empty-list<string> Codes of a new batch. */
    private function issue(string ...$options): array
    {
        return self::column($this->data('coupon', 'issue', 'winback', '--count', '1', '--json', ...array_values($options)), 'code');
    }

    private function makeKeys(): void
    {
        $this->useFiles();
        $this->ok('key', 'create', '--domain', 'shop.example/test', '--out', $this->folder . '/keys.lty');
    }

    private function makeDatabase(): PdoConnection
    {
        putenv('LOYALTY_DATABASE=sqlite:' . $this->folder . '/shop.sqlite');
        $connection = PdoConnection::sqlite($this->folder . '/shop.sqlite');
        (new Tables())->create($connection);

        return $connection;
    }

    /** The plugin's part of the shop, with the same keys and programme. */
    private function desk(PdoConnection $connection): CouponDesk
    {
        $desk = new CouponDesk(KeyRing::open($this->folder . '/keys.lty'), 'https://shop.example', self::read((string) getenv('LOYALTY_PROGRAMME')), $connection);
        $desk->identity->begin(self::AT);

        return $desk;
    }

    private function useFiles(): void
    {
        putenv('LOYALTY_JOURNAL=' . $this->folder . '/journal.sqlite');
        putenv('LOYALTY_KEYS=' . $this->folder . '/keys.lty');
        putenv('LOYALTY_PROGRAMME=' . self::PROGRAMME);
        putenv('LOYALTY_AT=2011-12-10');
    }

    private function ok(string ...$arguments): string
    {
        return $this->runs(0, ...$arguments);
    }

    /** @return array<mixed> */
    private function data(string ...$arguments): array
    {
        return self::decode($this->ok(...$arguments));
    }

    private function runs(int $code, string ...$arguments): string
    {
        [$got, $said] = $this->outcome(...$arguments);
        self::assertSame($code, $got, implode(' ', $arguments) . "\n" . $said);

        return $said;
    }

    /** @return array{int, string} Exit code and output. */
    private function outcome(string ...$arguments): array
    {
        $output = new BufferedOutput();

        return [(new Application())->runArguments(['loyalty', ...array_values($arguments)], $output), $output->fetch()];
    }

    private static function int(mixed $value): int
    {
        self::assertIsInt($value);

        return $value;
    }

    /**
     * @param array<mixed> $issued
     * @return non-empty-list<string>
     */
    private static function column(array $issued, string $column): array
    {
        self::assertIsArray($issued['codes']);
        $values = array_values(array_filter(array_column($issued['codes'], $column), is_string(...)));
        if ($values === []) {
            self::fail('no codes');
        }

        return $values;
    }

    private static function minor(mixed $money): int
    {
        self::assertIsArray($money);

        return self::int($money['minor'] ?? null);
    }

    /** @return list<mixed> */
    private static function sorted(mixed $values): array
    {
        self::assertIsArray($values);
        sort($values);

        return $values;
    }
}
