//! `PyState_*`: the modules of an interpreter by index.
