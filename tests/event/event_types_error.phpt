--TEST--
Event: what deeds, links, invitations, services and parts of orders refuse, by argument
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Event, LoyaltyException, Money, OrderCondition, ReferralCondition, ServiceCondition};

$gbp = fn(int $minor) => new Money($minor, 'GBP');
$empty = (new ReflectionClass(Money::class))->newInstanceWithoutConstructor();
$order = fn(mixed ...$more) => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp(1000), ...$more);
$line = ['sku' => 'a', 'quantity' => 1, 'amount' => 1000];
foreach ([
    fn() => $order(channel: str_repeat('x', 192)),
    fn() => $order(channel: "\xFF"),
    fn() => $order(shipping: $gbp(-1)),
    fn() => $order(shipping: new Money(1, 'EUR')),
    fn() => $order(shipping: $empty),
    fn() => $order(tax: $gbp(1001)),
    fn() => $order(tax: new Money(0, 'EUR')),
    fn() => $order([$line], tax: $gbp(1)),
    fn() => $order([$line + ['tax' => 1001]]),
    fn() => $order([$line + ['tax' => -1]]),
    fn() => $order([$line + ['tax' => 1.5]]),
    fn() => $order([$line + ['brand' => 7]]),
    fn() => $order([$line + ['brand' => str_repeat('x', 192)]]),
    fn() => $order(byPoints: $gbp(1001)),
    fn() => $order(byPoints: $gbp(600), byGiftCard: $gbp(401)),
    fn() => $order(byGiftCard: $gbp(1006), shipping: $gbp(5)),
    fn() => $order(byGiftCard: new Money(1, 'EUR')),
    fn() => Event::refund('s', 1, 1, 7, 0, $gbp(1), [], $gbp(-1)),
    fn() => Event::refund('s', 1, 1, 7, 0, $gbp(1), [], new Money(1, 'EUR')),
    fn() => Event::pointsSpent('s', 1, 7, 0, 1, 'Mug'),
    fn() => Event::pointsSpent('s', 1, 7, 0, 1, str_repeat('x', 65)),
    fn() => Event::pointsRestored('s', 1, '', 7, 0, 1),
    fn() => Event::pointsRestored('s', 1, 1, 7, 0, 0),
    fn() => Event::tierSet('s', 1, 7, 0, 'Gold', 'r', 'a'),
    fn() => Event::tierSet('s', 1, 7, 0, '', 'r', 'a'),
    fn() => Event::tierSet('s', 1, 7, 0, 'gold', '', 'a'),
    fn() => Event::tierSet('s', 1, 7, 0, 'gold', 'r', ''),
    fn() => Event::tierSet('s', 1, 7, 0, 'gold', 'r', 'a', PHP_INT_MAX),
    fn() => Event::tierSet('s', 1, 7, 0, 'gold', 'r', 'a', 'tomorrow'),
    fn() => Event::signUp('s', '', 0),
    fn() => Event::childBirthday('s', 7, '', 0, '2015-06-30'),
    fn() => Event::childBirthday('s', 7, 1, 0, '2015-06-31'),
    fn() => Event::childBirthday('s', str_repeat('x', 100), str_repeat('y', 100), 0, '2015-06-30'),
    fn() => Event::review('s', 1, 7, 0, str_repeat('x', 192)),
    fn() => Event::review('s', '', 7, 0),
    fn() => Event::survey('s', 1, 7, 0, ''),
    fn() => Event::contest('s', 1, 7, 0, ''),
    fn() => Event::contest('s', 1, 7, 0),
    fn() => Event::referral('s', 1, 0, 7, 0, ReferralCondition::Joined, 8, true),
    fn() => Event::referral('s', 1, 1, 7, 0, ReferralCondition::Joined, '7', true),
    fn() => Event::referral('s', 1, 1, 7, 0, ReferralCondition::Joined, '', true),
    fn() => Event::referral('s', 1, 1, 7, 0, ReferralCondition::Joined, 8, true, str_repeat('x', 1001)),
    fn() => Event::referral('s', 1, 1, 7, 0, ReferralCondition::Joined, 8, true, '', ''),
    fn() => Event::referral('s', 1, 1, 7, 0, ServiceCondition::Used, 8, true),
    fn() => Event::service('s', 1, 0, 7, 0, ServiceCondition::Used, 'repair'),
    fn() => Event::service('s', 1, 1, 7, 0, ServiceCondition::Used, 'Repair'),
    fn() => Event::service('s', 1, 1, 7, 0, ServiceCondition::Used, 'repair', 0),
    fn() => Event::service('s', 1, 1, 7, 0, ServiceCondition::Used, 'repair', 1, ''),
    fn() => Event::service('s', 1, 1, 7, 0, ServiceCondition::Used, 'repair', 1, 1, str_repeat('x', 192)),
    fn() => Event::identitiesLinked('s', 1, 0, 7, 0, 8),
    fn() => Event::identitiesLinked('s', 1, 1, 7, 0, 7),
    fn() => Event::identitiesLinked('s', 1, 1, 7, 0, ''),
    fn() => Event::fromRow('x', 'identities_linked', null, 0, '{"linked":true,"other":"8","revision":1}'),
] as $make) {
    try {
        $make();
        echo "accepted\n";
    } catch (Error | LoyaltyException $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
ValueError: Loyalty\Event::order(): Argument #9 ($channel) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #9 ($channel) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #10 ($shipping) must be an integer of minor units, 0 to 1000000000000, -1 given
Loyalty\CurrencyMismatchException: currencies differ
Error: Loyalty\Money object is not initialized
ValueError: Loyalty\Event::order(): Argument #11 ($tax) must be at most the order's amount, in which it is, 1001 given
Loyalty\CurrencyMismatchException: currencies differ
ValueError: Loyalty\Event::order(): Argument #11 ($tax) must be nothing beside lines, which have their own, 1 given
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be at most the line's amount, in which it is at /lines/0/tax, 1001 given
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be an integer of minor units, 0 to 1000000000000 at /lines/0/tax, -1 given
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must have an int as "tax" in line 0
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must have a string of UTF-8 as "brand" in line 0
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be a text of at most 191 bytes at /lines/0/brand, a long text given
ValueError: Loyalty\Event::order(): Argument #12 ($byPoints) must be at most the amount and the shipping, both parts together, 1001 given
ValueError: Loyalty\Event::order(): Argument #12 ($byPoints) must be at most the amount and the shipping, both parts together, 600 given
ValueError: Loyalty\Event::order(): Argument #13 ($byGiftCard) must be at most the amount and the shipping, both parts together, 1006 given
Loyalty\CurrencyMismatchException: currencies differ
ValueError: Loyalty\Event::refund(): Argument #8 ($shipping) must be an integer of minor units, 0 to 1000000000000, -1 given
Loyalty\CurrencyMismatchException: currencies differ
ValueError: Loyalty\Event::pointsSpent(): Argument #6 ($reward) must be the reward's key: a lower-case letter, then such letters, digits, "_" or "-", at most 64 bytes, "Mug" given
ValueError: Loyalty\Event::pointsSpent(): Argument #6 ($reward) must be 0 to 64 bytes of UTF-8
ValueError: Loyalty\Event::pointsRestored(): Argument #3 ($for) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::pointsRestored(): Argument #6 ($points) must be an integer from 1 to 1000000000000, 0 given
ValueError: Loyalty\Event::tierSet(): Argument #5 ($tier) must be the tier's key: a lower-case letter, then such letters, digits, "_" or "-", at most 64 bytes, "Gold" given
ValueError: Loyalty\Event::tierSet(): Argument #5 ($tier) must be 1 to 64 bytes of UTF-8
ValueError: Loyalty\Event::tierSet(): Argument #6 ($reason) must be 1 to 1000 bytes of UTF-8
ValueError: Loyalty\Event::tierSet(): Argument #7 ($author) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::tierSet(): Argument #8 ($until) must be an instant in the years 1 to 9999
TypeError: Loyalty\Event::tierSet(): Argument #8 ($until) must be of type DateTimeInterface|int|null, string given
ValueError: Loyalty\Event::signUp(): Argument #2 ($customer) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::childBirthday(): Argument #3 ($child) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::childBirthday(): Argument #5 ($date) must be a date such as 1984-02-29
ValueError: Loyalty\Event::childBirthday(): Argument #2 ($customer) must leave the event's id within 191 bytes
ValueError: Loyalty\Event::review(): Argument #5 ($sku) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::review(): Argument #2 ($object) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::survey(): Argument #5 ($survey) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::contest(): Argument #5 ($contest) must be 1 to 191 bytes of UTF-8
ArgumentCountError: Loyalty\Event::contest() expects exactly 5 arguments, 4 given
ValueError: Loyalty\Event::referral(): Argument #3 ($revision) must be an integer of at least 1, 0 given
ValueError: Loyalty\Event::referral(): Argument #7 ($other) must be another customer's key, a text of 1 to 191 bytes, "7" given
ValueError: Loyalty\Event::referral(): Argument #7 ($other) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::referral(): Argument #9 ($reason) must be 0 to 1000 bytes of UTF-8
ValueError: Loyalty\Event::referral(): Argument #10 ($order) must be 1 to 191 bytes of UTF-8
TypeError: Loyalty\Event::referral(): Argument #6 ($condition) must be of type Loyalty\ReferralCondition, Loyalty\ServiceCondition given
ValueError: Loyalty\Event::service(): Argument #3 ($revision) must be an integer of at least 1, 0 given
ValueError: Loyalty\Event::service(): Argument #7 ($service) must be the service's key: a lower-case letter, then such letters, digits, "_" or "-", at most 64 bytes, "Repair" given
ValueError: Loyalty\Event::service(): Argument #8 ($units) must be an integer from 1 to 1000000000000, 0 given
ValueError: Loyalty\Event::service(): Argument #9 ($order) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::service(): Argument #10 ($sku) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::identitiesLinked(): Argument #3 ($revision) must be an integer of at least 1, 0 given
ValueError: Loyalty\Event::identitiesLinked(): Argument #6 ($other) must be another customer's key, a text of 1 to 191 bytes, "7" given
ValueError: Loyalty\Event::identitiesLinked(): Argument #6 ($other) must be 1 to 191 bytes of UTF-8
Loyalty\LoyaltyException: event "x", /-/customer: found nothing, expected a customer's key
