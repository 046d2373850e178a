//! `fileobject.h`
