<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\ProgrammeError;
use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:check', 'Say everything that is wrong with a programme, and what is surely meant otherwise')]
final class ProgrammeCheck extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'The programme (JSON); its form is docs/programme.schema.json')
            ->jsonOption()
            ->setHelp('Exit code 0 for a good programme, 1 for one with errors. Each error has its JSON Pointer, what was found and what would be right. A warning is what is legal but surely meant otherwise; it changes no exit code.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $document = self::read((string) $this->argument($input, 'file'));
        $errors = Programme::check($document);
        if ($input->getOption('json') === true) {
            $this->json($output, ['valid' => $errors === [], 'errors' => $errors] + ($errors === [] ? ['warnings' => Programme::fromJson($document)->warnings(), 'discounts' => Programme::fromJson($document)->discounts()] : []));

            return $errors === [] ? self::SUCCESS : self::FAILURE;
        }
        if ($errors === []) {
            $programme = Programme::fromJson($document);
            $output->writeln(sprintf('<info>good</info>: %s, version %d, %s, %s', self::data($programme->name()), $programme->version(), $programme->currency(), $programme->timezone()));
            $output->writeln('discounts ' . match ($programme->discounts()) {
                'woocommerce' => 'as WooCommerce charges them',
                'prestashop' => 'as PrestaShop charges them',
                default => 'exact to the minor unit',
            });
            $this->campaigns($output, $programme);
            foreach ($programme->warnings() as $warning) {
                $this->plain($output, sprintf('warning: %s: %s; %s', $warning->pointer === '' ? '(document)' : $warning->pointer, $warning->found, $warning->expected));
            }
            $output->writeln('hash ' . $programme->hash());

            return self::SUCCESS;
        }
        foreach ($errors as $error) {
            $this->plain($output, self::said($error));
        }
        $output->writeln(count($errors) === 1 ? '1 error' : sprintf('%d errors', count($errors)));

        return self::FAILURE;
    }

    private function campaigns(OutputInterface $output, Programme $programme): void
    {
        $rows = [];
        foreach ($programme->campaigns() as $key => $campaign) {
            $rows[] = [(string) $campaign['number'], $key, $campaign['name'], match (true) {
                $campaign['automatic'] => 'applies by itself',
                $campaign['format'] !== 'short' => $campaign['format'] . ' tokens',
                default => sprintf('codes of %d symbols', $campaign['length']),
            } . ($campaign['open'] ? '' : ', closed')];
        }
        if ($rows !== []) {
            $this->table($output, ['number', 'campaign', '', 'gives'], $rows, [0]);
        }
    }

    public static function said(ProgrammeError $error): string
    {
        // Control characters here, so that an error with a line end is still one line.
        return \Loyalty\Shop\Text\Printable::line(sprintf('%s: found %s, expected %s', $error->pointer === '' ? '(document)' : $error->pointer, $error->found, $error->expected));
    }
}
