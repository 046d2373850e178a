//! `pycapsule.h`
