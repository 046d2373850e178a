//! `weakrefobject.h`
