<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

use Loyalty\KeyRing;

/**
 * Who asks: all names that the shop knows for the person, as pseudonyms. Who shares one with a use is the person of that use, so that a guest
 * and the account of the same e-mail address count as one.
 */
final readonly class Person
{
    private const MOST = 16;

    /** @var non-empty-list<string> Ascending, each once. */
    public array $pseudonyms;

    /** @param list<string> $pseudonyms 1 to 64 printable ASCII characters each. */
    public function __construct(array $pseudonyms)
    {
        $pseudonyms = array_values(array_unique($pseudonyms));
        sort($pseudonyms, \SORT_STRING);
        if ($pseudonyms === [] || count($pseudonyms) > self::MOST) {
            throw new \ValueError(sprintf('a person has 1 to %d pseudonyms', self::MOST));
        }
        foreach ($pseudonyms as $pseudonym) {
            if (preg_match('/\A[\x21-\x7e]{1,64}\z/', $pseudonym) !== 1) {
                throw new \ValueError('a pseudonym is 1 to 64 printable ASCII characters');
            }
        }
        $this->pseudonyms = $pseudonyms;
    }

    /**
     * Null where nothing is known, or no address can be read.
     *
     * @param list<?string> $emails Of the account, of the bill.
     * @param string|int|null $customer Key of the account; null for a guest.
     */
    public static function known(KeyRing $keys, array $emails, string|int|null $customer = null): ?self
    {
        $names = array_filter(array_map(static fn (?string $email): ?string => self::canonicalEmail($email ?? ''), $emails), is_string(...));
        if ($customer !== null && $customer !== '' && $customer !== 0) {
            $names[] = (string) $customer;
        }

        return $names === [] ? null : new self(array_map($keys->pseudonym(...), array_values($names)));
    }

    /**
     * One writing for all writings of a mailbox: characters in their composed, plain form, no blanks around, lower case, the domain in ASCII, and
     * what providers ignore left out ("+tag"; of Gmail the dots and the other name of the domain). Null for what is no address, or has
     * characters in it that show nothing: it would be a second writing of what everybody reads as the first.
     */
    public static function canonicalEmail(string $email): ?string
    {
        $composed = \Normalizer::normalize($email, \Normalizer::FORM_KC);
        if (!is_string($composed)) { // no UTF-8
            return null;
        }
        $email = trim($composed, " \t\n\r\0\x0B");
        $at = strrpos($email, '@');
        if ($at === false || preg_match('/[\p{C}\p{Z}]/u', $email) !== 0) {
            return null;
        }
        $local = mb_strtolower(substr($email, 0, $at), 'UTF-8');
        $domain = mb_strtolower(substr($email, $at + 1), 'UTF-8');
        if (preg_match('/[^\x00-\x7f]/', $domain) === 1 && function_exists('idn_to_ascii')) {
            $domain = idn_to_ascii($domain, \IDNA_NONTRANSITIONAL_TO_ASCII, \INTL_IDNA_VARIANT_UTS46) ?: $domain;
        }
        $domain = rtrim($domain, '.');
        $plus = strpos($local, '+');
        if ($plus !== false && $plus > 0) {
            $local = substr($local, 0, $plus);
        }
        if ($domain === 'googlemail.com' || $domain === 'gmail.com') {
            $domain = 'gmail.com';
            $local = str_replace('.', '', $local);
        }

        return $local === '' || $domain === '' ? null : $local . '@' . $domain;
    }
}
