"""Runs the cases of one benchmark: every subject of a case in the same run, one repetition of each in turn.

A subject is a worker: a process that prepares its data, prints {"ready": true} and then answers one line per command:
"run" with {"seconds": wall time of one repetition}, "check" with {"check": text} about the last repetition. Workers of a case stay alive
together and take turns, so that what else the machine does hits all of them alike; each is pinned to its own number of processors.
"""
import argparse
import importlib.util
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Callable, Optional

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@dataclass(frozen=True)
class Subject:
    name: str
    command: list[str]
    runs: int = 0  # at most; 0 = as many as the case
    cpus: int = 1
    checked: bool = True  # its check value is that of the case
    kin: str = ''  # it is compared with those of the same name only
    count: Optional[list[str]] = None  # the command on a small input whose instructions are counted
    alone: bool = False  # it has nothing to do with the service of its case
    baseline: Optional[list[str]] = None  # a worker whose peak of memory is not the subject's: the interpreter alone


@dataclass(frozen=True)
class Goal:
    """How the lowest value of `subject`, of a rate the median, must stand to that of another subject, or to a number."""

    peer: str = ''  # empty = at_most is the number
    at_least: float = 0.0  # times faster than the peer
    at_most: float = 0.0  # times the peer's time
    subject: str = 'loyalty'
    metric: str = 'seconds'


@dataclass(frozen=True)
class Case:
    name: str
    about: str
    operations: int  # of one repetition
    runs: int
    subjects: list[Subject]
    check: Optional[str] = None  # what the checked subjects must answer; None = they must agree
    rate: bool = False  # rows of metric per_second too
    memory: bool = False  # rows of metric bytes: resident memory that one repetition leaves
    peak: bool = False  # rows of metric bytes: the most that was resident, less that of Subject.baseline
    service: Optional[list[str]] = None  # started first; what it says it is ready with is the last argument of every subject that is not alone
    count_operations: int = 0  # of one repetition of Subject.count
    goals: list[Goal] = field(default_factory=list)


@dataclass(frozen=True)
class Settings:
    """What a file of cases may name."""

    root: str  # of the benchmarks
    build: str  # where generated data and programs lie
    php: list[str]
    loyalty: list[str]  # PHP with the module; empty = there is none
    python: str
    node: str


class BenchError(Exception):
    pass


class Program:
    """One that says when it is ready, answers line by line, and ends when its input does."""

    def __init__(self, name: str, command: list[str], cpus: list[int]):
        self.name = name

        def pin() -> None:
            if hasattr(os, 'sched_setaffinity'):
                os.sched_setaffinity(0, cpus)

        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=pin)
        try:
            self.ready = self.answer('ready')
        except BenchError:
            self.close()
            raise

    def answer(self, key: str):
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        try:
            return json.loads(line)[key]
        except (ValueError, KeyError, TypeError) as error:
            raise BenchError(f'{self.name}: no "{key}" in the answer {line.strip()!r}') from error

    def ask(self, command: str, key: str):
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(command + '\n')
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise BenchError(f'{self.name}: ended') from error
        return self.answer(key)

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Worker(Program):
    def __init__(self, subject: Subject, cpus: list[int], more: tuple[str, ...] = ()):
        self.subject = subject
        self.seconds: list[float] = []
        self.check: Optional[str] = None
        self.bytes: Optional[int] = None
        super().__init__(subject.name, [*subject.command, *more], cpus[-subject.cpus :])

    def resident(self) -> int:
        with open(f'/proc/{self.process.pid}/statm', encoding='ascii') as file:
            return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    def peak(self) -> int:
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as file:
            return int(re.search(r'^VmHWM:\s*(\d+) kB$', file.read(), re.MULTILINE).group(1)) * 1024

    def run(self) -> None:
        first = not self.seconds
        before = self.resident() if first else 0
        self.seconds.append(float(self.ask('run', 'seconds')))
        if first:
            self.bytes = self.resident() - before

    def verify(self) -> None:
        check = str(self.ask('check', 'check'))
        if self.check is not None and check != self.check:
            raise BenchError(f'{self.subject.name}: its repetitions differ: {self.check} and {check}')
        self.check = check


def compare_checks(case: Case, workers: list[Worker]) -> None:
    expected = {} if case.check is None else {'': (case.check, 'the case')}
    for worker in workers:
        if not worker.subject.checked:
            continue
        value, source = expected.setdefault(worker.subject.kin, (worker.check, worker.name))
        if worker.check != value:
            raise BenchError(f'{worker.name}: its check value is {worker.check}, that of {source} is {value}')


def collected(command: list[str], runs: int) -> int:
    valgrind = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command]
    done = subprocess.run(valgrind, input='run\n' * runs, capture_output=True, text=True, check=False)
    found = re.search(r'Collected : (\d+)', done.stderr)
    if done.returncode != 0 or found is None:
        raise BenchError('callgrind: ' + done.stderr.strip()[-400:])
    return int(found.group(1))


