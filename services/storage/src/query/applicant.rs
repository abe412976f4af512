//! The applicant of a case: sealed on the way in, opened for a stated purpose only, and never without a trace.
//!
//! One row per case, AES-256-GCM under a data key of the tenant, which the master key wraps. The name of the row is
//! part of what is sealed, so that a blob moved to another row or tenant does not open.

use otklik_domain::audit::Actor;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::id::{ApplicantId, SubjectId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use zeroize::Zeroizing;

use super::rowset::{Columns, Kind as Is, Row};
use crate::error::{Doing, Error, Result};
use crate::keys::DataKey;
use crate::table::{applicant, tenant_key};
use crate::tx::Tx;

const FIRST_KEY: i32 = 1;

impl Tx {
    /// Seals the applicant of a case; a second one of the same case is a conflict.
    pub async fn seal_applicant(&self, subject: SubjectId, person: &Applicant) -> Result<ApplicantId> {
        self.texts_are_open()?;
        let tenant = self.tenant_id()?;
        let (key_id, key) = self.newest_key(tenant).await?;
        let id: ApplicantId = self.new_id();
        let plain = Zeroizing::new(serde_json::to_vec(person)?);
        let row = applicant::ActiveModel {
            tenant_id: Set(tenant.0),
            id: Set(id.0),
            subject_id: Set(subject.0),
            key_id: Set(key_id),
            sealed: Set(key.seal(&name_of_applicant(tenant, id), &plain)?),
        };
        row.insert(self.db()).await.doing(|| format!("seal the applicant of {subject}"))?;
        Ok(id)
    }

    /// Seals the applicants of many cases in one statement.
    pub(crate) async fn seal_applicants(&self, people: &[(SubjectId, &Applicant)]) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("id", Is::Id),
            ("subject_id", Is::Id),
            ("key_id", Is::Int),
            ("sealed", Is::Bytes),
        ];
        self.texts_are_open()?;
        if people.is_empty() {
            return Ok(());
        }
        let tenant = self.tenant_id()?;
        let (key_id, key) = self.newest_key(tenant).await?;
        let rows = people.iter().map(|(subject, person)| {
            let id: ApplicantId = self.new_id();
            let plain = Zeroizing::new(serde_json::to_vec(person)?);
            Ok(Row::default()
                .id("tenant_id", tenant)
                .id("id", id)
                .id("subject_id", *subject)
                .int("key_id", key_id)
                .bytes("sealed", &key.seal(&name_of_applicant(tenant, id), &plain)?))
        });
        self.put_rows("applicant", WRITTEN, rows.collect::<Result<_>>()?).await
    }

    /// Opens the applicant of a case; the audit log gets who, when and what for, in the same transaction.
    pub async fn reveal_applicant(
        &self,
        subject: SubjectId,
        actor: Actor,
        purpose: RevealPurpose,
    ) -> Result<Option<Applicant>> {
        self.texts_are_open()?;
        let tenant = self.tenant_id()?;
        let Some(row) = self.applicant_row(subject).await? else { return Ok(None) };
        let id = ApplicantId(row.id);
        self.audit(actor, "applicant.reveal", Some(subject), &json!({ "applicant": id, "purpose": purpose }))
            .await?;
        let key = self.key(tenant, row.key_id).await?;
        let plain = key.open(&name_of_applicant(tenant, id), &row.sealed)?;
        Ok(Some(serde_json::from_slice(&plain)?))
    }

    /// Whether a case has an applicant.
    pub async fn has_applicant(&self, subject: SubjectId) -> Result<bool> {
        self.texts_are_open()?;
        let found = applicant::Entity::find()
            .filter(applicant::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(applicant::Column::SubjectId.eq(subject.0))
            .count(self.db())
            .await
            .doing(|| format!("ask for the applicant of {subject}"))?;
        Ok(found > 0)
    }

    async fn applicant_row(&self, subject: SubjectId) -> Result<Option<applicant::Model>> {
        applicant::Entity::find()
            .filter(applicant::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(applicant::Column::SubjectId.eq(subject.0))
            .one(self.db())
            .await
            .doing(|| format!("read the applicant of {subject}"))
    }

    async fn key(&self, tenant: TenantId, key_id: i32) -> Result<DataKey> {
        let row = tenant_key::Entity::find_by_id((tenant.0, key_id))
            .one(self.db())
            .await
            .doing(|| format!("read key {key_id} of {tenant}"))?
            .ok_or_else(|| Error::corrupt(format!("{tenant} has no key {key_id}")))?;
        self.store().shared.keys.unwrap(&row.wrapped, &name_of_key(tenant, key_id))
    }

    /// The key that new rows are sealed by; the first one is made when it is first needed.
    async fn newest_key(&self, tenant: TenantId) -> Result<(i32, DataKey)> {
        if let Some(found) = self.stored_key(tenant).await? {
            return Ok(found);
        }
        let keys = &self.store().shared.keys;
        let row = tenant_key::ActiveModel {
            tenant_id: Set(tenant.0),
            key_id: Set(FIRST_KEY),
            wrapped: Set(keys.wrap(&DataKey::random(), &name_of_key(tenant, FIRST_KEY))?),
            created_at: Set(self.now().get()),
        };
        // Two acts may make the first key at once: the second waits, writes nothing and reads the key of the first.
        let first_wins = OnConflict::columns([tenant_key::Column::TenantId, tenant_key::Column::KeyId])
            .do_nothing()
            .to_owned();
        tenant_key::Entity::insert(row)
            .on_conflict(first_wins)
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("make the key of {tenant}"))?;
        self.stored_key(tenant)
            .await?
            .ok_or_else(|| Error::bug(format!("the key of {tenant} was made and is not there")))
    }

    async fn stored_key(&self, tenant: TenantId) -> Result<Option<(i32, DataKey)>> {
        let row = tenant_key::Entity::find()
            .filter(tenant_key::Column::TenantId.eq(tenant.0))
            .order_by_desc(tenant_key::Column::KeyId)
            .one(self.db())
            .await
            .doing(|| format!("read the key of {tenant}"))?;
        let Some(row) = row else { return Ok(None) };
        let key = self.store().shared.keys.unwrap(&row.wrapped, &name_of_key(tenant, row.key_id))?;
        Ok(Some((row.key_id, key)))
    }
}

fn name_of_applicant(tenant: TenantId, id: ApplicantId) -> Vec<u8> {
    format!("{tenant}|applicant|{}", id.0).into_bytes()
}

fn name_of_key(tenant: TenantId, key_id: i32) -> Vec<u8> {
    format!("{tenant}|tenant_key|{key_id}").into_bytes()
}
