//! `object.h`
