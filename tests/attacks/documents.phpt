--TEST--
Attacks: programme documents that say one thing and mean another
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\Programme;

const HEAD = '"name": "X", "currency": "GBP", "timezone": "Europe/London", "version": 1, "valid_from": "2020-01-01"';
/** The first mistake that is found; "right" if there is none. */
$check = fn(string $json) => function () use ($json) {
    $errors = Programme::check($json);
    return $errors === [] ? 'right' : preg_replace('/[^\x20-\x7e]+/', '?', strlen($errors[0]->pointer) > 50 ? substr($errors[0]->found, 0, 50) : substr("{$errors[0]->pointer} {$errors[0]->found}", 0, 90));
};
$campaign = fn(string $members) => $check('{' . HEAD . ', "campaigns": [{"number": 1, "key": "a", "name": "A", ' . $members . '}]}');
$gives = fn(string $discount, string $more = '') => $campaign("\"discount\": {{$discount}}$more");

attack('the good one', $gives('"kind": "percent", "basis_points": 1000'));
attack('duplicate keys: at the top, in a campaign, spelt with an escape', $check('{' . HEAD . ', "version": 2}'), $gives('"kind": "percent", "basis_points": 1000, "basis_points": 10000'), $gives('"kind": "percent", "basis_points": 1, "basis\u005fpoints": 10000'));
attack('duplicate keys: name and look-alike name', $check('{' . HEAD . ', "nаme": "Y"}'));
attack('float money: 5.0, 5.5, 1e3, 500E-2', ...array_map(fn($n) => $gives("\"kind\": \"fixed\", \"amount\": $n"), ['5.0', '5.5', '1e3', '500E-2']));
attack('numbers: -0, leading zero, plus, hexadecimal, NaN, Infinity', ...array_map(fn($n) => $gives("\"kind\": \"fixed\", \"amount\": $n"), ['-0', '0500', '+500', '0x1F', 'NaN', 'Infinity', '.5', '5.', '1_000']));
attack('numbers: 2^53 + 1, 2^63, 2^64 + 5, a thousand digits', ...array_map(fn($n) => $gives("\"kind\": \"fixed\", \"amount\": $n"), ['9007199254740993', '9223372036854775808', '18446744073709551621', str_repeat('9', 1000)]));
attack('numbers: an exponent of a thousand digits', $gives('"kind": "fixed", "amount": 1e' . str_repeat('9', 1000)), $gives('"kind": "fixed", "amount": 1e-' . str_repeat('9', 1000)));
attack('numbers as texts, booleans as numbers, null for a member', $gives('"kind": "fixed", "amount": "500"'), $gives('"kind": "fixed", "amount": 500', ', "open": 1'), $gives('"kind": "fixed", "amount": null'));
attack('deep nesting: 100,000 arrays, 100,000 objects', $check(str_repeat('[', 100_000)), $check(str_repeat('{"a":', 100_000)), $check('{' . HEAD . ', "points": ' . str_repeat('[', 50_000) . str_repeat(']', 50_000) . '}'));
attack('lone surrogates, reversed pairs, NUL in a text', ...array_map(fn($text) => $check(str_replace('"X"', "\"$text\"", '{' . HEAD . '}')), ['\ud800', '\udc00\ud800', '\ud800x', 'a\u0000b', '\u0000']));
attack('broken UTF-8, control characters, a byte order mark, UTF-16', $check('{' . str_replace('X', "\xff", HEAD) . '}'), $check('{' . str_replace('X', "\xed\xa0\x80", HEAD) . '}'), $check('{' . str_replace('X', "a\nb", HEAD) . '}'), $check("\u{FEFF}{" . HEAD . '}'), $check(mb_utf16('{' . HEAD . '}')));
attack('not JSON: comments, trailing commas, single quotes, a second document, nothing', $check('{' . HEAD . '/**/}'), $check('{' . HEAD . ',}'), $check("{'name': 'X'}"), $check('{' . HEAD . '}{}'), $check(''), $check(' '), $check("{" . HEAD . "}\0"));
attack('not an object: a list, a text, a number, null', ...array_map($check, ['[]', '"X"', '1', 'null', 'true']));
attack('truncated: at every byte', ...array_map(fn($length) => fn() => $check(substr('{' . HEAD . '}', 0, $length))() === 'right' ? 'right' : 'refused', range(0, strlen(HEAD) + 1)));
attack('members that mean something elsewhere: __proto__, $ref, constructor', $check('{' . HEAD . ', "__proto__": {}}'), $check('{' . HEAD . ', "$ref": "file:///etc/passwd"}'), $check('{' . HEAD . ', "constructor": 1}'), $check('{' . HEAD . ', "": 1}'));
attack('keys: upper case, NUL, blank, 65 characters, path', ...array_map(fn($key) => $check('{' . HEAD . ', "campaigns": [{"number": 1, "key": "' . $key . '", "name": "A", "discount": {"kind": "free_shipping"}}]}'), ['A', 'a\u0000', 'a b', str_repeat('a', 65), '../a', '', '1a']));
attack('currency and zone that are none', ...array_map(fn($pair) => $check(str_replace($pair[0], $pair[1], '{' . HEAD . '}')), [['GBP', 'gbp'], ['GBP', 'GBPX'], ['GBP', 'G\u0000P'], ['Europe/London', 'Europe/Lond'], ['Europe/London', '../../etc/passwd'], ['Europe/London', '+01:00'], ['Europe/London', 'EST5EDT,M3.2.0,M11.1.0'], ['Europe/London', '']]));
attack('campaign numbers: beyond the length, twice, negative, of another length', ...array_map(fn($json) => $check('{' . HEAD . ', "campaigns": ' . $json . '}'), [
    '[{"number": 256, "length": 12, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}]', '[{"number": 65536, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}]', '[{"number": -1, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}]',
    '[{"number": 1, "length": 21, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}]', '[{"number": 1, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}, {"number": 1, "key": "b", "name": "B", "discount": {"kind": "free_shipping"}}]',
    '[{"number": 1, "key": "a", "name": "A", "discount": {"kind": "free_shipping"}}, {"number": 2, "key": "a", "name": "B", "discount": {"kind": "free_shipping"}}]']));
