//! Every file of the catalogue, embedded: `migrate` imports these as immutable rows of the platform.

use otklik_domain::role::Role;

otklik_domain::codes! {
    /// What a file of the catalogue is.
    pub enum Kind {
        /// The casbin model.
        Model = "model",
        /// The rights of one role.
        Role = "role",
        /// A workflow definition.
        Definition = "definition",
        /// A production calendar of a year, the default office hours, or the days off of a floating holiday.
        Calendar = "calendar",
        /// Product topics.
        Topics = "topics",
        /// What the topics of an outside system are here.
        TopicMapping = "topic_mapping",
        /// How the columns of an outside file become fields.
        ImportProfile = "import_profile",
        /// What a centre's founding act says, or settings over one (`demo/…`).
        TenantTemplate = "tenant_template",
    }
}

/// One file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its name within the kind: the file without folder of the kind and ending.
    pub name: &'static str,
    /// Where it stands, seen from the folder of the catalogue.
    pub path: &'static str,
    /// Its text.
    pub source: &'static str,
}

macro_rules! entries {
    ($($kind:ident $name:literal $path:literal),+ $(,)?) => {
        &[$(Entry {
            kind: Kind::$kind,
            name: $name,
            path: $path,
            source: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }),+]
    };
}

const ENTRIES: &[Entry] = entries![
    Model "model" "model.conf",
    Role "coordinator" "roles/coordinator.csv",
    Role "executor" "roles/executor.csv",
    Role "organization_head" "roles/organization_head.csv",
    Role "block_lead" "roles/block_lead.csv",
    Role "manager" "roles/manager.csv",
    Role "curator" "roles/curator.csv",
    Role "head_of_administration" "roles/head_of_administration.csv",
    Role "publisher" "roles/publisher.csv",
    Role "registrar" "roles/registrar.csv",
    Role "signer" "roles/signer.csv",
    Role "tenant_administrator" "roles/tenant_administrator.csv",
    Role "regional_duty" "roles/regional_duty.csv",
    Role "regional_analyst" "roles/regional_analyst.csv",
    Definition "message_incident" "workflows/message_incident.yaml",
    Definition "appeal_59fz" "workflows/appeal_59fz.yaml",
    Calendar "default" "calendars/default.yaml",
    Calendar "federal-2025" "calendars/federal-2025.yaml",
    Calendar "federal-2026" "calendars/federal-2026.yaml",
    Calendar "holidays-sagaalgan" "calendars/holidays-sagaalgan.yaml",
    Calendar "holidays-chaga_bayram" "calendars/holidays-chaga_bayram.yaml",
    Topics "product" "topics/product.yaml",
    TopicMapping "incident_management" "topics/incident_management.yaml",
    ImportProfile "incident_management" "imports/incident_management.yaml",
    ImportProfile "plain" "imports/plain.yaml",
    TenantTemplate "altai" "tenants/altai.yaml",
    TenantTemplate "buryatia" "tenants/buryatia.yaml",
    TenantTemplate "leningrad" "tenants/leningrad.yaml",
    TenantTemplate "mari-el" "tenants/mari-el.yaml",
    TenantTemplate "sverdlovsk" "tenants/sverdlovsk.yaml",
    TenantTemplate "ust-koksa" "tenants/ust-koksa.yaml",
    TenantTemplate "kilemary" "tenants/kilemary.yaml",
    TenantTemplate "slantsy" "tenants/slantsy.yaml",
    TenantTemplate "zaigraevo" "tenants/zaigraevo.yaml",
    TenantTemplate "kamyshlov" "tenants/kamyshlov.yaml",
    TenantTemplate "demo/ust-koksa" "tenants/demo/ust-koksa.yaml",
    TenantTemplate "demo/kilemary" "tenants/demo/kilemary.yaml",
    TenantTemplate "demo/slantsy" "tenants/demo/slantsy.yaml",
    TenantTemplate "demo/zaigraevo" "tenants/demo/zaigraevo.yaml",
    TenantTemplate "demo/kamyshlov" "tenants/demo/kamyshlov.yaml",
];

/// Every file, in the order in which an import may take them.
pub const fn entries() -> &'static [Entry] {
    ENTRIES
}

/// One file by kind and name.
pub fn find(kind: Kind, name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.kind == kind && entry.name == name)
}

/// The role files as [`crate::Authorizer::from_rules`] takes them.
pub fn roles() -> Vec<(Role, String)> {
    Role::ALL
        .iter()
        .filter_map(|role| find(Kind::Role, role.code()).map(|entry| (*role, entry.source.to_owned())))
        .collect()
}
