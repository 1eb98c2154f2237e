--TEST--
Programme: every mistake at once, with its place, what was found and what would be right
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{InvalidProgrammeException, Programme};

function show(string $json): void
{
    try {
        Programme::fromJson($json);
        echo "done\n";
    } catch (InvalidProgrammeException $e) {
        echo $e->getCode(), ' ', $e->getMessage(), "\n";
        foreach ($e->errors as $error) {
            echo "  $error->pointer: $error->found; $error->expected\n";
        }
        var_dump($e->errors == Programme::check($json));
    }
}
show('');
show("{\n \"name\": 'x'}");
show('{"name": "a", "name": "b", "points": {"earn": 1, "\u0065arn": 2}}');
show("\xEF\xBB\xBF{}");
show('[]');
show('{"name": "", "currency": "euro", "timezone": "Mars/Olympus", "version": 1.0, "valid_from": "soon", "valid_form": "2011-06-01",
  "points": {"earn": [{"key": "a", "kind": "rate", "points": 1, "per": 19.99}], "worth": {"points": 100}, "rounding": "half-up"},
  "segments": [{"key": "s", "name": "S", "rule": "ordres > 1 and (last_order < 90 days"}],
  "campaigns": [{"number": 256, "length": 12, "key": "c", "name": "C", "discount": {"kind": "percent", "basis_points": 100000}}]}');
var_dump(Programme::check('{"name": "Test", "currency": "EUR", "timezone": "UTC", "version": 1, "valid_from": "2011-06-01"}'));
--EXPECT--
30 the programme has 1 error; first: the document: found the end of the document, expected a value: an object, an array, a string in double quotes, a number, true, false or null
  : the end of the document; a value: an object, an array, a string in double quotes, a number, true, false or null
bool(true)
30 the programme has 1 error; first: the document: found ' at line 2, column 10, expected a value: an object, an array, a string in double quotes, a number, true, false or null
  : ' at line 2, column 10; a value: an object, an array, a string in double quotes, a number, true, false or null
bool(true)
30 the programme has 2 errors; first: /points/earn: found a member of that name for the second time, expected each name once
  /points/earn: a member of that name for the second time; each name once
  /name: a member of that name for the second time; each name once
bool(true)
30 the programme has 1 error; first: the document: found the byte 0xEF at line 1, column 1, expected UTF-8 without a byte order mark
  : the byte 0xEF at line 1, column 1; UTF-8 without a byte order mark
bool(true)
31 the programme has 1 error; first: the document: found an array of 0, expected an object: the programme
  : an array of 0; an object: the programme
bool(true)
31 the programme has 14 errors; first: /name: found "", expected a string of 1 to 200 characters, no control characters, not only blanks
  /name: ""; a string of 1 to 200 characters, no control characters, not only blanks
  /currency: "euro"; three capital letters (ISO 4217), such as "EUR"
  /timezone: "Mars/Olympus"; an IANA time zone such as "Europe/London"
  /version: 1.0; an integer from 1 to 2147483647, written without point and exponent
  /valid_from: "soon"; a date such as "2011-12-10", or an instant such as "2011-12-10T18:30:00Z"
  /valid_form: an unknown member; one of the members $schema, name, currency, timezone, version, valid_from, points, tiers, services, referral, affinities, segments, loyalty, goals, campaigns, discounts
  /points/earn/0/per: 19.99; an integer from 1 to 1000000000000: money is in minor units, so 12.50 is 1250
  /points/worth: no member "amount"; "amount": what they are worth, in minor units
  /points/rounding: "half-up"; one of "down", "up", "half_up", "half_even"; did you mean "half_up"?
  /segments/0/rule: ordres at character 1 of the rule; a field; did you mean orders?
  /segments/0/rule: a ( without end at character 16 of the rule; a ) behind it
  /segments/0/rule: last_order is an instant and is compared with the duration 90 days at character 30 of the rule; last_order < 90 days ago for longer ago than that, last_order >= 90 days ago for since then
  /campaigns/0/number: 256; an integer from 1 to 255
  /campaigns/0/discount/basis_points: 100000; an integer from 1 to 10000
bool(true)
array(0) {
}
