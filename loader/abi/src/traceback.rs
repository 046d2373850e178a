//! `traceback.h`
