//! `moduleobject.h`
