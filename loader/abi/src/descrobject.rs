//! `descrobject.h`
