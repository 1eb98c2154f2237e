<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponException;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Ledger\Outcome;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:revoke', 'Withdraw one code for ever; orders that have it keep it')]
final class CouponRevoke extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('code', InputArgument::REQUIRED, 'A genuine code')
            ->databaseOption()->keysOption()->jsonOption()
            ->setHelp('Codes of a whole campaign are withdrawn by closing it in the programme: <info>"open": false</info>.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        try {
            $coupon = $this->genuine($input);
        } catch (CouponException $e) {
            $this->refuse($input, $output, $e);

            return self::FAILURE;
        }
        $answer = $this->ledger($input)->revoke($coupon->campaignNumber, $coupon->serial, time());
        if ($input->getOption('json') === true) {
            $this->json($output, ['code' => $coupon->code, 'campaign_number' => $coupon->campaignNumber, 'serial' => $coupon->serial, 'outcome' => $answer->outcome->value]);
        } else {
            $this->plain($output, $coupon->display() . ($answer->outcome === Outcome::Revoked ? ' is withdrawn.' : ' was withdrawn already.'));
        }

        return self::SUCCESS;
    }
}
