--TEST--
Event: survives serialization; hostile payloads are refused; json_encode gives the row
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Event, Money, OrderCondition};

$event = Event::order('shop', 1, 1, 7, 5, OrderCondition::Paid, new Money(5, 'GBP'));
$visit = Event::visit('s', 1, 7, 0);
echo serialize($visit), "\n", json_encode($visit, JSON_UNESCAPED_SLASHES), "\n";
var_dump(unserialize(serialize($event)) == $event, unserialize(serialize($event))->type === $event->type);
$data = $event->__serialize();
foreach ([
    [],
    array_diff_key($data, ['at' => 1]),
    $data + ['more' => 1],
    ['id' => ''] + $data,
    ['id' => 7] + $data,
    ['type' => 'nothing'] + $data,
    ['type' => null] + $data,
    ['customer' => ''] + $data,
    ['customer' => 7] + $data,
    ['at' => PHP_INT_MIN] + $data,
    ['at' => '5'] + $data,
    ['payload' => '{}'] + $data,
    ['payload' => ['amount' => 5]] + $data,
    ['payload' => str_replace('5', '-5', $data['payload'])] + $data,
] as $bad) {
    $text = preg_replace('~^a~', 'O:13:"Loyalty\Event"', serialize($bad));
    try {
        var_dump(unserialize($text));
    } catch (Exception $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    $event->__unserialize($data);
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
--EXPECT--
O:13:"Loyalty\Event":5:{s:2:"id";s:11:"s/visit/1/1";s:4:"type";s:5:"visit";s:8:"customer";s:1:"7";s:2:"at";i:0;s:7:"payload";s:2:"{}";}
{"id":"s/visit/1/1","type":"visit","customer":"7","at":0,"payload":"{}"}
bool(true)
bool(true)
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Invalid serialization data for Loyalty\Event object
Cannot initialize Loyalty\Event twice
