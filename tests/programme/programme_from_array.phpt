--TEST--
Programme::fromArray: the same reader as for JSON, so floats are refused here too
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{InvalidProgrammeException, Programme};

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

var_dump(Programme::fromArray(HEAD)->hash() === Programme::fromJson(json_encode(HEAD))->hash());
var_dump(Programme::fromArray(['name' => 'Zoë/Łódź'] + HEAD)->name());
attempt(fn() => Programme::fromArray(['version' => 1.0] + HEAD));
attempt(fn() => Programme::fromArray(['version' => 1e30] + HEAD));
attempt(fn() => Programme::fromArray([]));
attempt(fn() => Programme::fromArray(['points' => []] + HEAD));
attempt(fn() => Programme::fromArray(['name' => "\xff"] + HEAD));
json_decode('{');
attempt(fn() => Programme::fromArray(['points' => ['earn' => [], 'worth' => ['points' => 1, 'amount' => 1], 'pending_days' => NAN]] + HEAD));
var_dump(json_last_error_msg());
$loop = HEAD;
$loop['points'] = &$loop;
attempt(fn() => Programme::fromArray($loop));
$loop['points'] = null; // PHP collects no cycle at the end of a script: valgrind would see one
attempt(fn() => Programme::fromArray(['name' => new class implements JsonSerializable {
    public function jsonSerialize(): mixed
    {
        throw new DomainException('from inside');
    }
}] + HEAD));
--EXPECT--
bool(true)
string(12) "Zoë/Łódź"
Loyalty\InvalidProgrammeException: the programme has 1 error; first: /version: found 1.0, expected an integer from 1 to 2147483647, written without point and exponent
Loyalty\InvalidProgrammeException: the programme has 1 error; first: /version: found 1.0e+30, expected an integer from 1 to 2147483647, written without point and exponent
Loyalty\InvalidProgrammeException: the programme has 1 error; first: the document: found an array of 0, expected an object: the programme
Loyalty\InvalidProgrammeException: the programme has 1 error; first: /points: found an array of 0, expected an object with "earn" and "worth"
ValueError: Loyalty\Programme::fromArray(): Argument #1 ($document) must be an array that json_encode() takes
ValueError: Loyalty\Programme::fromArray(): Argument #1 ($document) must be an array that json_encode() takes
string(12) "Syntax error"
ValueError: Loyalty\Programme::fromArray(): Argument #1 ($document) must be an array that json_encode() takes
DomainException: from inside
