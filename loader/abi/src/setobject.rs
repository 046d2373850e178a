//! `setobject.h`
