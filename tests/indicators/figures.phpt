--TEST--
Indicators: buyers, visits, messages, channels, promotions and the degree of loyalty of a small shop, by hand
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Customer, CustomerBase, Event, Indicators, Money};
require __DIR__ . '/shop.inc';

$programme = programme(['loyalty' => ['parts' => [
    ['key' => 'often', 'name' => 'How often', 'value' => 'count(orders)', 'full' => 4, 'weight' => 30],
    ['key' => 'clicks', 'name' => 'Links clicked', 'value' => 'count(clicked)', 'full' => 2, 'weight' => 10],
]]], 'Europe/London');
$base = new CustomerBase($programme);
$line = fn(string $sku, int $amount, bool $sale = false) => ['sku' => $sku, 'quantity' => 2, 'amount' => $amount, 'sale' => $sale];
$mail = fn(int $n, string $who) => Event::messageSent('m', "d$n", $who, at('2021-05-01 08:00'), Channel::Email, 'news');
$events = [
    order(1, 'anna', '2021-01-10 12:00', 1000, 'online', [$line('cup', 600), $line('tea', 400, true)]),
    order(2, 'anna', '2021-05-02 12:00', 3000, 'online', [$line('cup', 3000)]),
    order(3, 'anna', '2021-05-20 12:00', 500, 'shop', [$line('tea', 500)]),
    order(4, 'ben', '2021-05-09 12:00', 2000, 'catalogue', [$line('tea', 2000, true)]),
    order(5, null, '2021-05-09 13:00', 700, 'shop'),
    Event::refund('s', 1, 2, 'anna', at('2021-05-04'), new Money(1000, 'GBP')),
    Event::couponRedeemed('s', 3, 'anna', at('2021-05-20 12:00'), 'spring', 7),
    visit(1, 'anna', '2021-01-09', 'search'), visit(2, 'anna', '2021-05-02 11:59', 'email', 'tea'), visit(3, 'carl', '2021-05-31 22:59', 'direct', 'cups'),
    visit(4, 'carl', '2021-05-31 23:30', 'direct', 'cups'), // in June by then
    $mail(1, 'anna'), $mail(2, 'ben'), $mail(3, 'carl'), $mail(4, 'carl'),
    Event::messageOpened('m', 'o1', 'd1', 'anna', at('2021-05-01 17:30'), Channel::Email, 'news', 'tea'),
    Event::messageClicked('m', 'c1', 'd1', 'anna', at('2021-05-02 11:58'), Channel::Email, 'news', 'cups'),
    Event::messageClicked('m', 'c2', 'd2', 'ben', at('2021-05-01 17:40'), Channel::Email, 'news'),
    Event::messageSent('m', 'd9', 'ben', at('2021-02-01 08:00'), Channel::Sms, 'old'),
];
$base->append($events);
$i = $base->indicators(at('2021-06-01 12:00'), at('2021-05-01'));
$show = fn(string $name) => print($name . ' ' . json_encode($i->$name, JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES) . "\n");
echo $i->from === at('2021-05-01') && $i->at === at('2021-06-01 12:00') ? '' : "instants\n";
foreach (['buyers', 'visitors', 'months', 'sources', 'messages', 'mail', 'sections', 'channels', 'loyalty', 'repeat', 'gaps', 'cohorts', 'baskets', 'promotion', 'products'] as $name) {
    $show($name);
}
foreach (['purchaseFrequency', 'purchaseRecency', 'visitFrequency', 'visitRecency'] as $name) {
    echo $name, ': ', implode(' ', array_map(fn($b) => "$b[from]-$b[to]:$b[customers]", array_filter($i->$name, fn($b) => $b['customers'] > 0))), "\n";
}
$anna = Customer::fold($programme, 'anna', array_filter($events, fn($e) => $e->customer === 'anna'), at('2021-06-01 12:00'));
echo json_encode($i->subscriber($anna)), "\n";
echo json_encode($base->indicators(at('2021-06-01'))->subscriber(Customer::fold($programme, 'x', [], 0))), "\n";
foreach ([[99, 99], [1000, 199], [1000, 200], [5, 0]] as [$known, $direct]) {
    echo json_encode(Indicators::direct($known, $direct)), "\n";
}
echo "all of it since ever:\n";
$ever = $base->indicators(at('2021-06-01 12:00'));
var_dump($ever->from);
echo json_encode($ever->buyers), "\n", json_encode($ever->visitors), ' ', count($ever->months), " months\n";
echo "nothing:\n";
$none = (new CustomerBase(programme()))->indicators(at('2021-06-01'));
foreach (get_object_vars($none) as $name => $value) {
    echo $name, ' ', str_replace(',"customers":0', '', json_encode($value)), "\n";
}
?>
--EXPECT--
buyers {"all":2,"new":1,"returning":1,"orders":3,"orders_new":1,"orders_returning":2,"amount":4500,"amount_new":2000,"amount_returning":2500}
visitors {"all":2,"new":1,"returning":1,"visits":3,"visits_new":2,"visits_returning":1,"anonymous":0}
months [{"month":"2021-05","orders":3,"amount":4500,"buyers_new":1,"buyers_returning":1,"amount_new":2000,"amount_returning":2500,"visits":2,"visitors_new":1,"visitors_returning":1},{"month":"2021-06","orders":0,"amount":0,"buyers_new":0,"buyers_returning":0,"amount_new":0,"amount_returning":0,"visits":1,"visitors_new":0,"visitors_returning":1}]
sources {"visits":3,"known":3,"direct":2,"share":0.6666666666666666,"judgement":"unknown","text":"Not enough visits of which it is known how they came.","by":{"direct":2,"email":1}}
messages [{"message":"news","channel":"email","sent":4,"opened":2,"clicked":2,"orders":1,"amount":2000,"open_rate":0.5,"click_rate":0.5,"order_rate":0.25}]
mail {"sent":4,"opened":2,"clicked":2,"orders":1,"amount":2000,"open_rate":0.5,"click_rate":0.5,"order_rate":0.25,"subscribers":3,"above":0,"about":3,"below":0,"hours":[0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,2,0,0,0,0,0],"best_hour":18}
sections [{"section":"cups","visits":2,"opened":0,"clicked":1,"customers":2},{"section":"tea","visits":1,"opened":1,"clicked":0,"customers":1}]
channels [{"channel":"catalogue","orders":1,"amount":2000,"customers":1,"anonymous_orders":0,"anonymous_amount":0},{"channel":"online","orders":1,"amount":2000,"customers":1,"anonymous_orders":0,"anonymous_amount":0},{"channel":"shop","orders":1,"amount":500,"customers":1,"anonymous_orders":1,"anonymous_amount":700}]
loyalty {"customers":3,"average":33.333333333333336,"distribution":[{"from":0,"to":9,"customers":1},{"from":10,"to":19,"customers":0},{"from":20,"to":29,"customers":0},{"from":30,"to":39,"customers":1},{"from":40,"to":49,"customers":0},{"from":50,"to":59,"customers":0},{"from":60,"to":69,"customers":1},{"from":70,"to":79,"customers":0},{"from":80,"to":89,"customers":0},{"from":90,"to":100,"customers":0}],"parts":[{"key":"often","name":"How often","weight":30,"average":0.3333333333333333},{"key":"clicks","name":"Links clicked","weight":10,"average":0.3333333333333333}]}
repeat {"customers":2,"again":1,"rate":0.5,"within":[{"days":30,"customers":1,"again":0,"rate":0.0},{"days":60,"customers":1,"again":0,"rate":0.0},{"days":90,"customers":1,"again":0,"rate":0.0},{"days":180,"customers":0,"again":0,"rate":null},{"days":365,"customers":0,"again":0,"rate":null}]}
gaps {"gaps":2,"customers":1,"mean":65.0,"sd":66.46803743153546,"median":65.0}
cohorts [{"month":"2021-01","customers":[1,0,0,0,1],"amounts":[1000,0,0,0,2500]},{"month":"2021-05","customers":[1],"amounts":[2000]}]
baskets {"first":{"orders":1,"amount":2000,"average":2000.0},"second":{"orders":1,"amount":2000,"average":2000.0},"regular":{"orders":1,"amount":500,"average":500.0}}
promotion {"amount":4500,"sale":2000,"code":500,"either":2500,"share":0.5555555555555556,"buyers":2,"only":1,"margin":0,"margin_amount":0,"margin_promotion":0,"margin_promotion_amount":0}
products {"products":2,"amount":5500,"concentration":0.5041322314049586,"alike":1.9836065573770496,"top":[{"sku":"cup","amount":3000,"quantity":2,"customers":1},{"sku":"tea","amount":2500,"quantity":4,"customers":2}]}
purchaseFrequency: 1-1:1 2-2:1
purchaseRecency: 8-14:1 15-30:1
visitFrequency: 1-1:1 2-2:1
visitRecency: 0-7:1 15-30:1
{"sent":1,"opened":1,"rate":1,"low":0.20654931437723742,"high":1,"whole":0.5,"judgement":"about","text":"Opens about as many messages as subscribers do on the whole, or too few were sent to tell."}
{"sent":0,"opened":0,"rate":null,"low":0,"high":1,"whole":0.4,"judgement":"unknown","text":"No message was sent yet."}
{"share":1,"judgement":"unknown","text":"Not enough visits of which it is known how they came."}
{"share":0.199,"judgement":"low","text":"Few visitors come by themselves: most are sent by searches, advertisements or other sites, and paid for again each time. Loyalty work is missing. Begin with a reason to come back: a code for the next order, points that are shown, a letter after the sale."}
{"share":0.2,"judgement":"fair","text":"A fair part of the visitors comes by itself. Give those who come back something that others do not get, and watch whether the share grows."}
{"share":0,"judgement":"unknown","text":"Not enough visits of which it is known how they came."}
all of it since ever:
NULL
{"all":2,"new":2,"returning":0,"orders":4,"orders_new":4,"orders_returning":0,"amount":5500,"amount_new":5500,"amount_returning":0}
{"all":2,"new":2,"returning":0,"visits":4,"visits_new":4,"visits_returning":0,"anonymous":0} 6 months
nothing:
at 1622505600
from null
buyers {"all":0,"new":0,"returning":0,"orders":0,"orders_new":0,"orders_returning":0,"amount":0,"amount_new":0,"amount_returning":0}
visitors {"all":0,"new":0,"returning":0,"visits":0,"visits_new":0,"visits_returning":0,"anonymous":0}
months [{"month":"2021-06","orders":0,"amount":0,"buyers_new":0,"buyers_returning":0,"amount_new":0,"amount_returning":0,"visits":0,"visitors_new":0,"visitors_returning":0}]
purchaseFrequency [{"from":1,"to":1},{"from":2,"to":2},{"from":3,"to":3},{"from":4,"to":4},{"from":5,"to":5},{"from":6,"to":9},{"from":10,"to":19},{"from":20,"to":null}]
purchaseRecency [{"from":0,"to":7},{"from":8,"to":14},{"from":15,"to":30},{"from":31,"to":60},{"from":61,"to":90},{"from":91,"to":180},{"from":181,"to":365},{"from":366,"to":null}]
visitFrequency [{"from":1,"to":1},{"from":2,"to":2},{"from":3,"to":3},{"from":4,"to":4},{"from":5,"to":5},{"from":6,"to":9},{"from":10,"to":19},{"from":20,"to":null}]
visitRecency [{"from":0,"to":7},{"from":8,"to":14},{"from":15,"to":30},{"from":31,"to":60},{"from":61,"to":90},{"from":91,"to":180},{"from":181,"to":365},{"from":366,"to":null}]
sources {"visits":0,"known":0,"direct":0,"share":null,"judgement":"unknown","text":"Not enough visits of which it is known how they came.","by":[]}
messages []
mail {"sent":0,"opened":0,"clicked":0,"orders":0,"amount":0,"open_rate":null,"click_rate":null,"order_rate":null,"subscribers":0,"above":0,"about":0,"below":0,"hours":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"best_hour":null}
sections []
channels []
loyalty null
repeat {"customers":0,"again":0,"rate":null,"within":[{"days":30,"again":0,"rate":null},{"days":60,"again":0,"rate":null},{"days":90,"again":0,"rate":null},{"days":180,"again":0,"rate":null},{"days":365,"again":0,"rate":null}]}
gaps {"gaps":0,"mean":null,"sd":null,"median":null}
cohorts []
baskets {"first":{"orders":0,"amount":0,"average":null},"second":{"orders":0,"amount":0,"average":null},"regular":{"orders":0,"amount":0,"average":null}}
promotion {"amount":0,"sale":0,"code":0,"either":0,"share":null,"buyers":0,"only":0,"margin":0,"margin_amount":0,"margin_promotion":0,"margin_promotion_amount":0}
products {"products":0,"amount":0,"concentration":null,"alike":null,"top":[]}
