//! `pystate.h`
