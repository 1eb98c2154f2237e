<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\Shop\Text\Latin;
use Loyalty\WordFilter;

/**
 * The words that no code of the shop shall show, in its languages: lists of the npm packages naughty-words and washyourmouthoutwithsoap,
 * which assets/words.mjs puts beside the chart library. Words of other scripts count in the letters in which people type them.
 */
final class OffensiveWords
{
    private const FOLDER = __DIR__ . '/../../assets/vendor/words';
    private const LENGTH_MAX = 24;

    /** @return list<string> Languages that there are lists for. */
    public static function languages(): array
    {
        return array_map(static fn (string $path): string => basename($path, '.json'), glob(self::FOLDER . '/*.json') ?: []);
    }

    /**
     * @param list<string> $languages Such as "bg" and "en".
     * @param list<string> $own Words of the shop's own list.
     * @throws \DomainException for a language without a list
     */
    public static function filter(array $languages, array $own = []): WordFilter
    {
        $words = self::letters(new Latin($languages[0] ?? 'en'), $own);
        foreach ($languages as $language) {
            $path = self::FOLDER . "/$language.json";
            if (preg_match('/^[a-z]{2,3}$/D', $language) !== 1 || !is_file($path)) {
                $languages = implode(', ', self::languages());
                throw new \DomainException($languages === ''
                    ? 'the lists of words that offend are missing: run "npm ci && npm run build" in shop/'
                    : sprintf('there is no list of words for "%s"; there are lists for %s', $language, $languages));
            }
            /** @var list<string> $list */
            $list = json_decode((string) file_get_contents($path), true, flags: \JSON_THROW_ON_ERROR);
            $words += self::letters(new Latin($language), $list);
        }

        return new WordFilter(array_map(strval(...), array_keys($words)));
    }

    /**
     * @param list<string> $words
     * @return array<string, true> By word, in capitals; phrases are no word of a code.
     */
    private static function letters(Latin $latin, array $words): array
    {
        $letters = [];
        foreach ($words as $word) {
            $plain = preg_match('/^[A-Za-z0-9]+$/D', $word) === 1 ? strtoupper($word) : (preg_match('/\s/u', trim($word)) === 1 ? '' : $latin->of($word));
            if (strlen($plain) >= 3 && strlen($plain) <= self::LENGTH_MAX) {
                $letters[$plain] = true;
            }
        }

        return $letters;
    }
}
