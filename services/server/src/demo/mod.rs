//! A filled product: the centre of Килемары with its settings, its regional centre, people by position, and messages
//! that live through the same acts as real ones.

pub mod cases;
pub mod centres;
pub mod people;
