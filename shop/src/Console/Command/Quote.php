<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Customer;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Quote as Result;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Coupon\Refusal;
use Loyalty\Shop\Coupon\Verifier;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('quote', 'What a cart costs with its codes, what it earns and what points may pay')]
final class Quote extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('line', 'l', InputOption::VALUE_REQUIRED | InputOption::VALUE_IS_ARRAY, 'SKU:QUANTITY:UNIT PRICE[:CATEGORY[:sale]], such as "85123A:6:2.95"')
            ->addOption('shipping', null, InputOption::VALUE_REQUIRED, 'What shipping costs', '0')
            ->addOption('coupon', 'c', InputOption::VALUE_REQUIRED | InputOption::VALUE_IS_ARRAY, 'A code; may be given more than once')
            ->addOption('customer', null, InputOption::VALUE_REQUIRED, 'Who buys')
            ->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Every figure comes with the steps that made it. A code that does not apply is named with what would make it work; the exit
                code is then 1.

                  <info>%command.full_name% --line 85123A:6:2.95 --line 22423:1:12.75 --shipping 4.95 --customer 12347 --coupon G04N-…</info>

                The journal is needed with <info>--customer</info> and <info>--coupon</info>, the keys with <info>--coupon</info>.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $at = $this->at($input, $programme);
        $lines = array_map(fn (string $line): CartLine => $this->line($line, $programme), $this->texts($input, 'line'));
        if ($lines === []) {
            throw new UsageException('a cart has at least one --line');
        }
        $cart = self::given(fn (): Cart => new Cart($lines, $this->money((string) $this->text($input, 'shipping'), $programme)));
        $codes = $this->texts($input, 'coupon');
        $coupons = null;
        $refused = [];
        if ($codes !== []) {
            $verifier = new Verifier($this->keys($input), $programme, $this->journal($input));
            [$codes, $refused] = $verifier->forQuote($codes, $at);
            $coupons = $verifier->coupons();
        }
        $customer = $this->customer($input, $programme, $at);
        $quote = self::given(static fn (): Result => $programme->quote($cart, $customer, $codes, $coupons, $at));
        foreach ($quote->rejected as $rejected) {
            $refused[] = new Refusal($rejected->code, $rejected->reason->value, $rejected->message, $rejected->publicMessage);
        }
        if ($input->getOption('json') === true) {
            $this->json($output, ['rejected' => $refused] + get_object_vars($quote));
        } else {
            $this->say($output, $quote, $refused, $programme);
        }

        return $refused === [] ? self::SUCCESS : self::FAILURE;
    }

    /** @param list<Refusal> $refused */
    private function say(OutputInterface $output, Result $quote, array $refused, Programme $programme): void
    {
        $format = $this->format($programme);
        $m = $format->money(...);
        $rows = array_map(
            static fn (\Loyalty\QuoteLine $line): array => [$line->sku, $m($line->amount), $m($line->discount), $m($line->total), $format->number($line->points)],
            $quote->lines,
        );
        $rows[] = ['goods', $m($quote->goods), '', '', ''];
        $rows[] = ['shipping', $m($quote->shipping), '', '', ''];
        $rows[] = ['together', $m($quote->goods->add($quote->shipping)), $m($quote->discount), $m($quote->total), $format->number($quote->points)];
        $this->table($output, ['', 'amount', 'discount', 'to pay', 'points'], $rows, [1, 2, 3, 4]);
        $output->writeln('');
        foreach ($quote->discounts as $discount) {
            $this->plain($output, sprintf('code %s (%s) takes off %s%s', $discount->code, $discount->campaign, $m($discount->amount),
                $discount->points > 0 ? ' and gives ' . $format->number($discount->points) . ' points' : ''));
        }
        foreach ($refused as $rejected) {
            $output->writeln(sprintf('<error>code refused</error> %s', self::data($rejected->code)));
            $this->pairs($output, ['for staff' => $rejected->reason . ': ' . $rejected->message, 'the shopper reads' => $rejected->publicMessage]);
        }
        if ($quote->spendable > 0) {
            $output->writeln(sprintf('up to %s points may pay %s of it', $format->number($quote->spendable), $m($quote->spendableWorth)));
        }
        $output->writeln(['', 'How each figure is made:']);
        $this->table($output, ['figure', 'step', 'rule'], array_map(
            static fn (\Loyalty\QuoteStep $step): array => [$step->figure, $step->text, $step->rule],
            $quote->steps,
        ));
    }

    private function customer(InputInterface $input, Programme $programme, int $at): ?Customer
    {
        $key = $this->text($input, 'customer');
        if ($key === null) {
            return null;
        }

        // Someone without history is a customer too: the first order may earn a bonus.
        $events = $this->journal($input)->eventsOf($key);

        return self::given(static fn (): Customer => Customer::fold($programme, $key, $events, $at));
    }

    private function line(string $text, Programme $programme): CartLine
    {
        $parts = explode(':', $text);
        $quantity = filter_var($parts[1] ?? '', \FILTER_VALIDATE_INT, ['options' => ['min_range' => 1]]);
        if (count($parts) < 3 || count($parts) > 5 || $parts[0] === '' || $quantity === false || ($parts[4] ?? 'sale') !== 'sale') {
            throw new UsageException(sprintf('--line "%s" is not SKU:QUANTITY:UNIT PRICE[:CATEGORY[:sale]]', $text));
        }

        $price = $this->money($parts[2], $programme);

        return self::given(static fn (): CartLine => new CartLine($parts[0], $quantity, $price, $parts[3] ?? '', isset($parts[4])));
    }

    private function money(string $text, Programme $programme): Money
    {
        try {
            return Money::parse($text, $programme->currency());
        } catch (\ValueError|\Loyalty\LoyaltyException $e) {
            throw new UsageException(sprintf('"%s" is not an amount in %s such as "4.95"', $text, $programme->currency()), 0, $e);
        }
    }
}
