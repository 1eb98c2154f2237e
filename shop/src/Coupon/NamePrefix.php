<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\Shop\Text\Latin;
use Loyalty\WordFilter;

/** What stands in front of a personalised code: the customer's first name in 2 to 12 letters A to Z, or nothing, which makes a plain code. */
final class NamePrefix
{
    private const MIN = 2;
    private const MAX = 12;

    private readonly Latin $latin;

    /**
     * @param string $language Of the shop, such as "bg" or "bg_BG".
     * @param ?WordFilter $words A name that offends makes a plain code.
     */
    public function __construct(string $language = 'bg', private readonly ?WordFilter $words = null)
    {
        $this->latin = new Latin($language);
    }

    /** 2 to 12 letters A to Z, or "" where the name has none to use. */
    public function of(string $name): string
    {
        foreach (preg_split('/[\s,;.]+/u', $name, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $word) {
            $letters = substr($this->latin->of($word), 0, self::MAX);
            if (strlen($letters) >= self::MIN) {
                return $this->words?->matches($letters) === true ? '' : $letters;
            }
        }

        return '';
    }
}
