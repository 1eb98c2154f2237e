<?php

/** What all subjects in PHP say, and how their codes are compared; format.h and tokens.c say the same in C. */

declare(strict_types=1);

const AT = 1_800_000_000; // in every window
const DOMAIN = 'bench.example/live';
const KEY = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f";
const CAMPAIGN_NUMBER = 17;
const FIRST_SERIAL = 16384; // of tokens: all serials have the same length
const TERMS = [
    'value' => 1500,
    'currency' => 'EUR',
    'minimum' => 2500,
    'from' => 1_790_000_000,
    'until' => 1_890_000_000,
    'customer' => '9fa0a1a2a3a4a5a6a7a8a9aaabacadae',
    'name' => 'Welcome back, Anna!',
    'maximum' => 5000,
];
/** The same terms as a JWT says them, without the serial. */
const CLAIMS = [
    'iss' => 'bench.example',
    'aud' => 'live',
    'nbf' => TERMS['from'],
    'exp' => TERMS['until'],
    'cmp' => CAMPAIGN_NUMBER,
];
const CLAIMS_FULL = CLAIMS + [
    't' => 'pct',
    'v' => TERMS['value'],
    'cur' => TERMS['currency'],
    'min' => TERMS['minimum'],
    'max' => TERMS['maximum'],
    'sub' => TERMS['customer'],
    'ch' => 'email',
    'cat' => 1,
    'one' => 1,
    'name' => TERMS['name'],
];

/** SHA-256 of all codes, one behind the other. */
function codes_hash(iterable $codes): string
{
    $hash = hash_init('sha256');
    foreach ($codes as $code) {
        hash_update($hash, $code);
    }

    return hash_final($hash);
}

/**
 * Codes in memory as in the list, like the bare C's: a list that was shuffled lies scattered on the heap.
 *
 * @param list<string> $codes
 * @return list<string>
 */
function laid_out(array $codes): array
{
    return explode(' ', implode(' ', $codes));
}
