//! `structseq.h`
