//! Columns of a raw row read into domain types.

use std::str::FromStr;

use otklik_domain::UnknownCode;
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::error::{Error, Result};

pub(crate) fn id<I: From<Uuid>>(row: &QueryResult, column: &str) -> Result<I> {
    Ok(I::from(row.try_get::<Uuid>("", column)?))
}

pub(crate) fn id_opt<I: From<Uuid>>(row: &QueryResult, column: &str) -> Result<Option<I>> {
    Ok(row.try_get::<Option<Uuid>>("", column)?.map(I::from))
}

pub(crate) fn code<C: FromStr<Err = UnknownCode>>(row: &QueryResult, column: &str) -> Result<C> {
    Ok(row.try_get::<String>("", column)?.parse()?)
}

pub(crate) fn code_opt<C: FromStr<Err = UnknownCode>>(row: &QueryResult, column: &str) -> Result<Option<C>> {
    Ok(row.try_get::<Option<String>>("", column)?.map(|text| text.parse()).transpose()?)
}

/// A counter kept in an `integer` column.
pub(crate) fn small<N: TryFrom<i32>>(row: &QueryResult, column: &str) -> Result<N> {
    N::try_from(row.try_get::<i32>("", column)?)
        .map_err(|_| Error::corrupt(format!("{column} is out of range")))
}
