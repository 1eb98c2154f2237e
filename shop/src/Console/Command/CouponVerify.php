<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponException;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Coupon\Verifier;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:verify', 'Say whether a code is genuine, and why not')]
final class CouponVerify extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('code', InputArgument::REQUIRED, 'As the customer typed it; dashes, blanks and case do not matter')
            ->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Exit code 0 for a genuine code that is valid, 1 for a refused one. The reason is for staff and logs only: what the shopper may
                read does not tell forged, unknown and foreign codes apart.

                  <info>%command.full_name% G04N-X7QM-… --at 2011-12-12</info>

                Whether a code fits a cart and its customer is said by <info>quote</info>.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $verifier = new Verifier($this->keys($input), $programme, $this->journal($input));
        $at = $this->at($input, $programme);
        $code = (string) $this->argument($input, 'code');
        $json = $input->getOption('json') === true;
        try {
            $coupon = $verifier->verify($code, $at);
        } catch (CouponException $e) {
            if ($json) {
                $this->json($output, ['genuine' => false, 'reason' => $e->reason->value, 'message' => $e->getMessage(), 'public' => $e->publicMessage()]);
            } else {
                $output->writeln('<error>refused</error>');
                $this->pairs($output, ['for staff' => $e->reason->value . ': ' . $e->getMessage(), 'the shopper reads' => $e->publicMessage()]);
            }

            return self::FAILURE;
        }
        $batch = $verifier->batchOf($coupon);
        if ($json) {
            $this->json($output, ['genuine' => true, 'code' => $coupon->code, 'campaign' => $coupon->campaign, 'serial' => $coupon->serial, 'key' => $coupon->key,
                'customer' => $coupon->customer, 'issued_at' => $batch?->issuedAt, 'expires_at' => $coupon->expiresAt]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $output->writeln('<info>genuine</info> ' . $coupon->display());
        $this->pairs($output, [
            'campaign' => $coupon->campaign . ' (' . ($programme->campaigns()[(string) $coupon->campaign]['name'] ?? 'no longer in the programme') . ')',
            'serial' => sprintf('%d, signed with key %d', $coupon->serial, $coupon->key),
            'for' => $coupon->customer === null ? 'anyone' : 'customer ' . $coupon->customer,
            'issued' => $batch === null ? '–' : $format->instant($batch->issuedAt),
            'valid until' => $coupon->expiresAt === null ? 'for ever' : $format->instant($coupon->expiresAt),
        ]);

        return self::SUCCESS;
    }
}
