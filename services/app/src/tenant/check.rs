//! Checks tenant files: every defect at once with its line and what to do, and the typed plan where there is none.

mod act;
mod composition;
mod hours;
mod lines;
mod overlay;
mod part;
mod place;
mod reading;
mod settings;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::tenant::Kind;
use otklik_domain::topic::{Sphere, Topic};
use otklik_policies::catalogue;
use otklik_workflow::definition::{self, Effective};
use otklik_workflow::yaml::{self, Defect};
use serde::Deserialize;

use super::file::plan::Plan;
use super::file::{Content, TenantFile};
use part::Names;
use reading::Reading;

/// Defects that leave a plan usable: the file holds what the act says, and the act may leave much open.
const WARNINGS: &[&str] = &[
    "LEAD_WITHOUT_BLOCKS",
    "BLOCK_WITHOUT_RULE",
    "BLOCK_WITHOUT_LEAD",
    "BLOCK_LED_TWICE",
    "DIRECTION_WITHOUT_CURATOR",
    "SPHERE_WITHOUT_DIRECTION",
    "WAITS",
    "SEAT_WITHOUT_ORGANIZATION",
    "ROLE_UNHELD",
];

/// Calendars of the catalogue that hold a federal year.
const FEDERAL: &str = "federal-";
/// Calendars of the catalogue that hold the days of a movable holiday.
const HOLIDAYS: &str = "holidays-";

/// Whether a defect only warns.
pub fn is_warning(defect: &Defect) -> bool {
    WARNINGS.contains(&defect.code)
}

/// A tenant that the files need not bring along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTenant {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Code of its region.
    pub region: String,
    /// What stands before its numbers.
    pub number_prefix: String,
}

/// What a file may refer to beside itself.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Codes of the product's topics.
    pub topics: BTreeSet<String>,
    /// Codes of regional centres that may be loaded.
    pub regions: BTreeSet<String>,
    /// Names of calendars of office hours.
    pub hours: BTreeSet<String>,
    /// Names of movable holidays.
    pub holidays: BTreeSet<String>,
    /// The workflows of the product as published.
    pub definitions: BTreeMap<String, Effective>,
    /// Tenants that are loaded.
    pub tenants: Vec<KnownTenant>,
}

#[derive(Deserialize)]
struct TopicsFile {
    topics: Vec<Topic>,
}

impl Known {
    /// What the embedded catalogue brings: topics, hours, holidays, workflows, the regional centres among its
    /// templates.
    pub fn catalogue() -> Result<Self, Vec<Defect>> {
        let mut known = Self::words()?;
        for entry in catalogue::entries() {
            match entry.kind {
                catalogue::Kind::Definition => {
                    let parsed = definition::parse(entry.path, entry.source)?;
                    known.definitions.insert(entry.name.to_owned(), definition::publish(&parsed));
                }
                catalogue::Kind::TenantTemplate => known.regions.extend(regional_code(entry)?),
                _ => {}
            }
        }
        Ok(known)
    }

    /// Topics, hours and holidays of the embedded catalogue: enough to read a file that was checked before.
    fn words() -> Result<Self, Vec<Defect>> {
        let mut known = Self::default();
        for entry in catalogue::entries() {
            match entry.kind {
                catalogue::Kind::Topics => {
                    let file: TopicsFile = yaml::read(entry.path, entry.source)?;
                    known.topics.extend(file.topics.into_iter().map(|topic| topic.code));
                }
                catalogue::Kind::Calendar => known.add_calendar(entry.name),
                _ => {}
            }
        }
        Ok(known)
    }

    fn add_calendar(&mut self, name: &str) {
        if let Some(holiday) = name.strip_prefix(HOLIDAYS) {
            self.holidays.insert(holiday.to_owned());
        } else if !name.starts_with(FEDERAL) {
            self.hours.insert(name.to_owned());
        }
    }

    fn names_topic(&self, code: &str) -> bool {
        self.topics.contains(code) || code.parse::<Sphere>().is_ok()
    }
}

fn regional_code(entry: &catalogue::Entry) -> Result<Option<String>, Vec<Defect>> {
    let Content::Act(act) = super::file::read(entry.path, entry.source)?.content else { return Ok(None) };
    let Some(tenant) = act.tenant.map(|tenant| tenant.value) else { return Ok(None) };
    let regional = tenant.kind.is_some_and(|kind| kind.value == Kind::Regional.code());
    Ok(tenant.code.filter(|_| regional).map(|code| code.value))
}

/// Every defect of the files taken together, by file and line; settings go with the act of their tenant.
pub fn check(files: &[TenantFile], known: &Known) -> Vec<Defect> {
    examine(files, known).1
}

/// The tenants that the files describe, regional centres first, with what is worth a warning; or every defect.
pub fn plan(files: &[TenantFile], known: &Known) -> Result<(Vec<Plan>, Vec<Defect>), Vec<Defect>> {
    let (plans, defects) = examine(files, known);
    if defects.iter().all(is_warning) { Ok((plans, defects)) } else { Err(defects) }
}

/// The plan of a file that was applied before; it was checked then, and what stands around it may have changed.
pub(crate) fn kept(file: &TenantFile) -> Result<Plan, Vec<Defect>> {
    let mut defects = Vec::new();
    let known = Known::words()?;
    match &file.content {
        Content::Act(act) => {
            let draft = act::read(&mut Reading::new(&file.file, &mut defects), act, &known);
            draft.map(|draft| draft.plan).ok_or(defects)
        }
        Content::Settings(_) => Err(defects),
    }
}

/// A plan on its way, with the places of its names.
struct Draft {
    file: String,
    plan: Plan,
    names: Names,
}

fn examine(files: &[TenantFile], known: &Known) -> (Vec<Plan>, Vec<Defect>) {
    let mut defects = Vec::new();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for given in files {
        if let Content::Act(file) = &given.content {
            let mut reading = Reading::new(&given.file, &mut defects);
            let Some(draft) = act::read(&mut reading, file, known) else { continue };
            let code = draft.plan.tenant.code.clone();
            if let Some(first) = drafts.get(&code) {
                let message = format!(
                    "Код «{code}» уже занят файлом {}. Дайте этому муниципалитету свой код.",
                    first.file
                );
                reading.say(draft.names.tenant_line, "CODE_DUPLICATE", message);
                continue;
            }
            drafts.insert(code, draft);
        }
    }
    for given in files {
        if let Content::Settings(file) = &given.content {
            settings::lay_over(&mut Reading::new(&given.file, &mut defects), file, known, &mut drafts);
        }
    }
    for draft in drafts.values() {
        whole::check(draft, &drafts, known, &mut defects);
    }
    defects.sort();
    defects.dedup();
    let mut plans: Vec<Plan> = drafts.into_values().map(|draft| draft.plan).collect();
    plans.sort_by_key(|plan| plan.tenant.kind != Kind::Regional);
    (plans, defects)
}

#[cfg(test)]
mod tests;
