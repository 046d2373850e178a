//! Modules made by C: definitions, phases, state, the list by index. `ladon-plugin` drives it.
