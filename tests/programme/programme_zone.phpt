--TEST--
Programme: time zones of PHP, with their last rule carried on, and nothing but IANA names
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];

/* The start of a local day tells the offset. */
foreach (['Europe/London' => ['1850-01-01', '2011-01-01', '2011-07-01', '2037-07-01', '2038-07-01', '2150-07-01', '2199-12-01', '2200-07-01'],
    'Europe/Dublin' => ['2150-01-01', '2150-07-01'], 'Australia/Lord_Howe' => ['2150-01-01', '2150-07-01'],
    'Asia/Kathmandu' => ['2150-07-01'], 'America/New_York' => ['2150-01-01', '2150-07-01'], 'UTC' => ['2150-07-01'], 'GB' => ['2150-07-01']] as $zone => $dates) {
    foreach ($dates as $date) {
        $at = Programme::fromArray(['timezone' => $zone, 'valid_from' => $date] + HEAD)->inForceFrom();
        $php = (new DateTimeImmutable($date, new DateTimeZone($zone)))->getTimestamp();
        echo "$zone $date ", gmdate('Y-m-d H:i:s', $at), $at === $php ? '' : ' but PHP says ' . gmdate('Y-m-d H:i:s', $php), "\n";
    }
}
foreach (['', 'Europe/Lodnon', 'europe/london', '+02:00', 'CEST', "Europe/London\0", '../../etc/passwd'] as $zone) {
    echo json_encode(array_map(fn($error) => "$error->pointer: $error->found", Programme::check(json_encode(['timezone' => $zone] + HEAD)))), "\n";
}
/* A change of the default zone changes nothing. */
$before = Programme::fromArray(HEAD)->hash();
date_default_timezone_set('Asia/Tokyo');
var_dump(Programme::fromArray(HEAD)->hash() === $before);
--EXPECT--
Europe/London 1850-01-01 1850-01-01 00:00:00
Europe/London 2011-01-01 2011-01-01 00:00:00
Europe/London 2011-07-01 2011-06-30 23:00:00
Europe/London 2037-07-01 2037-06-30 23:00:00
Europe/London 2038-07-01 2038-06-30 23:00:00
Europe/London 2150-07-01 2150-06-30 23:00:00
Europe/London 2199-12-01 2199-12-01 00:00:00
Europe/London 2200-07-01 2200-06-30 23:00:00
Europe/Dublin 2150-01-01 2150-01-01 00:00:00
Europe/Dublin 2150-07-01 2150-06-30 23:00:00
Australia/Lord_Howe 2150-01-01 2149-12-31 13:00:00
Australia/Lord_Howe 2150-07-01 2150-06-30 13:30:00
Asia/Kathmandu 2150-07-01 2150-06-30 18:15:00
America/New_York 2150-01-01 2150-01-01 05:00:00
America/New_York 2150-07-01 2150-07-01 04:00:00
UTC 2150-07-01 2150-07-01 00:00:00
GB 2150-07-01 2150-06-30 23:00:00
["\/timezone: \"\""]
["\/timezone: \"Europe\/Lodnon\""]
["\/timezone: \"europe\/london\""]
["\/timezone: \"+02:00\""]
["\/timezone: \"CEST\""]
["\/timezone: \"Europe\/London \""]
["\/timezone: \"..\/..\/etc\/passwd\""]
bool(true)
