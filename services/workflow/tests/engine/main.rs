//! The engine on its real definition and calendars.

#[cfg(test)]
mod calendar;
#[cfg(test)]
mod checker;
#[cfg(test)]
mod incident;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod law;
#[cfg(test)]
mod random;
#[cfg(test)]
mod support;
