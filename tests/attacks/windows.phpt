--TEST--
Attacks: the clock: a second late or early, days that are shorter, longer or missing, the ends of the calendar
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{CouponBatch, Coupons, Programme};

function programme(string $zone, array $window): Programme
{
    return Programme::fromArray(['name' => 'Clock', 'currency' => 'EUR', 'timezone' => $zone, 'version' => 1, 'valid_from' => '2000-01-01',
        'campaigns' => [['number' => 1, 'key' => 'a', 'name' => 'A', 'discount' => ['kind' => 'free_shipping']] + $window]]);
}

function verdict(Coupons $coupons, string $code, int $at): string
{
    return outcome(fn() => $coupons->verify($code, $at)->code === $code ? 'taken' : '');
}

/** The last second of a window and the next, when its end should be $end. */
function ends(string $zone, array $window, int $issued, int $end): string
{
    $programme = programme($zone, $window);
    $coupons = new Coupons(ring(), $programme, [new CouponBatch('a', 0, 1, $issued, $programme->hash(), 0)]);
    $code = $coupons->issue(1, 0);
    return verdict($coupons, $code, $end - 1) . ', ' . verdict($coupons, $code, $end);
}

/** The first second of the day after a local day, as PHP reckons. */
function after(string $day, string $zone): int
{
    return (new DateTimeImmutable("$day 00:00:00", new DateTimeZone($zone)))->modify('+1 day')->setTime(0, 0)->getTimestamp();
}

$programme = programme('Europe/London', ['valid_from' => '2023-11-14T12:00:00Z', 'valid_until' => '2023-11-14T13:00:00Z']);
$coupons = new Coupons(ring(), $programme, [new CouponBatch('a', 0, 1, 0, $programme->hash(), 0)]);
$code = $coupons->issue(1, 0);
foreach (['one second early' => '11:59:59', 'the first second' => '12:00:00', 'the last second' => '12:59:59', 'one second late' => '13:00:00'] as $name => $time) {
    attack($name, fn() => verdict($coupons, $code, at("2023-11-14 $time")));
}
attack('a window that is over before it begins', fn() => programme('Europe/London', ['valid_from' => '2023-11-15', 'valid_until' => '2023-11-13'])->name());
attack('clock at the ends of the integers', ...array_map(fn($at) => fn() => verdict($coupons, $code, $at), [PHP_INT_MIN, PHP_INT_MIN + 1, -1, PHP_INT_MAX]));
attack('clock that is no instant: a text, a list', fn() => $coupons->verify($code, '2023-11-14'), fn() => $coupons->verify($code, []));
attack('clock in another zone than the programme', fn() => verdict($coupons, $code, (new DateTimeImmutable('2023-11-14 23:30:00', new DateTimeZone('Pacific/Auckland')))->getTimestamp()));

foreach ([['spring', 'Europe/London', '2024-03-31'], ['autumn', 'Europe/London', '2024-10-27'], ['spring', 'America/New_York', '2024-03-10'], ['autumn', 'America/New_York', '2024-11-03'],
    ['half an hour, spring', 'Australia/Lord_Howe', '2024-10-06'], ['half an hour, autumn', 'Australia/Lord_Howe', '2024-04-07'],
    ['midnight that is missing', 'America/Sao_Paulo', '2017-10-14'], ['midnight that comes twice', 'America/Sao_Paulo', '2018-02-17'],
    ['midnight that is missing', 'Asia/Beirut', '2024-03-30'], ['midnight that comes twice', 'America/Havana', '2024-11-02'], ['midnight that is missing', 'Africa/Cairo', '2024-04-25'],
    ['the day before one that was left out', 'Pacific/Apia', '2011-12-29'], ['a zone far east', 'Pacific/Kiritimati', '2024-02-29'], ['a zone of 45 minutes', 'Asia/Kathmandu', '2024-02-29']] as [$what, $zone, $day]) {
    attack("day ends: $what ($zone)", fn() => ends($zone, ['valid_until' => $day], 0, after($day, $zone)));
    attack("valid for a day, issued the noon before: $what ($zone)", fn() => ends($zone, ['valid_for' => ['days' => 1]],
        (new DateTimeImmutable("$day 12:00:00", new DateTimeZone($zone)))->modify('-1 day')->getTimestamp(), after($day, $zone)));
}
attack('day ends: one that never was (Pacific/Apia)', fn() => ends('Pacific/Apia', ['valid_until' => '2011-12-30'], 0, at('2011-12-30 10:00')));
attack('leap day: until 29 February', fn() => ends('Europe/Warsaw', ['valid_until' => '2024-02-29'], 0, after('2024-02-29', 'Europe/Warsaw')));
attack('leap day: 29 February of a year without', fn() => programme('Europe/Warsaw', ['valid_until' => '2023-02-29'])->name(), fn() => programme('Europe/Warsaw', ['valid_until' => '1900-02-29'])->name());
attack('leap day: a month from 31 January', fn() => ends('Europe/Warsaw', ['valid_for' => ['months' => 1]], at('2024-01-31 10:00'), after('2024-02-29', 'Europe/Warsaw')));
attack('leap day: twelve months from 29 February', fn() => ends('Europe/Warsaw', ['valid_for' => ['months' => 12]], at('2024-02-29 10:00'), after('2025-02-28', 'Europe/Warsaw')));
attack('dates that are none', ...array_map(fn($day) => fn() => programme('Europe/Warsaw', ['valid_until' => $day])->name(),
    ['2023-00-10', '2023-13-01', '2023-04-31', '0000-01-01', '10000-01-01', '2023-1-1', "2023-01-01\0", '2023-01-01T25:00:00Z', '2023-01-01T00:00:60Z', '2023-01-01T00:00:00+99:99', ' 2023-01-01', '२०२३-०१-०१']));
