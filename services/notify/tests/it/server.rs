//! A small SMTP server: speaks to one client after another and keeps what it was given.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Accepts,
    KnowsNobody,
    Busy,
    HangsUp,
    WantsSignIn,
}

/// A letter as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) commands: Vec<String>,
    pub(crate) data: String,
}

pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    pub(crate) async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!(
            "smtp://127.0.0.1:{}?from=mcu@district.example",
            listener.local_addr().expect("a bound listener").port()
        );
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, mood, Arc::clone(&kept)));
            }
        });
        Self { url, received }
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test panics here").clone()
    }
}

async fn converse(stream: TcpStream, mood: Mood, kept: Arc<Mutex<Vec<Received>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    if mood == Mood::HangsUp {
        return;
    }
    write.write_all(b"220 post.example ready\r\n").await.expect("the client listens");
    let mut commands = Vec::new();
    while let Ok(Some(line)) = lines.next_line().await {
        commands.push(line.clone());
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("MAIL", Mood::WantsSignIn) => "530 5.7.0 sign in first",
            ("RCPT", Mood::KnowsNobody) => "550 5.1.1 no such mailbox",
            ("RCPT", Mood::Busy) => "451 4.3.0 come back later",
            ("EHLO", _) => "250-post.example\r\n250 8BITMIME",
            ("DATA", _) => {
                write.write_all(b"354 go on\r\n").await.expect("the client listens");
                let mut data = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    data += &(line + "\n");
                }
                kept.lock()
                    .expect("no test panics here")
                    .push(Received { commands: std::mem::take(&mut commands), data });
                "250 taken"
            }
            ("QUIT", _) => "221 bye",
            _ => "250 fine",
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}
