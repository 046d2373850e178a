//! `ceval.h`
