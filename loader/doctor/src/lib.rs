//! ladon-doctor
