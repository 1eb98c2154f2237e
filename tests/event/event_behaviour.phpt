--TEST--
Event: ids and payloads of visits, preferences, messages, segments, and of lines that say their cost
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Event, Money, OrderCondition};

foreach ([
    Event::visit('shop', 'v1', 7, 0),
    Event::visit('shop', 'v2', 7, 0, 'direct'),
    Event::visit('shop', 'v3', 7, 0, '', 'cats & "dogs"'),
    Event::visit('shop', 'v4', '7', new DateTimeImmutable('1970-01-02 00:00 UTC'), via: 'ads', section: 'sale'),
    Event::preference('shop', 7, 'cats', 5, true),
    Event::preference('shop', 'a:b', 'dogs/small', 5, false),
    Event::messageSent('shop', 12, 7, 0, Channel::Email, 'spring'),
    Event::messageOpened('shop', 'o1', 12, 7, 0, Channel::Email, 'spring'),
    Event::messageClicked('shop', 3, '12', 7, 0, Channel::Sms, 'spring', 'cats'),
    Event::segment('shop', 's1', 7, 0, 'at_risk', true),
    Event::segment('shop', 's2', 7, 0, 'at_risk', false),
    Event::order('shop', 1, 1, 7, 0, OrderCondition::Paid, new Money(30, 'GBP'), [
        ['sku' => 'a', 'quantity' => 1, 'amount' => 10, 'cost' => 0],
        ['sku' => 'b', 'quantity' => 1, 'amount' => 10, 'cost' => 25, 'sale' => true],
        ['sku' => 'c', 'quantity' => 1, 'amount' => 10],
    ]),
] as $event) {
    echo $event->id, ' ', $event->type->value, ' ', $event->customer, " $event->at\n  $event->payload\n";
    if (Event::fromRow($event->id, $event->type->value, $event->customer, $event->at, $event->payload) != $event) {
        echo "not the same from its row\n";
    }
    if (unserialize(serialize($event)) != $event) {
        echo "not the same from its bytes\n";
    }
}
echo Event::preference('shop', 7, 'cats', 6, false)->replacing('shop/preference/7:cats/5')->payload, "\n";
echo Event::visit('shop', 'v9', 7, 6, 'email')->replacing('shop/visit/v1/1')->payload, "\n";
// Whose preference it is and of what are told apart whatever the keys are.
$ids = array_map(fn(array $keys) => Event::preference('s', $keys[0], $keys[1], 5, true)->id, [['a', 'b:c'], ['a:b', 'c'], ['a%3Ab', 'c'], ['a%253Ab', 'c']]);
echo implode("\n", $ids), "\n";
var_dump(count(array_unique($ids)));
// What a row may say in another way.
echo Event::fromRow('s/visit/1/1', 'visit', '7', 0, '{"via":"social","section":""}')->payload, "\n";
echo Event::fromRow('s/opened/1/1', 'message_opened', '7', 0, '{"section":"\u0000\u001b[31m","message":"m","delivery":"d","channel":"sms"}')->payload, "\n";
--EXPECT--
shop/visit/v1/1 visit 7 0
  {}
shop/visit/v2/1 visit 7 0
  {"via":"direct"}
shop/visit/v3/1 visit 7 0
  {"section":"cats & \"dogs\""}
shop/visit/v4/1 visit 7 86400
  {"section":"sale","via":"ads"}
shop/preference/7:cats/5 preference 7 5
  {"topic":"cats","wanted":true}
shop/preference/a%253Ab:dogs%2Fsmall/5 preference a:b 5
  {"topic":"dogs/small","wanted":false}
shop/sent/12/1 message_sent 7 0
  {"channel":"email","delivery":"12","message":"spring"}
shop/opened/o1/1 message_opened 7 0
  {"channel":"email","delivery":"12","message":"spring"}
shop/clicked/3/1 message_clicked 7 0
  {"channel":"sms","delivery":"12","message":"spring","section":"cats"}
shop/segment/s1/1 segment 7 0
  {"entered":true,"segment":"at_risk"}
shop/segment/s2/1 segment 7 0
  {"entered":false,"segment":"at_risk"}
shop/order/1/1 order 7 0
  {"amount":30,"condition":"paid","currency":"GBP","lines":[{"amount":10,"cost":0,"quantity":1,"sku":"a"},{"amount":10,"cost":25,"quantity":1,"sale":true,"sku":"b"},{"amount":10,"quantity":1,"sku":"c"}],"order":"1","revision":1}
{"replaces":"shop/preference/7:cats/5","topic":"cats","wanted":false}
{"replaces":"shop/visit/v1/1","via":"email"}
s/preference/a:b:c/5
s/preference/a%253Ab:c/5
s/preference/a%25253Ab:c/5
s/preference/a%2525253Ab:c/5
int(4)
{"via":"social"}
{"channel":"sms","delivery":"d","message":"m","section":"\u0000\u001b[31m"}
