//! `pythread.h`
