<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Journal\File;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Text\Format;
use Loyalty\Shop\Text\Printable;
use Loyalty\Shop\Text\WholeFile;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Helper\Table;
use Symfony\Component\Console\Helper\TableStyle;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Component\Console\Output\StreamOutput;

/** What the commands share: where the shop's files are, the instant of the figures, tables and JSON. */
abstract class ShopCommand extends Command
{
    /** In months: what the core looks ahead. */
    private const FARTHEST = 120;

    private const PIECE = 1 << 16;

    protected function journalOption(): static
    {
        return $this->addOption('journal', 'j', InputOption::VALUE_REQUIRED, 'The shop\'s journal: a SQLite file, or a database as PDO names it, "mysql:host=…;dbname=…" <comment>[or $LOYALTY_JOURNAL; user, password and what names of tables begin with are $LOYALTY_DATABASE_USER, $LOYALTY_DATABASE_PASSWORD and $LOYALTY_PREFIX]</comment>');
    }

    protected function programmeOption(): static
    {
        return $this->addOption('programme', 'p', InputOption::VALUE_REQUIRED, 'The shop\'s rules (JSON file) <comment>[or $LOYALTY_PROGRAMME]</comment>');
    }

    protected function keysOption(): static
    {
        return $this->addOption('keys', 'k', InputOption::VALUE_REQUIRED, 'The shop\'s keys (see "key create") <comment>[or $LOYALTY_KEYS]</comment>');
    }

    protected function urlOption(): static
    {
        return $this->addOption('url', null, InputOption::VALUE_REQUIRED, 'The shop\'s address, so that a copy of the shop issues nothing <comment>[or $LOYALTY_URL]</comment>');
    }

    protected function baseOption(): static
    {
        return $this->addOption('base', null, InputOption::VALUE_REQUIRED, 'A base that "base build" has saved: only what came since is read from the journal <comment>[or $LOYALTY_BASE]</comment>');
    }

    protected function atOption(): static
    {
        return $this->addOption('at', null, InputOption::VALUE_REQUIRED, 'The instant of the figures: "now", "2011-12-10", "2011-12-10 18:30" in the programme\'s time zone <comment>[or $LOYALTY_AT, else now]</comment>');
    }

    protected function jsonOption(): static
    {
        return $this->addOption('json', null, InputOption::VALUE_NONE, 'Print JSON for programs; money in minor units, instants in UTC seconds');
    }

    public function getSynopsis(bool $short = false): string
    {
        return str_replace((string) $this->getName(), str_replace(':', ' ', (string) $this->getName()), parent::getSynopsis($short));
    }

    protected function journal(InputInterface $input, bool $mustExist = true): Journal
    {
        $said = (string) $this->told($input, 'journal');
        if (preg_match('/\A(?:mysql|pgsql|sqlite):/', $said) !== 1 || is_file($said)) {
            return Journal::open($this->path($input, 'journal', $mustExist), $mustExist);
        }
        $file = str_starts_with($said, 'sqlite:') ? substr($said, 7) : null;
        if ($file !== null && (File::isJournal($file) || !is_file($file))) {
            return Journal::open($file, $mustExist);
        }
        $prefix = $this->told($input, 'prefix') ?? 'loyalty_';
        try {
            return Journal::connect(
                $file !== null ? PdoConnection::sqlite($file) : new PdoConnection(new \PDO($said, getenv('LOYALTY_DATABASE_USER') ?: null, getenv('LOYALTY_DATABASE_PASSWORD') ?: null)),
                self::given(static fn (): Schema => new Schema($prefix)),
            );
        } catch (\PDOException $e) {
            throw new UsageException('cannot open the journal\'s database: ' . $e->getMessage(), 0, $e);
        }
    }

