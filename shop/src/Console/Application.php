<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\Shop\Text\Printable;
use Symfony\Component\Console\Application as Console;
use Symfony\Component\Console\Command\Command as ConsoleCommand;
use Symfony\Component\Console\Exception\ExceptionInterface as ConsoleException;
use Symfony\Component\Console\Input\ArgvInput;
use Symfony\Component\Console\Output\ConsoleOutput;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * The command line. "coupon issue" and "coupon:issue" are the same command.
 *
 * Exit codes: 0 done, 1 the answer is no (a code or a programme is refused), 2 wrong use or a file that is not there, 3 the data are
 * not what they should be, 4 a defect of this program.
 */
final class Application extends Console
{
    public const OK = 0;
    public const REFUSED = 1;
    public const USAGE = 2;
    public const DATA = 3;
    public const DEFECT = 4;

    public function __construct()
    {
        parent::__construct('loyalty', (string) phpversion('loyalty'));
        $this->setCatchExceptions(false);
        $this->setAutoExit(false);
        $this->addCommands([
            new Command\ImportRetail(),
            new Command\Status(),
            new Command\Segment(),
            new Command\SegmentUpdate(),
            new Command\SegmentChanges(),
            new Command\SegmentSql(),
            new Command\BaseBuild(),
            new Command\BaseShow(),
            new Command\BaseVerify(),
            new Command\TablesExport(),
            new Command\TablesLoad(),
            new Command\Points(),
            new Command\Rfm(),
            new Command\Goal(),
            new Command\Indicators(),
            new Command\Clv(),
            new Command\CouponIssue(),
            new Command\CouponShow(),
            new Command\CouponVerify(),
            new Command\CouponSuggest(),
            new Command\CouponUsage(),
            new Command\CouponRevoke(),
            new Command\CouponOverUses(),
            new Command\Quote(),
            new Command\Report(),
            new Command\Replay(),
            new Command\Forecast(),
            new Command\Till(),
            new Command\KeyCreate(),
            new Command\KeyShow(),
            new Command\KeyRotate(),
            new Command\KeyRetire(),
            new Command\KeyExport(),
            new Command\KeyImport(),
            new Command\IdentityShow(),
            new Command\IdentityMoved(),
            new Command\IdentityCopy(),
            new Command\ProgrammeCheck(),
            new Command\ProgrammeShow(),
            new Command\ProgrammeDiff(),
            new Command\ProgrammeHash(),
            new Command\ProgrammeSave(),
            new Command\ProgrammeVersions(),
            new Command\PointsAdjust(),
            new Command\PointsNotices(),
            new Command\OpeningImport(),
            new Command\Backfill(),
            new Command\ReferralList(),
            new Command\ReferralApprove(),
            new Command\ReferralReject(),
            new Command\ServiceList(),
            new Command\VisitsImport(),
            new Command\VisitsShow(),
            new Command\JournalVerify(),
            new Command\JournalHead(),
            new Command\JournalErase(),
            new Command\JournalExport(),
            new Command\JournalRetention(),
            new Command\JournalLink(),
        ]);
    }

    /**
     * Runs a command; what goes wrong becomes one sentence on the error output and an exit code.
     *
     * @param list<string> $arguments As PHP has them, the script first.
     */
    public function runArguments(array $arguments, ?OutputInterface $output = null): int
    {
        $output ??= new ConsoleOutput();
        try {
            $input = new ArgvInput($this->joinName($arguments));
            // Nothing is asked: a name with a slip is a mistake in a script, not an offer to run another command.
            $input->setInteractive(false);

            return $this->run($input, $output);
        } catch (\Throwable $e) {
            [$code, $message] = $this->explain($e);
            $errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
            $errors->writeln('loyalty: ' . Printable::lines($message), OutputInterface::OUTPUT_RAW | OutputInterface::VERBOSITY_QUIET);
            if ($output->isDebug()) {
                $errors->writeln(Printable::lines((string) $e), OutputInterface::OUTPUT_RAW);
            }

            return $code;
        }
    }

    /** @return array{int, string} */
    private function explain(\Throwable $e): array
    {
        return match (true) {
            $e instanceof ConsoleException => [self::USAGE, rtrim($e->getMessage(), '.') . '; see "loyalty help"'],
            $e instanceof UsageException => [self::USAGE, $e->getMessage()],
            $e instanceof \Loyalty\InvalidProgrammeException => [self::DATA, "the programme is refused\n" . implode("\n", array_map(
                static fn (\Loyalty\ProgrammeError $error): string => Command\ProgrammeCheck::said($error),
                $e->errors,
            ))],
            $e instanceof \Loyalty\RuleException => [self::USAGE, $e->getMessage()],
            $e instanceof \Loyalty\LoyaltyException,
            $e instanceof \Loyalty\Shop\Journal\JournalException,
            $e instanceof \Loyalty\Shop\Import\ImportException,
            $e instanceof \Loyalty\Shop\Ledger\LedgerException,
            $e instanceof \Loyalty\Shop\Identity\IdentityException,
            $e instanceof \Loyalty\Shop\Sql\SnapshotException,
            $e instanceof \Loyalty\Shop\Sql\ClickHouseException,
            $e instanceof \PDOException => [self::DATA, $e->getMessage()],
            default => [self::DEFECT, sprintf('%s: %s (%s:%d)', $e::class, $e->getMessage(), basename($e->getFile()), $e->getLine())],
        };
    }

    /**
     * Makes "coupon:issue" of "coupon issue", so that groups read like words. Options may stand before.
     *
     * @param list<string> $arguments
     * @return list<string>
     */
    private function joinName(array $arguments): array
    {
        $words = array_keys(array_filter($arguments, static fn (string $a, int $i): bool => $i > 0 && !str_starts_with($a, '-'), \ARRAY_FILTER_USE_BOTH));
        $first = $words[0] ?? null;
        if ($first !== null && $arguments[$first] === 'help') {
            $first = $words[1] ?? null;
        }
        if ($first === null || !in_array($arguments[$first], $this->getNamespaces(), true)) {
            return $arguments;
        }
        $second = $arguments[$first + 1] ?? null;
        if ($second !== null && $this->has($arguments[$first] . ':' . $second)) {
            array_splice($arguments, $first, 2, [$arguments[$first] . ':' . $second]);

            return $arguments;
        }
        if ($this->has($arguments[$first])) {
            // "points" is a command, and "points adjust" another.
            return $arguments;
        }

        if ($second === null || str_starts_with($second, '-')) {
            return [$arguments[0], 'list', $arguments[$first]];
        }
        $has = array_map(static fn (string $name): string => str_replace(':', ' ', $name), array_keys($this->all($arguments[$first])));
        throw new UsageException(sprintf('there is no "%s %s", there is %s', $arguments[$first], $second, implode(', ', $has)));
    }

    /** @return list<string> */
    public function getNamespaces(): array
    {
        return array_values(array_unique(array_filter(array_map(
            static fn (ConsoleCommand $command): string => str_contains((string) $command->getName(), ':') ? explode(':', (string) $command->getName())[0] : '',
            $this->all(),
        ))));
    }
}
