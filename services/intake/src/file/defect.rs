//! What can be wrong: with a whole file, and with one row of it.

use std::io;

use super::{LARGEST_FILE, LONGEST_FIELD, LONGEST_LINE, MOST_ROWS};

/// Why a file as a whole cannot be taken; nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum FileDefect {
    /// Not a byte.
    #[error("Файл пуст. Выгрузите его заново и проверьте размер.")]
    Empty,
    /// Larger than allowed.
    #[error("Файл больше {} МБ. Разделите выгрузку по периодам и загрузите части по очереди.", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    /// More rows than allowed.
    #[error("В файле больше {MOST_ROWS} строк. Разделите выгрузку по периодам и загрузите части по очереди.")]
    TooManyRows,
    /// No row below the header.
    #[error("В файле есть только строка заголовков, данных нет. Проверьте период выгрузки.")]
    OnlyHeader,
    /// The header cannot be read.
    #[error(
        "Строка заголовков (строка {line}) не читается: {reason} Исправьте её или выгрузите файл заново."
    )]
    BadHeader {
        /// Where it stands.
        line: u64,
        /// What is wrong, a Russian sentence.
        reason: String,
    },
    /// Columns that the profile needs are not there.
    #[error(
        "Нет обязательных столбцов: {missing}. В файле есть: {found}. Исправьте заголовки в файле или имена столбцов в профиле."
    )]
    MissingColumns {
        /// Which, with the names that would do.
        missing: String,
        /// The header as it was read.
        found: String,
    },
    /// The sheet is not there.
    #[error(
        "В книге нет листа «{sheet}». Есть листы: {found}. Переименуйте лист или укажите другой в профиле."
    )]
    NoSuchSheet {
        /// Which the profile names.
        sheet: String,
        /// Which there are.
        found: String,
    },
    /// A workbook of the old format, or another file that is no table.
    #[error("Файл не похож на таблицу ({what}). Сохраните его как XLSX или как CSV в кодировке UTF-8.")]
    NotATable {
        /// What it looks like.
        what: &'static str,
    },
    /// A workbook that cannot be read.
    #[error(
        "Книга XLSX повреждена или защищена паролем. Откройте её, сохраните заново без пароля и загрузите снова."
    )]
    BrokenWorkbook,
    /// A workbook that unpacks to more than is reasonable.
    #[error("Книга XLSX слишком велика после распаковки. Разделите её на части или сохраните лист как CSV.")]
    WorkbookTooLarge,
    /// The file could not be read to its end.
    #[error("Файл не удалось прочитать до конца. Повторите загрузку.")]
    Unreadable(#[from] io::Error),
}

impl FileDefect {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "FILE_EMPTY",
            Self::TooLarge => "FILE_TOO_LARGE",
            Self::TooManyRows => "FILE_TOO_MANY_ROWS",
            Self::OnlyHeader => "FILE_ONLY_HEADER",
            Self::BadHeader { .. } => "FILE_BAD_HEADER",
            Self::MissingColumns { .. } => "FILE_MISSING_COLUMNS",
            Self::NoSuchSheet { .. } => "FILE_NO_SUCH_SHEET",
            Self::NotATable { .. } => "FILE_NOT_A_TABLE",
            Self::BrokenWorkbook => "FILE_BROKEN_WORKBOOK",
            Self::WorkbookTooLarge => "FILE_WORKBOOK_TOO_LARGE",
            Self::Unreadable(_) => "FILE_UNREADABLE",
        }
    }
}

otklik_domain::codes! {
    /// Why one row is refused.
    pub enum Code {
        /// Longer than a line may be.
        LineTooLong = "LINE_TOO_LONG",
        /// A quote is opened and never closed.
        UnclosedQuote = "UNCLOSED_QUOTE",
        /// Text follows a closing quote.
        TextAfterQuote = "TEXT_AFTER_QUOTE",
        /// A zero byte.
        NulByte = "NUL_BYTE",
        /// Written in another encoding than the file.
        WrongEncoding = "WRONG_ENCODING",
        /// Fewer fields than the header has.
        TooFewFields = "TOO_FEW_FIELDS",
        /// More fields than the header has.
        TooManyFields = "TOO_MANY_FIELDS",
        /// A field longer than allowed.
        FieldTooLong = "FIELD_TOO_LONG",
        /// A field that must be filled is empty.
        FieldEmpty = "FIELD_EMPTY",
        /// Nothing that a citizen says is left of the text.
        TextEmpty = "TEXT_EMPTY",
        /// No such day or hour exists.
        DateImpossible = "DATE_IMPOSSIBLE",
        /// Not a date in any form of the profile.
        DateUnreadable = "DATE_UNREADABLE",
        /// Received later than now.
        DateInFuture = "DATE_IN_FUTURE",
        /// The state is not in the profile.
        StateUnknown = "STATE_UNKNOWN",
        /// The row belongs to another municipality.
        OtherMunicipality = "OTHER_MUNICIPALITY",
    }
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its line in the file, from 1; of several lines the first.
    pub line: u64,
    /// Stable code.
    pub code: Code,
    /// A Russian sentence that says what to do.
    pub reason: String,
    /// The cells of the columns that the profile reads, as a line of CSV; empty where the line could not be split,
    /// because it may hold columns that are not kept.
    pub raw: String,
}

impl Refused {
    /// A refusal of a line whose cells are not known.
    pub(crate) fn new(line: u64, code: Code, reason: impl Into<String>) -> Self {
        Self { line, code, reason: reason.into(), raw: String::new() }
    }

    pub(crate) fn line_too_long(line: u64) -> Self {
        let most = LONGEST_LINE / 1024;
        Self::new(
            line,
            Code::LineTooLong,
            format!("Строка длиннее {most} КБ: так бывает, когда потерян перевод строки. Разделите её."),
        )
    }

    pub(crate) fn unclosed_quote(line: u64) -> Self {
        Self::new(
            line,
            Code::UnclosedQuote,
            "Кавычка открыта и не закрыта. Закройте её или удвойте кавычки внутри поля.",
        )
    }

    pub(crate) fn text_after_quote(line: u64) -> Self {
        Self::new(
            line,
            Code::TextAfterQuote,
            "После закрывающей кавычки идёт текст. Удвойте кавычки внутри поля: «\"\"».",
        )
    }

    pub(crate) fn nul_byte(line: u64) -> Self {
        Self::new(line, Code::NulByte, "В строке есть нулевой байт: она повреждена. Выгрузите её заново.")
    }

    pub(crate) fn wrong_encoding(line: u64, file: &str) -> Self {
        Self::new(
            line,
            Code::WrongEncoding,
            format!("Строка записана не в кодировке файла ({file}). Сохраните весь файл в одной кодировке."),
        )
    }

    pub(crate) fn field_too_long(line: u64, column: &str) -> Self {
        Self::new(
            line,
            Code::FieldTooLong,
            format!(
                "В столбце «{column}» больше {LONGEST_FIELD} знаков. Сократите текст или разделите строку."
            ),
        )
    }
}