    /**
     * The rules that hold: the versions that the journal has saved, each for its time, if no document is named or the one that is named is the
     * latest of them; else that document alone.
     */
    protected function programme(InputInterface $input): Programme
    {
        $named = $this->told($input, 'programme') === null ? null : Programme::fromJson($this->document($input));
        $saved = $this->saved($input);
        if ($saved !== null) {
            $versions = $saved->parts();
            if ($named === null || $named->hash() === $versions[count($versions) - 1]->hash()) {
                return $saved;
            }
        }

        return $named ?? Programme::fromJson($this->document($input));
    }

    /** What the journal has saved; null where there is no journal (yet). */
    private function saved(InputInterface $input): ?Programme
    {
        $said = $input->hasOption('journal') ? $this->told($input, 'journal') : null;
        if ($said === null || !is_file($said) && preg_match('/\A(?:mysql|pgsql):/', $said) !== 1) {
            return null;
        }

        return $this->journal($input)->programme();
    }

    /** The programme as it is written. */
    protected function document(InputInterface $input): string
    {
        return self::read($this->path($input, 'programme', true));
    }

    protected function keys(InputInterface $input): KeyRing
    {
        return KeyRing::open($this->path($input, 'keys', true));
    }

    /** The journal under the programme at the instant, through the saved base if there is one. */
    protected function figures(InputInterface $input, OutputInterface $output, Programme $programme, ?Rfm $rfm = null, RfmBasis $basis = RfmBasis::Gross, ?int $at = null): Figures
    {
        $note = fn (string $why) => $this->note($output, $why);

        return Figures::of($this->journal($input), $programme, $at ?? $this->at($input, $programme), $rfm, $basis, $this->told($input, 'base'), $note);
    }

    /** What an option or its variable says; null where neither does. */
    protected function told(InputInterface $input, string $option): ?string
    {
        $said = ($input->hasOption($option) ? $this->text($input, $option) : null) ?? getenv('LOYALTY_' . strtoupper($option));

        return $said === false || $said === '' ? null : $said;
    }

    protected function path(InputInterface $input, string $option, bool $mustExist): string
    {
        $path = $this->told($input, $option)
            ?? throw new UsageException(sprintf('say where the %s %s: --%s FILE, or the variable LOYALTY_%s', $option, $option === 'keys' ? 'are' : 'is', $option, strtoupper($option)));
        if ($mustExist && !is_file($path)) {
            throw new UsageException(sprintf('there is no file "%s" (--%s)', $path, $option));
        }

        return $path;
    }

    /**
     * UTC seconds.
     *
     * @param ?Programme $programme Whose time zone is meant; without one it is UTC.
     */
    protected function at(InputInterface $input, ?Programme $programme): int
    {
        $text = $this->text($input, 'at') ?? (getenv('LOYALTY_AT') ?: 'now');

        return $text === 'now' ? time() : $this->instant('at', $text, $programme?->timezone() ?? 'UTC');
    }

    /** UTC seconds of what an option says. */
    protected function instant(string $option, string $text, string $timezone): int
    {
        $zone = new \DateTimeZone($timezone);
        foreach (['!Y-m-d', '!Y-m-d H:i', '!Y-m-d H:i:s', '!Y-m-d\TH:i:sP'] as $format) {
            $at = \DateTimeImmutable::createFromFormat($format, $text, $zone);
            // createFromFormat() takes the 31st of a month with 30 days for the 1st of the next.
            if ($at !== false && (\DateTimeImmutable::getLastErrors() ?: ['warning_count' => 0])['warning_count'] === 0) {
                return self::inRange($option, $at->getTimestamp(), $text);
            }
        }
        throw new UsageException(sprintf('--%s "%s" is not an instant such as "2011-12-10" or "2011-12-10 18:30"', $option, $text));
    }

    private static function inRange(string $option, int $at, string $text): int
    {
        // The years 1 to 9999, in UTC.
        return $at >= -62135596800 && $at <= 253402300799 ? $at : throw new UsageException(sprintf('--%s "%s" is out of range', $option, $text));
    }

