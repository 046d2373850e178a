# Tasks as generators: a scheduler with sleeping, channels and errors.
class Sleep:
    def __init__(self, ticks): self.ticks = ticks
class Channel:
    def __init__(self): self.items, self.waiting = [], []
class Get:
    def __init__(self, channel): self.channel = channel
class Scheduler:
    def __init__(self): self.time, self.ready, self.sleeping, self.log = 0, [], [], []
    def spawn(self, name, task): self.ready.append((name, task, None))
    def put(self, channel, item):
        if channel.waiting: self.ready.append((*channel.waiting.pop(0), item))
        else: channel.items.append(item)
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda entry: entry[0])
                self.time = self.sleeping[0][0]
                while self.sleeping and self.sleeping[0][0] == self.time:
                    _, name, task = self.sleeping.pop(0)
                    self.ready.append((name, task, None))
            name, task, value = self.ready.pop(0)
            try:
                request = task.send(value)
            except StopIteration as stop:
                self.log.append(f"{self.time} {name} finished {stop.value}")
                continue
            except Exception as error:
                self.log.append(f"{self.time} {name} failed {error!r}")
                continue
            match request:
                case Sleep(ticks=t): self.sleeping.append((self.time + t, name, task))
                case Get(channel=c) if c.items: self.ready.append((name, task, c.items.pop(0)))
                case Get(channel=c): c.waiting.append((name, task))
                case _: self.ready.append((name, task, None))
s, c = Scheduler(), Channel()
def producer(n):
    for i in range(n):
        yield Sleep(2)
        s.put(c, i * i)
    s.put(c, None)
    return "all sent"
def consumer():
    total = 0
    while (item := (yield Get(c))) is not None:
        s.log.append(f"{s.time} got {item}")
        total += item
    return total
def helper():
    yield Sleep(1)
    return "helped"
def delegating():
    result = yield from helper()
    yield
    return result.upper()
def failing():
    yield Sleep(3)
    raise ValueError("task error")
s.spawn("consumer", consumer())
s.spawn("producer", producer(3))
s.spawn("delegating", delegating())
s.spawn("failing", failing())
s.run()
print(*s.log, sep="\n")
# expect: 1 delegating finished HELPED
# expect: 2 got 0
# expect: 3 failing failed ValueError('task error')
# expect: 4 got 1
# expect: 6 producer finished all sent
# expect: 6 got 4
# expect: 6 consumer finished 5
