//! Reads Chinese official prose and finds the demands in it.
