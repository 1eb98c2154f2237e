<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Coupon;
use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Coupon\TermsText;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:verify', 'Say whether a code is genuine, and why not')]
final class CouponVerify extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('code', InputArgument::REQUIRED, 'As the customer typed it; dashes, blanks and case do not matter')
            ->addOption('partner', null, InputOption::VALUE_REQUIRED, 'Verify a public token with public keys alone: the file that "key show --public" prints, or one key of 64 hexadecimal digits with --domain')
            ->addOption('domain', 'd', InputOption::VALUE_REQUIRED, 'With --partner and a key: whose it is, as "key show" says')
            ->databaseOption()->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Exit code 0 for a genuine code that is valid, 1 for a refused one. The reason is for staff and logs only: what the shopper may
                read does not tell forged, unknown and foreign codes apart.

                  <info>%command.full_name% G04N-X7QM-… --at 2011-12-12</info>
                  <info>%command.full_name% MARIA-G04N-X7QM-…</info>
                  <info>%command.full_name% C1P.… --partner partner.json</info>

                Whether a code fits a cart and its customer is said by <info>quote</info>. How often it is used is known to the shop's database
                alone: with <info>--database</info> it is shown, and a code that was withdrawn is refused; without, it is said that use is not checked.
                A code that is used up is still genuine: the exit code is 0.
                With <info>--partner</info> neither programme nor journal nor database is needed, instants are in UTC, and whether the token was
                used or its campaign is closed is not known.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $code = (string) $this->argument($input, 'code');
        $partner = $this->text($input, 'partner');
        if ($partner !== null) {
            try {
                $this->sayPartner($input, $output, (new Coupons($this->partner($input, $partner)))->verify($code, $this->at($input, null)));
            } catch (CouponException $e) {
                $this->refuse($input, $output, $e);

                return self::FAILURE;
            }

            return self::SUCCESS;
        }
        $programme = $this->programme($input);
        $at = $this->at($input, $programme);
        $verifier = new Verifier($this->keys($input), $programme, $this->batches($input));
        try {
            $coupon = $verifier->verify($code, $at);
        } catch (CouponException $e) {
            $this->refuse($input, $output, $e, $e->reason === CouponError::Expired ? $this->ended($verifier, $code, $programme) : null);

            return self::FAILURE;
        }
        $campaign = self::campaignOf($verifier->termsOf($coupon), $coupon)[1];
        $usage = $this->connection($input) === null ? null : $this->ledger($input)->usage([Claim::ofCoupon($coupon, $campaign, 0)], null, $at)[0];
        if ($usage?->revoked === true) {
            // What was withdrawn reads like what never was.
            $this->refuseFor($input, $output, CouponError::Revoked, 'the shop has withdrawn the code', 'invalid code');

            return self::FAILURE;
        }
        $this->say($input, $output, $verifier, $coupon, $programme, $campaign, $usage?->uses);

        return self::SUCCESS;
    }

    /** In the programme's zone, as the accepting text has it; null where it is not known. */
    private function ended(Verifier $verifier, string $code, Programme $programme): ?string
    {
        // Without an instant nothing is too old.
        $end = $verifier->coupons($code)->verify($code)->expiresAt;

        return $end === null ? null : sprintf('the code was valid %s', $this->format($programme)->end($end));
    }

    /**
     * @param array{name: string, uses_per_code: int, ...} $campaign
     * @param ?int $uses Null where they are not known.
     */
    private function say(InputInterface $input, OutputInterface $output, Verifier $verifier, Coupon $coupon, Programme $programme, array $campaign, ?int $uses): void
    {
        $batch = $verifier->batchOf($coupon);
        $terms = $verifier->termsOf($coupon);
        $limit = $campaign['uses_per_code'];
        if ($input->getOption('json') === true) {
            $this->json($output, self::fields($coupon) + ['issued_at' => $batch?->issuedAt, 'use_checked' => $uses !== null, 'uses' => $uses, 'uses_per_code' => $limit]);

            return;
        }
        $format = $this->format($programme);
        $name = $verifier->nameOf($coupon);
        $output->writeln(($uses === null ? '<info>genuine, use not checked</info> ' : '<info>genuine</info> ') . self::data(($name ?? '') . substr($coupon->display(), strlen($coupon->name ?? ''))));
        $this->pairs($output, [
            'campaign' => $coupon->campaign . ' (' . $campaign['name'] . ')',
            'serial' => sprintf('%d, signed with key %d', $coupon->serial, $coupon->key) . ($coupon->terms === null ? '' : sprintf(' of %s tokens', $coupon->format)),
            'for' => self::whom($coupon, $name),
        ] + self::termPairs($coupon, $format) + [
            'issued' => $batch === null ? '–' : $format->instant($batch->issuedAt),
            'valid' => $coupon->expiresAt === null ? 'for ever' : $format->end($coupon->expiresAt),
        ] + ($uses === null ? [] : ['used' => self::uses($format, $uses, $limit) . ($limit > 0 && $uses >= $limit ? ', none is left' : '')])
            + ($coupon->programmeHash === $programme->hash() ? [] : ['terms' => sprintf('of an earlier programme, version %d of %s', $terms->version(), $format->day($terms->inForceFrom()))]));
    }

    private function sayPartner(InputInterface $input, OutputInterface $output, Coupon $coupon): void
    {
        if ($input->getOption('json') === true) {
            $this->json($output, self::fields($coupon));

            return;
        }
        $format = new Format($coupon->terms->currency ?? 'XXX', 'UTC');
        $output->writeln('<info>genuine, use not checked</info> ' . self::data($coupon->display()));
        $this->pairs($output, [
            'campaign' => 'number ' . $coupon->campaignNumber,
            'serial' => sprintf('%d, signed with key %d of %s tokens', $coupon->serial, $coupon->key, $coupon->format),
            'for' => self::whom($coupon, $coupon->name),
        ] + self::termPairs($coupon, $format) + [
            'valid' => $coupon->expiresAt === null ? 'for ever' : $format->end($coupon->expiresAt) . ' UTC',
        ]);
    }

    /** @return array<string, mixed> */
    private static function fields(Coupon $coupon): array
    {
        return ['genuine' => true, 'code' => $coupon->code, 'format' => $coupon->format, 'campaign' => $coupon->campaign, 'campaign_number' => $coupon->campaignNumber,
            'serial' => $coupon->serial, 'key' => $coupon->key, 'customer' => $coupon->customer, 'name' => $coupon->name ?? $coupon->terms?->name,
            'expires_at' => $coupon->expiresAt, 'programme' => $coupon->programmeHash, 'terms' => $coupon->terms];
    }

    private static function whom(Coupon $coupon, ?string $name): string
    {
        $name ??= $coupon->terms?->name;
        $customer = $coupon->customer ?? $coupon->terms?->customer;

        return match (true) {
            $customer === null => 'anyone',
            $coupon->customer === null => 'one customer, under the pseudonym ' . $customer,
            default => 'customer ' . $customer,
        } . ($name === null ? '' : ', by the name of ' . $name);
    }

    /** @return array<string, string> */
    private static function termPairs(Coupon $coupon, Format $format): array
    {
        if ($coupon->terms === null) {
            return [];
        }
        $asks = TermsText::asks($coupon->terms, $format);

        return ['gives' => TermsText::gives($coupon->terms, $format)]
            + ($asks === [] ? [] : ['asks for' => implode('; ', $asks)])
            + ($coupon->terms->notBefore === null ? [] : ['valid from' => $format->instant($coupon->terms->notBefore)]);
    }

    private function partner(InputInterface $input, string $given): KeyRing
    {
        $domain = $this->text($input, 'domain');
        if (preg_match('/^[0-9a-f]{64}$/Di', $given) === 1) {
            if ($domain === null) {
                throw new UsageException('say whose key that is: --domain');
            }

            return self::given(static fn (): KeyRing => KeyRing::partner($domain, [$given]));
        }
        $data = json_decode(self::read($given), true, 4);
        $keys = is_array($data) && is_array($data['public_keys'] ?? null) ? array_values(array_filter($data['public_keys'], is_string(...))) : [];
        $whose = is_array($data) ? $data['domain'] ?? null : null;
        if ($keys === [] || !is_string($whose)) {
            throw new UsageException(sprintf('"%s" is not what "key show --public" prints', $given));
        }

        return self::given(static fn (): KeyRing => KeyRing::partner($domain ?? $whose, $keys));
    }
}
