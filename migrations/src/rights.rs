//! Who may touch a table, and which of its rows: grants and policies of row-level security, PostgreSQL only.
//!
//! A policy without a setting matches nothing: an unset or emptied setting reads as NULL.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::roles::ROLES;

// The sub-select is evaluated once per statement instead of once per row.
const TENANT: &str = "(SELECT nullif(current_setting('app.tenant', true), '')::uuid)";
const REGION: &str = "(SELECT nullif(current_setting('app.region', true), '')::uuid)";
const ACCOUNT: &str = "(SELECT nullif(current_setting('app.account', true), '')::uuid)";

/// The platform's tenant: owner of the catalogue, the same in every database.
pub(crate) const PLATFORM: &str = "00000000-0000-7000-8000-000000000001";

/// A row of a subject the region may see: restricted topics are never a row for it.
pub(crate) const NOT_RESTRICTED: &str = "NOT restricted";

/// A row beside a subject that the region may see; the policy of `subject` answers inside.
pub(crate) const OF_VISIBLE_SUBJECT: &str =
    "EXISTS (SELECT 1 FROM subject s WHERE s.tenant_id = {table}.tenant_id AND s.id = {table}.subject_id)";

/// A row of the one member the region acts on.
pub(crate) const OF_ACTED_ON: &str =
    "tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::uuid)";

/// The rights to one table under construction.
pub(crate) struct Rights {
    table: &'static str,
    statements: Vec<String>,
}

/// Row-level security on, nothing granted yet.
pub(crate) fn on(table: &'static str) -> Rights {
    Rights { table, statements: vec![format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")] }
}

/// More rights to a table whose row-level security an earlier step switched on.
pub(crate) fn also_on(table: &'static str) -> Rights {
    Rights { table, statements: Vec::new() }
}

impl Rights {
    /// A tenant does `what` with its own rows.
    pub(crate) fn tenant(self, what: &str) -> Self {
        let own = format!("tenant_id = {TENANT}");
        self.grant(what, "otklik_tenant").policy("tenant", "ALL", "otklik_tenant", Some(&own), Some(&own))
    }

    /// The clockwork does `what` with every row.
    pub(crate) fn clockwork(self, what: &str) -> Self {
        self.grant(what, "otklik_clockwork").policy(
            "clockwork",
            "ALL",
            "otklik_clockwork",
            Some("true"),
            Some("true"),
        )
    }

    /// The door does `what` with every row.
    pub(crate) fn door(self, what: &str) -> Self {
        self.grant(what, "otklik_door").policy("door", "ALL", "otklik_door", Some("true"), Some("true"))
    }

    /// The door sees the rows of the one account it has named.
    pub(crate) fn door_of_account(self) -> Self {
        let one = format!("account_id = {ACCOUNT}");
        self.grant("SELECT", "otklik_door").policy("door", "SELECT", "otklik_door", Some(&one), None)
    }

    /// The region sees rows of its members for which `also` holds (`true` for all).
    pub(crate) fn region_sees(self, what: &str, also: &str) -> Self {
        let rows = format!("region_id = {REGION} AND {}", self.named(also));
        self.grant(what, "otklik_region").policy("region_sees", "SELECT", "otklik_region", Some(&rows), None)
    }

    /// The region, acting on one member, adds rows of that member.
    pub(crate) fn region_adds(self) -> Self {
        let rows = format!("region_id = {REGION} AND tenant_id = {TENANT}");
        self.grant("INSERT", "otklik_region").policy(
            "region_adds",
            "INSERT",
            "otklik_region",
            None,
            Some(&rows),
        )
    }

    /// The region, acting on one member, changes `columns` of rows for which `also` holds.
    pub(crate) fn region_changes(self, columns: &str, also: &str) -> Self {
        let rows = format!("region_id = {REGION} AND tenant_id = {TENANT} AND {}", self.named(also));
        let what = format!("UPDATE ({columns})");
        self.grant(&what, "otklik_region").policy(
            "region_changes",
            "UPDATE",
            "otklik_region",
            Some(&rows),
            Some(&rows),
        )
    }

    /// The wide policy of the catalogue: everybody reads the platform's rows, the region's and the tenant's own;
    /// a tenant does `what` with its own.
    pub(crate) fn catalogue(mut self, what: &str) -> Self {
        let rows = format!("tenant_id IN ('{PLATFORM}'::uuid, {REGION}, {TENANT})");
        for role in ROLES {
            self = self.grant("SELECT", role);
        }
        self = self.policy("catalogue", "SELECT", &ROLES.join(", "), Some(&rows), None);
        self.tenant(what)
    }

    /// Anything that fits no shape above.
    pub(crate) fn policy(
        mut self,
        name: &str,
        act: &str,
        roles: &str,
        using: Option<&str>,
        check: Option<&str>,
    ) -> Self {
        let table = self.table;
        let using = using.map(|rows| format!(" USING ({rows})")).unwrap_or_default();
        let check = check.map(|rows| format!(" WITH CHECK ({rows})")).unwrap_or_default();
        self.statements.push(format!("CREATE POLICY {name} ON {table} FOR {act} TO {roles}{using}{check}"));
        self
    }

    /// Grants without a policy: still no row is visible.
    pub(crate) fn grant(mut self, what: &str, role: &str) -> Self {
        let table = self.table;
        self.statements.push(format!("GRANT {what} ON {table} TO {role}"));
        self
    }

    fn named(&self, condition: &str) -> String {
        condition.replace("{table}", self.table)
    }
}

/// Gives the rights; does nothing on SQLite, where the process is the only user.
pub(crate) async fn give(
    manager: &SchemaManager<'_>,
    all: impl IntoIterator<Item = Rights>,
) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for rights in all {
        for statement in rights.statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

/// The tenant's own row of `tenant`, whose key is the tenant itself.
pub(crate) fn own_tenant_row() -> String {
    format!("id = {TENANT}")
}

/// The region's own row and the rows of its members in `tenant`.
pub(crate) fn member_tenant_row() -> String {
    format!("region_id = {REGION}")
}
