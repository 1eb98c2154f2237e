<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponException;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Ledger\Claim;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:usage', 'How often a code and its campaign were used, and how often they may be')]
final class CouponUsage extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('code', InputArgument::REQUIRED, 'A genuine code, valid or not')
            ->databaseOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp('What carts hold at the instant counts too: nobody else gets it meanwhile.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $at = $this->at($input, $programme);
        try {
            $coupon = $this->genuine($input);
        } catch (CouponException $e) {
            $this->refuse($input, $output, $e);

            return self::FAILURE;
        }
        $ledger = $this->ledger($input);
        $terms = (new Verifier($this->keys($input), $programme, $this->batches($input)))->termsOf($coupon);
        [$key, $campaign] = self::campaignOf($terms, $coupon);
        $usage = $ledger->usage([Claim::ofCoupon($coupon, $campaign, 0)], null, $at)[0];
        if ($input->getOption('json') === true) {
            $this->json($output, ['code' => $coupon->code, 'campaign' => $key, 'serial' => $coupon->serial, 'uses' => $usage->uses,
                'uses_per_code' => $campaign['uses_per_code'], 'campaign_uses' => $campaign['uses_total'] > 0 || $campaign['budget'] > 0 ? $usage->campaignUses : null,
                'uses_total' => $campaign['uses_total'], 'campaign_spent' => $campaign['budget'] > 0 ? $usage->campaignSpent : null, 'budget' => $campaign['budget']]);

            return self::SUCCESS;
        }
        $format = $this->format($terms);
        $this->pairs($output, [
            'code' => $coupon->display(),
            'campaign' => sprintf('%s (%s)', $key, $campaign['name']),
            'used' => self::uses($format, $usage->uses, $campaign['uses_per_code']),
        ] + ($campaign['uses_total'] === 0 ? [] : ['the campaign' => self::uses($format, $usage->campaignUses, $campaign['uses_total'])])
            + ($campaign['budget'] === 0 ? [] : ['given away' => $format->money($usage->campaignSpent) . ' of ' . $format->money($campaign['budget'])]));

        return self::SUCCESS;
    }
}
