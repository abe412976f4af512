//! E-mail over SMTP. A repeat of one notice carries the same Message-ID, so that the receiver can drop it.

use std::time::Duration;

use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::Error;

const TIMEOUT: Duration = Duration::from_secs(30);
const LONGEST_SUBJECT: usize = 200;
const SENDER_NAME: &str = "Отклик";

/// One letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Address of the recipient.
    pub to: String,
    /// What stands in the list of letters.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same for every attempt of this notice: `01890a5d-…@otklik`, without angle brackets.
    pub message_id: String,
}

/// Sends letters by one SMTP server; cheap to clone.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Reads `smtp(s)://[user:password@]host[:port][?from=address][&tls=required|opportunistic]`; connects when the
    /// first letter is sent. Without `from` letters come from `otklik@host`.
    pub fn connect(smtp_url: &str) -> Result<Self, Error> {
        let wrong = |reason: String| Error::GiveUp(format!("address of the mail server: {reason}"));
        if sends_password_in_clear(smtp_url) {
            return Err(wrong(
                "the password would travel in clear; use smtps:// or ?tls=required".to_owned(),
            ));
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)
            .map_err(|error| wrong(error.to_string()))?
            .timeout(Some(TIMEOUT))
            .build();
        let address = parameter(smtp_url, "from").unwrap_or_else(|| format!("otklik@{}", host(smtp_url)));
        let address: Address =
            address.parse().map_err(|error| wrong(format!("sender {address:?}: {error}; say ?from=")))?;
        Ok(Self { transport, from: Mailbox::new(Some(SENDER_NAME.to_owned()), address) })
    }

    /// Whether the server answers and takes the sign-in; for `doctor`.
    pub async fn check(&self) -> Result<(), Error> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::Retry("the mail server does not answer".to_owned())),
            Err(error) => Err(judged(&error)),
        }
    }

    /// Hands one letter to the server.
    pub async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let message = self.message(mail)?;
        self.transport.send(message).await.map(drop).map_err(|error| judged(&error))
    }

    fn message(&self, mail: &Mail) -> Result<Message, Error> {
        let give_up = |what: &str, why: String| Error::GiveUp(format!("{what}: {why}"));
        let to: Address =
            mail.to.trim().parse().map_err(|_| give_up("recipient", "not an address".to_owned()))?;
        let id = self.message_id(&mail.message_id)?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&mail.subject))
            .message_id(Some(id))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|error| give_up("letter", error.to_string()))
    }

    fn message_id(&self, id: &str) -> Result<String, Error> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '=' | '@');
        if id.is_empty() || !id.chars().all(allowed) || id.matches('@').count() > 1 {
            return Err(Error::GiveUp(format!("message id {id:?} cannot stand in a header")));
        }
        let whole =
            if id.contains('@') { id.to_owned() } else { format!("{id}@{}", self.from.email.domain()) };
        Ok(format!("<{whole}>"))
    }
}

/// A header is one line: whatever could end it becomes a space.
fn one_line(text: &str) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_SUBJECT).collect()
}

/// Only a final «no» to this very letter is final; a refused sign-in is our configuration and will be mended.
fn judged(error: &smtp::Error) -> Error {
    const SIGN_IN: [u16; 5] = [530, 534, 535, 538, 454];
    let refused_letter =
        error.is_permanent() && !error.status().is_some_and(|code| SIGN_IN.contains(&u16::from(code)));
    let mut why = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        why = format!("{why}: {cause}");
        source = cause.source();
    }
    if refused_letter { Error::GiveUp(why) } else { Error::Retry(why) }
}

/// The part of a URL between scheme and path: user, password, host and port.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn host(url: &str) -> &str {
    let place = authority(url);
    let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
    match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, _)) => v6,
        None => place.rsplit_once(':').map_or(place, |(host, _)| host),
    }
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.replace("%40", "@").replace("%2B", "+").replace("%2b", "+"))
}

fn sends_password_in_clear(url: &str) -> bool {
    let protected = url.starts_with("smtps://") || parameter(url, "tls").is_some_and(|tls| tls == "required");
    authority(url).contains('@') && !protected && !matches!(host(url), "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_comes_from_the_address() {
        let sender = |url: &str| Mailer::connect(url).map(|mailer| mailer.from.email.to_string());
        assert_eq!(sender("smtps://a:b@mail.example:465").unwrap(), "otklik@mail.example");
        assert_eq!(
            sender("smtp://mail.example?from=mcu%40district.example&tls=required").unwrap(),
            "mcu@district.example"
        );
        for bad in ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?from=x"] {
            assert!(matches!(sender(bad), Err(Error::GiveUp(_))), "{bad}");
        }
    }

    #[test]
    fn a_password_never_travels_in_clear() {
        assert!(Mailer::connect("smtp://user:secret@mail.example:25").is_err());
        assert!(Mailer::connect("smtp://user:secret@mail.example:25?tls=opportunistic").is_err());
        assert!(Mailer::connect("smtp://user:secret@mail.example?tls=required").is_ok());
        assert!(Mailer::connect("smtp://user:secret@127.0.0.1:25?from=a@b.example").is_ok());
    }

    #[test]
    fn an_error_text_does_not_repeat_the_password() {
        let error = Mailer::connect("smtp://user:secret@mail.example:25").unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
