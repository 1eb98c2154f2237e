<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Programme;

use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Command;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Programme\Difference;
use Loyalty\Shop\Programme\Shelf;
use Loyalty\Shop\Programme\Words;
use Loyalty\Shop\Referral\Referrals;
use Loyalty\Shop\Referral\Signals;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;
use Symfony\Component\Console\Output\BufferedOutput;

#[CoversClass(Command\Backfill::class)]
#[CoversClass(Command\OpeningImport::class)]
#[CoversClass(Command\PointsAdjust::class)]
#[CoversClass(Command\PointsNotices::class)]
#[CoversClass(Command\ProgrammeCheck::class)]
#[CoversClass(Command\ProgrammeDiff::class)]
#[CoversClass(Command\ProgrammeHash::class)]
#[CoversClass(Command\ProgrammeSave::class)]
#[CoversClass(Command\ProgrammeShow::class)]
#[CoversClass(Command\ProgrammeVersions::class)]
#[CoversClass(Command\ReferralApprove::class)]
#[CoversClass(Command\ReferralList::class)]
#[CoversClass(Command\ReferralReject::class)]
#[CoversClass(Command\ServiceList::class)]
#[CoversClass(Difference::class)]
#[CoversClass(Shelf::class)]
#[CoversClass(Words::class)]
final class CommandsTest extends TestCase
{
    public function testAProgrammeIsShownInWords(): void
    {
        $shown = $this->ok('programme', 'show', self::PROGRAMME);
        foreach ([
            '  per_pound       1 point for every £1.00', '25 points from £250.00, 75 points from £500.00', '75 points for the second order within 60 days, by app', 'up to 50 % of an order, not categories gift cards',
            '6 months after the award, at the end of the month; told 30 days before', 'by spend in the last 12 months; kept for 3 months from when it was reached, with 30 days of grace',
            'Silver, from £1,000.00: 125 % of the points', '4 each year', "the friend's order is of at least £50.00, within 90 days, at most 20 friends, 5 friends within 1 day wait",
            'cat_people           Buy for cats, not for dogs: affinity("pets") = "cats"', '  pets  cats (cat food, cat toys, cat litter) or dogs (dog food, dog toys, leads); 80 % of what was bought of them in 24 months, 2 orders',
            '  much      How much they spend: 500.00 of sum(amount, last 12 months), 20 % of the whole', 'How lately they bought: 30 of days_since(last_order), none at 365, 15 % of the whole',
            'buys again before Christmas: 16 % of at_risk, 2011-10-01 to 2011-12-09; done by count(orders, since 2011-10-01) >= 1; 10 % are left alone',
        ] as $words) {
            self::assertStringContainsString($words, $shown);
        }
        $data = self::decode($this->ok('programme', 'show', self::PROGRAMME, '--json'));
        self::assertSame(['key' => 'welcome', 'says' => '100 points for the first order'], ((array) $data['earning'])[2]);
        self::assertCount(8, (array) $data['loyalty']);
    }

    public function testWhatIsKnownOfCustomersDiffersByItsWords(): void
    {
        $text = str_replace(
            ['"minimum_share": 8000', '"categories": ["dog food", "dog toys", "leads"]', '"full": "500.00"', '"share": 1600', '"holdout": 1000', 'orders = 1 and first_order >= 60 days ago'],
            ['"minimum_share": 7500', '"categories": ["dog food", "leads"]', '"full": "400.00"', '"share": 2000', '"holdout": 2000', 'count(orders) = 1 and first_order >= 60 days ago'],
            self::read(self::PROGRAMME),
        );
        [$code, $said] = $this->said('programme', 'diff', self::PROGRAMME, $this->file('after.json', $text));
        self::assertSame(1, $code);
        self::assertSame([
            'changed  /affinities/0/minimum_share (affinity "pets"): 80 % became 75 %',
            'removed  /affinities/0/groups/1/categories/1 (group "dogs"): "dog toys"',
            'changed  /segments/0/rule (segment "new"): "orders = 1 and first_order >= 60 days ago" became "count(orders) = 1 and first_order >= 60 days ago"',
            'changed  /loyalty/parts/1/full (part of the degree of loyalty "much"): "500.00" became "400.00"',
            'changed  /goals/0/share (goal "win_back"): 16 % became 20 %',
            'changed  /goals/0/holdout (goal "win_back"): 10 % became 20 %',
        ], array_slice(explode("\n", trim($said)), 0, -1));
    }

