//! `listobject.h`
