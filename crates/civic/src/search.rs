//! Under construction: replaced in this same change.
