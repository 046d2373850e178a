//! `marshal.h`
