//! Office hours, which may be written in two ways.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::OwnHours;

/// Office hours: the name of a calendar of the catalogue, or the hours themselves.
#[derive(Clone, Debug)]
pub enum HoursValue {
    /// A calendar of the catalogue.
    Catalogue(String),
    /// Hours of the centre's own.
    Stated(Box<OwnHours>),
}

impl<'de> Deserialize<'de> for HoursValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = HoursValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("имя рабочего времени из справочника или таблица с weekdays")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<HoursValue, E> {
                Ok(HoursValue::Catalogue(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<HoursValue, A::Error> {
                let hours = OwnHours::deserialize(MapAccessDeserializer::new(map))?;
                Ok(HoursValue::Stated(Box::new(hours)))
            }
        }

        deserializer.deserialize_any(Either)
    }
}
