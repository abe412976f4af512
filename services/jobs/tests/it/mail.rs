//! A small SMTP server that takes every letter and keeps it.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Post {
    pub(crate) url: String,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Post {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound listener").port();
        let letters = Arc::default();
        let kept = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(take(stream, Arc::clone(&kept)));
            }
        });
        Self { url: format!("smtp://127.0.0.1:{port}?from=otklik@centre.example"), letters }
    }

    /// Whole letters, headers first.
    pub(crate) fn letters(&self) -> Vec<String> {
        self.letters.lock().expect("no test panics here").clone()
    }

    pub(crate) fn headers(&self, name: &str) -> Vec<String> {
        let start = format!("{name}: ");
        let header = |letter: &String| letter.lines().find_map(|l| l.strip_prefix(&start).map(str::to_owned));
        self.letters().iter().filter_map(header).collect()
    }
}

async fn take(stream: TcpStream, kept: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post.example\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let answer: &[u8] = match line.split([' ', ':']).next()? {
            "EHLO" => b"250-post.example\r\n250 8BITMIME\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut letter = String::new();
                loop {
                    let line = lines.next_line().await.ok()??;
                    if line == "." {
                        break;
                    }
                    letter += &(line + "\n");
                }
                kept.lock().expect("no test panics here").push(letter);
                b"250 taken\r\n"
            }
            _ => b"250 fine\r\n",
        };
        write.write_all(answer).await.ok()?;
    }
    Some(())
}
