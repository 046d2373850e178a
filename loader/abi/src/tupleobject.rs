//! `tupleobject.h`
