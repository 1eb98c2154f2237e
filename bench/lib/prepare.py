"""What several benchmarks prepare once: generated orders and compiled programs, under the build folder."""
import glob
import os
import subprocess
import sys

LIB = os.path.dirname(os.path.abspath(__file__))


def orders(build: str, name: str, rows: int) -> str:
    """The folder with `rows` generated orders, seed 1."""
    directory = os.path.join(build, 'orders-' + name)
    if not os.path.exists(os.path.join(directory, 'checksums.json')):
        print(f'  generating {rows:,} orders', file=sys.stderr, flush=True)
        subprocess.run([sys.executable, os.path.join(LIB, 'orders.py'), '--orders', str(rows), '--out', directory], check=True)
    return directory


def program(build: str, source: str, flags: list[str], libraries: list[str]) -> str:
    """Compiles one C file, again if it, a header beside it or lib/worker.h is newer."""
    binary = os.path.join(build, os.path.basename(source)[: -len('.c')])
    headers = glob.glob(os.path.join(os.path.dirname(source), '*.h'))
    newest = max(os.path.getmtime(path) for path in (source, os.path.join(LIB, 'worker.h'), *headers))
    if not os.path.exists(binary) or os.path.getmtime(binary) < newest:
        os.makedirs(build, exist_ok=True)
        subprocess.run([os.environ.get('CC', 'gcc'), '-std=gnu11', '-Wall', '-Wextra', *flags, '-o', binary, source, *libraries], check=True)
    return binary
