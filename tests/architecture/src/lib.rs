//! Holds the walls of the house.
