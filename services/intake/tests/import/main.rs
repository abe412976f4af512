//! Files of outside systems: as they come, and as nobody should send them.

#[cfg(test)]
mod bad_file;
#[cfg(test)]
mod bad_row;
#[cfg(test)]
mod good;
#[cfg(test)]
mod profile;
#[cfg(test)]
mod property;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod support;
