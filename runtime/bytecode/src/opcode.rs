//! THE list of instructions. Everything that must know all of them is derived from `for_each_op!`.
//!
//! A row: documentation, `Name(slot operand: Kind, …) [FLAG …] cache N;`. The documentation is the semantics.
//! An instruction is one head word `op | flags<<8 | a<<16 | b<<32 | c<<48`, then the operand word (if a row uses the
//! slots `lo`/`hi`), then N cache words (zero in `Code`; the interpreter's own).
//!
//! Rules that hold for every row: a destination is written only after everything else has succeeded, and
//! drops what was there. A source in slot x flagged `TAKE_X` is consumed (left NULL; numbers may stay). Base-and-count
//! sources are always consumed. After a raise, temporaries that an instruction would have consumed may be NULL or not;
//! nothing reads them. Jumps count words from the head word of the jumping instruction. `K[x]` is constant x, `N[x]` name x.

use crate::operand::{Kind, Operand, Slot};

/// Calls `$callback! { rows }` with the whole list.
#[macro_export]
macro_rules! for_each_op {
    ($callback:ident) => {
        $callback! {
            // ---- moving values ------------------------------------------------------------------------------------
            /// Does nothing.
            Nop() [] cache 0;
            /// R[dst] = K[value]
            LoadConst(a dst: Write, b value: Const) [] cache 0;
            /// R[dst] = the int `value`
            LoadInt(a dst: Write, bc value: Imm) [] cache 0;
            /// R[dst] = None
            LoadNone(a dst: Write) [] cache 0;
            /// R[dst] = True
            LoadTrue(a dst: Write) [] cache 0;
            /// R[dst] = False
            LoadFalse(a dst: Write) [] cache 0;
            /// R[dst] = R[src]. Also copies a cell itself (to build a closure tuple).
            Move(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = R[src1]; R[dst+1] = R[src2], in this order (src2 is never dst).
            Move2(a dst: Write, b src1: Read, c src2: Read) [] cache 0;
            /// R[base], R[base+1] = R[pair], R[pair+1]: moves a pair as of LoadMethod (the second may be NULL); the source becomes NULL.
            MovePair(a base: WriteMethod, b pair: TakeMethod) [] cache 0;
            /// Drops R[reg] (if anything) and leaves NULL. Never raises. `del x`, end of a temporary.
            Clear(a reg: Clear) [] cache 0;
            /// If R[reg] is NULL raises UnboundLocalError "cannot access local variable 'N[name]' where it is not
            /// associated with a value".
            CheckBound(a reg: Wrap, c name: Name) [] cache 0;

            // ---- cells --------------------------------------------------------------------------------------------
            /// R[reg] = a new cell holding what R[reg] held (empty if it was NULL).
            MakeCell(a reg: WrapCell) [] cache 0;
            /// R[base..base+count] = the cells of the running function's closure, in order.
            CopyFreeVars(a base: WriteCells, c count: Count) [] cache 0;
            /// R[dst] = content of the cell R[cell]. If empty: for a cell variable of this code UnboundLocalError as
            /// CheckBound; for a free variable (cell >= Code::first_free() and < nlocals) NameError "cannot access free variable
            /// 'N[name]' where it is not associated with a value in enclosing scope".
            LoadCell(a dst: Write, b cell: Cell, c name: Name) [] cache 0;
            /// Content of the cell R[cell] = R[src].
            StoreCell(a src: Read, b cell: Cell) [] cache 0;
            /// Empties the cell R[cell]; if it is empty already, raises as LoadCell.
            DeleteCell(b cell: Cell, c name: Name) [] cache 0;
            /// Class bodies: R[dst] = locals mapping[N[name]], or if missing the content of R[cell] (errors as LoadCell).
            LoadNameOrCell(a dst: Write, b cell: Cell, c name: Name) [] cache 0;
            /// Annotation scopes in a class: R[dst] = R[dict][N[name]], or the global, or the builtin.
            LoadDictOrGlobal(a dst: Write, b dict: Read, c name: Name) [] cache 0;
            /// Annotation scopes in a class: R[dst] = R[dict][N[name]], or the content of R[cell] (errors as LoadCell).
            LoadDictOrCell(a dst: Write, b dict: Read, c cell: Cell, lo name: Name) [] cache 0;

            // ---- names --------------------------------------------------------------------------------------------
            /// R[dst] = global N[name], else builtin N[name], else NameError.
            LoadGlobal(a dst: Write, c name: Name) [] cache 2;
            /// Global N[name] = R[src].
            StoreGlobal(a src: Read, c name: Name) [] cache 1;
            /// Deletes global N[name], or NameError.
            DeleteGlobal(c name: Name) [] cache 0;
            /// R[dst] = locals mapping[N[name]], else as LoadGlobal. (Locals that are the globals: exactly LoadGlobal.)
            LoadName(a dst: Write, c name: Name) [] cache 2;
            /// locals mapping[N[name]] = R[src].
            StoreName(a src: Read, c name: Name) [] cache 1;
            /// Deletes locals mapping[N[name]], or NameError.
            DeleteName(c name: Name) [] cache 0;
            /// R[dst] = the frame's locals mapping itself (class bodies).
            LoadLocals(a dst: Write) [] cache 0;

            // ---- attributes and items -----------------------------------------------------------------------------
            /// R[dst] = getattr(R[obj], N[name])
            LoadAttr(a dst: Write, b obj: Read, c name: Name) [] cache 3;
            /// setattr(R[obj], N[name], R[src])
            StoreAttr(a src: Read, b obj: Read, c name: Name) [] cache 3;
            /// delattr(R[obj], N[name])
            DeleteAttr(b obj: Read, c name: Name) [] cache 0;
            /// R[dst] = R[obj][R[idx]]
            LoadSubscr(a dst: Write, b obj: Read, c idx: Read) [] cache 0;
            /// R[dst] = R[obj][K[idx]]
            LoadSubscrK(a dst: Write, b obj: Read, c idx: Const) [] cache 0;
            /// R[obj][R[idx]] = R[src]
            StoreSubscr(a src: Read, b obj: Read, c idx: Read) [] cache 0;
            /// R[obj][K[idx]] = R[src]
            StoreSubscrK(a src: Read, b obj: Read, c idx: Const) [] cache 0;
            /// del R[obj][R[idx]]
            DeleteSubscr(b obj: Read, c idx: Read) [] cache 0;
            /// R[dst] = R[obj][R[base]:R[base+1]] (a slice without step; absent bounds are None)
            LoadSlice(a dst: Write, b obj: Read, c base: Take2) [] cache 0;
            /// R[obj][R[base]:R[base+1]] = R[src]
            StoreSlice(a src: Read, b obj: Read, c base: Take2) [] cache 0;
            /// R[dst] = slice(R[base], R[base+1], R[base+2])
            BuildSlice(a dst: Write, b base: Take3) [] cache 0;
            /// `super().name` / `super(C, o).name`: R[base] = the object called `super`, R[base+1] = class, R[base+2] = self.
            /// If R[base] is the builtin type super: R[dst] = super(class, self).N[name] without making the super object;
            /// else R[dst] = getattr(R[base](class, self), N[name]), under ZERO_ARG getattr(R[base](), N[name]).
            LoadSuperAttr(a dst: Write, b base: Take3, c name: Name) [ZERO_ARG] cache 1;
            /// As LoadSuperAttr, leaving a call pair as LoadMethod does: R[base] = callable, R[base+1] = self or NULL, and
            /// R[base+2] = NULL.
            LoadSuperMethod(a base: WriteMethod, b args: Take3, c name: Name) [ZERO_ARG] cache 1;

            // ---- arithmetic (binary_op, then the in-place form under INPLACE) -------------------------------------
            /// R[dst] = R[lhs] + R[rhs]
            Add(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] - R[rhs]
            Sub(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] * R[rhs]
            Mul(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] / R[rhs]
            TrueDiv(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] // R[rhs]
            FloorDiv(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] % R[rhs]
            Mod(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] ** R[rhs]
            Pow(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] << R[rhs]
            LShift(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] >> R[rhs]
            RShift(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] & R[rhs]
            And(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] | R[rhs]
            Or(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] ^ R[rhs]
            Xor(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] @ R[rhs]
            MatMul(a dst: Write, b lhs: Read, c rhs: Read) [INPLACE] cache 0;
            /// R[dst] = R[lhs] + K[rhs]
            AddK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] - K[rhs]
            SubK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] * K[rhs]
            MulK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] / K[rhs]
            TrueDivK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] // K[rhs]
            FloorDivK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] % K[rhs]
            ModK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] ** K[rhs]
            PowK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] << K[rhs]
            LShiftK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] >> K[rhs]
            RShiftK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] & K[rhs]
            AndK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] | K[rhs]
            OrK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = R[lhs] ^ K[rhs]
            XorK(a dst: Write, b lhs: Read, c rhs: Const) [INPLACE] cache 0;
            /// R[dst] = K[lhs] + R[rhs]
            KAdd(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = K[lhs] - R[rhs]
            KSub(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = K[lhs] * R[rhs]
            KMul(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = K[lhs] / R[rhs]
            KTrueDiv(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = K[lhs] ** R[rhs]
            KPow(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = K[lhs] << R[rhs]
            KLShift(a dst: Write, b lhs: Const, c rhs: Read) [] cache 0;
            /// R[dst] = -R[src]
            Neg(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = +R[src]
            Pos(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = ~R[src]
            Invert(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = not R[src]
            Not(a dst: Write, b src: Read) [] cache 0;

            // ---- comparison ---------------------------------------------------------------------------------------
            /// R[dst] = R[lhs] < R[rhs] (any object: the result of rich comparison)
            Lt(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] <= R[rhs]
            Le(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] == R[rhs]
            Eq(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] != R[rhs]
            Ne(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] > R[rhs]
            Gt(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] >= R[rhs]
            Ge(a dst: Write, b lhs: Read, c rhs: Read) [] cache 0;
            /// R[dst] = R[lhs] < K[rhs]
            LtK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] <= K[rhs]
            LeK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] == K[rhs]
            EqK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] != K[rhs]
            NeK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] > K[rhs]
            GtK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] >= K[rhs]
            GeK(a dst: Write, b lhs: Read, c rhs: Const) [] cache 0;
            /// R[dst] = R[lhs] is R[rhs] (NEGATE: is not)
            Is(a dst: Write, b lhs: Read, c rhs: Read) [NEGATE] cache 0;
            /// R[dst] = R[lhs] in R[rhs] (NEGATE: not in)
            In(a dst: Write, b lhs: Read, c rhs: Read) [NEGATE] cache 0;

            // ---- jumps --------------------------------------------------------------------------------------------
            /// Continues at `target`, which lies ahead.
            Jump(bc target: JumpWide) [] cache 0;
            /// Continues at `target`, which lies behind: the edge that closes a loop. The VM polls its eval breaker here.
            JumpBack(bc target: JumpWide) [] cache 0;
            /// If bool(R[cond]) continues at `target`.
            JumpIfTrue(a cond: Read, bc target: JumpWide) [TAKE_FALL] cache 0;
            /// If not bool(R[cond]) continues at `target`.
            JumpIfFalse(a cond: Read, bc target: JumpWide) [TAKE_FALL] cache 0;
            /// If R[cond] is None continues at `target`.
            JumpIfNone(a cond: Read, bc target: JumpWide) [] cache 0;
            /// If R[cond] is not None continues at `target`.
            JumpIfNotNone(a cond: Read, bc target: JumpWide) [] cache 0;
            /// If bool(R[lhs] < R[rhs]) continues at `target` (NEGATE: if not bool(…)).
            JumpIfLt(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] <= R[rhs]) continues at `target` (NEGATE: if not).
            JumpIfLe(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] == R[rhs]) continues at `target` (NEGATE: if not).
            JumpIfEq(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] != R[rhs]) continues at `target` (NEGATE: if not).
            JumpIfNe(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] > R[rhs]) continues at `target` (NEGATE: if not).
            JumpIfGt(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] >= R[rhs]) continues at `target` (NEGATE: if not).
            JumpIfGe(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] < K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfLtK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] <= K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfLeK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] == K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfEqK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] != K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfNeK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] > K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfGtK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If bool(R[lhs] >= K[rhs]) continues at `target` (NEGATE: if not).
            JumpIfGeK(a lhs: Read, b rhs: Const, c target: Jump) [NEGATE] cache 0;
            /// If R[lhs] is R[rhs] continues at `target` (NEGATE: if not).
            JumpIfIs(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;
            /// If R[lhs] in R[rhs] continues at `target` (NEGATE: if not).
            JumpIfIn(a lhs: Read, b rhs: Read, c target: Jump) [NEGATE] cache 0;

            // ---- calls (nothing at or above `base` but the operands is live) --------------------------------------
            /// R[dst] = R[base](R[base+1], …, R[base+nargs])
            Call(a dst: Write, b base: TakeCall, c nargs: Count) [DISCARD] cache 2;
            /// As Call; the last len(K[names]) of the `nargs` arguments are keyword arguments named by the tuple K[names].
            CallKw(a dst: Write, b base: TakeCall, c nargs: Count, lo names: Const) [DISCARD] cache 2;
            /// R[dst] = R[callable](…), without moving all operands first. The operand word tells the arguments, at most
            /// three: how many, then a register each. Where one lies at its place in R[base], R[base+1], … (the callable,
            /// then the arguments) it is consumed; those below `base` are only read (LASTING: all are).
            CallFrom(a dst: Write, b base: CallRoom, c callable: Read, lo args: Sources) [DISCARD LASTING] cache 2;
            /// The pair of a method call on R[obj]: either R[base] = the function found on the type and R[base+1] = R[obj], or
            /// R[base] = getattr(R[obj], N[name]) and R[base+1] = NULL. obj may equal base.
            LoadMethod(a base: WriteMethod, b obj: Read, c name: Name) [] cache 3;
            /// R[dst] = R[base]([R[base+1] if not NULL,] R[base+2], …, R[base+1+nargs])
            CallMethod(a dst: Write, b base: TakeMethod, c nargs: Count) [DISCARD] cache 2;
            /// CallMethod with keyword arguments as of CallKw.
            CallMethodKw(a dst: Write, b base: TakeMethod, c nargs: Count, lo names: Const) [DISCARD] cache 2;
            /// R[dst] = R[base](*R[base+1], **R[base+2]). R[base+1] is any iterable (TypeError if not), R[base+2] is NULL or any
            /// mapping (TypeError if not).
            CallEx(a dst: Write, b base: TakeCallEx) [DISCARD] cache 1;
            /// Leaves the frame with R[src] (a local may be moved out as well: the window is cleared anyway).
            Return(a src: Read) [] cache 0;
            /// Leaves the frame with K[value].
            ReturnK(b value: Const) [] cache 0;
            /// Leaves the frame with None.
            ReturnNone() [] cache 0;

            // ---- functions and classes ----------------------------------------------------------------------------
            /// R[dst] = a function of K[code]. From R[base] on lie, for each flag given and in this order: DEFAULTS a tuple,
            /// KWDEFAULTS a dict, ANNOTATE a function, CLOSURE a tuple of cells.
            MakeFunction(a dst: Write, b base: TakeParts, c code: Code) [DEFAULTS KWDEFAULTS ANNOTATE CLOSURE] cache 0;
            /// R[dst] = builtins.__build_class__
            LoadBuildClass(a dst: Write) [] cache 0;

            // ---- building -----------------------------------------------------------------------------------------
            /// R[dst] = [R[base], …] of `count` items
            BuildList(a dst: Write, b base: TakeN, c count: Count) [] cache 0;
            /// R[dst] = (R[base], …) of `count` items
            BuildTuple(a dst: Write, b base: TakeN, c count: Count) [] cache 0;
            /// R[dst] = {R[base], …} of `count` items
            BuildSet(a dst: Write, b base: TakeN, c count: Count) [] cache 0;
            /// R[dst] = {R[base]: R[base+1], …} of `count` pairs
            BuildDict(a dst: Write, b base: TakePairs, c count: Count) [] cache 0;
            /// R[dst] = the `count` strings joined
            BuildString(a dst: Write, b base: TakeN, c count: Count) [] cache 0;
            /// R[list].append(R[item]) (an exact list)
            ListAppend(a list: Read, b item: Read) [] cache 0;
            /// R[set].add(R[item]) (an exact set)
            SetAdd(a set: Read, b item: Read) [] cache 0;
            /// R[dict][R[key]] = R[value] (an exact dict)
            DictSet(a dict: Read, b key: Read, c value: Read) [] cache 0;
            /// R[list].extend(R[items]); TypeError "Value after * must be an iterable, not X".
            ListExtend(a list: Read, b items: Read) [] cache 0;
            /// R[set].update(R[items])
            SetUpdate(a set: Read, b items: Read) [] cache 0;
            /// R[dict].update(R[mapping]); TypeError "'X' object is not a mapping".
            DictUpdate(a dict: Read, b mapping: Read) [] cache 0;
            /// As DictUpdate for `callable(**mapping)`: a key that is there already is a TypeError naming R[callable].
            DictMerge(a dict: Read, b mapping: Read, c callable: Read) [] cache 0;
            /// R[dst] = tuple(R[list])
            ListToTuple(a dst: Write, b list: Read) [] cache 0;

            // ---- iteration and unpacking --------------------------------------------------------------------------
            /// R[dst] = iter(R[src])
            GetIter(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = next(R[iter]); when exhausted drops R[iter] (leaves NULL), leaves R[dst] as it was, continues at `target`.
            ForIter(a dst: Write, b iter: Read, c target: Jump) [] cache 1;
            /// R[base..base+count] = the items of R[src]; ValueError if not exactly `count`. All are written or none.
            Unpack(a base: WriteN, b src: Read, c count: Count) [] cache 0;
            /// R[dst1], R[dst2] = R[src] (written in this order, once both are known)
            Unpack2(a dst1: Write, b dst2: Write, c src: Read) [] cache 0;
            /// R[dst1], R[dst2], R[dst3] = R[src]; src is a temporary and always consumed.
            Unpack3(a dst1: Write, b dst2: Write, c dst3: Write, lo src: Consume) [] cache 0;
            /// R[base..] = `before` items, a list of the middle, `after` items of R[src]
            UnpackEx(a base: WriteStarred, b src: Read, lo before: Count, hi after: Count) [] cache 0;

            // ---- strings ------------------------------------------------------------------------------------------
            /// R[dst] = str(R[src]), repr, ascii for how = 1, 2, 3
            Convert(a dst: Write, b src: Read, c how: Count) [] cache 0;
            /// R[dst] = format(R[src], '')
            Format(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = format(R[src], R[spec])
            FormatSpec(a dst: Write, b src: Read, c spec: Read) [] cache 0;
            /// R[dst] = Interpolation(value R[base], expression R[base+1], conversion `how` as of Convert, 0 = None, spec R[base+2])
            BuildInterpolation(a dst: Write, b base: Take3, c how: Count) [] cache 0;
            /// R[dst] = Template of the tuple of strings R[strings] and the tuple of interpolations R[parts]
            BuildTemplate(a dst: Write, b strings: Read, c parts: Read) [] cache 0;

            // ---- exceptions ---------------------------------------------------------------------------------------
            /// First instruction of a handler, reached by unwinding only. R[saved] = the exception handled until now (None if
            /// none); R[exc] = the exception raised, which is now the handled one (sys.exception()).
            EnterExcept(a exc: Write, b saved: Write) [] cache 0;
            /// The handled exception is R[saved] again (None: none); R[saved] becomes NULL.
            LeaveExcept(a saved: Consume) [] cache 0;
            /// R[dst] = bool: does R[exc] match R[class]? TypeError "catching classes that do not inherit from BaseException is not
            /// allowed" if R[class] is neither an exception class nor a tuple of such.
            MatchExc(a dst: Write, b exc: Read, c class: Read) [] cache 0;
            /// except*: splits R[base] (an exception or group) by the class R[base+1]. R[base] = the rest (or None), R[base+1] = the
            /// matching group (or None; then R[base] is as before). A match becomes the handled exception.
            MatchExcStar(a base: Update2) [] cache 0;
            /// R[dst] = the exception to raise after except* clauses, or None. R[list] holds the exceptions they raised and the
            /// unhandled rest; R[orig] is what the try body raised.
            PrepReraiseStar(a dst: Write, b orig: Read, c list: Read) [] cache 0;
            /// raise R[exc]
            Raise(a exc: Read) [] cache 0;
            /// raise R[exc] from R[cause]
            RaiseFrom(a exc: Read, b cause: Read) [] cache 0;
            /// `raise` alone: the handled exception again, or RuntimeError "No active exception to reraise".
            RaiseAgain() [] cache 0;
            /// Raises R[exc] on: no new context, no new traceback entry for this frame at this line (the one it has stands).
            Reraise(a exc: Read) [] cache 0;
            /// R[dst] = AssertionError, NotImplementedError for which = 0, 1 (the builtin, whatever the name means now)
            LoadCommon(a dst: Write, c which: Count) [] cache 0;

            // ---- with ---------------------------------------------------------------------------------------------
            /// Looks up type(R[mgr]).__enter__ and __exit__: R[base], R[base+1] = the pair of __exit__ as LoadMethod leaves it, R[base+2],
            /// R[base+3] = the pair of __enter__. TypeError "'X' object does not support the context manager protocol". mgr may be base.
            LoadWith(a base: WriteWith, b mgr: Read) [] cache 0;
            /// As LoadWith for __aenter__ and __aexit__.
            LoadAsyncWith(a base: WriteWith, b mgr: Read) [] cache 0;
            /// Moves the pair R[exit], R[exit+1] to R[base], R[base+1]; R[base+2..base+5] = type(R[exc]), R[exc], R[exc].__traceback__.
            WithExceptArgs(a base: WriteWithExcept, b exit: TakeMethod, c exc: Read) [] cache 0;

            // ---- generators and coroutines ------------------------------------------------------------------------
            /// Suspends, giving R[src] out (wrapped first in an async generator, if not DELEGATE); when resumed R[dst] = the value sent, or
            /// the exception thrown is raised here. DELEGATE: throw() and close() go to R[iter] first; if that finishes with a
            /// value, R[dst] = the value, R[iter] is dropped, and execution continues after the JumpBack that follows.
            Yield(a dst: Write, b src: Read, c iter: Delegate) [DISCARD DELEGATE] cache 0;
            /// Sends R[value] to R[iter] (None: next()). If it yields, R[value] = what it gave, go on. If it returns: R[value] = the
            /// result, R[iter] is dropped, continue at `target`.
            Send(a value: Update, b iter: Read, c target: Jump) [] cache 1;
            /// R[dst] = R[src] if it is a generator (or a coroutine, in a coroutine), else iter(R[src])
            GetYieldFromIter(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = the iterator of `await R[src]`. where = 0, or 1/2: the value came from __aenter__/__aexit__ (for the TypeError).
            GetAwaitable(a dst: Write, b src: Read, c where_: Count) [] cache 0;
            /// R[dst] = R[src].__aiter__() (checked to have __anext__)
            GetAIter(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = the awaitable iterator of R[iter].__anext__()
            GetANext(a dst: Write, b iter: Read) [] cache 0;
            /// R[dst] = bool: is R[exc] a StopAsyncIteration? (end of async for)
            IsStopAsync(a dst: Write, b exc: Read) [] cache 0;

            // ---- match --------------------------------------------------------------------------------------------
            /// R[dst] = len(R[src])
            GetLen(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = bool: type flag SEQUENCE
            MatchSequence(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = bool: type flag MAPPING
            MatchMapping(a dst: Write, b src: Read) [] cache 0;
            /// R[dst] = tuple of the values of R[src] under the keys of the tuple R[keys], or None if one is missing
            MatchKeys(a dst: Write, b src: Read, c keys: Read) [] cache 0;
            /// R[dst] = tuple of the attributes asked for by a class pattern, `count` positional ones then those named by the
            /// tuple K[names], or None if R[src] is no instance or lacks one
            MatchClass(a dst: Write, b src: Read, c class: Read, lo count: Count, hi names: Const) [] cache 0;
            /// R[dst] = dict(R[src]) without the keys of the tuple R[keys]
            MatchRest(a dst: Write, b src: Read, c keys: Read) [] cache 0;

            // ---- imports and the rest -----------------------------------------------------------------------------
            /// R[dst] = __import__(N[name], globals, locals, K[fromlist], level)
            ImportName(a dst: Write, c name: Name, lo fromlist: Const, hi level: Count) [] cache 0;
            /// R[dst] = R[module].N[name], or the submodule; ImportError
            ImportFrom(a dst: Write, b module: Read, c name: Name) [] cache 0;
            /// from R[module] import *
            ImportStar(b module: Read) [] cache 0;
            /// sys.displayhook(R[src])
            PrintExpr(a src: Read) [] cache 0;
            /// R[dst] = the runtime service `which` (see `Intrinsic`) applied to R[base..]
            Intrinsic(a dst: Write, b base: TakeIntrinsic, c which: Count) [] cache 0;
        }
    };
}

macro_rules! define_ops {
    ($($(#[doc = $doc:literal])* $op:ident ( $($slot:ident $field:ident : $kind:ident),* ) [ $($flag:ident)* ] cache $cache:literal ;)*) => {
        /// An operation: the low byte of an instruction's head word.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[doc = $doc])* $op,)* }

        impl Op {
            /// All operations, in order of their numbers. Numbers from `ALL.len()` up are free for the VM's specialised forms.
            pub const ALL: &'static [Op] = &[$(Op::$op),*];
            /// Their descriptions, in the same order.
            pub const INFO: &'static [OpInfo] = &[$(OpInfo {
                name: stringify!($op),
                doc: concat!($($doc, "\n"),*),
                operands: &[$(Operand { slot: slot!($slot), name: stringify!($field), kind: Kind::$kind }),*],
                flags: 0 $(| crate::operand::flag::$flag)* $(| take_flag!($slot $kind))*,
                has_operand_word: false $(|| slot!($slot).in_operand_word())*,
                cache_words: $cache,
            }),*];
        }
    };
}

macro_rules! slot {
    (a) => {
        Slot::A
    };
    (b) => {
        Slot::B
    };
    (c) => {
        Slot::C
    };
    (bc) => {
        Slot::BC
    };
    (lo) => {
        Slot::Lo
    };
    (hi) => {
        Slot::Hi
    };
}

macro_rules! take_flag {
    (a Read) => {
        crate::operand::flag::TAKE_A
    };
    (b Read) => {
        crate::operand::flag::TAKE_B
    };
    (c Read) => {
        crate::operand::flag::TAKE_C
    };
    ($slot:ident $kind:ident) => {
        0
    };
}

/// What there is to know about one operation.
#[derive(Debug)]
pub struct OpInfo {
    /// Its name.
    pub name: &'static str,
    /// Its semantics.
    pub doc: &'static str,
    /// Its operands.
    pub operands: &'static [Operand],
    /// The flag bits it understands.
    pub flags: u8,
    /// Whether an operand word follows the head word.
    pub has_operand_word: bool,
    /// How many cache words follow.
    pub cache_words: usize,
}

impl OpInfo {
    /// Words after the head word.
    #[must_use]
    pub const fn extra_words(&self) -> usize {
        self.has_operand_word as usize + self.cache_words
    }
}

impl Slot {
    const fn in_operand_word(self) -> bool {
        matches!(self, Slot::Lo | Slot::Hi)
    }
}

for_each_op!(define_ops);

impl Op {
    /// The operation with this number.
    #[must_use]
    pub fn from_u8(number: u8) -> Option<Op> {
        Op::ALL.get(usize::from(number)).copied()
    }

    /// Its description.
    #[must_use]
    pub fn info(self) -> &'static OpInfo {
        &Op::INFO[self as usize]
    }

    /// Words of a whole instruction.
    #[must_use]
    pub fn words(self) -> usize {
        1 + self.info().extra_words()
    }

    /// Whether executing it can end in an exception.
    #[must_use]
    pub fn can_raise(self) -> bool {
        use Op::*;
        !matches!(
            self,
            Nop | LoadConst
                | LoadInt
                | LoadNone
                | LoadTrue
                | LoadFalse
                | Move
                | Move2
                | MovePair
                | Clear
                | MakeCell
                | CopyFreeVars
                | StoreCell
                | Is
                | Jump
                | JumpIfNone
                | JumpIfNotNone
                | JumpIfIs
                | EnterExcept
                | LeaveExcept
                | Return
                | ReturnK
                | ReturnNone
        )
    }

    /// Whether control never reaches the instruction after it.
    #[must_use]
    pub fn is_terminator(self) -> bool {
        use Op::*;
        matches!(self, Jump | JumpBack | Return | ReturnK | ReturnNone | Raise | RaiseFrom | RaiseAgain | Reraise)
    }
}

/// The services behind [`Op::Intrinsic`]: type parameters and aliases (PEP 695, 696). Arguments in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Intrinsic {
    /// (name) → TypeVar
    TypeVar,
    /// (name, function computing the bound) → TypeVar
    TypeVarWithBound,
    /// (name, function computing the constraints) → TypeVar
    TypeVarWithConstraints,
    /// (name) → ParamSpec
    ParamSpec,
    /// (name) → TypeVarTuple
    TypeVarTuple,
    /// (type parameter, function computing the default) → the type parameter
    SetTypeParamDefault,
    /// (tuple of type parameters) → Generic[…], the base for a generic class
    SubscriptGeneric,
    /// (function, tuple of type parameters) → the function, its `__type_params__` set
    SetFunctionTypeParams,
    /// (name, type parameters or None, function computing the value) → TypeAliasType
    TypeAlias,
}

impl Intrinsic {
    /// All of them, in order.
    pub const ALL: &'static [Intrinsic] = &[
        Intrinsic::TypeVar,
        Intrinsic::TypeVarWithBound,
        Intrinsic::TypeVarWithConstraints,
        Intrinsic::ParamSpec,
        Intrinsic::TypeVarTuple,
        Intrinsic::SetTypeParamDefault,
        Intrinsic::SubscriptGeneric,
        Intrinsic::SetFunctionTypeParams,
        Intrinsic::TypeAlias,
    ];

    /// The service with this number.
    #[must_use]
    pub fn from_u16(number: u16) -> Option<Intrinsic> {
        Intrinsic::ALL.get(usize::from(number)).copied()
    }

    /// How many registers it takes.
    #[must_use]
    pub fn arity(self) -> usize {
        match self {
            Intrinsic::TypeVar | Intrinsic::ParamSpec | Intrinsic::TypeVarTuple | Intrinsic::SubscriptGeneric => 1,
            Intrinsic::TypeAlias => 3,
            _ => 2,
        }
    }
}