    public function testADifferenceNamesEachMemberAndWhetherItMeansAnything(): void
    {
        // In front of all others: one change and not fourteen.
        $text = str_replace(
            ['"version": 1', '"earn": [', '{"key": "sign_up", "kind": "sign_up", "points": 50},', '"from": 100000, "earn_percent"', '"maximum_share": 5000'],
            ['"version": 2', '"earn": [{"key": "extra", "kind": "order", "points": 5},', '', '"from": 120000, "earn_percent"', '"maximum_share": 2500'],
            self::read(self::PROGRAMME),
        );
        $after = $this->file('after.json', $text);
        [$code, $said] = $this->said('programme', 'diff', self::PROGRAMME, $after);
        self::assertSame(1, $code);
        self::assertSame([
            'changed  /version: 1 became 2',
            'removed  /points/earn/6 (earn rule "sign_up"): {"key":"sign_up","kind":"sign_up","points":50}',
            'added    /points/earn/0 (earn rule "extra"): {"key":"extra","kind":"order","points":5}',
            'changed  /points/spend/maximum_share: 50 % became 25 %',
            'changed  /tiers/levels/1/from (tier "silver"): £1,000.00 became £1,200.00',
        ], array_slice(explode("\n", trim($said)), 0, -1));
        self::assertStringContainsString('They do not mean the same: ', $said);
        self::assertSame("They are the same.\n", $this->ok('programme', 'diff', self::PROGRAMME, self::PROGRAMME));
    }

    public function testWhatIsWrittenOutAtItsDefaultMeansNothing(): void
    {
        $document = self::decode(self::read(self::PROGRAMME));
        self::assertIsArray($document['points']);
        $document['points']['backfill'] = false;
        $said = $this->ok('programme', 'diff', self::PROGRAMME, $after = $this->file('after.json', json_encode($document, \JSON_THROW_ON_ERROR)));
        self::assertSame("added    /points/backfill: false\nThey mean the same: one hash.\n", $said);
        $hash = trim($this->ok('programme', 'hash', self::PROGRAMME));
        self::assertMatchesRegularExpression('/\A[0-9a-f]{64}\z/', $hash);
        self::assertSame("$hash  " . self::PROGRAMME . "\n$hash  $after\n", $this->ok('programme', 'hash', self::PROGRAMME, $after));
    }

    public function testWarningsAreSaidAndChangeNoExitCode(): void
    {
        $odd = $this->file('odd.json', '{"name": "T", "currency": "GBP", "timezone": "Europe/London", "version": 1, "valid_from": "2011-06-01", "segments": [{"key": "few", "name": "F", "rule": "orders < 2 and orders > 5"}]}');
        self::assertStringContainsString('warning: /segments/0/rule: orders < 2 and orders > 5; nobody can ever be in this segment', $this->ok('programme', 'check', $odd));
        self::assertCount(1, (array) self::decode($this->ok('programme', 'check', $odd, '--json'))['warnings']);
        [$code, $said] = $this->said('programme', 'check', $this->file('bad.json', '{"name": 5}'));
        self::assertSame(1, $code);
        self::assertStringContainsString('/name: found 5', $said);
    }

    public function testVersionsGrowAndDoNotBeginInThePast(): void
    {
        self::assertStringContainsString('Version 1 is in force from 1 Dec 2010 00:00; the journal has 1 version.', $this->save(1, '2010-12-01', '2011-06-01'));
        self::assertStringContainsString('1 version, as before', $this->save(1, '2010-12-01', '2011-07-01'));
        self::assertStringContainsString('2 versions', $this->save(3, '2011-09-01', '2011-07-01', 7));
        foreach ([[4, '2011-06-15', 8, 'version 4 is not below version 3, which begins after it'], [2, '2011-10-01', 8, 'version 2 is not above version 3, which begins before it'],
            [1, '2011-10-01', 8, 'version 1 is not above'], [2, '2011-06-15', 8, 'which is past']] as [$version, $from, $points, $why]) {
            try {
                $this->save($version, $from, '2011-07-01', $points);
                self::fail($why);
            } catch (\RuntimeException $e) {
                self::assertStringContainsString($why, $e->getMessage());
            }
        }
        $said = $this->ok('programme', 'versions', '--journal', $this->folder . '/j.sqlite', '--at', '2011-10-01');
        self::assertMatchesRegularExpression('/ 1 .*1 Dec 2010 00:00.*\n +3 .*1 Sep 2011 00:00.*now/', $said);
        self::assertSame(3, self::decode($this->ok('programme', 'versions', '--document', '3', '--journal', $this->folder . '/j.sqlite'))['version']);
        self::assertSame(2, $this->said('programme', 'versions', '--document', '9', '--journal', $this->folder . '/j.sqlite')[0]);
    }

