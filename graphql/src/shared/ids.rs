//! Ids as clients see them: `case:<uuid>`.

use async_graphql::ID;
use otklik_domain::id::RequestId;
use uuid::Uuid;

use super::error::Failure;

/// Reads an id. Garbage and an id of another kind become the id that nothing ever has, so that they take the same
/// way as an unknown one and are answered with the same bytes.
pub fn read<T: std::str::FromStr + From<Uuid>>(id: &ID) -> T {
    id.as_str().parse().unwrap_or_else(|_| T::from(Uuid::nil()))
}

/// Reads an id that may be absent.
pub fn read_some<T: std::str::FromStr + From<Uuid>>(id: Option<&ID>) -> Option<T> {
    id.map(read)
}

/// Writes an id.
pub fn write(id: impl std::fmt::Display) -> ID {
    ID(id.to_string())
}

/// Reads what the client made to make a repeat harmless: a bare UUID, or `request:<uuid>`.
pub fn request(id: &ID) -> Result<RequestId, Failure> {
    let text = id.as_str();
    Uuid::try_parse(text.strip_prefix("request:").unwrap_or(text))
        .map(RequestId)
        .map_err(|_| Failure::bad_input("BAD_REQUEST_ID", "requestId", "requestId должен быть UUID."))
}

#[cfg(test)]
mod tests {
    use otklik_domain::id::{CaseId, UserId};

    use super::*;

    #[test]
    fn garbage_and_another_kind_read_as_nobody() {
        let case = CaseId(Uuid::from_u128(7));
        assert_eq!(read::<CaseId>(&write(case)), case);
        for text in ["", "case:", "user:00000000-0000-0000-0000-000000000007", "case:7", "00000000"] {
            assert_eq!(read::<CaseId>(&ID(text.into())), CaseId(Uuid::nil()), "{text}");
        }
        assert_eq!(read_some::<UserId>(None), None);
    }

    #[test]
    fn a_request_id_is_a_uuid() {
        let id = Uuid::from_u128(9);
        assert_eq!(request(&ID(id.to_string())).unwrap(), RequestId(id));
        assert_eq!(request(&write(RequestId(id))).unwrap(), RequestId(id));
        assert!(request(&ID("7".into())).is_err());
    }
}