    protected function text(InputInterface $input, string $option): ?string
    {
        $value = $input->getOption($option);

        return is_string($value) ? $value : null;
    }

    /** @return list<string> */
    protected function texts(InputInterface $input, string $option): array
    {
        $values = $input->getOption($option);

        return is_array($values) ? array_values(array_filter($values, is_string(...))) : [];
    }

    protected function argument(InputInterface $input, string $name): ?string
    {
        $value = $input->getArgument($name);

        return is_string($value) ? $value : null;
    }

    protected function number(InputInterface $input, string $option, int $least): ?int
    {
        $text = $this->text($input, $option);
        if ($text === null) {
            return null;
        }
        $number = filter_var($text, \FILTER_VALIDATE_INT, ['options' => ['min_range' => $least]]);

        return $number !== false ? $number : throw new UsageException(sprintf('--%s must be a whole number from %d, not "%s"', $option, $least, $text));
    }

    /** How far a command looks ahead: --months, a year if nothing is said. */
    protected function monthsAhead(InputInterface $input): int
    {
        $months = $this->number($input, 'months', 1) ?? 12;

        return $months <= self::FARTHEST ? $months : throw new UsageException(sprintf('--months must be at most %d, not %d', self::FARTHEST, $months));
    }

    /**
     * Columns whose cells are numbers, sums of money or shares are set right.
     *
     * @param non-empty-list<string> $headers
     * @param list<list<string>> $rows
     * @param list<int> $right Columns, 0 based.
     */
    protected function table(OutputInterface $output, array $headers, array $rows, array $right = []): void
    {
        $table = new Table($output);
        $table->setStyle('compact');
        $style = clone Table::getStyleDefinition('compact');
        $table->setStyle($style->setCellHeaderFormat('<info>%s</info>')->setCellRowContentFormat('%s  '));
        $table->setHeaders($headers);
        foreach ($right as $column) {
            $table->setColumnStyle($column, (clone $style)->setPadType(\STR_PAD_LEFT));
        }
        $table->setRows(array_map(static fn (array $row): array => array_map(self::data(...), $row), $rows));
        $table->render();
    }

    /**
     * Names and values under each other.
     *
     * @param array<string, string> $pairs
     */
    protected function pairs(OutputInterface $output, array $pairs): void
    {
        $width = max([0, ...array_map(mb_strwidth(...), array_keys($pairs))]);
        foreach ($pairs as $name => $value) {
            $output->writeln('  ' . $name . str_repeat(' ', $width - mb_strwidth($name)) . '  ' . self::data($value));
        }
    }

    /** Text from data inside of a line with tags: neither the tags nor the control characters in it are obeyed. */
    protected static function data(string $text): string
    {
        return OutputFormatter::escape(Printable::line($text));
    }

    /** A line without tags. */
    protected function plain(OutputInterface $output, string $text): void
    {
        $output->writeln(Printable::line($text), OutputInterface::OUTPUT_RAW);
    }

    protected function json(OutputInterface $output, mixed $data): void
    {
        $this->put($output, json_encode($data, \JSON_PRETTY_PRINT | \JSON_THROW_ON_ERROR | \JSON_INVALID_UTF8_SUBSTITUTE | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE) . "\n");
    }

    /** Text for programs, whole or not at all: Symfony's output does not say what a full disk or a closed pipe took. */
    protected function put(OutputInterface $output, string $text): void
    {
        if (!$output instanceof StreamOutput) {
            $output->write($text, false, OutputInterface::OUTPUT_RAW);

            return;
        }
        self::fill($output->getStream(), $text, 'the output');
    }

    /**
     * CSV in pieces, however many rows there are.
     *
     * @param list<string> $header
     * @param iterable<array<string>> $rows
     * @return \Generator<int, string>
     */
    protected static function csv(array $header, iterable $rows): \Generator
    {
        $file = fopen('php://memory', 'r+');
        if ($file === false) {
            throw new \RuntimeException('no memory for a line');
        }
        fputcsv($file, $header, ',', '"', '');
        foreach ($rows as $row) {
            if (ftell($file) >= self::PIECE) {
                yield self::taken($file);
            }
            fputcsv($file, $row, ',', '"', '');
        }
        yield self::taken($file);
    }

