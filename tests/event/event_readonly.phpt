--TEST--
Event: cannot be changed, is cloned and compared by value, and is refused where it was never filled
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Customer, Event, Programme};

$event = Event::visit('s', 1, 7, 0);
foreach (['id', 'type', 'customer', 'at', 'payload', 'other'] as $name) {
    try {
        $event->$name = 'x';
        echo "written\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    unset($event->id);
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
var_dump(clone $event == $event, $event == Event::visit('s', 2, 7, 0));
$empty = (new ReflectionClass(Event::class))->newInstanceWithoutConstructor();
$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../points/simple.json'));
foreach ([fn() => $empty->jsonSerialize(), fn() => serialize($empty), fn() => Customer::fold($programme, 7, [$empty], 0)] as $use) {
    try {
        $use();
        echo "accepted\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
--EXPECT--
Cannot modify readonly property Loyalty\Event::$id
Cannot modify readonly property Loyalty\Event::$type
Cannot modify readonly property Loyalty\Event::$customer
Cannot modify readonly property Loyalty\Event::$at
Cannot modify readonly property Loyalty\Event::$payload
Cannot create dynamic property Loyalty\Event::$other
Cannot unset readonly property Loyalty\Event::$id
bool(true)
bool(false)
Loyalty\Event object is not initialized
Loyalty\Event object is not initialized
Loyalty\Event object is not initialized
