<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * The hashes of docs/journal.md: BLAKE2b-256, each field behind its length, hexadecimal digits outside.
 *
 * @internal
 */
final class Chain
{
    private const DOMAIN = 'loyalty journal 1';
    private const SALT_BYTES = 16;

    public static function salt(): string
    {
        return bin2hex(random_bytes(self::SALT_BYTES));
    }

    /** What stands before the first event of a person. */
    public static function beginning(int $person): string
    {
        return self::hash('chain', [(string) $person]);
    }

    /** Keyed with the salt, without which nobody can try what was behind it. The customer's key is in it, so that no history becomes another's. */
    public static function commitment(string $salt, ?string $customer, string $id, string $type, int $at, string $payload): string
    {
        return self::hash('event', [$customer ?? '', $id, $type, (string) $at, $payload], $salt);
    }

    public static function next(int $person, int $nth, int $seq, string $before, string $commitment): string
    {
        return self::hash('link', [(string) $person, (string) $nth, (string) $seq, $before, $commitment]);
    }

    /** What an erasure has left of an event. */
    public static function remains(string $id, string $type, int $at, string $payload, ?string $other): string
    {
        return self::hash('remains', [$id, $type, (string) $at, $payload, $other ?? '']);
    }

    /** A name under the journal's own secret: the same for the same, and not to be reckoned back without it. */
    public static function mark(string $secret, string $kind, string $name): string
    {
        return self::hash($kind, [$name], $secret);
    }

    /** @param list<string> $fields */
    public static function hash(string $kind, array $fields, string $key = ''): string
    {
        $message = self::field(self::DOMAIN) . self::field($kind);
        foreach ($fields as $field) {
            $message .= self::field($field);
        }

        return bin2hex(sodium_crypto_generichash($message, self::key($key)));
    }

    /**
     * A hash over a sequence that is too long for memory.
     *
     * @return non-empty-string
     */
    public static function begin(string $kind): string
    {
        $state = sodium_crypto_generichash_init();
        sodium_crypto_generichash_update($state, self::field(self::DOMAIN) . self::field($kind));

        return $state;
    }

    /** @param non-empty-string $state */
    public static function add(string &$state, string ...$fields): void
    {
        sodium_crypto_generichash_update($state, implode('', array_map(self::field(...), $fields)));
    }

    /** @param non-empty-string $state */
    public static function end(string $state): string
    {
        return bin2hex(sodium_crypto_generichash_final($state));
    }

    private static function key(string $digits): string
    {
        $key = @hex2bin($digits);

        return $key === false || ($key !== '' && strlen($key) < self::SALT_BYTES) ? throw new JournalException('a salt of the journal is no such number') : $key;
    }

    private static function field(string $bytes): string
    {
        return pack('V', strlen($bytes)) . $bytes;
    }
}
