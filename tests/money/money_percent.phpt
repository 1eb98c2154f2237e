--TEST--
Money: a percentage is rounded once, as the mode says
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;
use Loyalty\RoundingMode;

foreach ([1005, 1015, 1014, 1016, -1005, -1015, 0] as $minor) {
    $money = new Money($minor, 'EUR');
    printf('%6d', $minor);
    foreach (RoundingMode::cases() as $mode) {
        printf('  %s %d', $mode->name, $money->percent(1000, $mode)->minor);
    }
    printf("  default %d\n", $money->percent(1000)->minor);
}
echo (new Money(1000, 'EUR'))->percent(-2500)->minor, ' ', (new Money(1000, 'EUR'))->percent(12345)->minor, "\n";
--EXPECT--
  1005  Down 100  Up 101  HalfUp 101  HalfEven 100  default 101
  1015  Down 101  Up 102  HalfUp 102  HalfEven 102  default 102
  1014  Down 101  Up 102  HalfUp 101  HalfEven 101  default 101
  1016  Down 101  Up 102  HalfUp 102  HalfEven 102  default 102
 -1005  Down -100  Up -101  HalfUp -101  HalfEven -100  default -101
 -1015  Down -101  Up -102  HalfUp -102  HalfEven -102  default -102
     0  Down 0  Up 0  HalfUp 0  HalfEven 0  default 0
-250 1235
