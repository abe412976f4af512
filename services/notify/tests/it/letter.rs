//! Letters as the server receives them.

use otklik_notify::{Error, Mail, Mailer};

use crate::server::{Mood, Server};

fn mail() -> Mail {
    Mail {
        to: "executor@body.example".to_owned(),
        subject: "Вам назначено: КИЛ-2026-000123".to_owned(),
        text: "Первая строка\n.\nТретья строка\n".to_owned(),
        message_id: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
    }
}

async fn sent(mood: Mood, mail: &Mail) -> (Server, Result<(), Error>) {
    let server = Server::start(mood).await;
    let result = Mailer::connect(&server.url).expect("an address").send(mail).await;
    (server, result)
}

fn header<'a>(data: &'a str, name: &str) -> Vec<&'a str> {
    let head = data.split("\n\n").next().unwrap_or_default();
    head.lines().filter_map(|line| line.strip_prefix(name)).collect()
}

#[tokio::test]
async fn a_letter_arrives_whole_and_a_repeat_has_the_same_id() {
    let server = Server::start(Mood::Accepts).await;
    let mailer = Mailer::connect(&server.url).unwrap();
    mailer.check().await.unwrap();
    mailer.send(&mail()).await.unwrap();
    mailer.send(&mail()).await.unwrap();
    let received = server.received();
    assert_eq!(received.len(), 2);
    for letter in &received {
        assert!(
            letter.commands.iter().any(|line| line == "RCPT TO:<executor@body.example>"),
            "{:?}",
            letter.commands
        );
        assert_eq!(
            header(&letter.data, "Message-ID: "),
            ["<01890a5d-ac96-774b-bcce-b302099a8057@district.example>"]
        );
        assert_eq!(header(&letter.data, "Auto-Submitted: "), ["auto-generated"]);
        assert_eq!(header(&letter.data, "To: "), ["executor@body.example"]);
    }
}

#[tokio::test]
async fn no_header_can_be_slipped_in() {
    let subject = "Тема\r\nBcc: all@body.example\r\n\r\nдругой текст".to_owned();
    let (server, result) = sent(Mood::Accepts, &Mail { subject, ..mail() }).await;
    result.unwrap();
    let letter = server.received().remove(0);
    assert!(header(&letter.data, "Bcc").is_empty(), "{}", letter.data);
    let recipients = letter.commands.iter().filter(|line| line.starts_with("RCPT")).count();
    assert_eq!(recipients, 1);

    for to in ["a@b.example\r\nBcc: all@body.example", "a@b.example, c@d.example", "Имя <a@b.example>", ""]
    {
        let (server, result) = sent(Mood::Accepts, &Mail { to: to.to_owned(), ..mail() }).await;
        assert!(matches!(result, Err(Error::GiveUp(_))), "{to:?}");
        assert!(server.received().is_empty());
    }
    for id in ["", "a b", "a>\r\nBcc: x@y.example", "a@b@c", "ключ"] {
        let (_, result) = sent(Mood::Accepts, &Mail { message_id: id.to_owned(), ..mail() }).await;
        assert!(matches!(result, Err(Error::GiveUp(_))), "{id:?}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_what_will_not_is_given_up() {
    assert!(
        matches!(sent(Mood::KnowsNobody, &mail()).await.1, Err(Error::GiveUp(why)) if why.contains("550"))
    );
    assert!(matches!(sent(Mood::Busy, &mail()).await.1, Err(Error::Retry(why)) if why.contains("451")));
    assert!(matches!(sent(Mood::HangsUp, &mail()).await.1, Err(Error::Retry(_))));
    assert!(matches!(sent(Mood::WantsSignIn, &mail()).await.1, Err(Error::Retry(_))));
    let nobody = Mailer::connect("smtp://127.0.0.1:1?from=a@b.example").unwrap();
    assert!(matches!(nobody.send(&mail()).await, Err(Error::Retry(_))));
    assert!(matches!(nobody.check().await, Err(Error::Retry(_))));
}