attack('terms that cannot be kept: an offer with a length, early access to nothing, a token of two discounts', $gives('"kind": "free_shipping"', ', "automatic": true, "length": 12'), $gives('"kind": "early_access"'),
    $campaign('"format": "public", "discount": [{"kind": "free_shipping"}, {"kind": "points", "points": 5}]'));
attack('terms that go round: a campaign that lists itself, and one that is not there', $gives('"kind": "free_shipping"', ', "combinable": ["a"]'), $gives('"kind": "free_shipping"', ', "combinable": ["b"]'));
attack('points that overflow: more than 100 for a minor unit, worth of 0, shares above all', ...array_map(fn($points) => $check('{' . HEAD . ', "points": ' . $points . '}'), [
    '{"earn": [{"key": "a", "kind": "rate", "points": 101, "per": 1}], "worth": {"points": 1, "amount": 1}}', '{"earn": [], "worth": {"points": 0, "amount": 1}}', '{"earn": [{"key": "a", "kind": "rate", "points": 1, "per": 0}], "worth": {"points": 1, "amount": 1}}',
    '{"earn": [{"key": "a", "kind": "rate", "points": 1, "per": 1}], "worth": {"points": 1, "amount": 1}, "spend": {"maximum_share": 10001}}', '{"earn": [{"key": "a", "kind": "rate", "points": 1, "per": 1}], "worth": {"points": 1, "amount": 1}, "spend": {"step": 0}}']));
