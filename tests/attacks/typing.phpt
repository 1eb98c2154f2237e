--TEST--
Attacks: what is typed is no code, however it looks
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{Coupons, CouponTerms, DiscountKind};

$coupons = new Coupons(ring());
$code = $coupons->issue(17, 123456);
$token = $coupons->token(17, 123456, new CouponTerms(DiscountKind::FreeShipping));
$named = $coupons->issue(17, 123457, 20, 'MARIA');
/** The text put into the code before each of its symbols and at its end, or in place of each. */
$before = fn(string $text, string $in) => array_map(fn($place) => substr_replace($in, $text, $place, 0), range(0, strlen($in)));
$instead = fn(string $text, string $in) => array_map(fn($place) => substr_replace($in, $text, $place, 1), range(0, strlen($in) - 1));
$cuts = fn(string $in) => array_map(fn($length) => substr($in, 0, $length), range(0, strlen($in) - 1));

type('truncated: a short code at every length', $coupons, ...$cuts($code));
type('truncated: a personalised code at every length', $coupons, ...$cuts($named));
type('truncated: a public token at every length', $coupons, ...$cuts($token));
type('lengthened: a symbol more at every place', $coupons, ...$before('7', $code));
type('lengthened: the code twice in one line', $coupons, $code . $code, "$code-$code");
type('lengthened: a token with symbols behind it', $coupons, "{$token}0", "{$token}00", "{$token}00000000");
type('NUL: at every place of a short code', $coupons, ...$before("\0", $code), ...$instead("\0", $code));
type('NUL: behind a good code, as C reads strings', $coupons, "$code\0", "$code\0garbage", "$token\0");
type('NUL: nothing else', $coupons, "\0", str_repeat("\0", 20));
type('1 MB: of codes', $coupons, str_repeat($code, 50_000));
type('1 MB: of separators, which are dropped', $coupons, str_repeat('-', 1 << 20), str_repeat('-', 1 << 20) . $code, $code . str_repeat(' ', 1 << 20));
type('1 MB: of a token', $coupons, $token . str_repeat('0', 1 << 20), 'C1P.' . str_repeat('Z', 1 << 20));
type('1 MB: of broken UTF-8', $coupons, str_repeat("\xff", 1 << 20));
type('the 129th byte', $coupons, str_pad($code, 128, '-'), str_pad($code, 129, '-'));
type('the 1025th character of a token', $coupons, str_pad($token, 1024, '0'), str_pad($token, 1025, '0'));
type('invalid UTF-8: a byte that is none, at every place', $coupons, ...$before("\xff", $code), ...$instead("\x80", $code));
type('invalid UTF-8: overlong dash, surrogates, beyond Unicode, cut off', $coupons, "$code\xc0\xad", "\xe0\x80\xad$code", "$code\xed\xa0\x80", "\xf4\x90\x80\x80$code", "$code\xe2\x80");
type('invalid UTF-8: behind a wrong character, which is seen first', $coupons, "U$code\xff");
type('homoglyph: Cyrillic А В С Е Н К М О Р Т Х for Latin', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('АВСЕНКМОРТХ')));
type('homoglyph: Greek Α Β Ε Ζ Η Κ Μ Ν Ρ Τ Χ for Latin', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('ΑΒΕΖΗΚΜΝΡΤΧ')));
type('homoglyph: full-width letters and digits', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('ＡＢＣ０１２ａｂｃ')));
type('homoglyph: mathematical and circled letters', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('𝐀𝟎𝙰Ⓐ①')));
type('homoglyph: digits of other scripts', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('٠١۲०๑０')));
type('case folding: Kelvin sign, long s, dotless ı, dotted İ, ß', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each("\u{212A}ſıİß")));
type('ligatures and compatibility forms', $coupons, ...array_map(fn($letter) => $letter . substr($code, 1), mb_split_each('ﬁⅠⅡ²㎏')));
type('zero-width: space, joiners, no-break space, word joiner, soft hyphen', $coupons,
    ...array_merge(...array_map(fn($mark) => $before($mark, $code), ["\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{2060}", "\u{AD}"])));
type('newline, carriage return, tab, vertical tab, form feed', $coupons, ...array_merge(...array_map(fn($mark) => $before($mark, $code), ["\n", "\r", "\t", "\v", "\f"])));
type('right to left: marks and overrides', $coupons,
    ...array_merge(...array_map(fn($mark) => $before($mark, $code), ["\u{200F}", "\u{202E}", "\u{2067}", "\u{2069}", "\u{61C}"])));
