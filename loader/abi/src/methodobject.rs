//! `methodobject.h`
