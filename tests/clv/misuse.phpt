--TEST--
Clv classes: constructed, cloned, compared, serialised, without state
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Clv\{BgNbd, Calibration, Data, GammaGamma, MbgNbd, ParetoNbd, Plan, Prediction, Predictions};
require __DIR__ . '/../base/shop.inc';

$data = Data::fromRows([['a', 2, 10, 30, 5000, 1], ['b', 0, 0, 12, 0, 0]], 7, 14);
$model = BgNbd::of(1, 2, 3, 4);
$engines = [$data, $model, MbgNbd::of(1, 2, 3, 4), ParetoNbd::of(1, 2, 3, 4), GammaGamma::of(1, 2, 3), $model->predict($data, new Plan())];
foreach ($engines as $object) {
    echo $object::class, "\n";
    attempt(fn() => clone $object);
    attempt(fn() => $object->extra = 1);
    attempt(fn() => serialize($object));
    attempt(fn() => new ($object::class)());
    attempt(fn() => (new ReflectionClass($object))->newInstanceWithoutConstructor());
    var_dump($object == $object, (array) $object === []);
}
$plan = new Plan(1, 2, 3, 0.5);
attempt(fn() => $plan->__construct());
attempt(fn() => $plan->t = 2.0);
attempt(fn() => serialize($plan));
$calibration = $model->calibrate($data);
$prediction = $model->predict($data, $plan)->get('a');
foreach ([Calibration::class => $calibration, Prediction::class => $prediction] as $class => $record) {
    attempt(fn() => new $class());
    attempt(function () use ($record) { $record->{array_key_first(get_object_vars($record))} = 1; });
}
echo json_encode($prediction), ' ', json_encode(array_map(fn($row) => ['predicted' => round($row['predicted'], 9)] + $row, $calibration->byPurchases)), "\n";
foreach ($model->predict($data, $plan) as $i => $value) {
    echo "$i $value->key\n";
}
try {
    foreach ($model->predict($data, $plan) as &$value) {
    }
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
/* Predictions outlive what they came from. */
$predictions = (fn() => BgNbd::of(1, 2, 3, 4)->predict(Data::fromRows([['x', 1, 2, 3]]), new Plan()))();
echo $predictions->get('x')->key, ' ', iterator_count($predictions->getIterator()), "\n";
--EXPECT--
Loyalty\Clv\Data
Error: Trying to clone an uncloneable object of class Loyalty\Clv\Data
Error: Cannot create dynamic property Loyalty\Clv\Data::$extra
Exception: Serialization of 'Loyalty\Clv\Data' is not allowed
Error: Call to private Loyalty\Clv\Data::__construct() from global scope
ReflectionException: Class Loyalty\Clv\Data is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Loyalty\Clv\BgNbd
Error: Trying to clone an uncloneable object of class Loyalty\Clv\BgNbd
Error: Cannot create dynamic property Loyalty\Clv\BgNbd::$extra
Exception: Serialization of 'Loyalty\Clv\BgNbd' is not allowed
Error: Call to private Loyalty\Clv\BgNbd::__construct() from global scope
ReflectionException: Class Loyalty\Clv\BgNbd is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Loyalty\Clv\MbgNbd
Error: Trying to clone an uncloneable object of class Loyalty\Clv\MbgNbd
Error: Cannot create dynamic property Loyalty\Clv\MbgNbd::$extra
Exception: Serialization of 'Loyalty\Clv\MbgNbd' is not allowed
Error: Call to private Loyalty\Clv\MbgNbd::__construct() from global scope
ReflectionException: Class Loyalty\Clv\MbgNbd is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Loyalty\Clv\ParetoNbd
Error: Trying to clone an uncloneable object of class Loyalty\Clv\ParetoNbd
Error: Cannot create dynamic property Loyalty\Clv\ParetoNbd::$extra
Exception: Serialization of 'Loyalty\Clv\ParetoNbd' is not allowed
Error: Call to private Loyalty\Clv\ParetoNbd::__construct() from global scope
ReflectionException: Class Loyalty\Clv\ParetoNbd is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Loyalty\Clv\GammaGamma
Error: Trying to clone an uncloneable object of class Loyalty\Clv\GammaGamma
Error: Cannot create dynamic property Loyalty\Clv\GammaGamma::$extra
Exception: Serialization of 'Loyalty\Clv\GammaGamma' is not allowed
Error: Call to private Loyalty\Clv\GammaGamma::__construct() from global scope
ReflectionException: Class Loyalty\Clv\GammaGamma is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Loyalty\Clv\Predictions
Error: Trying to clone an uncloneable object of class Loyalty\Clv\Predictions
Error: Cannot create dynamic property Loyalty\Clv\Predictions::$extra
Exception: Serialization of 'Loyalty\Clv\Predictions' is not allowed
Error: Call to private Loyalty\Clv\Predictions::__construct() from global scope
ReflectionException: Class Loyalty\Clv\Predictions is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(true)
Error: Cannot initialize Loyalty\Clv\Plan twice
Error: Cannot modify readonly property Loyalty\Clv\Plan::$t
Exception: Serialization of 'Loyalty\Clv\Plan' is not allowed
Error: Call to private Loyalty\Clv\Calibration::__construct() from global scope
Error: Cannot modify readonly property Loyalty\Clv\Calibration::$byPurchases
Error: Call to private Loyalty\Clv\Prediction::__construct() from global scope
Error: Cannot modify readonly property Loyalty\Clv\Prediction::$key
{"key":"a","alive":212892,"expected":91862,"clv":null} [{"predicted":0.440063867,"purchases":0,"open":false,"customers":1,"actual":0},{"predicted":0.167628718,"purchases":2,"open":false,"customers":1,"actual":1}]
0 a
1 b
An iterator cannot be used with foreach by reference
x 1
