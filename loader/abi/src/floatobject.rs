//! `floatobject.h`
