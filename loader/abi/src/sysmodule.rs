//! `sysmodule.h`
