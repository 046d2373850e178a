"""A small operating system: tasks of five kinds send packets to each other under a scheduler.
Loads method calls on a class hierarchy, attribute reads and writes, linked lists."""
# quick: 3
import sys

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
WORK, DEVICE = range(2)
DATA_SIZE = 4


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * DATA_SIZE

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, ident, priority, queue):
        self.system = system
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.held = False
        self.waiting = queue is None
        self.ready = queue is not None
        system.add(self)

    def is_blocked(self):
        return self.held or (self.waiting and not self.ready)

    def take_packet(self):
        if self.waiting and self.ready:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.ready = self.queue is not None
            return packet
        return None

    def receive(self, packet, sender):
        if self.queue is None:
            self.queue = packet.append_to(None)
            self.ready = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def wait(self):
        self.waiting = True
        return self

    def run(self, packet):
        raise NotImplementedError


class IdleTask(Task):
    def __init__(self, system, rounds):
        Task.__init__(self, system, IDLE, 0, None)
        self.waiting = False
        self.rounds = rounds
        self.control = 1

    def run(self, packet):
        self.rounds -= 1
        if self.rounds == 0:
            return self.system.hold(self)
        if self.control & 1 == 0:
            self.control //= 2
            return self.system.release(DEVICE_A)
        self.control = (self.control // 2) ^ 0xD008
        return self.system.release(DEVICE_B)


class WorkerTask(Task):
    def __init__(self, system, queue):
        Task.__init__(self, system, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.count = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(DATA_SIZE):
            self.count = self.count % 26 + 1
            packet.data[i] = 64 + self.count
        return self.system.send(packet)


class HandlerTask(Task):
    def __init__(self, system, ident, priority, queue):
        Task.__init__(self, system, ident, priority, queue)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= DATA_SIZE:
            self.work = work.link
            return self.system.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.system.send(device)


class DeviceTask(Task):
    def __init__(self, system, ident, priority):
        Task.__init__(self, system, ident, priority, None)
        self.pending = None

    def run(self, packet):
        if packet is None:
            done = self.pending
            if done is None:
                return self.wait()
            self.pending = None
            return self.system.send(done)
        self.pending = packet
        return self.system.hold(self)


class System:
    def __init__(self):
        self.tasks = [None] * 6
        self.by_priority = []
        self.current = None
        self.holds = 0
        self.sends = 0

    def add(self, task):
        self.tasks[task.ident] = task
        self.by_priority.insert(0, task)

    def next_after(self, task):
        position = self.by_priority.index(task) + 1
        return self.by_priority[position] if position < len(self.by_priority) else None

    def send(self, packet):
        target = self.tasks[packet.ident]
        self.sends += 1
        packet.ident = self.current.ident
        return target.receive(packet, self.current)

    def hold(self, task):
        self.holds += 1
        task.held = True
        return self.next_after(task)

    def release(self, ident):
        task = self.tasks[ident]
        task.held = False
        return task if task.priority > self.current.priority else self.current

    def schedule(self):
        task = self.by_priority[0]
        while task is not None:
            if task.is_blocked():
                task = self.next_after(task)
                continue
            self.current = task
            task = task.run(task.take_packet())


def simulate(rounds):
    system = System()
    IdleTask(system, rounds)
    WorkerTask(system, Packet(Packet(None, WORKER, WORK), WORKER, WORK))
    for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, DEVICE)
        HandlerTask(system, handler, priority, queue)
    DeviceTask(system, DEVICE_A, 4000)
    DeviceTask(system, DEVICE_B, 5000)
    system.schedule()
    return system.sends, system.holds


def main(repeats):
    for _ in range(repeats):
        result = simulate(10000)
    print(*result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
