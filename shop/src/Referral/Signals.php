<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\KeyRing;

/**
 * What a person can be told by who comes under another name: pseudonyms of the address, the telephone number and the means of payment. Only these are
 * kept, under the shop's key; nobody without it can look for an address.
 */
final readonly class Signals
{
    private const MOST = 191;

    /** @param array<string, string> $hashes Pseudonyms by kind: "address", "phone", "card". */
    private function __construct(public array $hashes)
    {
    }

    public static function none(): self
    {
        return new self([]);
    }

    /**
     * @param string $address Street and number, the parts of it in any punctuation; "" = not known.
     * @param string $postcode Of the same address.
     * @param string $phone As typed; "" = not known.
     * @param string $card The payment service's fingerprint of a card or account, the same for the same card; never its number.
     * @param string $callingCode Of the shop's country, "44": what a leading 0 of a telephone number stands for.
     */
    public static function of(KeyRing $keys, string $address = '', string $postcode = '', string $phone = '', string $card = '', string $callingCode = ''): self
    {
        $hashes = [];
        foreach (['address' => self::address($address, $postcode), 'phone' => self::phone($phone, $callingCode), 'card' => trim($card)] as $kind => $canonical) {
            if ($canonical !== '') {
                $hashes[$kind] = $keys->pseudonym(sprintf("signal\0%s\0%s", $kind, $canonical));
            }
        }

        return new self($hashes);
    }

    /** Letters and digits alone, in lower case and without accents: "12, Rue de l'Été" and "12 rue de l ete" are one. An address without a digit is none. */
    private static function address(string $address, string $postcode): string
    {
        $plain = static function (string $text): string {
            $text = \Normalizer::normalize(mb_substr($text, 0, self::MOST, 'UTF-8'), \Normalizer::FORM_KD);

            return is_string($text) ? (string) preg_replace('/[^\p{L}\p{N}]+/u', '', (string) preg_replace('/\p{M}+/u', '', mb_strtolower($text, 'UTF-8'))) : '';
        };
        $street = $plain($address);

        return preg_match('/\p{N}/u', $street) === 1 && preg_match('/\p{L}/u', $street) === 1 ? $plain($postcode) . '/' . $street : '';
    }

    /** Digits with the country's code. Fewer than six are no number. */
    private static function phone(string $phone, string $callingCode): string
    {
        $international = str_starts_with(trim($phone), '+');
        // "+44 (0)20": the 0 is for callers at home.
        $digits = (string) preg_replace('/\D+/', '', str_replace('(0)', '', $phone));
        if (!$international && str_starts_with($digits, '00')) {
            $digits = substr($digits, 2);
        } elseif (!$international && str_starts_with($digits, '0') && $callingCode !== '') {
            $digits = $callingCode . substr($digits, 1);
        }

        return strlen($digits) >= 6 ? $digits : '';
    }
}
