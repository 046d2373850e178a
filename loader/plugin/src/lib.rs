//! ladon-plugin