    public function testPointsIsACommandAndHasOthers(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1', '7', 10000)]);
        self::assertStringContainsString('Liability', $this->ok('points', '--journal', $this->folder . '/j.sqlite', '--programme', self::PROGRAMME));
        $adjust = ['points', 'adjust', '--reason', 'a broken mug', '--author', 'Ann', '--once', 'x', '--journal', $this->folder . '/j.sqlite', '--at', '2011-06-01', '--', '7', '50'];
        self::assertSame("Done. The balance is 250.\n", $this->ok(...$adjust));
        self::assertSame("Done before: nothing was changed. The balance is 250.\n", $this->ok(...$adjust));
        self::assertSame(2, $this->said('points', 'adjust', '7', '0', '--reason', 'r', '--author', 'a', '--journal', $this->folder . '/j.sqlite')[0]);
        self::assertSame(2, $this->said('points', 'adjust', 'nobody', '5', '--reason', 'r', '--author', 'a', '--journal', $this->folder . '/j.sqlite')[0]);
        $notices = ['points', 'notices', '--journal', $this->folder . '/j.sqlite', '--at', '2011-12-10'];
        self::assertSame("customer,points,gone_at\n7,50,\"2012-01-01 00:00\"\n", $this->ok(...$notices));
        self::assertSame("customer,points,gone_at\n", $this->ok(...$notices));
    }

    public function testStaffLooksAtFrozenInvitations(): void
    {
        $journal = $this->journal();
        $journal->append([Event::signUp('shop', 'ann', 1_306_000_000)]);
        $keys = KeyRing::create();
        $referrals = new Referrals($journal, $keys);
        $referrals->install();
        $card = Signals::of($keys, card: 'c');
        $referrals->remember('ann', $card);
        foreach (['ben', 'cat'] as $friend) {
            $referrals->join($referrals->invite('ann', 1_307_000_000), $friend, 1_307_000_000, $card);
        }
        $at = ['--journal', $this->folder . '/j.sqlite'];
        self::assertMatchesRegularExpression('/ 1  ann +ben .*frozen +the same card as the inviter/', $this->ok('referral', 'list', ...$at));
        self::assertSame("Referral 1 is joined.\n", $this->ok('referral', 'approve', '1', '--author', 'Eve', ...$at));
        self::assertSame("Referral 2 is rejected.\n", $this->ok('referral', 'reject', '2', '--author', 'Eve', '--reason', 'one card', ...$at));
        self::assertSame('one card (Eve)', ((array) self::decode($this->ok('referral', 'list', '--json', '--state', 'rejected', ...$at))[0])['reason']);
        self::assertSame("none\n", $this->ok('referral', 'list', '--state', 'frozen', ...$at));
        foreach ([['approve', '1', '--author', 'Eve'], ['approve', '9', '--author', 'Eve'], ['approve', '1'], ['reject', '1', '--author', 'Eve'], ['list', '--state', 'lost']] as $wrong) {
            self::assertSame(2, $this->said('referral', ...[...$wrong, ...$at])[0], implode(' ', $wrong));
        }
    }

    public function testACustomersServicesAreListed(): void
    {
        $this->journal()->append([self::order('1', '7', 600000, 1_306_000_000)]);
        $said = $this->ok('service', 'list', '7', '--journal', $this->folder . '/j.sqlite', '--at', '2011-06-01');
        self::assertMatchesRegularExpression('/installation +Installation at home +2 +0 +0 +2 +31 Dec 2011/', $said);
        self::assertMatchesRegularExpression('/care_sheet .* no limit/', $said);
        self::assertCount(4, self::decode($this->ok('service', 'list', '7', '--json', '--journal', $this->folder . '/j.sqlite', '--at', '2011-06-01')));
    }

    public function testBalancesAreTakenOverFromTheCommandLine(): void
    {
        $this->journal();
        $file = $this->file('o.csv', "customer,points,tier,until\n7,500,,\n8,,gold,2012-06-30\n");
        $at = ['--journal', $this->folder . '/j.sqlite', '--at', '2011-06-01'];
        self::assertSame("2 new customers with 500 points, 1 tiers; 0 known already. Nothing was written.\n", $this->ok('opening', 'import', $file, '--dry-run', ...$at));
        self::assertSame("2 new customers with 500 points, 1 tiers; 0 known already.\n", $this->ok('opening', 'import', $file, ...$at));
        self::assertSame("0 new customers with 0 points, 0 tiers; 2 known already.\n", $this->ok('opening', 'import', $file, ...$at));
        [$code, $said] = $this->said('opening', 'import', $this->file('bad.csv', "customer,points,tier,until\n,5,,\n9,x,,\n"), ...$at);
        self::assertSame(1, $code);
        self::assertStringContainsString("bad.csv, line 3: \"x\" are no points: a whole number from 0\n2 errors; nothing was written\n", $said);
        self::assertSame(2, $this->said('opening', 'import', $this->folder . '/none.csv', ...$at)[0]);
    }

