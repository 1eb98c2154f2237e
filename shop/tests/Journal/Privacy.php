<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Channel;
use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\ReferralCondition;
use Loyalty\ServiceCondition;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Chain;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Export;
use Loyalty\Shop\Journal\Fault;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Person;
use Loyalty\Shop\Journal\Retention;
use Loyalty\Shop\Ledger\Dialect;

/** What the journal knows of a person, tells it, and forgets. */
trait Privacy
{
    /** Whatever could tell who it was. */
    private const NAMES = ['anna@shop.example', 'anna-guest', 'SKU-SECRET', 'ORDER-77', 'BOOKING-5', 'MAIL-9', 'because Anna'];

    public function testAnErasedPersonLeavesSumsAndNoName(): void
    {
        $programme = Programme::fromJson(self::rules());
        $this->journal->save(self::rules(), self::NOW);
        $this->journal->append(self::annas());
        $before = self::sums($programme, $this->journal->events());
        $account = Customer::fold($programme, 'anna@shop.example', $this->journal->eventsOf('anna@shop.example'), self::NOW)->account;
        self::assertGreaterThan(0, $account->balance);
        $keys = KeyRing::create('shop.example/test');
        $head = (new Audit($this->journal))->head($keys, self::NOW);

        $report = (new Erasure($this->journal))->erase('anna-guest', 'asked for by letter of 3 May', self::NOW);
        self::assertSame([1, 2], [$report->number, $report->keys]);
        self::assertSame([9, 3], [$report->deleted, $report->adjusted], 'a birthday, a child\'s and a visit had earned; a gender, a preference, messages and a segment had not');

        $left = $this->everything();
        foreach (self::NAMES as $name) {
            self::assertStringNotContainsString($name, $left);
        }
        self::assertStringContainsString('SKU-RULE', $left, 'a product that a rule names is kept: without it the points could not be reckoned');
        self::assertStringContainsString('bea', $left, 'somebody else is not erased');
        self::assertSame($before, self::sums($programme, $this->journal->events()), 'points and money are what they were');
        $audit = (new Audit($this->journal))->verify($keys, [$head]);
        self::assertSame([], $audit->findings);
        self::assertSame([$report->changed, 1], [$audit->unopenable, $audit->erasures]);
        self::assertSame([0, 0], array_map(intval(...), [
            ...$this->rows("SELECT COUNT(*) FROM {$this->schema->person} WHERE erased_at IS NOT NULL AND (salt IS NOT NULL OR customer IS NOT NULL)")[0],
            ...$this->rows("SELECT COUNT(*) FROM {$this->schema->event} WHERE erasure IS NOT NULL AND salt IS NOT NULL")[0],
        ]), 'no commitment can be opened or tried any more');
        self::assertSame([], $this->journal->eventsOf('anna@shop.example'));
        self::assertSame(0, $this->journal->nth('anna@shop.example'));
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('no customer "anna-guest"');
        (new Erasure($this->journal))->erase('anna-guest', 'again', self::NOW);
    }

    public function testAHookThatIsDeliveredAgainDoesNotBringAnErasedPersonBack(): void
    {
        $this->journal->append(self::annas());
        (new Erasure($this->journal))->erase('anna@shop.example', 'asked', self::NOW, Programme::fromJson(self::rules()));
        $count = $this->journal->count();
        $again = array_values(array_filter(self::annas(), static fn (Event $e): bool => $e->customer !== 'bea'));
        self::assertEquals(new AppendOutcome(0, 0, count($again)), $this->journal->append($again));
        $money = new Money(500, 'GBP');
        $late = [
            // A revision that was not known, by whatever key; a refund of an order that is gone; points given back of a spend that is.
            Event::order('shop', 'ORDER-77', 9, 'anna-new', self::NOW + 5, OrderCondition::Cancelled, $money),
            Event::refund('shop', 'late', 'ORDER-77', 'anna@shop.example', self::NOW + 5, $money),
            Event::refund('shop', 'later', 'ORDER-77', null, self::NOW + 5, $money),
            Event::pointsRestored('shop', 'r', 'ORDER-77', 'anna@shop.example', self::NOW + 5, 1),
            // The old message is opened again, and another address reads it too.
            Event::messageOpened('shop', 'o2', 'MAIL-9', 'anna@shop.example', self::NOW + 5, Channel::Email, 'spring'),
            Event::messageClicked('shop', 'k2', 'MAIL-9', 'anna-new', self::NOW + 5, Channel::Email, 'spring'),
            // Something of before that had not come yet.
            Event::order('shop', 'never-seen', 1, 'anna@shop.example', self::NOW, OrderCondition::Paid, $money),
        ];
        self::assertEquals(new AppendOutcome(0, 0, 7), $this->journal->append($late));
        self::assertSame($count, $this->journal->count());
        // Who comes back afterwards is somebody new.
        self::assertSame(2, $this->journal->append([Event::signUp('shop', 'anna@shop.example', self::NOW + 10), self::order('new', 'anna@shop.example', 100, self::NOW + 11)])->appended);
        self::assertSame(2, $this->journal->nth('anna@shop.example'));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        (new Erasure($this->journal))->erase('anna@shop.example', 'again', self::NOW + 20);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        self::assertEquals(new AppendOutcome(0, 0, 1), $this->journal->append([Event::signUp('shop', 'anna@shop.example', self::NOW + 10)]));
    }