attack('rules that never end: 10,000 brackets, a text without an end, a division by nothing', ...array_map(fn($rule) => $check('{' . HEAD . ', "segments": [{"key": "a", "name": "A", "rule": ' . json_encode($rule) . '}]}'), [str_repeat('(', 10_000) . 'orders > 1' . str_repeat(')', 10_000), 'tier = "gold', str_repeat('not ', 10_000) . 'orders > 1', 'orders > 99999999999999999999', "orders > 1\0", '']));
attack('more than the bounds: 2,001 campaigns, 501 segments, a name of 1 MB', $check('{' . HEAD . ', "campaigns": [' . implode(',', array_map(fn($i) => '{"number": ' . $i . ', "key": "a' . $i . '", "name": "A", "discount": {"kind": "free_shipping"}}', range(1, 2001))) . ']}'),
    $check('{' . HEAD . ', "segments": [' . implode(',', array_map(fn($i) => '{"key": "a' . $i . '", "name": "A", "rule": "orders > 1"}', range(1, 501))) . ']}'), $check(str_replace('"X"', '"' . str_repeat('X', 1 << 20) . '"', '{' . HEAD . '}')));
attack('every mistake at once: as many as there are', fn() => count(Programme::check('{"name": 5, "currency": 5, "timezone": 5, "version": "x", "valid_from": 5, "points": 5, "campaigns": 5, "segments": 5, "tiers": 5, "x": 5}')));
attack('a document of 10,000 mistakes: told in memory that does not grow with the square', fn() => ($errors = count(Programme::check('{' . HEAD . ', "campaigns": [' . implode(',', array_fill(0, 2000, '{"a":1,"b":2,"c":3,"d":4,"e":5}')) . ']}'))) > 0 ? 'told' : '');
attack('from arrays: objects, resources, floats, a list that refers to itself', fn() => Programme::fromArray(['name' => new stdClass()])->name(), fn() => Programme::fromArray(['name' => fopen('php://memory', 'r')])->name(), fn() => Programme::fromArray(['version' => 1.0])->name(), function () {
    $list = ['name' => 'X'];
    $list['points'] = &$list;
    try {
        return Programme::fromArray($list)->name();
    } finally {
        unset($list['points']); // else PHP itself leaves the circle behind
    }
});

