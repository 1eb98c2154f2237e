<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Programme\Words;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:show', 'A programme in words: what is earned, what it buys, the ladder of tiers, services, segments, goals')]
final class ProgrammeShow extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'The programme (JSON)')->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $text = self::read((string) $this->argument($input, 'file'));
        $programme = Programme::fromJson($text);
        $words = new Words((array) json_decode($text, true, 512, \JSON_THROW_ON_ERROR), $programme);
        if ($input->getOption('json') === true) {
            $this->json($output, ['name' => $programme->name(), 'version' => $programme->version(), 'in_force_from' => $programme->inForceFrom(), 'hash' => $programme->hash(),
                'earning' => array_map(static fn (array $rule): array => ['key' => $rule[0], 'says' => $rule[1]], $words->earning()), 'points' => $words->points(), 'tiers' => $words->tiers(),
                'ladder' => $programme->ladder(), 'rewards' => $programme->rewards(), 'services' => $programme->services(), 'referral' => $words->referral(),
                ...array_map(static fn (array $said): array => array_map(static fn (array $one): array => ['key' => $one[0], 'says' => $one[1]], $said), array_column(self::known($words), 1, 0))]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $output->writeln(sprintf('<info>%s</info>, version %d, in force from %s, %s', self::data($programme->name()), $programme->version(), $format->instant($programme->inForceFrom()), $programme->currency()));
        $earning = $words->earning();
        if ($earning !== []) {
            $this->head($output, 'Earned');
            $this->pairs($output, array_column($earning, 1, 0));
            $this->head($output, 'Points');
            $this->pairs($output, $words->points());
        }
        $this->rewards($output, $programme, $format);
        $this->ladder($output, $programme, $words);
        $this->services($output, $programme);
        if ($words->referral() !== '') {
            $this->head($output, 'Inviting friends');
            $this->plain($output, '  ' . $words->referral());
        }
        foreach (self::known($words) as [, $said, $title]) {
            if ($said !== []) {
                $this->head($output, $title);
                $this->pairs($output, array_column($said, 1, 0));
            }
        }

        return self::SUCCESS;
    }

    /** @return list<array{string, list<array{string, string}>, string}> What is known of customers: member, what it says, title. */
    private static function known(Words $words): array
    {
        return [['segments', $words->segments(), 'Segments'], ['affinities', $words->affinities(), 'Affinities'], ['loyalty', $words->loyalty(), 'The degree of loyalty'], ['goals', $words->goals(), 'Goals']];
    }

    private function head(OutputInterface $output, string $title): void
    {
        $output->writeln(['', "<info>$title</info>"]);
    }

    private function rewards(OutputInterface $output, Programme $programme, Format $format): void
    {
        if ($programme->rewards() === []) {
            return;
        }
        $this->head($output, 'Rewards');
        $rows = [];
        foreach ($programme->rewards() as $key => $reward) {
            $rows[] = [$format->number($reward['points']), $key, $reward['name'], match ($reward['kind']) {
                'coupon' => 'a code of ' . $reward['campaign'],
                'credit' => $format->money($reward['amount']) . ' of credit',
                default => $reward['sku'],
            }, implode(', ', $reward['tiers'])];
        }
        $this->table($output, ['points', 'reward', '', 'gives', 'for'], $rows, [0]);
    }

    private function ladder(OutputInterface $output, Programme $programme, Words $words): void
    {
        if ($programme->ladder() === []) {
            return;
        }
        $this->head($output, 'Tiers');
        $this->plain($output, '  ' . $words->tiers());
        foreach ($programme->ladder() as $level) {
            $gives = array_filter([
                $level['earn_percent'] === 10000 ? '' : $words->value('/tiers/levels/0/earn_percent', $level['earn_percent']) . ' of the points',
                ...$level['benefits'],
                ...array_map(static fn (array $c): string => 'a code of ' . $c['name'], $level['coupons']),
                ...array_map(static fn (array $s): string => $s['name'], $level['services']),
            ]);
            $this->plain($output, sprintf('  %s, from %s%s', $level['name'], $words->value('/tiers/levels/0/from', $level['from']), $gives === [] ? '' : ': ' . implode('; ', $gives)));
        }
    }

    private function services(OutputInterface $output, Programme $programme): void
    {
        if ($programme->services() === []) {
            return;
        }
        $this->head($output, 'Services');
        $rows = [];
        foreach ($programme->services() as $key => $service) {
            $rows[] = [$key, $service['name'], $service['kind'], $service['units'] === 0 ? 'no limit' : sprintf('%d %s', $service['units'], $service['per'] === 'ever' ? 'in all' : 'each ' . $service['per'])];
        }
        $this->table($output, ['service', '', 'kind', 'units'], $rows);
    }
}