    public function testWhatAnErasureHasLeftCannotBeChangedUnseen(): void
    {
        $this->journal->append(self::annas());
        (new Erasure($this->journal))->erase('anna@shop.example', 'asked', self::NOW, Programme::fromJson(self::rules()));
        $keys = KeyRing::create('shop.example/test');
        $head = (new Audit($this->journal))->head($keys, self::NOW);
        self::assertSame(1, $head->erasures);
        $erased = (int) $this->rows("SELECT MIN(number) FROM {$this->schema->person} WHERE erased_at IS NOT NULL")[0][0];
        $this->tamper("UPDATE {event} SET payload = replace(payload, '\"amount\":', '\"amount\":1') WHERE person = $erased AND type = 'order'");
        $found = (new Audit($this->journal))->verify();
        self::assertSame([Fault::Changed, $erased], [$found->findings[0]->fault, $found->findings[0]->person]);
        $this->tamper("UPDATE {redaction} SET remains = '" . str_repeat('ab', 32) . "'");
        self::assertSame(Fault::Erasure, (new Audit($this->journal))->verify()->findings[0]->fault);
        $this->connection->command("DELETE FROM {$this->schema->erasure}");
        $texts = array_column((new Audit($this->journal))->verify()->findings, 'text');
        self::assertContains('the records of erasures 1 to 1 are not there', $texts);
        self::assertContains("person $erased is erased, and no record of an erasure says so", $texts);
        self::assertContains('head 1 knows 1 erasures, the journal 0', $texts);
    }

    public function testWhatHappenedAtOneInstantKeepsItsOrder(): void
    {
        $objects = ['9', '10', '1-x', '1', 'b', 'B', 'é'];
        $this->journal->append(array_map(static fn (string $object, int $i): Event => self::order($object, '7', 100 + $i, self::NOW), $objects, array_keys($objects)));
        $before = self::amounts($this->journal->events());
        (new Erasure($this->journal))->erase('7', 'asked', self::NOW);
        self::assertSame($before, self::amounts($this->journal->events()));
    }

    public function testTwoWhoNameEachOtherAreErasedOneAfterTheOther(): void
    {
        $this->journal->append([
            Event::referral('shop', 'i', 1, 'anna@shop.example', self::NOW, ReferralCondition::Joined, 'bea@shop.example', true),
            Event::referral('shop', 'f', 1, 'bea@shop.example', self::NOW, ReferralCondition::Joined, 'anna@shop.example', false),
        ]);
        $named = $this->journal->eventsOf('bea@shop.example')[0];
        (new Erasure($this->journal))->erase('anna@shop.example', 'asked', self::NOW);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        [[$salt, $commitment]] = $this->rows("SELECT p.salt AS salt, e.commitment AS commitment FROM {$this->schema->event} e JOIN {$this->schema->person} p ON p.number = e.person WHERE p.customer = 'bea@shop.example'");
        self::assertNotSame($commitment, Chain::commitment((string) $salt, $named->customer, $named->id, $named->type->value, $named->at, $named->payload), 'nobody can try names with the salt of whom is left');
        self::assertSame(Person::ERASED . '1', self::other($this->journal->eventsOf('bea@shop.example')[0]));
        self::assertSame(1, $this->journal->append([Event::referral('shop', 'f', 1, 'bea@shop.example', self::NOW, ReferralCondition::Joined, 'anna@shop.example', false)])->repeated, 'known, though it names nobody any more');
        (new Erasure($this->journal))->erase('bea@shop.example', 'asked', self::NOW);
        $audit = (new Audit($this->journal))->verify();
        self::assertSame([[], 2, 2], [$audit->findings, $audit->unopenable, $audit->erasures]);
        self::assertStringNotContainsString('shop.example', $this->everything());
    }

