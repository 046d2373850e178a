//! `pymem.h`