def instructions(subject: Subject, operations: int) -> float:
    """Of one operation: two repetitions less one, so neither start nor first-time work counts."""
    assert subject.count is not None
    return (collected(subject.count, 2) - collected(subject.count, 1)) / operations


def peak(worker: Worker, cpus: list[int]) -> int:
    assert worker.subject.baseline is not None
    alone = Worker(Subject(worker.name + ', alone', worker.subject.baseline), cpus)
    try:
        return worker.peak() - alone.peak()
    finally:
        alone.close()


def row(case: Case, subject: Subject, metric: str, values: list[float]) -> dict:
    digits = 6 if metric == 'seconds' else 1
    return {
        'case': case.name,
        'subject': subject.name,
        'metric': metric,
        'min': round(min(values), digits),
        'median': round(statistics.median(values), digits),
        'runs': len(values),
    }


def run_case(case: Case, cpus: list[int]) -> list[dict]:
    workers: list[Worker] = []
    service: Optional[Program] = None
    peaks: dict[str, float] = {}
    try:
        if case.service is not None:
            service = Program('the service of ' + case.name, case.service, cpus)
        for subject in case.subjects:
            workers.append(Worker(subject, cpus, () if service is None or subject.alone else (service.ready,)))
        for repetition in range(case.runs):
            # Another one begins each time, so nobody always runs after the same neighbour.
            turn = repetition % len(workers)
            for worker in workers[turn:] + workers[:turn]:
                if repetition >= (worker.subject.runs or case.runs):
                    continue
                worker.run()
                if repetition in (0, (worker.subject.runs or case.runs) - 1):
                    worker.verify()
        compare_checks(case, workers)
        if case.peak:
            peaks = {worker.name: float(peak(worker, cpus)) for worker in workers}
    finally:
        for program in [*workers, *([] if service is None else [service])]:
            program.close()
    rows = [row(case, worker.subject, 'seconds', worker.seconds) for worker in workers]
    if case.rate:
        rows += [row(case, worker.subject, 'per_second', [case.operations / s for s in worker.seconds]) for worker in workers]
    if case.memory:
        rows += [row(case, worker.subject, 'bytes', [float(worker.bytes)]) for worker in workers if worker.bytes]
    rows += [row(case, worker.subject, 'bytes', [peaks[worker.name]]) for worker in workers if worker.name in peaks]
    for subject in case.subjects:
        if subject.count is not None and case.count_operations:
            rows.append(row(case, subject, 'instructions', [instructions(subject, case.count_operations)]))
    return rows


def number(value: float, metric: str) -> str:
    if metric == 'seconds':
        return f'{value:.4f}' if value < 1 else f'{value:.3f}'
    return f'{value:,.0f}'


def best(entry: dict) -> float:
    """The fastest repetition's figure; for a rate the row's lowest is the slowest, so its median stands in."""
    return entry['median'] if entry['metric'] == 'per_second' else entry['min']


def table(rows: list[dict]) -> list[list[str]]:
    lines = [['case', 'subject', 'metric', 'min', 'median', 'runs', 'ratio to loyalty']]
    own = {(r['case'], r['metric']): best(r) for r in rows if r['subject'] == 'loyalty'}
    for r in rows:
        base = own.get((r['case'], r['metric']))
        ratio = f'{best(r) / base:.2f}' if base else '-'
        lines.append([r['case'], r['subject'], r['metric'], number(r['min'], r['metric']), number(r['median'], r['metric']), str(r['runs']), ratio])
    return lines


def text_table(lines: list[list[str]]) -> str:
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return '\n'.join('  '.join(c.ljust(w) if i < 3 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))) for line in lines)


def judge(cases: list[Case], rows: list[dict]) -> list[str]:
    values = {(r['case'], r['subject'], r['metric']): best(r) for r in rows}
    verdicts = []
    for case in cases:
        for goal in case.goals:
            own = values.get((case.name, goal.subject, goal.metric))
            peer = values.get((case.name, goal.peer, goal.metric)) if goal.peer else 1.0
            name = case.name if goal.subject == 'loyalty' else f'{case.name} ({goal.subject})'
            if own is None or peer is None:
                verdicts.append(f'not measured: {name}' + (f' beside {goal.peer}' if goal.peer else ''))
            elif not goal.peer:
                word = 'reached' if own <= goal.at_most else 'missed'
                verdicts.append(f'{word}: {name} takes {number(own, goal.metric)} {goal.metric} (goal: at most {number(goal.at_most, goal.metric)})')
            elif goal.at_least:
                times = own / peer if goal.metric == 'per_second' else peer / own
                word = 'reached' if times >= goal.at_least else 'missed'
                verdicts.append(f'{word}: {name} is {times:.2f} times as fast as {goal.peer} (goal: at least {goal.at_least:g})')
            else:
                word = 'reached' if own / peer <= goal.at_most else 'missed'
                verdicts.append(f'{word}: {name} takes {own / peer:.2f} times as long as {goal.peer} (goal: at most {goal.at_most:g})')
    return verdicts


