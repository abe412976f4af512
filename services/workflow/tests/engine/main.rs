//! The engine on its real definition and calendars.

#[cfg(test)]
mod appeal;
#[cfg(test)]
mod appeal_terms;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod checker;
#[cfg(test)]
mod deadline;
#[cfg(test)]
mod incident;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod law;
#[cfg(test)]
mod overlay;
#[cfg(test)]
mod overlay_random;
#[cfg(test)]
mod random;
#[cfg(test)]
mod support;
#[cfg(test)]
mod vectors;
