//! Times and dates as the schemas write them.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{NaiveDate, SecondsFormat, Utc};

/// A moment: RFC 3339 in UTC, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub chrono::DateTime<Utc>);

/// A moment: RFC 3339 in UTC, to the microsecond.
#[Scalar(name = "DateTime")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        chrono::DateTime::parse_from_rfc3339(text)
            .map(|at| Self(at.with_timezone(&Utc)))
            .map_err(|_| InputValueError::custom("a time of RFC 3339 is expected"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A day in the tenant's zone: ISO 8601, `2026-05-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A day in the zone of the tenant: ISO 8601.
#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| InputValueError::custom("a day of ISO 8601 is expected"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

impl From<chrono::DateTime<Utc>> for DateTime {
    fn from(at: chrono::DateTime<Utc>) -> Self {
        Self(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_in_any_zone_and_written_in_utc() {
        let at = DateTime::parse(Value::String("2026-05-01T09:00:00.25+03:00".into())).unwrap();
        assert_eq!(at.to_value(), Value::String("2026-05-01T06:00:00.250Z".into()));
        assert!(DateTime::parse(Value::String("2026-05-01".into())).is_err());
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(Date::parse(Value::String("2026-02-29".into())).is_err());
        assert_eq!(
            Date::parse(Value::String("2028-02-29".into())).unwrap().to_value().to_string(),
            "\"2028-02-29\""
        );
    }
}
