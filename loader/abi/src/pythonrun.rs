//! `pythonrun.h`
