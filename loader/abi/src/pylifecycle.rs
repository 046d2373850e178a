//! `pylifecycle.h`
