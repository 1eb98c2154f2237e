--TEST--
Quote: offers for tiers, segments, first orders and links of e-mails
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Cart, CartLine, Channel, Money, Programme};

$document = document();
$document['segments'] = [['key' => 'regular', 'name' => 'Regular', 'rule' => 'orders >= 3']];
$offer = fn(int $number, string $key, array $more) => ['number' => $number, 'key' => $key, 'name' => $key, 'discount' => ['kind' => 'fixed', 'amount' => 100 * $number],
    'combinable' => true] + $more;
$document['campaigns'] = [
    $offer(1, 'pots', ['tiers' => ['pot']]),
    $offer(2, 'regulars', ['segments' => ['regular']]),
    $offer(3, 'either', ['tiers' => ['pot'], 'segments' => ['regular']]),
    $offer(4, 'newcomers', ['first_order_only' => true]),
    $offer(5, 'letter', ['email_only' => true]),
    $offer(6, 'quiet', ['tiers' => ['pot'], 'automatic' => true]),
];
$programme = Programme::fromArray($document);
[$verifier, $codes] = (function () use ($programme): array {
    $ring = Loyalty\KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0);
    $maker = new Loyalty\Coupons($ring, $programme);
    $batches = array_map(fn(string $key) => $maker->newBatch($key, 1, AT - 1000), ['pots', 'regulars', 'either', 'newcomers', 'letter']);
    $verifier = new Loyalty\Coupons($ring, $programme, $batches);
    return [$verifier, array_map(fn($batch) => iterator_to_array($verifier->issueMany($batch), false)[0], $batches)];
})();
foreach (['guest' => null, 'new' => customer($programme, 'new', 0), 'regular' => customer($programme, 'reg', 3, 100), 'rich' => customer($programme, 'rich', 1, 50000)] as $who => $customer) {
    foreach ([null, Channel::Sms, Channel::Email] as $channel) {
        $quote = $programme->quote(new Cart([new CartLine('CAKE', 1, new Money(9000, 'GBP'))], new Money(0, 'GBP'), channel: $channel), $customer, $codes, $verifier, AT);
        echo "$who, ", $channel?->value ?? 'no channel', ': ', implode(' ', array_map(fn($d) => $d->campaign, $quote->discounts)), "\n";
        foreach ($channel === Channel::Email ? $quote->rejected : [] as $rejected) {
            echo "  {$rejected->reason->name} | $rejected->message | $rejected->publicMessage\n";
        }
    }
}
$refused = $programme->quote(new Cart([new CartLine('CAKE', 1, new Money(9000, 'GBP'))], new Money(0, 'GBP')), null, [$codes[4]], $verifier, AT)->rejected[0];
echo "{$refused->reason->name} | $refused->message | $refused->publicMessage\n";
--EXPECT--
guest, no channel: 
guest, sms: 
guest, email: letter
  CustomerMismatch | the code is for a first order, and the order names no customer | sign in to use this code: it is for a first order
  Eligibility | campaign "pots" is for the tiers pot, and the order names no customer | sign in to use this code: it is for some customers only
  Eligibility | campaign "either" is for the tiers pot or the segments regular, and the order names no customer | sign in to use this code: it is for some customers only
  Eligibility | campaign "regulars" is for the segments regular, and the order names no customer | sign in to use this code: it is for some customers only
new, no channel: newcomers
new, sms: newcomers
new, email: newcomers letter
  Eligibility | campaign "pots" is for the tiers pot; the customer is in none of them | the code is for customers of the tier Pot
  Eligibility | campaign "either" is for the tiers pot or the segments regular; the customer is in none of them | the code is for other customers
  Eligibility | campaign "regulars" is for the segments regular; the customer is in none of them | the code is for other customers
regular, no channel: regulars either
regular, sms: regulars either
regular, email: regulars either letter
  CustomerMismatch | the code is for a first order, and the customer has 3 already | the code is for a first order
  Eligibility | campaign "pots" is for the tiers pot; the customer is in none of them | the code is for customers of the tier Pot
rich, no channel: pots either quiet
rich, sms: pots either quiet
rich, email: pots either letter quiet
  CustomerMismatch | the code is for a first order, and the customer has 1 already | the code is for a first order
  Eligibility | campaign "regulars" is for the segments regular; the customer is in none of them | the code is for other customers
ChannelMismatch | campaign "letter" is for orders that come by a link of an e-mail | come by the link in the e-mail to use this code