def machine() -> str:
    model = platform.processor() or platform.machine()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as file:
            found = re.search(r'^model name\s*:\s*(.*)$', file.read(), re.MULTILINE)
            model = found.group(1).strip() if found else model
    except OSError:
        pass
    load = ' '.join(f'{value:.2f}' for value in os.getloadavg())
    return f'{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {load}'


def versions(settings: Settings) -> list[str]:
    """Each program as it names itself, in one line; what is not there is left out."""
    lines = []
    for command in (
        [*(settings.loyalty or settings.php), '-r', 'echo "PHP ", PHP_VERSION, extension_loaded("loyalty") ? ", loyalty " . phpversion("loyalty") : "";'],
        [settings.python, '-c', 'import numpy, pandas, platform, sqlite3; print("Python", platform.python_version(), "numpy", numpy.__version__, "pandas", '
            'pandas.__version__, "SQLite", sqlite3.sqlite_version)'],
        [settings.node, '--version'],
        ['gcc', '--version'],
        ['pkg-config', '--modversion', 'libsodium'],
    ):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        prefix = {'pkg-config': 'libsodium ', settings.node: 'Node '}.get(command[0], '')
        lines.append(prefix + done.stdout.splitlines()[0])
    return lines


def report(path: str, command: str, name: str, settings: Settings, cases: list[Case], rows: list[dict], verdicts: list[str]) -> None:
    """Writes the results as Markdown. What a person wrote under "## Notes" in an older report stays."""
    notes = '## Notes\n'
    if os.path.exists(path):
        with open(path, encoding='utf-8') as file:
            older = file.read()
        if notes in older:
            notes = older[older.index(notes) :]
    lines = [f'# Results of `{name}`', '', f'- machine: {machine()}', f'- command: `{command}`', f'- versions: {"; ".join(versions(settings))}', '']
    lines += [f'- `{case.name}`: {case.about}' for case in cases] + ['']
    cells = table(rows)
    lines += ['| ' + ' | '.join(cells[0]) + ' |', '| --- | --- | --- | ---: | ---: | ---: | ---: |']
    lines += ['| ' + ' | '.join(line) + ' |' for line in cells[1:]]
    if verdicts:
        lines += ['', '## Goals', ''] + [f'- {verdict}' for verdict in verdicts]
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n\n' + notes)


def load_cases(name: str, only: str, settings: Settings) -> list[Case]:
    """The cases of bench/<name>/cases.py in its order; those not asked for prepare nothing."""
    path = os.path.join(BENCH, name, 'cases.py')
    spec = importlib.util.spec_from_file_location('cases', path)
    if spec is None or spec.loader is None or not os.path.exists(path):
        raise BenchError(f'there is no benchmark {name}')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    builders: dict[str, Callable[[], Case]] = module.cases(settings)
    wanted = only.split(',') if only else list(builders)
    unknown = sorted(set(wanted) - set(builders))
    if unknown:
        raise BenchError(f'no such case: {", ".join(unknown)}; there are {", ".join(builders)}')
    return [build() for case, build in builders.items() if case in wanted]


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog='script/bench', usage='script/bench NAME [--only CASE,...] [--json FILE] [--report FILE]')
    parser.add_argument('name')
    parser.add_argument('--only', default='', help='the cases to run, with commas between')
    parser.add_argument('--json', default='', help='write the rows to this file')
    parser.add_argument('--report', default='', help='write a table in Markdown to this file')
    parser.add_argument('--module', default='', help=argparse.SUPPRESS)
    parser.add_argument('--build', required=True, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    args = parse(arguments)
    php = ['php', '-d', 'memory_limit=-1', '-d', 'opcache.enable_cli=0']
    settings = Settings(
        root=BENCH,
        build=os.path.abspath(args.build),
        php=php,
        loyalty=[*php, '-d', 'extension=' + os.path.abspath(args.module), '-d', 'loyalty.base_limit=0'] if args.module else [],
        python=sys.executable,
        node='node',
    )
    cpus = sorted(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else list(range(os.cpu_count() or 1))
    rows: list[dict] = []
    try:
        cases = load_cases(args.name, args.only, settings)
        for case in cases:
            print(f'{case.name}: {case.about}', file=sys.stderr, flush=True)
            rows += run_case(case, cpus)
    except BenchError as error:
        print(f'script/bench: {error}', file=sys.stderr)
        return 1
    verdicts = judge(cases, rows)
    print(machine())
    print(text_table(table(rows)))
    for verdict in verdicts:
        print(verdict)
    if args.json:
        with open(args.json, 'w', encoding='utf-8') as file:
            file.write('[\n' + ',\n'.join('  ' + json.dumps(entry) for entry in rows) + '\n]\n')
    if args.report:
        named = {'--only': args.only, '--json': args.json, '--report': args.report}
        command = ' '.join(['script/bench', args.name, *(f'{option} {value}' for option, value in named.items() if value)])
        report(args.report, command, args.name, settings, cases, rows, verdicts)
    return 0


if __name__ == '__main__':
    sys.modules['harness'] = sys.modules['__main__']  # the files of cases import this very module
    sys.exit(main(sys.argv[1:]))
