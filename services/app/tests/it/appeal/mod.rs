//! Appeals under 59-ФЗ: entered, registered, resolved, answered, signed, sent, filed; and everything that is refused.

mod answer;
mod desk;
mod extension;
mod guard;
mod ladder;
mod no_answer;
mod registration;
mod story;
