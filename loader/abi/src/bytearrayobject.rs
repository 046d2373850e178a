//! `bytearrayobject.h`
