<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Channel;
use Loyalty\CouponException;
use Loyalty\CouponUsage;
use Loyalty\Customer;
use Loyalty\Discount;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Quote as Result;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('quote', 'What a cart costs with its codes, what it earns and what points may pay')]
final class Quote extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addOption('line', 'l', InputOption::VALUE_REQUIRED | InputOption::VALUE_IS_ARRAY, 'SKU:QUANTITY:UNIT PRICE[:CATEGORY[:sale]], such as "85123A:6:2.95"')
            ->addOption('shipping', null, InputOption::VALUE_REQUIRED, 'What shipping costs', '0')
            ->addOption('coupon', 'c', InputOption::VALUE_REQUIRED | InputOption::VALUE_IS_ARRAY, 'A code; may be given more than once')
            ->addOption('customer', null, InputOption::VALUE_REQUIRED, 'Who buys')
            ->addOption('channel', null, InputOption::VALUE_REQUIRED, 'By which link the customer came: email or sms')
            ->addOption('tax', null, InputOption::VALUE_REQUIRED, 'Tax on goods and shipping in percent, such as 20', '0')
            ->addOption('tax-on-top', null, InputOption::VALUE_NONE, 'Prices and shipping are without it')
            ->databaseOption()->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Every figure comes with the steps that made it. A code counts under the terms that it was issued with, automatic offers join by
                themselves. A code that does not apply is named with what would make it work; the exit code is then 1.

                  <info>%command.full_name% --line 85123A:6:2.95 --line 22423:1:12.75 --shipping 4.95 --customer 12347 --coupon G04N-…</info>

                The keys are needed with <info>--coupon</info>, and so is <info>--database</info> or else the journal. How often codes and offers were
                used is known to the shop's database alone: without it that is not checked, and said. The journal has the history of a
                <info>--customer</info>, and is needed for it where there is no database.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $at = $this->at($input, $programme);
        $tax = $this->tax($input);
        $lines = array_map(fn (string $line): CartLine => $this->line($line, $programme, $tax), $this->texts($input, 'line'));
        if ($lines === []) {
            throw new UsageException('a cart has at least one --line');
        }
        $shipping = $this->money((string) $this->text($input, 'shipping'), $programme);
        $included = $input->getOption('tax-on-top') !== true;
        $channel = $this->channel($input);
        $cart = self::given(static fn (): Cart => new Cart($lines, $shipping, $included, $tax, $channel));
        $codes = $this->texts($input, 'coupon');
        $verifier = $codes === [] ? null : new Verifier($this->keys($input), $programme, $this->batches($input));
        $coupons = $verifier?->coupons(...$codes);
        $customer = $this->customer($input, $output, $programme, $at);
        $usage = $this->usage($input, $programme, $verifier, $codes, $at);
        $quote = self::given(static fn (): Result => $programme->quote($cart, $customer, $codes, $coupons, $at, $usage ?? []));
        if ($input->getOption('json') === true) {
            $this->json($output, get_object_vars($quote) + ['use_checked' => $usage !== null]);
        } else {
            $this->say($output, $quote, $tax > 0, $included, $programme, $verifier?->versions(...$codes) ?? [], $usage !== null);
        }

        return $quote->rejected === [] ? self::SUCCESS : self::FAILURE;
    }

    /** @param array<string, int> $versions Of codes under other terms than those in force. */
    private function say(OutputInterface $output, Result $quote, bool $taxed, bool $included, Programme $programme, array $versions, bool $useChecked): void
    {
        $format = $this->format($programme);
        $m = $format->money(...);
        $rows = array_map(
            static fn (\Loyalty\QuoteLine $line): array => [$line->sku, $m($line->amount), $m($line->discount), $m($line->total), $m($line->tax), $format->number($line->points)],
            $quote->lines,
        );
        $off = array_sum(array_map(static fn (Discount $discount): int => $discount->shipping->minor, $quote->discounts));
        $rows[] = ['goods', $m($quote->goods), $m($quote->discount->minor - $off), $m($quote->goods->minor - $quote->discount->minor + $off), '', ''];
        $rows[] = ['shipping', $m($quote->shipping), $m($off), $m($quote->shipping->minor - $off), '', ''];
        $rows[] = ['together', $m($quote->goods->add($quote->shipping)), $m($quote->discount), $m($quote->total), $m($quote->tax), $format->number($quote->points)];
        $headers = ['', 'amount', 'discount', 'to pay', $included ? 'tax in it' : 'tax on top', 'points'];
        if (!$taxed) {
            unset($headers[4]);
            foreach ($rows as &$row) {
                unset($row[4]);
            }
            unset($row);
        }
        $this->table($output, array_values($headers), array_map(array_values(...), $rows), array_keys(array_slice(array_values($headers), 1, null, true)));
        $output->writeln('');
        foreach ($quote->discounts as $discount) {
            $version = $versions[$discount->code] ?? null;
            $unchecked = !$useChecked && ($discount->code !== '' || self::isLimited($programme->campaigns()[$discount->campaign] ?? []));
            $this->plain($output, self::does($discount, $format) . ($version === null ? '' : sprintf(', as promised by version %d of the programme', $version))
                . ($unchecked ? ', use not checked' : ''));
        }
        foreach ($quote->rejected as $rejected) {
            $output->writeln(sprintf('<error>code refused</error> %s', self::data($rejected->code)));
            $this->pairs($output, ['for staff' => $rejected->reason->value . ': ' . $rejected->message, 'the shopper reads' => $rejected->publicMessage]);
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

    /**
     * What the shop's database says of the codes, and of offers that have limits.
     *
     * @param list<string> $codes
     * @return ?list<CouponUsage> Null without a database.
     */
    private function usage(InputInterface $input, Programme $programme, ?Verifier $verifier, array $codes, int $at): ?array
    {
        if ($this->connection($input) === null) {
            return null;
        }
        $claims = [];
        foreach ($codes as $code) {
            try {
                $coupon = $verifier?->verify($code, $at);
            } catch (CouponException) {
                // The quote says why.
                continue;
            }
            if ($verifier !== null && $coupon !== null) {
                $claims[$coupon->code] = Claim::ofCoupon($coupon, self::campaignOf($verifier->termsOf($coupon), $coupon)[1], 0);
            }
        }
        foreach ($programme->campaigns() as $key => $campaign) {
            if ($campaign['automatic'] && self::isLimited($campaign)) {
                $claims[] = Claim::ofOffer($key, $campaign, 0);
            }
        }
        $claims = array_values($claims);
        $customer = $this->text($input, 'customer');
        $counted = array_filter($claims, static fn (Claim $claim): bool => $claim->usesPerCustomer > 0) !== [];

        return $claims === [] ? [] : $this->ledger($input)->usage($claims, $counted && $customer !== null ? Person::known($this->keys($input), [], $customer) : null, $at);
    }

    /** @param array<string, mixed> $campaign */
    private static function isLimited(array $campaign): bool
    {
        return max($campaign['uses_per_customer'] ?? 0, $campaign['uses_total'] ?? 0, $campaign['budget'] ?? 0) > 0;
    }

    private static function does(Discount $discount, Format $format): string
    {
        $does = array_values(array_filter([
            $discount->amount->minor > 0 ? 'takes off ' . $format->money($discount->amount) : '',
            $discount->points > 0 ? 'gives ' . $format->number($discount->points) . ' points' : '',
            $discount->gift === null ? '' : 'gives ' . $discount->gift . ' for nothing' . ($discount->giftMissing ? ' (not in the cart yet)' : ''),
            $discount->opens === [] ? '' : 'lets buy ' . implode(', ', $discount->opens) . ' early',
        ], static fn (string $part): bool => $part !== ''));

        return sprintf($discount->code === '' ? '%2$s %3$s by itself' : 'code %1$s (%2$s) %3$s', $discount->code, $discount->campaign, implode(', ', $does) ?: 'applies');
    }

    private function customer(InputInterface $input, OutputInterface $output, Programme $programme, int $at): ?Customer
    {
        $key = $this->text($input, 'customer');
        if ($key === null) {
            return null;
        }

        // Someone without history is a customer too: the first order may earn a bonus.
        if ($this->told($input, 'journal') === null && $this->connection($input) !== null) {
            $this->note($output, 'No journal is named: the customer is taken for one without a history.');
            $events = [];
        } else {
            $events = $this->journal($input)->eventsOf($key);
        }

        return self::given(static fn (): Customer => Customer::fold($programme, $key, $events, $at));
    }

    private function channel(InputInterface $input): ?Channel
    {
        $text = $this->text($input, 'channel');

        return $text === null ? null : Channel::tryFrom($text) ?? throw new UsageException(sprintf('--channel must be email or sms, not "%s"', $text));
    }

    /** Millionths. */
    private function tax(InputInterface $input): int
    {
        $text = (string) $this->text($input, 'tax');
        if (preg_match('/^(\d{1,3})(?:\.(\d{1,4}))?$/D', $text, $part) !== 1) {
            throw new UsageException(sprintf('--tax must be a percentage such as 20 or 5.5, not "%s"', $text));
        }

        return (int) $part[1] * 10000 + (int) str_pad($part[2] ?? '', 4, '0');
    }

    private function line(string $text, Programme $programme, int $tax): CartLine
    {
        $parts = explode(':', $text);
        $quantity = filter_var($parts[1] ?? '', \FILTER_VALIDATE_INT, ['options' => ['min_range' => 1]]);
        if (count($parts) < 3 || count($parts) > 5 || $parts[0] === '' || $quantity === false || ($parts[4] ?? 'sale') !== 'sale') {
            throw new UsageException(sprintf('--line "%s" is not SKU:QUANTITY:UNIT PRICE[:CATEGORY[:sale]]', $text));
        }

        $price = $this->money($parts[2], $programme);

        return self::given(static fn (): CartLine => new CartLine($parts[0], $quantity, $price, $parts[3] ?? '', isset($parts[4]), $tax));
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
