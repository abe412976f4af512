//! Texts, and letters through a real SMTP conversation.

mod letter;
mod server;
mod text;
