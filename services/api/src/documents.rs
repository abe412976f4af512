//! Trusted documents: the texts that the interface was built with, by the hash under which it asks for them.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest, Sha256};

const MANIFEST: &str = include_str!("../../web/documents.json");

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadManifest {
    /// It is not the JSON that the interface writes.
    #[error("documents.json: {0}")]
    Form(#[from] serde_json::Error),
    /// A text does not have the hash under which it stands.
    #[error("documents.json: {0} is not the hash of its text")]
    Hash(String),
}

/// Which schema a document belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SchemaName {
    Tenant,
    Region,
}

/// One trusted document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub(crate) schema: SchemaName,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Every trusted document; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Documents(Arc<HashMap<String, Document>>);

impl Documents {
    /// Reads a manifest `{sha256: {schema, name, text}}` and holds each text to its hash.
    pub fn parse(manifest: &str) -> Result<Self, BadManifest> {
        let documents: HashMap<String, Document> = serde_json::from_str(manifest)?;
        match documents.iter().find(|(id, document)| hex::encode(Sha256::digest(&document.text)) != **id) {
            Some((id, _)) => Err(BadManifest::Hash(id.clone())),
            None => Ok(Self(Arc::new(documents))),
        }
    }

    /// The manifest of the interface that this binary carries.
    pub fn embedded() -> Result<Self, BadManifest> {
        Self::parse(MANIFEST)
    }

    pub(crate) fn get(&self, schema: SchemaName, id: &str) -> Option<&Document> {
        self.0.get(id).filter(|document| document.schema == schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_must_have_its_hash() {
        let text = "query Me { me { roles } }";
        let id = hex::encode(Sha256::digest(text));
        let manifest =
            serde_json::json!({ &id: { "schema": "tenant", "name": "Me", "text": text } }).to_string();
        let documents = Documents::parse(&manifest).unwrap();
        assert_eq!(documents.get(SchemaName::Tenant, &id).unwrap().name, "Me");
        assert!(documents.get(SchemaName::Region, &id).is_none());
        assert!(documents.get(SchemaName::Tenant, "me").is_none());
        let forged = manifest.replace("roles", "actions");
        assert!(matches!(Documents::parse(&forged), Err(BadManifest::Hash(hash)) if hash == id));
    }

    #[test]
    fn every_document_of_the_interface_is_one_operation_within_the_limits() {
        let documents = Documents::embedded().unwrap();
        assert!(documents.0.values().any(|document| document.schema == SchemaName::Region));
        for document in documents.0.values() {
            let parsed = otklik_graphql::parser::parse_query(&document.text).unwrap();
            let names: Vec<_> = parsed.operations.iter().filter_map(|(name, _)| name).collect();
            assert_eq!(names, [document.name.as_str()]);
            otklik_graphql::shared::limits::admit(&parsed).unwrap();
        }
    }
}
