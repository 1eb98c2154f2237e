--TEST--
Attacks: visits, messages, preferences and costs that are forged, endless or meant for somebody's terminal
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{Channel, Customer, CustomerBase, Event, Money, OrderCondition, Programme};

const BEGIN = 1577836800; // 2020
const MANY = 2_000;

$programme = Programme::fromArray(json_decode(file_get_contents(__DIR__ . '/../points/simple.json'), true));

/** What a fold alone says; "differs" if a base says something else. */
$says = static fn(iterable $events, callable $what, int $at = BEGIN + 400 * 86400) => function () use ($programme, $events, $what, $at) {
    $events = is_array($events) ? $events : iterator_to_array($events, false);
    $customer = Customer::fold($programme, 7, $events, $at);
    $base = new CustomerBase($programme);
    $base->append($events);
    $base->append($events);
    $base->fold($at);

    return $base->customer(7)->stateHash === $customer->stateHash ? $what($customer) : 'differs';
};
$many = static function (callable $event): Generator {
    for ($i = 0; $i < MANY; $i++) {
        yield $event($i);
    }
};
$opened = static fn(string|int $object, string|int $delivery, string $section = '', string $message = 'spring', int $at = BEGIN, string $source = 's') => Event::messageOpened($source, $object, $delivery, 7, $at, Channel::Email, $message, $section);
$read = static fn(Customer $c) => $c->facts['messages_sent'] . ' sent, ' . $c->facts['messages_opened'] . ' opened';

// Texts that somebody else wrote
$each = static fn(string $text) => [
    static fn() => $opened(1, $text), static fn() => $opened($text, 1), static fn() => $opened(1, 1, $text), static fn() => $opened(1, 1, '', $text), static fn() => Event::visit('s', 1, 7, 0, $text),
    static fn() => Event::visit('s', 1, 7, 0, '', $text), static fn() => Event::preference('s', 7, $text, 0, true), static fn() => Event::segment('s', 1, 7, 0, $text, true),
];
$short = static fn(callable $try) => static function () use ($try) {
    try {
        return $try()->payload;
    } catch (ValueError $e) {
        return preg_replace('/.*Argument #\d \(\$\w+\) |, ".*" given$/s', '', $e->getMessage());
    }
};
attack('1 MB: of a section, a message, a delivery, a topic, a way', ...array_map($short, $each(str_repeat('cats ', 200_000))));
attack('a text of 192 bytes in each place', ...array_map($short, $each(str_repeat('x', 192))));
attack('invalid UTF-8 in each place', ...array_map($short, $each("cats\xC0\xAF")));
attack('a NUL and what stands behind it', $short(static fn() => $opened(1, "d\0e", "a\0b", "m\0n")));
attack('a terminal\'s escapes, line ends and a bell in a section', $short(static fn() => $opened(1, 1, "\e[2J\r\n\x07\x7F")));
attack('markup, SQL and a formula for a section', ...array_map(static fn($text) => $short(static fn() => $opened(1, 1, $text)), ['<script>', "'; DROP TABLE event; --", '=HYPERLINK("x")']));
attack('letters that turn the line around', static fn() => json_encode(json_decode($opened(1, 1, "cats\u{202E}stac")->payload)->section));
attack('a way that is none', ...array_map(static fn($via) => $short(static fn() => Event::visit('s', 1, 7, 0, $via)), ['Direct', 'direct ', 'organic', "direct\0"]));
attack('the same in a row of the journal', ...array_map(static fn($json) => static fn() => Event::fromRow('s/visit/1/1', 'visit', '7', 0, $json)->payload,
    ['{"via":"Direct"}', '{"via":""}', '{"section":{}}', '{"via":"direct","via":"ads"}', '{"section":"' . str_repeat('x', 192) . '"}', '{"utm":"x"}']));

// Ids
attack('a delivery that looks like another one\'s id', static fn() => implode(' ', array_unique(array_map(static fn($delivery) => Event::messageSent('s', $delivery, 7, 0, Channel::Email, 'm')->id, ['a/1', 'a%2F1', '../a', "a\n1"]))));
attack('a topic that looks like another customer\'s', static fn() => implode(' ', array_map(static fn($who) => Event::preference('s', ...$who, at: 5, wanted: true)->id, [['7', '8:cats'], ['7:8', 'cats'], ['7%3A8', 'cats']])));
attack('a message that corrects somebody\'s order', static fn() => $opened(1, 1)->replacing('s/order/1/1'));