type('combining marks: accents, keycap, enclosing circle', $coupons, ...array_merge(...array_map(fn($mark) => $before($mark, $code), ["\u{301}", "\u{20E3}", "\u{20DD}"])));
type('tags and variation selectors', $coupons, "$code\u{FE0F}", "$code\u{E0041}", "$code\u{E0100}");
type('spaces that are no separator', $coupons, "$code\u{2003}", "$code\u{3000}", "$code\u{1680}", "$code\u{85}", "$code\u{2028}");
type('dashes that are no separator', $coupons, "$code\u{FE58}", "$code\u{FF0D}", "$code\u{2E3A}", "$code\u{30FC}");
type('the letter U, which no code has', $coupons, ...$instead('U', $code), ...$instead('u', $code));
type('SQL, markup, a template and a path for a code', $coupons, "' OR 1=1 --", '<script>alert(1)</script>', '{{7*7}}', '../../etc/passwd', '%00', '${jndi:ldap://x}');
type('a number in place of the text', $coupons, '0', '-1', '1e20', (string) PHP_INT_MAX, '0x10', 'NAN');
type('one wrong symbol: verify() repairs nothing', $coupons, ...array_merge(...array_map(fn($place) => array_map(
    fn($symbol) => substr_replace($code, $symbol, $place, 1), array_diff(str_split(ALPHABET), [$code[$place]])), range(0, 19))));
setlocale(LC_ALL, ['tr_TR.UTF-8', 'C.UTF-8', 'C']);
type('a locale of another alphabet: i and I are still 1', $coupons, strtr(strtolower($code), ['1' => 'i']), strtr($code, ['1' => 'I', '0' => 'o']));
attack('suggest(): of garbage nothing', ...array_map(fn($text) => fn() => $coupons->suggest($text),
    ['', "\0", str_repeat('-', 1 << 20), str_repeat('Z', 1 << 20), "\xff$code", str_repeat('0', 20), "$code$code", "U$code", $token . 'Z']));
attack('suggest(): of a code of 12 symbols nothing', fn() => $coupons->suggest(substr_replace($coupons->issue(1, 1, 12), 'Z', 5, 1)));

function mb_split_each(string $text): array
{
    return preg_split('//u', $text, -1, PREG_SPLIT_NO_EMPTY);
}
?>
--EXPECT--
truncated: a short code at every length … BAD_CHECK (2), BAD_LENGTH (17), EMPTY (1)
truncated: a personalised code at every length … BAD_CHECK (4), BAD_LENGTH (21), EMPTY (1)
truncated: a public token at every length … BAD_LENGTH (3), BAD_TAG (1), EMPTY (1), NON_CANONICAL (90), TRUNCATED (31)
lengthened: a symbol more at every place … BAD_LENGTH (21)
lengthened: the code twice in one line … BAD_LENGTH (2)
lengthened: a token with symbols behind it … BAD_TAG (2), NON_CANONICAL (1)
NUL: at every place of a short code … BAD_CHAR (41)
NUL: behind a good code, as C reads strings … BAD_CHAR (3)
NUL: nothing else … BAD_CHAR (2)
1 MB: of codes … TOO_LONG
1 MB: of separators, which are dropped … TOO_LONG (3)
1 MB: of a token … TOO_LONG (2)
1 MB: of broken UTF-8 … TOO_LONG
the 129th byte … TOO_LONG (1), taken (1)
the 1025th character of a token … BAD_TAG (1), TOO_LONG (1)
invalid UTF-8: a byte that is none, at every place … BAD_UTF8 (41)
invalid UTF-8: overlong dash, surrogates, beyond Unicode, cut off … BAD_UTF8 (5)
invalid UTF-8: behind a wrong character, which is seen first … BAD_UTF8
homoglyph: Cyrillic А В С Е Н К М О Р Т Х for Latin … BAD_CHAR (11)
homoglyph: Greek Α Β Ε Ζ Η Κ Μ Ν Ρ Τ Χ for Latin … BAD_CHAR (11)
homoglyph: full-width letters and digits … BAD_CHAR (9)
homoglyph: mathematical and circled letters … BAD_CHAR (5)
homoglyph: digits of other scripts … BAD_CHAR (6)
case folding: Kelvin sign, long s, dotless ı, dotted İ, ß … BAD_CHAR (5)
ligatures and compatibility forms … BAD_CHAR (5)
zero-width: space, joiners, no-break space, word joiner, soft hyphen … BAD_CHAR (126)
newline, carriage return, tab, vertical tab, form feed … BAD_CHAR (105)
right to left: marks and overrides … BAD_CHAR (105)
combining marks: accents, keycap, enclosing circle … BAD_CHAR (63)
tags and variation selectors … BAD_CHAR (3)
spaces that are no separator … BAD_CHAR (5)
dashes that are no separator … BAD_CHAR (4)
the letter U, which no code has … BAD_CHAR (40)
SQL, markup, a template and a path for a code … BAD_CHAR (6)
a number in place of the text … BAD_LENGTH (6)
one wrong symbol: verify() repairs nothing … BAD_CHECK (620)
a locale of another alphabet: i and I are still 1 … taken (2)
suggest(): of garbage nothing … [] (9)
suggest(): of a code of 12 symbols nothing … []