function mb_utf16(string $text): string
{
    return implode('', array_map(fn($c) => "$c\0", str_split($text)));
}
?>
--EXPECT--
the good one … right
duplicate keys: at the top, in a campaign, spelt with an escape … /campaigns/0/discount/basis_points a member of that name for the second time (2), /version a member of that name for the second time (1)
duplicate keys: name and look-alike name … /n?me an unknown member
float money: 5.0, 5.5, 1e3, 500E-2 … /campaigns/0/discount/amount 1e3 (1), /campaigns/0/discount/amount 5.0 (1), /campaigns/0/discount/amount 5.5 (1), /campaigns/0/discount/amount 500E-2 (1)
numbers: -0, leading zero, plus, hexadecimal, NaN, Infinity … /campaigns/0/discount +500 at line 1, column 198 (1), /campaigns/0/discount .5 at line 1, column 198 (1), /campaigns/0/discount 0500 at line 1, column 198 (1), /campaigns/0/discount 5. at line 1, column 198 (1), /campaigns/0/discount Infinity at line 1, column 198 (1), /campaigns/0/discount NaN at line 1, column 198 (1), /campaigns/0/discount _000 at line 1, column 199 (1), /campaigns/0/discount x1F at line 1, column 199 (1), /campaigns/0/discount/amount -0 (1)
numbers: 2^53 + 1, 2^63, 2^64 + 5, a thousand digits … /campaigns/0/discount/amount 18446744073709551621 (1), /campaigns/0/discount/amount 9007199254740993 (1), /campaigns/0/discount/amount 9223372036854775808 (1), /campaigns/0/discount/amount 999999999999999999999999999999999999999999999999999999999999. (1)
numbers: an exponent of a thousand digits … /campaigns/0/discount/amount 1e-999999999999999999999999999999999999999999999999999999999. (1), /campaigns/0/discount/amount 1e9999999999999999999999999999999999999999999999999999999999. (1)
numbers as texts, booleans as numbers, null for a member … /campaigns/0/discount/amount "500" (1), /campaigns/0/discount/amount null (1), /campaigns/0/open 1 (1)
deep nesting: 100,000 arrays, 100,000 objects … [ at line 1, column 178 (1), [ at line 1, column 65 (1), { at line 1, column 321 (1)
lone surrogates, reversed pairs, NUL in a text …  \ at line 1, column 11 (3), /name " " (1), /name "a b" (1)
broken UTF-8, control characters, a byte order mark, UTF-16 …  the byte 0x00 at line 1, column 2 (1),  the byte 0x0A at line 1, column 12 (1),  the byte 0xED at line 1, column 11 (1),  the byte 0xEF at line 1, column 1 (1),  the byte 0xFF at line 1, column 11 (1)
not JSON: comments, trailing commas, single quotes, a second document, nothing …  ' at line 1, column 2 (1),  / at line 1, column 103 (1),  the byte 0x00 at line 1, column 104 (1),  the end of the document (2),  { at line 1, column 104 (1),  } at line 1, column 104 (1)
not an object: a list, a text, a number, null …  "X" (1),  1 (1),  an array of 0 (1),  null (1),  true (1)
truncated: at every byte … refused (103)
members that mean something elsewhere: __proto__, $ref, constructor … / an unknown member (1), /$ref an unknown member (1), /__proto__ an unknown member (1), /constructor an unknown member (1)
keys: upper case, NUL, blank, 65 characters, path … /campaigns/0/key "" (1), /campaigns/0/key "../a" (1), /campaigns/0/key "1a" (1), /campaigns/0/key "A" (1), /campaigns/0/key "a " (1), /campaigns/0/key "a b" (1), /campaigns/0/key "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." (1)
currency and zone that are none … /currency "G P" (1), /currency "GBPX" (1), /currency "gbp" (1), /timezone "" (1), /timezone "+01:00" (1), /timezone "../../etc/passwd" (1), /timezone "EST5EDT,M3.2.0,M11.1.0" (1), /timezone "Europe/Lond" (1)
campaign numbers: beyond the length, twice, negative, of another length … /campaigns/0/length 21 (1), /campaigns/0/number -1 (1), /campaigns/0/number 256 (1), /campaigns/0/number 65536 (1), /campaigns/1/key "a" (1), /campaigns/1/number 1 (1)
terms that cannot be kept: an offer with a length, early access to nothing, a token of two discounts … /campaigns/0/discount an array of 2 (1), /campaigns/0/discount early access without products (1), /campaigns/0/length 12 (1)
terms that go round: a campaign that lists itself, and one that is not there … /campaigns/0/combinable/0 "b" (1), right (1)
points that overflow: more than 100 for a minor unit, worth of 0, shares above all … /points/earn/0/per 0 (1), /points/earn/0/points 101 (1), /points/spend/maximum_share 10001 (1), /points/spend/step 0 (1), /points/worth/points 0 (1)
rules that never end: 10,000 brackets, a text without an end, a division by nothing … /segments/0/rule a control character at character 11 of the rule (1), /segments/0/rule a number of too many digits at character 10 of the rule (1), /segments/0/rule a rule that is too long at character 4097 of the rule (2), /segments/0/rule a text without end at character 8 of the rule (1), /segments/0/rule an empty rule at character 1 of the rule (1)
more than the bounds: 2,001 campaigns, 501 segments, a name of 1 MB … /campaigns an array of 2001 (1), /name "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX..." (1), /segments an array of 501 (1)
every mistake at once: as many as there are … 10
a document of 10,000 mistakes: told in memory that does not grow with the square … told
from arrays: objects, resources, floats, a list that refers to itself …  no member "currency";  no member "timezone";  no member "version";  no member "valid_from"; /name an object (1),  no member "name";  no member "currency";  no member "timezone";  no member "valid_from"; /version 1.0 (1), ValueError: Loyalty\Programme::fromArray(): Argument #1 ($document) must be an array that json_encode() takes (2)
