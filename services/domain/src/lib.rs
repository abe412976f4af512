//! The words of the business: types without I/O, async or a clock.
//!
//! Start with [`tenant`] (who), [`subject`] (what has deadlines), [`caller`] and [`reach`] (who may see it).

pub mod access;
pub mod audience;
pub mod audit;
pub mod caller;
pub mod case;
pub mod channel;
pub mod composition;
pub mod event;
pub mod id;
pub mod import;
pub mod notification;
pub mod organization;
pub mod page;
pub mod reach;
pub mod refusal;
pub mod reply;
pub mod role;
pub mod sector_block;
pub mod standing;
pub mod subject;
pub mod tenant;
pub mod time;
pub mod topic;

/// What the macro below expands to in other crates.
#[doc(hidden)]
pub use serde;

// The macro names this crate from everywhere, also from here.
extern crate self as otklik_domain;

/// Implements `Display`, `FromStr` and serde as text for a closed enum whose variants have one code each.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::serde::Serialize, $crate::serde::Deserialize,
        )]
        #[serde(crate = "otklik_domain::serde")]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as stored and sent.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownCode { kind: stringify!($name), text: text.to_owned() }),
                }
            }
        }
    };
}

/// A text that names no value of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {kind}")]
pub struct UnknownCode {
    /// Which list was asked.
    pub kind: &'static str,
    /// What was given.
    pub text: String,
}
