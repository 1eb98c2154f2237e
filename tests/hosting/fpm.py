#!/usr/bin/env python3
"""Requests to a real php-fpm: many, over a reload, over a module that is renamed anew, and over workers that are ended inside of a long call.
Usage: fpm.py PHP-FPM MODULE FOLDER [REQUESTS]
FOLDER is made anew, and given to the user "nobody" where root runs this. Says what was seen; status 0: nothing was lost or damaged."""
import os, pathlib, re, shutil, signal, socket, struct, subprocess, sys, threading, time

fpm, module, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
requests = int(sys.argv[4]) if len(sys.argv) > 4 else 20000
page = folder / "page.inc"
state = folder / "state"
failures = []


def record(kind, content):
    return struct.pack("!BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def pair(name, value):
    return b"".join(struct.pack("!L", len(s) | 0x80000000) for s in (name, value)) + name + value


def ask(query, patience=60, values=""):
    """The answer's body, or None where the connection ended without one."""
    params = {"SCRIPT_FILENAME": str(page), "REQUEST_METHOD": "GET", "QUERY_STRING": query, "STATE_FOLDER": str(state), "PHP_VALUE": values}
    body = b"".join(pair(k.encode(), v.encode()) for k, v in params.items())
    out, whole, error = b"", False, b""
    try:
        with socket.create_connection(("127.0.0.1", port), patience) as s:
            s.sendall(record(1, struct.pack("!HB5x", 1, 0)) + record(4, body) + record(4, b"") + record(5, b""))
            answer = b""
            while part := s.recv(65536):
                answer += part
    except OSError as e:
        return None if not isinstance(e, TimeoutError) else "timeout"
    while len(answer) >= 8:
        _, kind, _, length, padding, _ = struct.unpack("!BBHHBB", answer[:8])
        content, answer = answer[8:8 + length], answer[8 + length + padding:]
        out, error, whole = out + content * (kind == 6), error + content * (kind == 7), whole or kind == 3
    return out.split(b"\r\n\r\n", 1)[-1].decode() + error.decode(errors="replace") if whole else None


def hammer(count, during=lambda: None):
    """count pages by 8 at once, and more until `during` is over; what is not the page is lost. The workers that answered."""
    left, lost, workers, lock, over = [count], [], set(), threading.Lock(), threading.Event()

    def go():
        while True:
            with lock:
                if left[0] <= 0 and over.is_set():
                    return
                left[0] -= 1
            said = ask("shop")
            found = re.search(r"^(\d+ \d+ \S+) .*done (\d+)$", said or "")
            with lock:
                if found:
                    workers.add(int(found[2]))
                    pages.add(found[1])
                else:
                    lost.append(said)

    threads = [threading.Thread(target=go) for _ in range(8)]
    for t in threads:
        t.start()
    during()
    over.set()
    for t in threads:
        t.join()
    return lost, workers


def memory():
    """kB of their own by worker."""
    found = {}
    for task in pathlib.Path(f"/proc/{server.pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found[int(child)] = int(re.search(r"RssAnon:\s+(\d+)", pathlib.Path(f"/proc/{child}/status").read_text())[1])
    return found


def start(**settings):
    global server, port
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    pool = {"listen": f"127.0.0.1:{port}", "pm": "static", "pm.max_children": 4, "pm.max_requests": 500, "security.limit_extensions": ".inc",
            "listen.backlog": 511, "catch_workers_output": "yes"} | settings
    if os.getuid() == 0:
        pool |= {"user": "nobody", "group": "nogroup"}
    (folder / "fpm.conf").write_text(f"[global]\nerror_log={folder}/fpm.log\ndaemonize=no\nprocess_control_timeout=20s\n[www]\n"
                                     + "".join(f"{k}={v}\n" for k, v in pool.items()))
    (folder / "php.ini").write_text(f"extension={folder}/loyalty.so\nzend_extension=opcache\nopcache.file_cache={folder}/opcache\n"
                                    "opcache.file_cache_consistency_checks=1\nhard_timeout=2\nhtml_errors=0\ndisplay_errors=1\nmemory_limit=256M\n")
    server = subprocess.Popen([fpm, "-F", "-c", str(folder / "php.ini"), "-y", str(folder / "fpm.conf")], stderr=subprocess.DEVNULL)
    for _ in range(100):
        if ask("pid") is not None:
            return
        time.sleep(0.1)
    sys.exit("php-fpm did not start: " + (folder / "fpm.log").read_text())


def stop():
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def say(what, right, seen):
    print(f"{'ok ' if right else 'BAD'} {what}: {seen}", flush=True)
    if not right:
        failures.append(what)


def install():
    shutil.copy(module, folder / "loyalty.new")
    os.rename(folder / "loyalty.new", folder / "loyalty.so")


def reload(times):
    for _ in range(times):
        time.sleep(1)
        install()
        server.send_signal(signal.SIGUSR2)
    time.sleep(1)


shutil.rmtree(folder, ignore_errors=True)
for made in (state, folder / "opcache"):
    made.mkdir(parents=True)
    if os.getuid() == 0:
        shutil.chown(made, "nobody", "nogroup")
shutil.copy(pathlib.Path(__file__).with_name("page.inc"), page)
install()
pages = set()
whole = "4000 20000 [] 200000 1000000 [] done"

try:
    start(**{"pm.max_requests": 0})
    said = ask("make", 200, "max_execution_time=0\nmemory_limit=1G")
    say("bases made by a worker", "done" in (said or ""), said)
    lost, workers = hammer(requests // 10)
    before = memory()
    more, workers = hammer(requests - requests // 10)
    after = memory()
    grown = max(after.get(p, 1 << 30) - kb for p, kb in before.items())
    say(f"{requests} pages", not lost + more and len(pages) == 1, f"{len(lost + more)} lost {(lost + more)[:2]}, pages {pages}")
    say("memory of the workers", grown < 512, f"kB {sorted(before.values())} -> {sorted(after.values())}")
    stop()

    start()
    lost, workers = hammer(requests // 4, lambda: reload(3))
    say("three reloads with a module renamed anew, max_requests 500", not lost and len(workers) >= 16 and len(pages) == 1,
        f"{len(lost)} lost {lost[:2]}, {len(workers)} workers")

    long = ask("fold", 200, "max_execution_time=0\nmemory_limit=1G")
    print("    a long fold:", long)
    fit = ask("fit", 200, "max_execution_time=0\nmemory_limit=1G")
    print("    a fit:", fit)
    for what in ("fold", "fit"):
        at = time.time()
        said = ask(what, 200, "max_execution_time=1\nmemory_limit=1G")
        say(f"max_execution_time in {what}", "done" not in (said or ""), f"{time.time() - at:.1f} s, {said and said[:160]!r}")
        lost, workers = hammer(40)
        say("  and the pages after it", not lost, f"{len(lost)} lost, {len(workers)} workers")
    stop()

    start(request_terminate_timeout="2s")
    for what in ("fold-save", "fold", "fit"):
        for _ in range(3):
            at = time.time()
            said = ask(what, 200, "max_execution_time=0\nmemory_limit=1G")
            say(f"request_terminate_timeout in {what}", "done" not in (said or ""), f"{time.time() - at:.1f} s, {said and said[:160]!r}")
        lost, workers = hammer(40)
        say("  and the pages after it", not lost, f"{len(lost)} lost")
    left_behind = 0
    for n in range(12):
        saver = threading.Thread(target=ask, args=("save", 20, "max_execution_time=0\nmemory_limit=1G"))
        (state / "saver").unlink(missing_ok=True)
        saver.start()
        while not (state / "saver").exists() or not (state / "saver").read_text():
            time.sleep(0.02)
        time.sleep(0.1 + n * 0.037)
        os.kill(int((state / "saver").read_text()), signal.SIGKILL)
        saver.join()
        left_behind += (state / "large.base.tmp").exists()
        said = ask("verify")
        say(f"a saver killed ({n + 1})", (said or "").startswith(whole), said)
    said = ask("save-once", 60, "memory_limit=1G")
    left = sorted(f.name for f in state.iterdir())
    say("what the killed left goes with the next save", "done" in (said or "") and left_behind > 0
        and left == ["keys", "large.base", "large.base.lock", "saver", "small.base", "small.base.lock"], f"left {left_behind} times, now {left}")
    said = ask("verify")
    say("bases afterwards", (said or "").startswith(whole), said)
    stop()
    cached = list((folder / "opcache").rglob("*.bin"))
    say("opcache.file_cache", len(cached) > 0, f"{len(cached)} files")
    print("    log:", *re.findall(r"(?:SIG\w+|timed out|terminating|segfault)", (folder / "fpm.log").read_text())[-12:])
    say("no worker crashed", not re.search("SIGSEGV|SIGABRT|SIGBUS", (folder / "fpm.log").read_text()), "log read")
finally:
    if server.poll() is None:
        stop()
sys.exit(1 if failures else 0)
