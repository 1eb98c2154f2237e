<?php

/** jwt.php issue|verify COUNT: firebase/php-jwt, HS256, with the claims that a coupon needs. */

declare(strict_types=1);

use Firebase\JWT\JWT;
use Firebase\JWT\Key;

use function Loyalty\Bench\serve;

require __DIR__ . '/../vendor/autoload.php';
require __DIR__ . '/../lib/worker.php';

[, $task, $count] = $argv;
$count = (int) $count;
$secret = str_repeat('k', 32);
$key = new Key($secret, 'HS256');
JWT::$timestamp = 1_800_000_000;
$claims = ['iss' => 'bench.example', 'aud' => 'live', 'nbf' => 1_790_000_000, 'exp' => 1_890_000_000, 'cmp' => 17, 'ser' => 0];

if ($task === 'issue') {
    serve(
        function () use ($count, $claims, $secret): int {
            for ($serial = 0; $serial < $count; $serial++) {
                $claims['ser'] = $serial;
                $code = JWT::encode($claims, $secret, 'HS256', 'k1');
            }

            return $serial;
        },
        fn (int $issued): string => "$issued codes",
    );
} else {
    $codes = [];
    for ($serial = 0; $serial < $count; $serial++) {
        $codes[] = JWT::encode(['ser' => $serial] + $claims, $secret, 'HS256', 'k1');
    }
    mt_srand(1);
    shuffle($codes);
    $codes = explode(' ', implode(' ', $codes)); // in memory as in the list, like the bare C's
    serve(
        function () use ($codes, $key): int {
            $sum = 0;
            foreach ($codes as $code) {
                $sum += JWT::decode($code, ['k1' => $key])->ser;
            }

            return $sum;
        },
        fn (int $sum): int => $sum,
    );
}
