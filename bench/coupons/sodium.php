<?php

/**
 * The formats in PHP over ext/sodium, as a plugin without our module would write them; codes and tokens are the same.
 * sodium.php issue|verify COUNT, sodium.php issue-full|verify-full COUNT public|shared
 */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function pae(string ...$parts): string
{
    $text = pack('P', count($parts));
    foreach ($parts as $part) {
        $text .= pack('P', strlen($part)) . $part;
    }

    return $text;
}

/** @return array<string, int> The symbols of characters as typed. */
function symbols(): array
{
    $values = [];
    for ($i = 0; $i < 32; $i++) {
        $values[ALPHABET[$i]] = $values[strtolower(ALPHABET[$i])] = $i;
    }

    return ['O' => 0, 'o' => 0, 'I' => 1, 'i' => 1, 'L' => 1, 'l' => 1] + $values;
}

final class ShortCodes
{
    private const SERIAL_BITS = 24;
    private const TAG_MASK = (1 << 45) - 1;
    private const BODY_MASK = (1 << 40) - 1;
    private const HEADER = 1 << 3 | 3;

    /** @var list<string> */
    private array $subkeys = [];
    /** @var list<int> Products with the two lower coefficients of the generator. */
    private array $byOne = [];
    private array $byZero = [];
    /** @var array{int, int} */
    private array $offsets;
    /** @var array<string, int> */
    private array $values;

    public function __construct()
    {
        for ($round = 1; $round <= 3; $round++) {
            $this->subkeys[] = sodium_crypto_generichash(pae('loyalty.short.v1', DOMAIN, chr(20), chr(self::HEADER), chr($round)), KEY, 32);
        }
        $v = unpack('v', sodium_crypto_generichash(pae('loyalty.check.v1', DOMAIN), '', 16))[1];
        $this->offsets = [1 + $v % 31, $v >> 5 & 31];
        $this->values = symbols();
        $power = $log = [];
        for ($i = 0, $x = 1; $i < 31; $i++) {
            $power[$i] = $power[$i + 31] = $x;
            $log[$x] = $i;
            $x = $x << 1 & 32 ? ($x << 1 ^ 0x25) & 31 : $x << 1;
        }
        $this->byOne[0] = $this->byZero[0] = 0;
        for ($i = 1; $i < 32; $i++) {
            $this->byOne[$i] = $power[$log[$i] + $log[$power[1] ^ $power[2]]];
            $this->byZero[$i] = $power[$log[$i] + 3];
        }
    }

    public function issue(int $campaign, int $serial): string
    {
        $payload = $campaign << self::SERIAL_BITS | $serial;
        $r = $this->prf(1, $payload) & self::TAG_MASK;
        $body = $payload ^ ($this->prf(2, $r) & self::BODY_MASK);
        $tag = $r ^ ($this->prf(3, $body) & self::TAG_MASK);
        $symbols = [self::HEADER];
        for ($shift = 40; $shift >= 0; $shift -= 5) {
            $symbols[] = $tag >> $shift & 31;
        }
        for ($shift = 35; $shift >= 0; $shift -= 5) {
            $symbols[] = $body >> $shift & 31;
        }
        [$symbols[], $symbols[]] = $this->check($symbols);
        $code = '';
        foreach ($symbols as $symbol) {
            $code .= ALPHABET[$symbol];
        }

        return $code;
    }

    /** @return int The serial. */
    public function verify(string $code): int
    {
        $symbols = [];
        for ($i = 0; $i < 20; $i++) {
            $symbols[] = $this->values[$code[$i]] ?? throw new DomainException('a character is no symbol');
        }
        $last = array_pop($symbols);
        $check = [array_pop($symbols), $last];
        if ($this->check($symbols) !== $check || $symbols[0] !== self::HEADER) {
            throw new DomainException('a typing error, or another key');
        }
        $tag = $body = 0;
        for ($i = 1; $i < 10; $i++) {
            $tag = $tag << 5 | $symbols[$i];
        }
        for ($i = 10; $i < 18; $i++) {
            $body = $body << 5 | $symbols[$i];
        }
        $r = $tag ^ ($this->prf(3, $body) & self::TAG_MASK);
        $payload = $body ^ ($this->prf(2, $r) & self::BODY_MASK);
        if (!hash_equals(pack('P', $this->prf(1, $payload) & self::TAG_MASK), pack('P', $r))) {
            throw new DomainException('forged');
        }

        return $payload & (1 << self::SERIAL_BITS) - 1;
    }

    private function prf(int $round, int $value): int
    {
        return unpack('P', sodium_crypto_generichash(chr($round) . chr(self::HEADER) . pack('P', $value), $this->subkeys[$round - 1], 16))[1];
    }

    /**
     * @param list<int> $symbols
     * @return array{int, int}
     */
    private function check(array $symbols): array
    {
        $one = $zero = 0;
        foreach ($symbols as $symbol) {
            $top = $symbol ^ $one;
            $one = $zero ^ $this->byOne[$top];
            $zero = $this->byZero[$top];
        }

        return [$one ^ $this->offsets[0], $zero ^ $this->offsets[1]];
    }
}

final class Tokens
{
    private readonly string $secretKey;
    private readonly string $publicKey;
    private readonly string $kid;
    private readonly string $prefix;
    private readonly string $label;
    private readonly int $tagBytes;
    /** @var array<string, int> */
    private readonly array $values;

