"""An incremental solver of one-way constraints with strengths: chains and projections, edited over and over.
Loads method calls on a class hierarchy, lists of objects, attribute writes, planning by marks."""
# quick: 30
import sys

REQUIRED, STRONG, MEDIUM, WEAK, WEAKEST = range(5)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.source = None
        self.stay = True
        self.strength = WEAKEST
        self.mark = 0


class Constraint:
    """Something that must hold, and the variable it would compute; weaker ones give way."""

    is_input = False

    def __init__(self, strength):
        self.strength = strength
        self.output = None

    def variables(self):
        raise NotImplementedError

    def inputs(self):
        return [variable for variable in self.variables() if variable is not self.output]

    def choose(self, mark):
        """Picks the weakest variable that may be overridden as the output, or none."""
        best = None
        for variable in self.outputs():
            if variable.mark != mark and variable.strength > self.strength:
                if best is None or variable.strength > best.strength:
                    best = variable
        self.output = best
        return best

    def outputs(self):
        return self.variables()

    def recalculate(self):
        output = self.output
        output.strength = self.strength
        output.stay = not self.is_input
        for variable in self.inputs():
            if variable.strength > output.strength:
                output.strength = variable.strength
            output.stay = output.stay and variable.stay
        if output.stay:
            self.execute()

    def execute(self):
        pass


class Stay(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable

    def variables(self):
        return (self.variable,)


class Edit(Stay):
    is_input = True


class Equal(Constraint):
    def __init__(self, left, right, strength):
        super().__init__(strength)
        self.left = left
        self.right = right

    def variables(self):
        return (self.left, self.right)

    def execute(self):
        if self.output is self.right:
            self.right.value = self.left.value
        else:
            self.left.value = self.right.value


class Scaled(Equal):
    """right = left * factor + offset, where factor and offset are variables too."""

    def __init__(self, left, factor, offset, right, strength):
        super().__init__(left, right, strength)
        self.factor = factor
        self.offset = offset

    def variables(self):
        return (self.left, self.right, self.factor, self.offset)

    def outputs(self):
        return (self.left, self.right)

    def execute(self):
        if self.output is self.right:
            self.right.value = self.left.value * self.factor.value + self.offset.value
        else:
            self.left.value = (self.right.value - self.offset.value) // self.factor.value


class Solver:
    def __init__(self):
        self.mark = 0

    def add(self, constraint):
        for variable in constraint.variables():
            variable.constraints.append(constraint)
        self.mark += 1
        overridden = self.satisfy(constraint)
        while overridden is not None:
            overridden = self.satisfy(overridden)
        return constraint

    def satisfy(self, constraint):
        """Makes a constraint hold; returns the one it pushed out, if any."""
        output = constraint.choose(self.mark)
        if output is None:
            return None
        for variable in constraint.inputs():
            variable.mark = self.mark
        overridden = output.source
        if overridden is not None:
            overridden.output = None
        output.source = constraint
        output.mark = self.mark
        self.propagate(constraint)
        return overridden

    def remove(self, constraint):
        output = constraint.output
        for variable in constraint.variables():
            variable.constraints.remove(constraint)
        constraint.output = None
        if output is None:
            return
        output.source = None
        output.strength = WEAKEST
        output.stay = True
        unsatisfied = []
        pending = [output]
        seen = set()
        while pending:
            variable = pending.pop()
            for other in variable.constraints:
                if other.output is None:
                    unsatisfied.append(other)
                elif other.output is not variable and other.output.name not in seen:
                    seen.add(other.output.name)
                    other.recalculate()
                    pending.append(other.output)
        unsatisfied.sort(key=lambda other: other.strength)
        for other in unsatisfied:
            if other.output is None:
                self.mark += 1
                overridden = self.satisfy(other)
                while overridden is not None:
                    overridden = self.satisfy(overridden)

    def propagate(self, constraint):
        pending = [constraint]
        while pending:
            current = pending.pop()
            current.recalculate()
            output = current.output
            for other in output.constraints:
                if other is not current and other.output is not None and other.output is not output:
                    pending.append(other)

    def plan(self, edits):
        """The constraints to run, in order, whenever the edited variables change."""
        self.mark += 1
        plan = []
        pending = list(edits)
        while pending:
            current = pending.pop()
            output = current.output
            if output is None or output.mark == self.mark:
                continue
            if all(v.mark == self.mark or v.stay or v.source is None for v in current.inputs()):
                plan.append(current)
                output.mark = self.mark
                for other in output.constraints:
                    if other is not current and other.output is not None and other.output is not output:
                        pending.append(other)
        return plan

    def change(self, variable, values):
        edit = self.add(Edit(variable, STRONG))
        plan = self.plan([edit])
        for value in values:
            variable.value = value
            for constraint in plan:
                constraint.execute()
        self.remove(edit)
        return len(plan)


def chain(length):
    solver = Solver()
    variables = [Variable(i) for i in range(length + 1)]
    for left, right in zip(variables, variables[1:]):
        solver.add(Equal(left, right, REQUIRED))
    solver.add(Stay(variables[-1], MEDIUM))
    steps = solver.change(variables[0], range(100))
    return variables[-1].value, steps


def projection(count):
    solver = Solver()
    factor, offset = Variable("factor", 10), Variable("offset", 1000)
    sources, targets = [], []
    for i in range(count):
        source, target = Variable(f"s{i}", i), Variable(f"t{i}", i)
        solver.add(Stay(source, MEDIUM))
        solver.add(Scaled(source, factor, offset, target, REQUIRED))
        sources.append(source)
        targets.append(target)
    steps = solver.change(sources[count // 2], range(17))
    steps += solver.change(targets[count // 3], range(1050, 2000, 50))
    steps += solver.change(factor, range(5, 9))
    steps += solver.change(offset, range(0, 2000, 400))
    return sum(target.value for target in targets), steps


def main(size):
    result = ()
    for _ in range(8):
        result = chain(size), projection(size)
    print(size, *result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