attack('year 9999: the last day', fn() => ends('UTC', ['valid_until' => '9999-12-30'], 0, at('9999-12-31 00:00')));
attack('year 9999: the very end', fn() => programme('UTC', ['valid_until' => '9999-12-31'])->name(), fn() => programme('America/New_York', ['valid_until' => '9999-12-31'])->name());
attack('year 9999: valid for months beyond it', fn() => ends('UTC', ['valid_for' => ['months' => 1200]], at('9950-01-01 00:00'), at('9999-12-31 00:00')),
    fn() => ends('UTC', ['valid_for' => ['days' => 36500]], at('9999-12-31 00:00'), at('9999-12-31 00:00')));
attack('a batch of tomorrow: its days count from then', fn() => ends('UTC', ['valid_for' => ['days' => 1]], at('2030-01-01 00:00'), at('2030-01-03 00:00')));
?>
--EXPECT--
one second early … NOT_YET_VALID
the first second … taken
the last second … taken
one second late … EXPIRED
a window that is over before it begins … /campaigns/0/valid_until "2023-11-13"
clock at the ends of the integers … NOT_YET_VALID (1), ValueError: Loyalty\Coupons::verify(): Argument #2 ($at) must be an instant in the years 1 to 9999 (3)
clock that is no instant: a text, a list … TypeError: Loyalty\Coupons::verify(): Argument #2 ($at) must be of type DateTimeInterface|int|null, array given (1), TypeError: Loyalty\Coupons::verify(): Argument #2 ($at) must be of type DateTimeInterface|int|null, string given (1)
clock in another zone than the programme … NOT_YET_VALID
day ends: spring (Europe/London) … taken, EXPIRED
valid for a day, issued the noon before: spring (Europe/London) … taken, EXPIRED
day ends: autumn (Europe/London) … taken, EXPIRED
valid for a day, issued the noon before: autumn (Europe/London) … taken, EXPIRED
day ends: spring (America/New_York) … taken, EXPIRED
valid for a day, issued the noon before: spring (America/New_York) … taken, EXPIRED
day ends: autumn (America/New_York) … taken, EXPIRED
valid for a day, issued the noon before: autumn (America/New_York) … taken, EXPIRED
day ends: half an hour, spring (Australia/Lord_Howe) … taken, EXPIRED
valid for a day, issued the noon before: half an hour, spring (Australia/Lord_Howe) … taken, EXPIRED
day ends: half an hour, autumn (Australia/Lord_Howe) … taken, EXPIRED
valid for a day, issued the noon before: half an hour, autumn (Australia/Lord_Howe) … taken, EXPIRED
day ends: midnight that is missing (America/Sao_Paulo) … taken, EXPIRED
valid for a day, issued the noon before: midnight that is missing (America/Sao_Paulo) … taken, EXPIRED
day ends: midnight that comes twice (America/Sao_Paulo) … taken, EXPIRED
valid for a day, issued the noon before: midnight that comes twice (America/Sao_Paulo) … taken, EXPIRED
day ends: midnight that is missing (Asia/Beirut) … taken, EXPIRED
valid for a day, issued the noon before: midnight that is missing (Asia/Beirut) … taken, EXPIRED
day ends: midnight that comes twice (America/Havana) … taken, EXPIRED
valid for a day, issued the noon before: midnight that comes twice (America/Havana) … taken, EXPIRED
day ends: midnight that is missing (Africa/Cairo) … taken, EXPIRED
valid for a day, issued the noon before: midnight that is missing (Africa/Cairo) … taken, EXPIRED
day ends: the day before one that was left out (Pacific/Apia) … taken, EXPIRED
valid for a day, issued the noon before: the day before one that was left out (Pacific/Apia) … taken, EXPIRED
day ends: a zone far east (Pacific/Kiritimati) … taken, EXPIRED
valid for a day, issued the noon before: a zone far east (Pacific/Kiritimati) … taken, EXPIRED
day ends: a zone of 45 minutes (Asia/Kathmandu) … taken, EXPIRED
valid for a day, issued the noon before: a zone of 45 minutes (Asia/Kathmandu) … taken, EXPIRED
day ends: one that never was (Pacific/Apia) … taken, EXPIRED
leap day: until 29 February … taken, EXPIRED
leap day: 29 February of a year without … /campaigns/0/valid_until "1900-02-29" (1), /campaigns/0/valid_until "2023-02-29" (1)
leap day: a month from 31 January … taken, EXPIRED
leap day: twelve months from 29 February … taken, EXPIRED
dates that are none … /campaigns/0/valid_until " 2023-01-01" (1), /campaigns/0/valid_until "0000-01-01" (1), /campaigns/0/valid_until "10000-01-01" (1), /campaigns/0/valid_until "2023-00-10" (1), /campaigns/0/valid_until "2023-01-01 " (1), /campaigns/0/valid_until "2023-01-01T00:00:00+99:99" (1), /campaigns/0/valid_until "2023-01-01T00:00:60Z" (1), /campaigns/0/valid_until "2023-01-01T25:00:00Z" (1), /campaigns/0/valid_until "2023-04-31" (1), /campaigns/0/valid_until "2023-1-1" (1), /campaigns/0/valid_until "2023-13-01" (1), /campaigns/0/valid_until "२०२३-०१-०१" (1)
year 9999: the last day … taken, EXPIRED
year 9999: the very end … /campaigns/0/valid_until "9999-12-31" (2)
year 9999: valid for months beyond it … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must have serials and a window that fit campaign "a" (2)
a batch of tomorrow: its days count from then … taken, EXPIRED
