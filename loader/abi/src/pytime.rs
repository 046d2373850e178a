//! `pytime.h`
