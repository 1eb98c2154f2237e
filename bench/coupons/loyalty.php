<?php

/**
 * The extension's side of the cases of codes.
 * loyalty.php issue|issue-words|verify|verify-scattered|stream COUNT, issue-full|verify-full COUNT public|shared, open COUNT, nothing 0
 */

declare(strict_types=1);

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\CouponTerms;
use Loyalty\DiscountKind;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\OffensiveWords;
use Loyalty\WordFilter;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

const SLOT = 3;
const CAMPAIGN = 'bench';

/** The same keys and domain as format.h. */
function keys(): KeyRing
{
    return KeyRing::import(DOMAIN, [SLOT => KEY], SLOT, KEY, KEY);
}

function programme(): Programme
{
    return Programme::fromJson(file_get_contents(__DIR__ . '/programme.json'));
}

/** @return array{Coupons, CouponBatch} The serials of libsodium.c, so the same codes. */
function coupons(int $count): array
{
    $programme = programme();
    $batch = new CouponBatch(CAMPAIGN, 0, $count, AT, $programme->hash(), SLOT);

    return [new Coupons(keys(), $programme, [$batch]), $batch];
}

function words(): WordFilter
{
    require __DIR__ . '/../../shop/vendor/autoload.php';

    return OffensiveWords::filter(['en']);
}

/** The terms that tokens.c says. */
function terms(): CouponTerms
{
    return new CouponTerms(
        DiscountKind::Percent,
        TERMS['value'],
        TERMS['currency'],
        TERMS['minimum'],
        TERMS['from'],
        TERMS['until'],
        TERMS['customer'],
        emailOnly: true,
        categories: true,
        combinable: false,
        name: TERMS['name'],
        maximumDiscount: TERMS['maximum'],
    );
}

function drain(iterable $codes): int
{
    $count = 0;
    foreach ($codes as $code) {
        $count++;
    }

    return $count;
}

/** @param list<string> $codes As the bare C has them: in memory as in the list. */
function verify(Coupons $coupons, array $codes): void
{
    serve(
        function () use ($coupons, $codes): int {
            $sum = 0;
            foreach ($codes as $code) {
                $sum += $coupons->verify($code, AT)->serial;
            }

            return $sum;
        },
        fn (int $sum): int => $sum,
    );
}

[, $task, $count] = $argv;
$count = (int) $count;
switch ($task) {
    case 'issue':
        [$coupons, $batch] = coupons($count);
        serve(fn (): int => drain($coupons->issueMany($batch)), fn (): string => codes_hash($coupons->issueMany($batch)));
        break;
    case 'issue-words':
        $words = words();
        $coupons = null;
        serve(
            function () use (&$coupons, $count): CouponBatch {
                $batch = $coupons->newBatch(CAMPAIGN, $count, AT);
                drain($coupons->issueMany($batch));

                return $batch;
            },
            function (CouponBatch $batch) use (&$coupons, $words): string {
                foreach ($coupons->issueMany($batch) as $code) {
                    if ($words->matches($code)) {
                        throw new LogicException("$code shows a word");
                    }
                }

                return sprintf('%d codes, %d skipped', $batch->count, count($batch->skipped));
            },
            // Serials of a batch are taken for good.
            function () use (&$coupons, $words): void {
                $coupons = new Coupons(keys(), programme(), [], $words);
            },
        );
        break;
    case 'stream':
        [$coupons, $batch] = coupons($count);
        serve(fn (): int => drain($coupons->issueMany($batch)), fn (int $issued): string => "$issued codes");
        break;
    case 'verify':
    case 'verify-scattered':
        [$coupons, $batch] = coupons($count);
        $codes = iterator_to_array($coupons->issueMany($batch), false);
        mt_srand(1);
        shuffle($codes);
        verify($coupons, $task === 'verify' ? laid_out($codes) : $codes);
        break;
    case 'issue-full':
        $coupons = new Coupons(keys());
        $terms = terms();
        $issue = function () use ($coupons, $terms, $count, $argv): array {
            $tokens = [];
            for ($serial = FIRST_SERIAL; $serial < FIRST_SERIAL + $count; $serial++) {
                $tokens[] = $coupons->token(CAMPAIGN_NUMBER, $serial, $terms, $argv[3]);
            }

            return $tokens;
        };
        serve($issue, codes_hash(...));
        break;
    case 'verify-full':
        $coupons = new Coupons(keys());
        $terms = terms();
        $serials = range(FIRST_SERIAL, FIRST_SERIAL + $count - 1);
        mt_srand(1);
        shuffle($serials);
        verify($coupons, laid_out(array_map(fn (int $serial): string => $coupons->token(CAMPAIGN_NUMBER, $serial, $terms, $argv[3]), $serials)));
        break;
    case 'open':
        $path = tempnam(sys_get_temp_dir(), 'loyalty-bench-');
        KeyRing::create()->save($path);
        register_shutdown_function(fn (): bool => unlink($path));
        serve(
            function () use ($path, $count): int {
                for ($i = 0; $i < $count; $i++) {
                    $keys = KeyRing::open($path);
                }

                return $i;
            },
            fn (int $opened): string => "$opened opened",
        );
        break;
    default:
        serve(fn (): int => 0, fn (int $nothing): int => $nothing);
}
