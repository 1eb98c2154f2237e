<?php

/** lcobucci.php issue|verify|issue-full|verify-full COUNT HS256|EdDSA: lcobucci/jwt with the claims of jwt.php, made and checked as its documentation shows. */

declare(strict_types=1);

use Lcobucci\JWT\Encoding\ChainedFormatter;
use Lcobucci\JWT\Encoding\JoseEncoder;
use Lcobucci\JWT\Signer\Eddsa;
use Lcobucci\JWT\Signer\Hmac\Sha256;
use Lcobucci\JWT\Signer\Key\InMemory;
use Lcobucci\JWT\Token\Builder;
use Lcobucci\JWT\Token\Parser;
use Lcobucci\JWT\Validation\Constraint\SignedWith;
use Lcobucci\JWT\Validation\Constraint\StrictValidAt;
use Lcobucci\JWT\Validation\Validator;
use Psr\Clock\ClockInterface;

use function Loyalty\Bench\serve;

require __DIR__ . '/../vendor/autoload.php';
require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

[, $task, $count, $algorithm] = $argv;
$count = (int) $count;
$pair = sodium_crypto_sign_seed_keypair(KEY);
$signer = $algorithm === 'EdDSA' ? new Eddsa() : new Sha256();
$signing = InMemory::plainText($algorithm === 'EdDSA' ? sodium_crypto_sign_secretkey($pair) : KEY);
$verifying = InMemory::plainText($algorithm === 'EdDSA' ? sodium_crypto_sign_publickey($pair) : KEY);
$full = str_ends_with($task, '-full');
$claims = $full ? CLAIMS_FULL : CLAIMS;
$first = $full ? FIRST_SERIAL : 0;
$from = new DateTimeImmutable('@' . $claims['nbf']);
$until = new DateTimeImmutable('@' . $claims['exp']);

$issue = function (int $serial) use ($signer, $signing, $claims, $from, $until): string {
    // It wants an instant of issue, which is one claim more.
    $builder = (new Builder(new JoseEncoder(), ChainedFormatter::withUnixTimestampDates()))
        ->withHeader('kid', 'k1')
        ->issuedBy($claims['iss'])
        ->permittedFor($claims['aud'])
        ->issuedAt($from)
        ->canOnlyBeUsedAfter($from)
        ->expiresAt($until)
        ->withClaim('ser', $serial);
    foreach ($claims as $name => $value) {
        $builder = match ($name) {
            'iss', 'aud', 'nbf', 'exp' => $builder,
            'sub' => $builder->relatedTo($value),
            default => $builder->withClaim($name, $value),
        };
    }

    return $builder->getToken($signer, $signing)->toString();
};

if (str_starts_with($task, 'issue')) {
    serve(
        function () use ($count, $first, $issue): int {
            for ($i = 0; $i < $count; $i++) {
                $code = $issue($first + $i);
            }

            return $i;
        },
        fn (int $issued): string => "$issued codes",
    );
} else {
    $codes = array_map($issue, range($first, $first + $count - 1));
    mt_srand(1);
    shuffle($codes);
    $codes = laid_out($codes);
    $clock = new class () implements ClockInterface {
        public function now(): DateTimeImmutable
        {
            return new DateTimeImmutable('@' . AT);
        }
    };
    $parser = new Parser(new JoseEncoder());
    $validator = new Validator();
    $constraints = [new SignedWith($signer, $verifying), new StrictValidAt($clock)];
    serve(
        function () use ($codes, $parser, $validator, $constraints): int {
            $sum = 0;
            foreach ($codes as $code) {
                $token = $parser->parse($code);
                $validator->assert($token, ...$constraints);
                $sum += $token->claims()->get('ser');
            }

            return $sum;
        },
        fn (int $sum): int => $sum,
    );
}
