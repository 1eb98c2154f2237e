--TEST--
Records: no constructor to call, and harmless when made without one
--EXTENSIONS--
loyalty
--FILE--
<?php
$records = ['Event', 'ProgrammeError', 'PointLot', 'Account', 'Standing', 'Entitlement', 'ExplainedStep', 'Customer', 'AppendResult', 'RfmScore', 'Coupon', 'Discount', 'RejectedCoupon',
    'QuoteLine', 'QuoteStep', 'Quote', 'Forecast', 'Replay', 'SqlQuery', 'SegmentChange', 'Indicators', 'Habits', 'Goal', 'Clv\\Prediction', 'Clv\\Calibration'];
foreach ($records as $name) {
    $class = "Loyalty\\$name";
    try {
        new $class();
        echo "made $name\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
    $blank = (new ReflectionClass($class))->newInstanceWithoutConstructor();
    assert($blank == clone $blank);
    foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        if (!$method->isStatic() && $method->getNumberOfRequiredParameters() === 0) {
            try {
                $method->invoke($blank);
                echo "  $method->name() answers\n";
            } catch (Error $e) {
                echo "  $method->name(): ", $e->getMessage(), "\n";
            }
        }
    }
}
--EXPECT--
Call to private Loyalty\Event::__construct() from global scope
  jsonSerialize(): Loyalty\Event object is not initialized
  __serialize(): Loyalty\Event object is not initialized
Call to private Loyalty\ProgrammeError::__construct() from global scope
Call to private Loyalty\PointLot::__construct() from global scope
Call to private Loyalty\Account::__construct() from global scope
Call to private Loyalty\Standing::__construct() from global scope
  progress(): Loyalty\Standing object is not initialized
Call to private Loyalty\Entitlement::__construct() from global scope
Call to private Loyalty\ExplainedStep::__construct() from global scope
Call to private Loyalty\Customer::__construct() from global scope
  explain(): Loyalty\Customer object is not initialized
  purchases(): Loyalty\Customer object is not initialized
  activities(): Loyalty\Customer object is not initialized
  expiring(): Loyalty\Customer object is not initialized
Call to private Loyalty\AppendResult::__construct() from global scope
Call to private Loyalty\RfmScore::__construct() from global scope
Call to private Loyalty\Coupon::__construct() from global scope
  display(): Loyalty\Coupon object is not initialized
Call to private Loyalty\Discount::__construct() from global scope
Call to private Loyalty\RejectedCoupon::__construct() from global scope
Call to private Loyalty\QuoteLine::__construct() from global scope
Call to private Loyalty\QuoteStep::__construct() from global scope
Call to private Loyalty\Quote::__construct() from global scope
Call to private Loyalty\Forecast::__construct() from global scope
Call to private Loyalty\Replay::__construct() from global scope
Call to private Loyalty\SqlQuery::__construct() from global scope
Call to private Loyalty\SegmentChange::__construct() from global scope
Call to private Loyalty\Indicators::__construct() from global scope
Call to private Loyalty\Habits::__construct() from global scope
Call to private Loyalty\Goal::__construct() from global scope
Call to private Loyalty\Clv\Prediction::__construct() from global scope
Call to private Loyalty\Clv\Calibration::__construct() from global scope
