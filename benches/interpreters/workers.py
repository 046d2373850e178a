"""The same source run in N new interpreters on N threads; used by the scaling_*.py scripts.
Arguments of those scripts: the number of workers, and how often each repeats its work."""
import sys
import threading

try:
    from concurrent.interpreters import create
except ImportError:  # CPython 3.13 has only the private module.
    import _interpreters

    class Interpreter:
        def __init__(self):
            self.ident = _interpreters.create()

        def exec(self, source):
            failure = _interpreters.exec(self.ident, source)
            if failure is not None:
                raise RuntimeError(failure.formatted)

        def close(self):
            _interpreters.destroy(self.ident)

    create = Interpreter


def run(work):
    """Each worker runs `work` with the name `repeats` bound; a worker that fails fails the script."""
    workers = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    source = f"repeats = {repeats}\n{work}"
    failures = []

    def worker():
        try:
            interp = create()
            try:
                interp.exec(source)
            finally:
                interp.close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=worker) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
