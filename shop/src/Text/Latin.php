<?php

declare(strict_types=1);

namespace Loyalty\Shop\Text;

use function Symfony\Component\String\u;

/**
 * Any script in the letters A to Z.
 *
 * Cyrillic and Greek follow the standard that the language's passports do, since that is how people spell themselves: ICU's rules
 * and portable-ascii's differ from it (Ivailo, Giwrghos). Everything else goes through symfony/string.
 */
final class Latin
{
    /** What Cyrillic languages agree on; each adds its own letters, and what it reads otherwise. */
    private const CYRILLIC = [
        'а' => 'a', 'б' => 'b', 'в' => 'v', 'г' => 'g', 'д' => 'd', 'е' => 'e', 'ж' => 'zh', 'з' => 'z', 'и' => 'i', 'й' => 'y', 'к' => 'k',
        'л' => 'l', 'м' => 'm', 'н' => 'n', 'о' => 'o', 'п' => 'p', 'р' => 'r', 'с' => 's', 'т' => 't', 'у' => 'u', 'ф' => 'f', 'х' => 'h',
        'ц' => 'ts', 'ч' => 'ch', 'ш' => 'sh', 'щ' => 'sht', 'ъ' => 'a', 'ь' => 'y', 'ю' => 'yu', 'я' => 'ya', 'ы' => 'y', 'э' => 'e',
        'ё' => 'yo', 'і' => 'i', 'ї' => 'i', 'є' => 'ie', 'ґ' => 'g', 'ђ' => 'dj', 'ј' => 'j', 'љ' => 'lj', 'њ' => 'nj', 'ћ' => 'c',
        'џ' => 'dz', 'ѓ' => 'gj', 'ќ' => 'kj', 'ѕ' => 'dz', 'ў' => 'u', 'ѝ' => 'i',
    ];

    /** By language, over the table above. A key that ends in "$" holds at the end of a word, one that begins with "^" at its beginning. */
    private const LANGUAGES = [
        /* Transliteration Act of 2009 */
        'bg' => ['ия$' => 'ia'],
        /* ICAO Doc 9303, as Russian passports print it */
        'ru' => ['х' => 'kh', 'щ' => 'shch', 'ъ' => 'ie', 'ь' => '', 'ю' => 'iu', 'я' => 'ia', 'й' => 'i', 'ё' => 'e'],
        /* Resolution 55 of 2010 */
        'uk' => [
            'зг' => 'zgh', 'г' => 'h', 'и' => 'y', 'х' => 'kh', 'щ' => 'shch', 'ь' => '', 'й' => 'i', 'ю' => 'iu', 'я' => 'ia',
            '^є' => 'ye', '^ї' => 'yi', '^й' => 'y', '^ю' => 'yu', '^я' => 'ya',
        ],
        'be' => ['г' => 'h', 'х' => 'kh', 'ь' => '', 'ё' => 'io', 'ю' => 'iu', 'я' => 'ia', 'й' => 'i', '^ё' => 'yo', '^ю' => 'yu', '^я' => 'ya'],
        /* Gaj's alphabet without its marks */
        'sr' => ['ж' => 'z', 'х' => 'h', 'ц' => 'c', 'ч' => 'c', 'ш' => 's', 'ђ' => 'dj'],
        'mk' => ['ж' => 'zh', 'х' => 'h', 'ц' => 'c', 'ч' => 'ch', 'ш' => 'sh', 'џ' => 'dj'],
    ];

    /** ELOT 743, as Greek passports print it. */
    private const GREEK = [
        'γγ' => 'ng', 'γξ' => 'nx', 'γχ' => 'nch', 'γκ' => 'gk', '^μπ' => 'b', 'μπ$' => 'b', 'μπ' => 'mp', 'ντ' => 'nt', 'ου' => 'ou',
        'α' => 'a', 'β' => 'v', 'γ' => 'g', 'δ' => 'd', 'ε' => 'e', 'ζ' => 'z', 'η' => 'i', 'θ' => 'th', 'ι' => 'i', 'κ' => 'k',
        'λ' => 'l', 'μ' => 'm', 'ν' => 'n', 'ξ' => 'x', 'ο' => 'o', 'π' => 'p', 'ρ' => 'r', 'σ' => 's', 'ς' => 's', 'τ' => 't',
        'υ' => 'y', 'φ' => 'f', 'χ' => 'ch', 'ψ' => 'ps', 'ω' => 'o',
    ];

    private readonly string $language;

    /** @param string $language Such as "bg" or "bg_BG": the same letter is read differently in different languages. */
    public function __construct(string $language)
    {
        $this->language = strtolower(substr($language, 0, 2));
    }

    /** The letters of a word in capitals, "" where it has none that can be read; everything else in it is dropped. */
    public function of(string $word): string
    {
        if (!mb_check_encoding($word, 'UTF-8')) {
            return '';
        }
        $word = mb_strtolower(self::normal($word, \Normalizer::NFC), 'UTF-8');
        if (preg_match('/\p{Cyrillic}/u', $word) === 1) {
            $word = self::read($word, (self::LANGUAGES[$this->language] ?? []) + self::CYRILLIC);
        } elseif (preg_match('/\p{Greek}/u', $word) === 1) {
            $word = self::read(self::greek($word), self::GREEK);
        }

        return (string) preg_replace('/[^A-Z]/', '', u($word)->ascii()->upper()->toString());
    }

    /**
     * Accents say how Greek is read: υ is part of αυ, ευ and ηυ unless it has a diaeresis, or the letter before it the accent.
     * Behind voiceless letters it is an f.
     */
    private static function greek(string $word): string
    {
        $word = (string) preg_replace('/(?<=[αεη])[υύ](?=[θκξπστφχψς]|$)/u', 'f', $word);
        $word = (string) preg_replace('/(?<=[αεη])[υύ]/u', 'v', $word);
        $word = (string) preg_replace('/(?<=ο)[υύ]/u', 'u', $word);
        return self::normal((string) preg_replace('/\p{Mn}+/u', '', self::normal($word, \Normalizer::NFD)), \Normalizer::NFC);
    }

    private static function normal(string $text, int $form): string
    {
        $normal = \Normalizer::normalize($text, $form);

        return is_string($normal) ? $normal : $text;
    }

    /** @param array<string, string> $table */
    private static function read(string $word, array $table): string
    {
        $at = [];
        foreach ($table as $from => $to) {
            if (str_starts_with($from, '^')) {
                $at['/^' . substr($from, 1) . '/u'] = $to;
            } elseif (str_ends_with($from, '$')) {
                $at['/' . substr($from, 0, -1) . '$/u'] = $to;
            }
        }
        $word = (string) preg_replace(array_keys($at), array_values($at), $word);

        return strtr($word, array_filter($table, static fn (string $from): bool => !str_contains($from, '^') && !str_contains($from, '$'), ARRAY_FILTER_USE_KEY));
    }
}
