<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Coupons;
use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:suggest', 'Find the code that was meant: one wrong symbol, or two that changed places')]
final class CouponSuggest extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('code', InputArgument::REQUIRED, 'As the customer typed it')
            ->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Exit code 0 if there is one, 1 if there is none: a code that is right as it stands, or too far from one. At most two are found,
                each confirmed by its signature; <info>coupon verify</info> says what one is worth. A shop counts each as an attempt.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $codes = (new Coupons($this->keys($input)))->suggest((string) $this->argument($input, 'code'));
        if ($input->getOption('json') === true) {
            $this->json($output, ['codes' => $codes]);
        } elseif ($codes === []) {
            $output->writeln('no code is one slip away');
        } else {
            foreach ($codes as $code) {
                $this->plain($output, $code);
            }
        }

        return $codes === [] ? self::FAILURE : self::SUCCESS;
    }
}
