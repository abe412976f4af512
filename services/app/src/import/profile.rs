//! Profiles of outside files: from the catalogue or from a file that a clerk wrote.

use otklik_intake::profile::{self, Profile, ProfileFile};
use otklik_storage::Tx;
use otklik_workflow::yaml::{self, Defect};

use crate::Error;

/// The kind under which profiles stand among the platform's templates.
pub const TEMPLATE: &str = "import_profile";

/// A profile, or everything that is wrong with its file at once.
pub fn parse(file: &str, source: &str) -> Result<Profile, Vec<Defect>> {
    let read: ProfileFile = yaml::read(file, source)?;
    Profile::check(&read).map_err(|defects| {
        let told = |defect: profile::Defect| {
            let message = format!("{}: {}", defect.path, defect.message);
            Defect::new(file, line_of(source, &defect.path), defect.code, message)
        };
        defects.into_iter().map(told).collect()
    })
}

/// The profiles of the catalogue that a tenant sees, by name.
pub async fn all(tx: &Tx) -> Result<Vec<Profile>, Error> {
    let mut profiles = Vec::new();
    for (name, source) in tx.templates(TEMPLATE).await? {
        let broken = |defects: Vec<Defect>| {
            let lines: Vec<String> = defects.iter().map(ToString::to_string).collect();
            Error::Internal(format!("import profile {name} has defects: {}", lines.join("; ")))
        };
        profiles.push(parse(&name, &source).map_err(broken)?);
    }
    profiles.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(profiles)
}

/// The profile of this name.
pub async fn named(tx: &Tx, name: &str) -> Result<Profile, Error> {
    let found = all(tx).await?.into_iter().find(|profile| profile.name == name);
    found.ok_or_else(|| unknown(name))
}

/// No such profile.
pub(crate) fn unknown(name: &str) -> Error {
    let message = format!("Профиля загрузки «{name}» нет. Выберите его из списка.");
    Error::invalid("PROFILE_UNKNOWN", "profile", message)
}

/// The first line that holds the last key of a path; 0 where the file lacks it.
fn line_of(source: &str, path: &str) -> u64 {
    let key = format!("{}:", path.rsplit('.').next().unwrap_or(path));
    let found = source.lines().zip(1..).find(|(line, _)| line.trim_start().starts_with(&key));
    found.map_or(0, |(_, number)| number)
}

#[cfg(test)]
mod tests {
    use otklik_policies::catalogue::{Kind, entries};

    use super::*;

    #[test]
    fn every_profile_of_the_catalogue_is_good_and_bears_its_name() {
        let profiles: Vec<_> = entries().iter().filter(|entry| entry.kind == Kind::ImportProfile).collect();
        assert_eq!(profiles.len(), 2);
        for entry in profiles {
            assert_eq!(parse(entry.path, entry.source).unwrap().name, entry.name);
        }
    }

    #[test]
    fn a_defect_names_its_line() {
        let entry = otklik_policies::catalogue::find(Kind::ImportProfile, "plain").unwrap();
        let source = entry.source.replace("channel: OFFICIAL_PAGE", "channel: FAX");
        let defects = parse("mine.yaml", &source).unwrap_err();
        let line = source.lines().position(|line| line.starts_with("channel:")).unwrap() as u64 + 1;
        assert_eq!((defects.len(), defects[0].line, defects[0].code), (1, line, "PROFILE_UNKNOWN_WORD"));
        assert!(defects[0].message.contains("«FAX»") && defects[0].message.contains("INCIDENT_MANAGEMENT"));
    }
}
