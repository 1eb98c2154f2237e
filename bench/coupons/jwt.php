<?php

/** jwt.php issue|verify|issue-full|verify-full COUNT HS256|EdDSA: firebase/php-jwt, with the claims that a code, or a token with all terms, needs. */

declare(strict_types=1);

use Firebase\JWT\JWT;
use Firebase\JWT\Key;

use function Loyalty\Bench\serve;

require __DIR__ . '/../vendor/autoload.php';
require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

[, $task, $count, $algorithm] = $argv;
$count = (int) $count;
$pair = sodium_crypto_sign_seed_keypair(KEY);
$signing = $algorithm === 'EdDSA' ? base64_encode(sodium_crypto_sign_secretkey($pair)) : KEY;
$verifying = ['k1' => new Key($algorithm === 'EdDSA' ? base64_encode(sodium_crypto_sign_publickey($pair)) : KEY, $algorithm)];
JWT::$timestamp = AT;
$full = str_ends_with($task, '-full');
$claims = ($full ? CLAIMS_FULL : CLAIMS) + ['ser' => 0];
$first = $full ? FIRST_SERIAL : 0;

if (str_starts_with($task, 'issue')) {
    serve(
        function () use ($count, $first, $claims, $signing, $algorithm): int {
            for ($i = 0; $i < $count; $i++) {
                $claims['ser'] = $first + $i;
                $code = JWT::encode($claims, $signing, $algorithm, 'k1');
            }

            return $i;
        },
        fn (int $issued): string => "$issued codes",
    );
} else {
    $codes = [];
    for ($i = 0; $i < $count; $i++) {
        $codes[] = JWT::encode(['ser' => $first + $i] + $claims, $signing, $algorithm, 'k1');
    }
    mt_srand(1);
    shuffle($codes);
    $codes = laid_out($codes);
    serve(
        function () use ($codes, $verifying): int {
            $sum = 0;
            foreach ($codes as $code) {
                $sum += JWT::decode($code, $verifying)->ser;
            }

            return $sum;
        },
        fn (int $sum): int => $sum,
    );
}