// Figures
attack('one opening that is reported two thousand times', $says($many(static fn() => $opened(1, 1)), $read));
attack('one opening that says something else the second time', static fn() => Customer::fold($programme, 7, [$opened(1, 1), $opened(1, 1, 'dogs')], BEGIN)->facts);
attack('two thousand openings of one message', $says($many(static fn($i) => $opened($i, 1)), $read));
attack('two thousand openings of messages that nobody sent', $says($many(static fn($i) => $opened($i, $i)), $read));
attack('openings that another source reports of our delivery', $says([Event::messageSent('s', 1, 7, BEGIN, Channel::Email, 'm'), $opened(1, 1, source: 't')], $read));
attack('openings of the year 1 and of the year 9999', $says([$opened(1, 1, at: -62135596800), $opened(2, 1, at: 253402300799)], $read, 253402300799), $says([$opened(1, 1, at: -62135596800), $opened(2, 2, at: 253402300799)], $read));
attack('two thousand topics, each wanted and unwanted', $says($many(static fn($i) => Event::preference('s', 7, (string) intdiv($i, 2), BEGIN + $i, $i % 2 === 0)), static fn(Customer $c) => count($c->facts) > 30 ? 'folded' : ''));
attack('two thousand consents that flap within a second', $says($many(static fn($i) => Event::consent('s', sprintf('%04d', $i), 7, BEGIN, Channel::Email, $i % 2 === 0)), static fn(Customer $c) => $c->facts['email_since']));
$line = static fn(mixed $cost) => static fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, new Money(5, 'GBP'), [['sku' => 'a', 'quantity' => 1, 'amount' => 5, 'cost' => $cost]])->payload;
attack('a cost below nothing, of text, of a float, beyond all', $short($line(-1)), $short($line('1')), $short($line(1.0)), $short($line(PHP_INT_MAX)), $short($line(PHP_INT_MIN)));
attack('points for what was only looked at', $says([...$many(static fn($i) => Event::visit('s', $i, 7, BEGIN + $i)), ...$many(static fn($i) => $opened($i, $i))], static fn(Customer $c) => $c->account->earned));
?>
--EXPECT--
1 MB: of a section, a message, a delivery, a topic, a way … must be 0 to 191 bytes of UTF-8 (3), must be 1 to 191 bytes of UTF-8 (4), must be 1 to 64 bytes of UTF-8 (1)
a text of 192 bytes in each place … must be 0 to 191 bytes of UTF-8 (3), must be 1 to 191 bytes of UTF-8 (4), must be 1 to 64 bytes of UTF-8 (1)
invalid UTF-8 in each place … must be 0 to 191 bytes of UTF-8 (3), must be 1 to 191 bytes of UTF-8 (4), must be 1 to 64 bytes of UTF-8 (1)
a NUL and what stands behind it … {"channel":"email","delivery":"d\u0000e","message":"m\u0000n","section":"a\u0000b"}
a terminal's escapes, line ends and a bell in a section … {"channel":"email","delivery":"1","message":"spring","section":"\u001b[2J\u000d\u000a\u0007"}
markup, SQL and a formula for a section … {"channel":"email","delivery":"1","message":"spring","section":"'; DROP TABLE event; --"} (1), {"channel":"email","delivery":"1","message":"spring","section":"<script>"} (1), {"channel":"email","delivery":"1","message":"spring","section":"=HYPERLINK(\"x\")"} (1)
letters that turn the line around … "cats\u202estac"
a way that is none … must be direct, search, email, social, referral, ads or other (4)
the same in a row of the journal … Loyalty\LoyaltyException: event "s/visit/1/1", /section: found a long text, expected a text of at most 191 bytes (1), Loyalty\LoyaltyException: event "s/visit/1/1", /section: found an object, expected a text of at most 191 bytes (1), Loyalty\LoyaltyException: event "s/visit/1/1", /utm: found an unknown member, expected replaces, section or via (1), Loyalty\LoyaltyException: event "s/visit/1/1", /via: found "", expected direct, search, email, social, referral, ads or other (1), Loyalty\LoyaltyException: event "s/visit/1/1", /via: found "Direct", expected direct, search, email, social, referral, ads or other (1), Loyalty\LoyaltyException: event "s/visit/1/1", /via: found a member of that name for the second time, expected each name once (1)
a delivery that looks like another one's id … s/sent/a%2F1/1 s/sent/a%252F1/1 s/sent/..%2Fa/1 s/sent/a%0A1/1
a topic that looks like another customer's … s/preference/7:8:cats/5 s/preference/7%253A8:cats/5 s/preference/7%25253A8:cats/5
a message that corrects somebody's order … ValueError: Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "message_opened"
one opening that is reported two thousand times … 1 sent, 1 opened
one opening that says something else the second time … Loyalty\EventConflictException: event "s/opened/1/1" is known with other content
two thousand openings of one message … 1 sent, 1 opened
two thousand openings of messages that nobody sent … 2000 sent, 2000 opened
openings that another source reports of our delivery … 2 sent, 1 opened
openings of the year 1 and of the year 9999 … 1 sent, 1 opened (2)
two thousand topics, each wanted and unwanted … folded
two thousand consents that flap within a second … null
a cost below nothing, of text, of a float, beyond all … must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, -1 given (1), must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, -9223372036854775808 given (1), must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, 9223372036854775807 given (1), must have an int as "cost" in line 0 (2)
points for what was only looked at … 0