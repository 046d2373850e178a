//! `warnings.h`