    public function testAShopsOrdersAreReadFromTheCommandLine(): void
    {
        $this->journal();
        $shop = new \PDO('sqlite:' . $this->folder . '/shop.sqlite');
        $shop->exec('CREATE TABLE sale (id INTEGER PRIMARY KEY, buyer INTEGER, state TEXT, total TEXT, at TEXT)');
        $shop->exec("INSERT INTO sale VALUES (1, 7, 'done', '10.00', '2011-07-01 10:00:00'), (2, 8, 'done', '11.00', '2011-07-01 10:00:00')");
        $mapping = $this->file('map.json', json_encode(['source' => 'old', 'statuses' => ['done' => 'paid'], 'count' => 'SELECT COUNT(*) FROM sale WHERE id > :after',
            'orders' => 'SELECT id AS number, buyer AS customer, state AS status, total, at AS created_at FROM sale WHERE id > :after ORDER BY id LIMIT :limit'], \JSON_THROW_ON_ERROR));
        $options = ['--shop', 'sqlite:' . $this->folder . '/shop.sqlite', '--journal', $this->folder . '/j.sqlite'];
        $said = $this->ok('backfill', $mapping, ...$options);
        self::assertStringContainsString('2 of 2 orders', $said);
        self::assertMatchesRegularExpression('/new events +2\n/', $said);
        $shop->exec("INSERT INTO sale VALUES (3, 8, 'done', 'much', '2011-07-01 10:00:00')");
        [$code, $said] = $this->said('backfill', $mapping, ...$options);
        self::assertSame(3, $code);
        self::assertStringContainsString('order 3: "much" is no amount', $said);
        self::assertSame(2, self::decode((string) strstr($this->said('backfill', $mapping, '--restart', '--json', ...$options)[1], '{'))['repeated']);
        self::assertSame(2, $this->said('backfill', $mapping, '--journal', $this->folder . '/j.sqlite')[0]);
        self::assertSame(2, $this->said('backfill', $mapping, '--shop', 'sqlite:' . $this->folder . '/none', '--journal', $this->folder . '/j.sqlite')[0]);
    }

    public function testFiguresAreOfEveryVersionThatWasInForce(): void
    {
        $this->save(1, '2020-01-01', '2020-01-01');
        $this->save(2, '2021-01-01', '2020-06-01', 3);
        $pounds = static fn (int $order, string $at): Event => Event::order('shop', $order, 1, 'ada', new \DateTimeImmutable($at . 'Z'), OrderCondition::Paid, new Money(1000, 'GBP'));
        Journal::open($this->folder . '/j.sqlite')->append([$pounds(1, '2020-05-01'), $pounds(2, '2021-05-01')]);
        // 10 under the first version and 30 under the second; the latest as a file stands for both, another file for itself alone.
        $points = fn (string ...$more): mixed => self::decode($this->ok('points', '--journal', $this->folder . '/j.sqlite', '--at', '2022-01-01', '--json', ...$more))['owed'] ?? null;
        self::assertSame(40, $points());
        self::assertSame(40, $points('--programme', $this->folder . '/v.json'));
        $other = $this->file('other.json', str_replace('"points":3', '"points":5', self::read($this->folder . '/v.json')));
        self::assertSame(50, $points('--programme', $other));
    }

    private function journal(): Journal
    {
        $journal = Journal::open($this->folder . '/j.sqlite');
        (new Shelf($journal))->save(self::read(self::PROGRAMME), 1_300_000_000);

        return $journal;
    }

    private function save(int $version, string $from, string $at, int $points = 1): string
    {
        $document = json_encode(['name' => 'M', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => $from, 'points' => [
            'earn' => [['key' => 'r', 'kind' => 'rate', 'points' => $points, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100],
        ]], \JSON_THROW_ON_ERROR);
        [$code, $said] = $this->said('programme', 'save', $this->file('v.json', $document), '--journal', $this->folder . '/j.sqlite', '--at', $at);

        return $code === 0 ? $said : throw new \RuntimeException($said);
    }

    private function file(string $name, string $text): string
    {
        file_put_contents($this->folder . '/' . $name, $text);

        return $this->folder . '/' . $name;
    }

    private function ok(string ...$arguments): string
    {
        [$code, $said] = $this->said(...$arguments);
        self::assertSame(0, $code, $said);

        return $said;
    }

    /** @return array{int, string} */
    private function said(string ...$arguments): array
    {
        $output = new BufferedOutput();
        $code = (new Application())->runArguments(['loyalty', ...array_values($arguments)], $output);

        return [$code, $output->fetch()];
    }
}