    public function testARowOfSomebodyElseKeepsNothingThatTellsWhoWasErased(): void
    {
        $this->journal->append([
            self::order('B-1', 'ruth', 3000), self::order('A-1', 'anna', 3000),
            Event::referral('shop', 'f1', 1, 'anna', self::NOW - 20 * self::DAY, ReferralCondition::Rewarded, 'ruth', true, 'because Ruth asked', 'B-1'),
        ]);
        (new Erasure($this->journal))->erase('ruth', 'asked', self::NOW);
        $left = $this->everything();
        foreach (['ruth', 'Ruth', 'B-1'] as $name) {
            self::assertStringNotContainsString($name, $left);
        }
        $payload = (array) json_decode($this->journal->eventsOf('anna')[1]->payload, true);
        $orders = array_column($this->rows("SELECT payload FROM {$this->schema->event} WHERE type = 'order' AND erasure IS NOT NULL"), 0);
        self::assertIsString($payload['order']);
        self::assertStringContainsString('"' . $payload['order'] . '"', (string) $orders[0], 'it is still the order of that person');
        self::assertSame('rewarded', $payload['condition']);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testWhatNamesAnErasedPersonAndComesLateDoesNotBringTheKeyBack(): void
    {
        $this->journal->append([self::order('A-1', 'anna'), self::order('B-1', 'ruth')]);
        (new Erasure($this->journal))->erase('anna', 'asked', self::NOW);
        $late = [
            Event::referral('shop', 'late', 1, 'ruth', self::NOW - 5, ReferralCondition::Joined, 'anna', true),
            Event::identitiesLinked('shop', 'late', 1, 'ruth', self::NOW, 'anna'),
        ];
        self::assertEquals(new AppendOutcome(0, 0, 2), $this->journal->append($late));
        self::assertStringNotContainsString('anna', $this->everything());
        self::assertSame(1, $this->journal->append([Event::identitiesLinked('shop', 'new', 1, 'ruth', self::NOW + 1, 'anna')])->appended, 'who comes back is somebody new');
    }

    public function testWhoComesBackIsLinkedAgain(): void
    {
        $this->journal->append([self::order('A-1', 'anna'), self::order('G-1', 'guest')]);
        self::assertTrue($this->journal->link('anna', 'guest', self::NOW - 5));
        (new Erasure($this->journal))->erase('anna', 'asked', self::NOW);
        $this->journal->append([self::order('A-2', 'anna', 100, self::NOW + 1), self::order('G-2', 'guest', 100, self::NOW + 1)]);
        self::assertTrue($this->journal->link('anna', 'guest', self::NOW + 2));
        self::assertSame('anna', $this->journal->ownerOf('guest'));
        self::assertTrue($this->journal->link('anna', 'guest', self::NOW + 3, false));
        self::assertSame('guest', $this->journal->ownerOf('guest'));
    }

    public function testNobodyIsLinkedToAnErasedPersonsNumber(): void
    {
        foreach (['erased:1', "a\0b"] as $key) {
            try {
                $this->journal->append([Event::identitiesLinked('shop', 'l', 1, '7', self::NOW, $key)]);
                self::fail($key);
            } catch (JournalException $e) {
                self::assertStringContainsString('is no customer\'s key', $e->getMessage());
            }
        }
        self::assertSame(0, $this->journal->count());
    }

    public function testWhoHasCodesAndNoEventIsErasedToo(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $this->journal->append([self::order('A-1', 'anna')]);
        $this->journal->link('anna', 'anna-guest', self::NOW - 5);
        $batch = $this->journal->batches()->issue($keys, self::rules(), 'spring', ['ruth', 'anna-guest'], self::NOW);
        self::assertSame(1, (new Erasure($this->journal))->erase('ruth', 'asked', self::NOW)->codes);
        self::assertSame(1, (new Erasure($this->journal))->erase('anna', 'asked', self::NOW)->codes, 'of a key under which nothing else is known');
        self::assertSame([Person::ERASED . '2', Person::ERASED . '1'], $this->journal->batches()->batchOf(1, $batch->firstSerial)?->customers);
        self::assertStringNotContainsString('ruth', $this->everything());
        self::assertStringNotContainsString('anna', $this->everything());
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testAnErasureIsATransactionOfItsOwn(): void
    {
        $this->journal->append([self::order('A-1', 'anna')]);
        $this->connection->command($this->connection->dialect()->begin());
        try {
            // A snapshot would hide what others have written since: it would be left.
            (new Erasure($this->journal))->erase('anna', 'asked', self::NOW);
            self::fail('erased');
        } catch (JournalException $e) {
            self::assertStringContainsString('inside of a transaction', $e->getMessage());
        }
        $this->connection->command('ROLLBACK');
        self::assertSame(1, $this->journal->nth('anna'));
    }

    public function testAnOldSnapshotOfTheHostDoesNotBringAnErasedPersonBack(): void
    {
        if ($this->connection->dialect() === Dialect::Sqlite) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $this->journal->append([self::order('A-1', 'anna'), self::order('B-1', 'ruth')]);
        (new Erasure($this->journal))->erase('ruth', 'asked', self::NOW);
        $this->connection->command($this->connection->dialect()->begin());
        self::assertSame(1, $this->journal->nth('anna'));
        (new Erasure($this->another()))->erase('anna', 'asked', self::NOW);
        self::assertEquals(new AppendOutcome(0, 0, 2), $this->journal->append([self::order('A-1', 'anna'), self::order('A-2', 'anna')]));
        $this->connection->command('COMMIT');
        self::assertStringNotContainsString('anna', $this->everything());
    }

    public function testAnErasureByAClockThatIsLateReachesAllThatThereIs(): void
    {
        $signUp = Event::signUp('shop', 'anna', self::NOW + 5);
        $birthday = Event::birthday('shop', 'anna', self::NOW + 9, '1984-02-29');
        $this->journal->append([$signUp, self::order('A-1', 'anna'), $birthday]);
        (new Erasure($this->journal))->erase('anna', 'asked', self::NOW - self::DAY);
        self::assertEquals(new AppendOutcome(0, 0, 2), $this->journal->append([$signUp, $birthday]));
        self::assertSame(1, $this->journal->append([self::order('A-2', 'anna', 100, self::NOW + 10)])->appended);
        (new Erasure($this->journal))->erase('anna', 'asked', self::NOW - 2 * self::DAY);
        self::assertEquals(new AppendOutcome(0, 0, 3), $this->journal->append([$signUp, $birthday, self::order('A-3', 'anna', 100, self::NOW + 10)]));
        self::assertStringNotContainsString('anna', $this->everything());
    }

    public function testAnyKeyIsFoundAndErased(): void
    {
        $keys = ['%', '_', "'", '"', '\\', "\\'", '?', ':a', '/', '0', '00', '1e1', ' ', '  ', "\u{a0}", 'é', "e\u{301}", 'É', 'ß', 'ss', 'İ', "\u{200b}", '😀', "\u{fffd}", str_repeat('k', 191), str_repeat('€', 63)];
        for ($byte = 1; $byte < 0x80; ++$byte) {
            $keys[] = 'k' . chr($byte);
        }
        $this->journal->append(array_map(static fn (string $key, int $i): Event => self::order("n$i", $key), $keys, array_keys($keys)));
        foreach ($keys as $i => $key) {
            self::assertSame(['shop/order/n' . $i . '/1'], array_column($this->journal->eventsOf($key), 'id'), bin2hex($key));
            if ($i % 4 === 0) {
                (new Erasure($this->journal))->erase($key, 'asked', self::NOW);
            }
        }
        foreach ($keys as $i => $key) {
            self::assertSame($i % 4 === 0 ? 0 : 1, $this->journal->nth($key), bin2hex($key));
        }
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testAllAtOnceLeavesAWholeJournalAndNobodyWhoWasErased(): void
    {
        $this->journal->save(self::rules(), self::NOW);
        $rounds = 25;
        $keys = KeyRing::create('shop.example/test');
        $said = self::together(8, function (int $process) use ($rounds, $keys): string {
            $journal = $this->another();
            for ($i = 0; $i < $rounds; ++$i) {
                match ($process) {
                    0, 1, 2 => $journal->append([
                        self::order("$process-$i", "who$i"), self::visit("$process-$i", "who$i", self::NOW - ($i % 2) * 900 * self::DAY), self::order("$process-$i-n", null),
                        Event::referral('shop', "$process-$i", 1, "who$i", self::NOW - 5, ReferralCondition::Joined, 'who' . ($i + 1), true),
                    ]),
                    3, 4 => self::unlessUnknown(fn (): mixed => (new Erasure($journal))->erase("who$i", 'asked', self::NOW)),
                    5 => $journal->link("who$i", "guest$i", self::NOW, true),
                    6 => (new Retention($journal))->behaviour(self::NOW - 365 * self::DAY, self::NOW),
                    default => (new Audit($journal))->head($keys, self::NOW),
                };
            }

            return 'done';
        });
        self::assertSame(array_fill(0, 8, 'done'), $said);
        $report = (new Audit($this->journal))->verify($keys, (new Audit($this->journal))->heads());
        self::assertSame([], $report->findings);
        self::assertSame(3 * $rounds, count(array_filter(iterator_to_array($this->journal->events(), false), static fn (Event $e): bool => $e->customer === null)));
        for ($i = 0; $i < $rounds; ++$i) {
            self::unlessUnknown(fn (): mixed => (new Erasure($this->journal))->erase("who$i", 'asked', self::NOW));
        }
        self::assertStringNotContainsString('who', $this->everything());
    }

    /** @param callable(): mixed $erase */
    private static function unlessUnknown(callable $erase): void
    {
        try {
            $erase();
        } catch (JournalException $e) {
            self::assertStringContainsString('has no customer', $e->getMessage());
        }
    }

    public function testWhatStandsBesideTheJournalIsToldAndForgotten(): void
    {
        $this->journal->append([self::order('A-1', 'anna'), self::order('R-1', 'ruth')]);
        self::assertSame([[], []], [(new Export($this->journal))->of('anna', self::NOW)['notices'], (new Export($this->journal))->of('anna', self::NOW)['signals']], 'a shop without these tables');
        $points = new \Loyalty\Shop\Points\Schema($this->schema->prefix);
        $referral = new \Loyalty\Shop\Referral\Schema($this->schema->prefix);
        $points->create($this->connection);
        $referral->create($this->connection);
        [$anna, $ruth] = array_values($this->journal->numbersOf(['anna', 'ruth']));
        $this->tamper(
            "INSERT INTO $points->notice (person, expires_at, points, told_at) VALUES ($anna, 1800000000, 40, 1790000000), ($ruth, 1800000000, 41, 1790000000)",
            "INSERT INTO $points->code (person, occasion, campaign, serial, given_at) VALUES ($anna, 'tier/gold', 1, 7, 1790000000)",
            "INSERT INTO $referral->referral (number, friend, inviter, joined_at, state, reason, approved, basis, revision, changed_at) VALUES (1, $ruth, $anna, 1790000000, 'joined', '', 0, '', 1, 1790000000)",
            "INSERT INTO $referral->signal (kind, hash, person) VALUES ('phone', 'abcd', $anna), ('phone', 'abce', $ruth)",
            "INSERT INTO $referral->invitation (locator, person, round, made_at) VALUES ('loc', $anna, 1, 1790000000)",
        );
        $at = gmdate('Y-m-d\TH:i:s\Z', 1790000000);
        $export = (new Export($this->journal))->of('anna', self::NOW);
        self::assertSame([['points' => 40, 'expire' => '2027-01-15T08:00:00Z', 'told_at' => $at]], $export['notices']);
        self::assertSame([['occasion' => 'tier/gold', 'campaign' => 1, 'serial' => 7, 'at' => $at]], $export['given']);
        self::assertSame([[['state' => 'joined', 'at' => $at]], []], [$export['invited'], $export['invited_by']]);
        self::assertSame([['kind' => 'phone', 'hash' => 'abcd']], $export['signals']);
        self::assertSame([['state' => 'joined', 'at' => $at]], (new Export($this->journal))->of('ruth', self::NOW)['invited_by']);
        (new Erasure($this->journal))->erase('anna', 'asked', self::NOW);
        self::assertSame([[$ruth]], array_map(static fn (array $row): array => [(int) $row[0]], $this->rows("SELECT person FROM $referral->signal")));
        self::assertSame([], $this->rows("SELECT person FROM $referral->invitation"));
        $referral->drop($this->connection);
        $points->drop($this->connection);
    }

    public function testCodesOfAnErasedPersonAreNobodys(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $batch = $this->journal->batches()->issue($keys, self::rules(), 'spring', ['bea', 'anna@shop.example', 'cyr'], self::NOW, ['BEA', 'ANNA', '']);
        $this->journal->append([self::order('1', 'anna@shop.example')]);
        self::assertSame(1, (new Erasure($this->journal))->erase('anna@shop.example', 'asked', self::NOW)->codes);
        $left = $this->journal->batches()->batchOf(1, $batch->firstSerial);
        self::assertSame([['bea', Person::ERASED . '1', 'cyr'], ['BEA', '', '']], [$left?->customers, $left?->names]);
        self::assertSame([[], 0], [iterator_to_array($this->journal->batches()->boundTo('anna@shop.example'), false), $this->journal->batches()->forget('nobody', 'x')]);
    }

    public function testAnErasureThatFailsErasesNothing(): void
    {
        $this->journal->append(self::annas());
        $before = $this->everything();
        $this->connection->command("ALTER TABLE {$this->schema->gone} RENAME TO {$this->schema->gone}_x");
        try {
            (new Erasure($this->journal))->erase('anna@shop.example', 'asked', self::NOW, Programme::fromJson(self::rules()));
            self::fail('erased');
        } catch (\Loyalty\Shop\Ledger\LedgerException) {
        }
        $this->connection->command("ALTER TABLE {$this->schema->gone}_x RENAME TO {$this->schema->gone}");
        self::assertSame($before, $this->everything());
    }

    public function testOldVisitsGoAndThoseThatEarnedStay(): void
    {
        $old = self::NOW - 400 * self::DAY;
        $this->journal->append([
            self::order('1', '7', 10000, $old), self::visit('a', '7', $old), self::visit('b', '7', $old + 5), self::visit('c', '7', self::NOW - self::DAY), self::visit('d', '8', $old),
            Event::birthday('shop', '7', $old, '1984-02-29'),
        ]);
        $programme = Programme::fromJson(self::rules());
        $account = Customer::fold($programme, '7', $this->journal->eventsOf('7'), self::NOW)->account;
        self::assertSame(1, (new Retention($this->journal))->behaviour(self::NOW - 365 * self::DAY, self::NOW, $programme), 'one visit a day earns');
        self::assertEquals($account, Customer::fold($programme, '7', $this->journal->eventsOf('7'), self::NOW)->account);
        self::assertSame(2, (new Retention($this->journal))->behaviour(self::NOW - 365 * self::DAY, self::NOW, Programme::fromJson(self::document())));
        self::assertSame(['shop/order/1/1', 'shop/visit/c/1', 'shop/birthday/7/' . $old], self::ids($this->journal));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testOldMessagesGoAndWhatSomebodySaidStays(): void
    {
        $old = self::NOW - 400 * self::DAY;
        $new = self::NOW - self::DAY;
        $of = static fn (string $n, int $at): array => [
            Event::messageSent('shop', $n, '7', $at, Channel::Email, 'spring'), Event::messageOpened('shop', $n, $n, '7', $at + 1, Channel::Email, 'spring'),
            Event::messageClicked('shop', $n, $n, '7', $at + 2, Channel::Email, 'spring'), Event::segment('shop', $n, '7', $at + 3, 'vip', true),
        ];
        $this->journal->append([
            ...$of('old', $old), ...$of('new', $new), Event::preference('shop', '7', 'cats', $old, false), Event::consent('shop', 'c', '7', $old, Channel::Email, true),
        ]);
        $programme = Programme::fromJson(self::rules());
        $facts = fn (): array => array_intersect_key(Customer::fold($programme, '7', $this->journal->eventsOf('7'), self::NOW)->facts, array_flip(['messages_sent', 'messages_clicked', 'email_since']));
        self::assertSame(['email_since' => $old, 'messages_sent' => 2, 'messages_clicked' => 2], $facts());
        self::assertSame(4, (new Retention($this->journal))->behaviour(self::NOW - 365 * self::DAY, self::NOW, $programme));
        self::assertSame(['email_since' => $old, 'messages_sent' => 1, 'messages_clicked' => 1], $facts());
        $ids = self::ids($this->journal);
        sort($ids);
        self::assertSame(['shop/clicked/new/1', 'shop/consent/c/1', 'shop/opened/new/1', "shop/preference/7:cats/$old", 'shop/segment/new/1', 'shop/sent/new/1'], $ids);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testWhatTheShopSentIsNoSignOfLife(): void
    {
        $old = self::NOW - 900 * self::DAY;
        $sent = static fn (string $to, int $at): Event => Event::messageSent('shop', "$to-$at", $to, $at, Channel::Email, 'spring');
        $this->journal->append([
            self::order('1', 'written-to', 100, $old), $sent('written-to', self::NOW - self::DAY), Event::segment('shop', 's', 'written-to', self::NOW - self::DAY, 'lost', true),
            self::order('2', 'reads', 100, $old), Event::messageOpened('shop', 'o', 'd', 'reads', self::NOW - self::DAY, Channel::Email, 'spring'),
            self::visit('3', 'looked', $old), $sent('looked', self::NOW - self::DAY),
            // Of whom nothing is known but that they were written to: from the first message on.
            $sent('imported', self::NOW - 2 * self::DAY), $sent('imported', self::NOW - self::DAY), $sent('silent', $old + 9), $sent('silent', self::NOW - self::DAY),
        ]);
        self::assertSame(
            [['customer' => 'written-to', 'last' => $old], ['customer' => 'looked', 'last' => $old], ['customer' => 'silent', 'last' => $old + 9]],
            array_values(iterator_to_array((new Retention($this->journal))->inactive(self::NOW - 365 * self::DAY))),
        );
    }

    public function testWhoWasNotHeardOfForLongIsListed(): void
    {
        $old = self::NOW - 900 * self::DAY;
        $this->journal->append([
            self::order('1', 'gone', 100, $old), self::order('2', 'here', 100, $old), self::visit('1', 'here', self::NOW - self::DAY), self::order('3', null, 100, $old),
            self::order('4', 'main', 100, $old), self::order('5', 'guest', 100, self::NOW - self::DAY), self::visit('2', 'looked', $old + 7),
            Event::identitiesLinked('shop', 'l', 1, 'main', $old, 'guest'),
        ]);
        $inactive = iterator_to_array((new Retention($this->journal))->inactive(self::NOW - 365 * self::DAY));
        self::assertSame([['customer' => 'gone', 'last' => $old], ['customer' => 'looked', 'last' => $old + 7]], array_values($inactive));
        // Who was listed and came back meanwhile is not erased, whichever key it came under.
        $since = self::NOW - 365 * self::DAY;
        $this->journal->append([self::order('6', 'guest-2', 100, self::NOW), Event::identitiesLinked('shop', 'l2', 1, 'looked', $old, 'guest-2')]);
        try {
            (new Erasure($this->journal))->erase('looked', 'inactive', self::NOW, null, $since);
            self::fail('erased');
        } catch (JournalException $e) {
            self::assertStringContainsString('something has happened', $e->getMessage());
        }
        self::assertSame('looked', $this->journal->ownerOf('guest-2'));
        $this->journal->append([Event::identitiesLinked('shop', 'l2', 2, 'looked', $old, 'guest-2', false)]);
        (new Erasure($this->journal))->erase('gone', 'inactive', self::NOW, null, $since);
        self::assertSame(['looked'], array_column(iterator_to_array((new Retention($this->journal))->inactive(self::NOW - 365 * self::DAY)), 'customer'));
    }

    public function testAPersonGetsEverythingThatIsKnown(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $this->journal->save(self::rules(), self::NOW);
        $this->journal->append(self::annas());
        $batch = $this->journal->batches()->issue($keys, self::rules(), 'spring', ['bea', 'anna-guest'], self::NOW);
        $export = (new Export($this->journal))->of('anna-guest', self::NOW, null, $keys);
        $text = json_encode($export, \JSON_THROW_ON_ERROR);
        self::assertSame(['anna@shop.example', ['anna-guest', 'anna@shop.example'], '2027-01-15T08:00:00Z'], [$export['customer'], $export['keys'], $export['exported_at']]);
        self::assertIsArray($export['events']);
        self::assertCount(count(array_filter(self::annas(), static fn (Event $e): bool => $e->customer !== 'bea')), $export['events']);
        foreach (self::NAMES as $name) {
            self::assertStringContainsString($name, $text);
        }
        self::assertIsArray($export['codes']);
        self::assertIsArray($export['codes'][0]);
        self::assertSame([1, $batch->firstSerial + 1], [count($export['codes']), $export['codes'][0]['serial']]);
        self::assertIsString($export['codes'][0]['code']);
        self::assertSame($batch->firstSerial + 1, (new \Loyalty\Coupons($keys))->verify($export['codes'][0]['code'])->serial);
        self::assertStringNotContainsString('"bea","', str_replace('"other":"bea"', '', $text), 'who named the person is not told');
        self::assertSame([['type' => 'referral', 'at' => gmdate('Y-m-d\TH:i:s\Z', self::NOW - 20 * self::DAY), 'as' => 'anna@shop.example']], $export['named_by']);
        $this->expectException(JournalException::class);
        (new Export($this->journal))->of('nobody', self::NOW);
    }

    /** @return list<Event> Everything that there is, of a person with two keys and of a friend. */
    private static function annas(): array
    {
        $anna = 'anna@shop.example';
        $at = self::NOW - 100 * self::DAY;
        $line = static fn (string $sku, int $amount): array => ['sku' => $sku, 'quantity' => 1, 'amount' => $amount, 'category' => 'mugs', 'brand' => 'B'];
        $money = static fn (int $pence): Money => new Money($pence, 'GBP');

        return [
            Event::openingBalance('shop', $anna, $at, 40),
            Event::signUp('shop', $anna, $at),
            Event::birthday('shop', $anna, $at, '1984-12-20'),
            Event::childBirthday('shop', $anna, 'Max', $at, '2015-12-24'),
            Event::gender('shop', $anna, $at, 'female'),
            Event::visit('shop', 'v1', $anna, $at + 5, 'search', 'SKU-SECRET'),
            Event::preference('shop', $anna, 'cats', $at + 6, true),
            Event::messageSent('shop', 'MAIL-9', $anna, $at + 7, Channel::Email, 'spring'),
            Event::messageOpened('shop', 'o1', 'MAIL-9', $anna, $at + 8, Channel::Email, 'spring', 'SKU-SECRET'),
            Event::messageClicked('shop', 'k1', 'MAIL-9', 'anna-guest', $at + 9, Channel::Email, 'spring'),
            Event::segment('shop', 's1', $anna, $at + 95, 'at_risk', true),
            Event::consent('shop', 'c1', $anna, $at, Channel::Email, true),
            Event::identitiesLinked('shop', 'l1', 1, $anna, $at + 1, 'anna-guest'),
            Event::order('shop', 'ORDER-77', 1, $anna, $at + 10, OrderCondition::Paid, $money(9000), [$line('SKU-SECRET', 5000), $line('SKU-RULE', 4000)]),
            Event::order('shop', 'ORDER-78', 1, 'anna-guest', $at + 20, OrderCondition::Paid, $money(7000), [$line('SKU-SECRET', 7000)]),
            Event::refund('shop', 'R-1', 'ORDER-77', $anna, $at + 30, $money(1000), [$line('SKU-RULE', 1000)]),
            Event::refund('shop', 'R-2', 'ORDER-78', 'anna-guest', $at + 31, $money(2000), [$line('SKU-SECRET', 2000)]),
            Event::pointsSpent('shop', 'ORDER-77', $anna, $at + 50, 30),
            Event::pointsRestored('shop', 'x', 'ORDER-77', $anna, $at + 60, 10),
            Event::pointsAdjusted('shop', 'a1', $anna, $at + 70, 25, 'because Anna was angry', 'staff-3'),
            Event::review('shop', 'rev', $anna, $at + 80, 'SKU-SECRET'),
            Event::service('shop', 'BOOKING-5', 1, $anna, $at + 90, ServiceCondition::Booked, 'repair', 1, 'ORDER-77', 'SKU-SECRET'),
            Event::couponRedeemed('shop', 'ORDER-77', $anna, $at + 10, 'spring', 5),
            Event::referral('shop', 'f1', 1, $anna, self::NOW - 20 * self::DAY, ReferralCondition::Rewarded, 'bea', true, 'because Anna asked', 'ORDER-77'),
            Event::referral('shop', 'f2', 1, 'bea', self::NOW - 20 * self::DAY, ReferralCondition::Rewarded, $anna, false),
            Event::order('shop', 'B-1', 1, 'bea', $at, OrderCondition::Paid, $money(3000)),
        ];
    }

    /**
     * In the order of ids.
     *
     * @param iterable<Event> $events
     * @return list<mixed>
     */
    private static function amounts(iterable $events): array
    {
        $amounts = [];
        foreach ($events as $event) {
            $amounts[$event->id] = ((array) json_decode($event->payload, true))['amount'] ?? null;
        }
        ksort($amounts, \SORT_STRING);

        return array_values($amounts);
    }

    private static function other(Event $event): mixed
    {
        return ((array) json_decode($event->payload, true))['other'] ?? null;
    }

    private static function rules(): string
    {
        $document = json_decode(self::document([
            'earn' => [
                ['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100],
                ['key' => 'special', 'kind' => 'rate', 'points' => 2, 'per' => 100, 'products' => ['include' => ['SKU-RULE']]],
                ['key' => 'joined', 'kind' => 'sign_up', 'points' => 7],
                ['key' => 'reviewed', 'kind' => 'review', 'points' => 3],
                ['key' => 'looked', 'kind' => 'visit', 'points' => 2, 'caps' => ['day' => 2]],
                ['key' => 'birthday', 'kind' => 'birthday', 'points' => 11],
                ['key' => 'child', 'kind' => 'child_birthday', 'points' => 13],
                ['key' => 'invited', 'kind' => 'inviter', 'points' => 17],
            ],
            'expiry' => ['months' => 12],
        ]), true, 64, \JSON_THROW_ON_ERROR);
        \assert(is_array($document));
        $document['referral'] = ['minimum' => 1000];
        $document['campaigns'] = [['number' => 1, 'key' => 'spring', 'name' => 'Spring', 'valid_for' => ['days' => 60], 'length' => 20, 'discount' => ['kind' => 'percent', 'basis_points' => 1000]]];

        return json_encode($document, \JSON_THROW_ON_ERROR);
    }

    /**
     * @param iterable<Event> $events
     * @return array{balance: int, pending: int, spent: int}
     */
    private static function sums(Programme $programme, iterable $events): array
    {
        $base = new CustomerBase($programme);
        $base->append($events);
        $base->fold(self::NOW);
        $totals = $base->totals();

        return ['balance' => $totals['points'], 'pending' => $totals['points_pending'], 'spent' => $totals['points_spent']]
            + array_intersect_key($totals, ['spent' => 0, 'spent_gross' => 0]);
    }

    /** All that the tables hold, but for the record of why. */
    private function everything(): string
    {
        $all = '';
        foreach ([...$this->schema->tables(), $this->schema->coupons->batch] as $table) {
            if ($table !== $this->schema->erasure) {
                $columns = $table === $this->schema->gone ? 'mark' : '*';
                $all .= json_encode($this->rows("SELECT $columns FROM $table ORDER BY 1"), \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_SLASHES);
            }
        }

        return $all;
    }
}
