//! `abstract.h`
