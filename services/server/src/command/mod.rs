//! The commands of the operator, one file per verb.

mod audit;
mod composition;
mod config;
mod deadline;
mod demo;
mod doctor;
mod import;
mod migrate;
mod schema;
mod serve;
mod tenant;
mod token;
mod user;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Problem, env};

/// Отклик: платформа муниципальных центров управления и ЦУР.
#[derive(Debug, Parser)]
#[command(name = "otklik", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Показ: всё в одном процессе, с выдуманными людьми и сообщениями; только на этой машине.
    Demo(demo::Arguments),
    /// Сторона HTTP (PostgreSQL).
    Serve,
    /// Сторона заданий (PostgreSQL).
    Worker,
    /// Обе стороны в одном процессе.
    All,
    /// Схема и каталог.
    #[command(subcommand)]
    Migrate(migrate::Direction),
    /// Файлы центров.
    #[command(subcommand)]
    Tenant(tenant::Verb),
    /// Когда наступит срок и почему: JSON.
    Deadline(deadline::Arguments),
    /// Загрузка файла внешней системы и сверка с ней.
    Import(import::Arguments),
    /// Люди.
    #[command(subcommand)]
    User(user::Verb),
    /// Токены.
    #[command(subcommand)]
    Token(token::Verb),
    /// Печатает схему GraphQL.
    Schema(schema::Arguments),
    /// Журнал аудита.
    #[command(subcommand)]
    Audit(audit::Verb),
    /// Действующие настройки; секреты скрыты.
    Config(config::Arguments),
    /// Проверяет установку и говорит, что исправить.
    Doctor,
}

/// Runs the command of this process.
pub async fn main() -> ExitCode {
    let cli = Cli::parse();
    let variables = env::read();
    let config = match Config::load(&variables) {
        Ok(config) => config,
        Err(problems) => return refuse(&problems),
    };
    match run(cli.command, config).await {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(arguments) => demo::run(config, arguments).await,
        Command::Serve => serve::run(config, serve::Sides::Http).await,
        Command::Worker => serve::run(config, serve::Sides::Jobs).await,
        Command::All => serve::run(config, serve::Sides::Both).await,
        Command::Migrate(direction) => migrate::run(&config, direction).await,
        Command::Tenant(verb) => tenant::run(&config, verb).await,
        Command::Deadline(arguments) => deadline::run(&config, arguments).await,
        Command::Import(arguments) => import::run(&config, arguments).await,
        Command::User(verb) => user::run(&config, verb).await,
        Command::Token(verb) => token::run(&config, verb).await,
        Command::Schema(arguments) => Ok(schema::run(&arguments)),
        Command::Audit(verb) => audit::run(&config, verb).await,
        Command::Config(arguments) => Ok(config::run(&config, &arguments)),
        Command::Doctor => doctor::run(&config).await,
    }
}

/// Prints a line for people or programs; a closed pipe ends the process quietly.
pub(crate) fn say(text: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{}", text.as_ref()).is_err() {
        std::process::exit(0);
    }
}

/// Prints why the process ends.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    let mut text = format!("Ошибка: {error}");
    for cause in error.chain().skip(1) {
        text.push_str("\n  причина: ");
        text.push_str(&cause.to_string());
    }
    complain(&text);
    ExitCode::FAILURE
}

fn refuse(problems: &[Problem]) -> ExitCode {
    complain("Настройки не годятся:");
    for problem in problems {
        complain(&format!("  {problem}"));
    }
    ExitCode::from(2)
}

fn complain(text: &str) {
    let mut err = std::io::stderr().lock();
    // Nothing is left to tell when the error stream is closed.
    let _ = writeln!(err, "{text}");
}
