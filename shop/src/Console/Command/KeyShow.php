<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\KeyRing;
use Loyalty\Shop\Console\KeyCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:show', 'Which keys sign and which only verify; never the keys themselves')]
final class KeyShow extends KeyCommand
{
    protected function configure(): void
    {
        $this->addOption('public', null, InputOption::VALUE_NONE, 'Print what a partner needs to verify public tokens, and no more: no secret is in it')
            ->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                  <info>%command.full_name% --public > partner.json</info>
                  <info>loyalty coupon verify C1P.… --partner partner.json</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $keys = $this->keys($input);
        if ($input->getOption('public') === true) {
            if ($keys->publicKeys() === []) {
                throw new UsageException('the ring has no key for public tokens; "loyalty key rotate --kind public" makes one');
            }
            $this->json($output, ['domain' => $keys->domain(), 'public_keys' => (object) $keys->publicKeys()]);

            return self::SUCCESS;
        }
        if ($input->getOption('json') === true) {
            $this->json($output, ['domain' => $keys->domain(), 'slots' => (object) $keys->slots(), 'token_keys' => (object) $keys->tokenKeys(), 'public_keys' => (object) $keys->publicKeys()]);

            return self::SUCCESS;
        }
        $this->plain($output, $keys->domain());
        $this->table($output, ['key', 'of', 'state', 'id'], self::rows($keys));

        return self::SUCCESS;
    }

    /** @return list<list<string>> */
    private static function rows(KeyRing $keys): array
    {
        $rows = [];
        foreach ($keys->slots() as $slot => $state) {
            $rows[] = [(string) $slot, self::KINDS['short'], self::said($state), ''];
        }
        foreach ($keys->tokenKeys() as $slot => $key) {
            $rows[] = [(string) $slot, self::KINDS[$key['type']] ?? $key['type'], self::said($key['state']), $key['id']];
        }

        return $rows;
    }

    private static function said(string $state): string
    {
        return match ($state) {
            'active' => 'signs and verifies',
            'verify' => 'verifies only',
            default => $state,
        };
    }
}