    public function __construct(private readonly bool $public)
    {
        $pair = sodium_crypto_sign_seed_keypair(KEY);
        $this->secretKey = sodium_crypto_sign_secretkey($pair);
        $this->publicKey = sodium_crypto_sign_publickey($pair);
        $named = $public ? $this->publicKey : sodium_crypto_generichash('loyalty.kid.s', KEY, 32);
        $this->kid = substr(sodium_crypto_generichash(pae('loyalty.kid.v1', $public ? 'P' : 'S', $named), '', 16), 0, 4);
        $this->prefix = $public ? 'C1P.' : 'C1S.';
        $this->label = 'loyalty.full.v1.' . ($public ? 'P' : 'S');
        $this->tagBytes = $public ? SODIUM_CRYPTO_SIGN_BYTES : 16;
        $this->values = symbols();
    }

    /** @param array<int, int|string> $fields By tag. */
    public function issue(array $fields): string
    {
        $payload = '';
        foreach ($fields as $tag => $value) {
            $payload .= chr($tag) . match ($tag) {
                5 => $value,
                9, 11 => self::number(strlen($value)) . $value,
                default => self::number($value),
            };
        }
        $text = pae($this->label, $this->kid, $payload, DOMAIN);
        $bytes = $this->kid . $payload . ($this->public ? sodium_crypto_sign_detached($text, $this->secretKey) : sodium_crypto_generichash($text, KEY, 16));
        $token = $this->prefix;
        $bits = $held = 0;
        for ($i = 0, $len = strlen($bytes); $i < $len; $i++) {
            $bits = ($bits << 8 | ord($bytes[$i])) & 0xfff;
            for ($held += 8; $held >= 5;) {
                $held -= 5;
                $token .= ALPHABET[$bits >> $held & 31];
            }
        }

        return $held > 0 ? $token . ALPHABET[$bits << 5 - $held & 31] : $token;
    }

    /** @return array<int, int|string> Fields by tag. */
    public function verify(string $token): array
    {
        if (!str_starts_with($token, $this->prefix)) {
            throw new DomainException('no token of this kind');
        }
        $bytes = '';
        $bits = $held = 0;
        for ($i = 4, $len = strlen($token); $i < $len; $i++) {
            $bits = ($bits << 5 | ($this->values[$token[$i]] ?? throw new DomainException('a character is no symbol'))) & 0xfff;
            $held += 5;
            if ($held >= 8) {
                $held -= 8;
                $bytes .= chr($bits >> $held & 255);
            }
        }
        $payload = substr($bytes, 4, -$this->tagBytes);
        $text = pae($this->label, $this->kid, $payload, DOMAIN);
        $tag = substr($bytes, -$this->tagBytes);
        if (!str_starts_with($bytes, $this->kid)
            || !($this->public ? sodium_crypto_sign_verify_detached($tag, $text, $this->publicKey) : hash_equals(sodium_crypto_generichash($text, KEY, 16), $tag))) {
            throw new DomainException('forged');
        }
        $fields = [];
        for ($at = 0, $end = strlen($payload); $at < $end;) {
            $tag = ord($payload[$at++]);
            if ($tag === 5) {
                $fields[$tag] = substr($payload, $at, 3);
                $at += 3;
                continue;
            }
            $number = $shift = 0;
            do {
                $byte = ord($payload[$at++]);
                $number |= ($byte & 127) << $shift;
                $shift += 7;
            } while ($byte > 127);
            $fields[$tag] = $number;
            if ($tag === 9 || $tag === 11) {
                $fields[$tag] = substr($payload, $at, $number);
                $at += $number;
            }
        }

        return $fields;
    }

    private static function number(int $number): string
    {
        $text = '';
        for (; $number > 127; $number >>= 7) {
            $text .= chr($number & 127 | 128);
        }

        return $text . chr($number);
    }
}

/** @return array<int, int|string> The terms by tag. */
function fields(int $serial): array
{
    return [
        1 => CAMPAIGN_NUMBER, 2 => $serial, 3 => 1, 4 => TERMS['value'], 5 => TERMS['currency'], 6 => TERMS['minimum'], 7 => TERMS['from'],
        8 => TERMS['until'], 9 => hex2bin(TERMS['customer']), 10 => 7, 11 => TERMS['name'], 12 => TERMS['maximum'],
    ];
}

/**
 * @param callable(int): string $issue
 * @return list<string>
 */
function issued(callable $issue, int $first, int $count): array
{
    $codes = [];
    for ($serial = $first; $serial < $first + $count; $serial++) {
        $codes[] = $issue($serial);
    }

    return $codes;
}

/** @param callable(string): int $read The serial of a code. */
function verify(callable $read, array $codes): void
{
    mt_srand(1);
    shuffle($codes);
    $codes = laid_out($codes);
    serve(
        function () use ($read, $codes): int {
            $sum = 0;
            foreach ($codes as $code) {
                $sum += $read($code);
            }

            return $sum;
        },
        fn (int $sum): int => $sum,
    );
}

[, $task, $count] = $argv;
$count = (int) $count;
$short = new ShortCodes();
$tokens = new Tokens(($argv[3] ?? '') === 'public');
$issue = fn (int $serial): string => $short->issue(CAMPAIGN_NUMBER, $serial);
$issueFull = fn (int $serial): string => $tokens->issue(fields($serial));
switch ($task) {
    case 'issue':
        serve(fn (): array => issued($issue, 0, $count), codes_hash(...));
        break;
    case 'verify':
        verify($short->verify(...), issued($issue, 0, $count));
        break;
    case 'issue-full':
        serve(fn (): array => issued($issueFull, FIRST_SERIAL, $count), codes_hash(...));
        break;
    case 'verify-full':
        verify(fn (string $token): int => $tokens->verify($token)[2], issued($issueFull, FIRST_SERIAL, $count));
        break;
}
