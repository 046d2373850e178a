"""Several interpreters at work at once, each with native modules of its own.

    ladon main.py PLUGINS SITE TEXT...

PLUGINS holds counter_single and counter_multi, SITE unpacked wheels (it may be empty). Every TEXT gets an interpreter
and a thread. Ends with exit code 1 if one interpreter saw what another did.
"""

import os
import sys
import threading
import time
from concurrent import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


class Worker:
    """An interpreter, its thread, and what it reported."""

    def __init__(self, number, text, plugins, site):
        self.number = number
        self.name = os.path.splitext(os.path.basename(text))[0]
        self.failure = None
        self.report = {}
        self.queue = interpreters.create_queue()
        self.interp = interpreters.create()
        self.interp.exec("import concurrent.interpreters")  # queues come from a module that knows them
        self.interp.prepare_main(number=number, text=text, plugins=plugins, site=site, results=self.queue)

    def run(self, source):
        """Runs the source here, and keeps what it put into the queue: pairs, up to None."""
        try:
            self.interp.exec(source)
        except Exception as error:
            self.failure = error
            return
        while (pair := self.queue.get()) is not None:
            self.report[pair[0]] = pair[1]

    def start(self, source):
        self.thread = threading.Thread(target=self.run, args=(source,))
        self.thread.start()


def show(worker):
    print(f"interpreter {worker.interp.id}: {worker.name}")
    if worker.failure is not None:
        print(f"    failed: {worker.failure}")
    for key, value in worker.report.items():
        if key != "seen":
            print(f"    {key:<16}{value}")


CHANGE = """
counter_single.count = 1000
counter_single.remember("a word from outside")
counter_multi.added = True
"""

LOOK = """
results.put(("seen", (counter_single.count, tuple(counter_single.cached()), hasattr(counter_multi, "added"))))
results.put(None)
"""


def compare(workers):
    """Changes the modules of the first interpreter; whether all others still see what they saw."""
    before = [worker.report["seen"] for worker in workers]
    workers[0].interp.exec(CHANGE)
    for worker in workers:
        worker.run(LOOK)
        print(f"    {worker.name:<12}count {worker.report['seen'][0]}, remembers {', '.join(worker.report['seen'][1])}")
    after = [worker.report["seen"] for worker in workers]
    return after[0] != before[0] and after[1:] == before[1:]


def census():
    """What each living interpreter holds, and the process."""
    alive = interpreters.list_all()
    try:
        import ladon
    except ModuleNotFoundError:  # another runtime
        ladon = None
    for interp in alive if ladon else ():
        found = ladon.census(interp.id)
        objects = found["objects"]
        most = sorted(objects, key=objects.get, reverse=True)[:3]
        kinds = ", ".join(f"{objects[kind]} {kind}" for kind in most)
        print(f"    interpreter {interp.id}: {sum(objects.values())} objects in {found['bytes'] >> 10} KiB: {kinds}, ...")
    print(f"    the process: {len(alive)} interpreters, {resident()} KiB resident")


def resident():
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def main():
    plugins, site, *texts = sys.argv[1:]
    print(f"{sys.implementation.name}, Python {sys.version_info[0]}.{sys.version_info[1]}: an interpreter for each of {len(texts)} texts")
    workers = [Worker(number, text, plugins, site) for number, text in enumerate(texts, 1)]
    source = read("worker.py")
    wall, cpu = time.perf_counter(), time.process_time()
    for worker in workers:
        worker.start(source)
    for worker in workers:
        worker.thread.join()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    for worker in workers:
        show(worker)
    print(f"{wall:.2f} s for {cpu:.2f} s of work: {cpu / wall:.1f} cores busy on average")
    if any(worker.failure is not None for worker in workers):
        return 1

    print(f"the modules of {workers[0].name} are changed from outside; what each interpreter sees now:")
    isolated = compare(workers)
    print("no other interpreter saw it" if isolated else "IT WAS SEEN ELSEWHERE")

    print("census before they end:")
    census()
    for worker in workers:
        worker.interp.close()
    print("census after:")
    census()
    return 0 if isolated else 1


sys.exit(main())