    /** @param resource $file */
    private static function taken($file): string
    {
        rewind($file);
        $text = (string) stream_get_contents($file);
        rewind($file);
        ftruncate($file, 0);

        return $text;
    }

    /** @param resource $file */
    protected static function fill($file, string $text, string $name): void
    {
        if (@fwrite($file, $text) !== strlen($text) || !@fflush($file)) {
            throw new UsageException(sprintf('cannot write all of it to %s', $name));
        }
    }

    /**
     * Runs what an argument is handed to: what is wrong with it is the caller's mistake, not this program's.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    protected static function given(callable $work): mixed
    {
        try {
            return $work();
        } catch (\ValueError $e) {
            // "domain must be …" in place of the method and the place of its argument.
            throw new UsageException((string) preg_replace('/^Loyalty\\\\\w+::\w+\(\): Argument #\d+ \(\$(\w+)\) /', '$1 ', $e->getMessage()), 0, $e);
        }
    }

    /** @param ?string $staff What staff reads in place of the exception's message, which has instants in UTC. */
    protected function refuse(InputInterface $input, OutputInterface $output, CouponException $e, ?string $staff = null): void
    {
        $isData = $input->getOption('json') === true;
        $this->refuseFor($input, $output, $e->reason, $isData ? $e->getMessage() : $staff ?? $e->getMessage(), $e->publicMessage());
    }

    protected function refuseFor(InputInterface $input, OutputInterface $output, CouponError $reason, string $message, string $public): void
    {
        if ($input->getOption('json') === true) {
            $this->json($output, ['genuine' => false, 'reason' => $reason->value, 'message' => $message, 'public' => $public]);
        } else {
            $output->writeln('<error>refused</error>');
            $this->pairs($output, ['for staff' => $reason->value . ': ' . $message, 'the shopper reads' => $public]);
        }
    }

    protected function note(OutputInterface $output, string $text): void
    {
        $errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
        $errors->writeln(Printable::line($text), OutputInterface::OUTPUT_RAW);
    }

    protected function format(Programme $programme): Format
    {
        return new Format($programme->currency(), $programme->timezone());
    }

    /** A page may be written over an older page, and over nothing else. */
    protected function pagePath(InputInterface $input, string $out): string
    {
        if ($out === '') {
            throw new UsageException('say where: --out FILE');
        }
        if (is_dir($out)) {
            throw new UsageException(sprintf('"%s" is a folder, not a file to write', $out));
        }
        foreach (['journal', 'programme', 'keys'] as $option) {
            $given = $input->hasOption($option) ? $this->text($input, $option) : null;
            $path = $given ?? getenv('LOYALTY_' . strtoupper($option));
            if (is_string($path) && $path !== '' && realpath($out) !== false && realpath($out) === realpath($path)) {
                throw new UsageException(sprintf('"%s" is the %s: it is not written over', $out, $option));
            }
        }
        if (file_exists($out) && (!is_file($out) || !str_starts_with((string) @file_get_contents($out, false, null, 0, 64), '<!DOCTYPE html'))) {
            throw new UsageException(sprintf('"%s" is there already and is no page: it is not written over', $out));
        }

        return $out;
    }

    protected static function read(string $path): string
    {
        $text = is_dir($path) ? false : @file_get_contents($path);

        return $text !== false ? $text : throw new UsageException(sprintf('cannot read "%s"', $path));
    }

    /** Whole or not at all, and for the owner only: what is written here is a customer's or a key. */
    protected static function write(string $path, string $text): void
    {
        if (!WholeFile::write($path, $text)) {
            throw new UsageException(sprintf('cannot write "%s"', $path));
        }
    }
}
