//! Enumerations for external data: an unknown value is kept and shown as text, so that an old
//! portal can read a newer tree.

/// Defines an enum whose variants have a published code, with an additional variant
/// `Unknown(String)`. With a Chinese and an English name after each code, it has terms as well:
/// `zh`, `en` and `from_term`.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$vdoc:meta])* $variant:ident = $code:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A value this version does not know; shown unchanged.
            Unknown(String),
        }

        impl $name {
            /// Every value this version knows, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The published code.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Unknown(code) => code,
                }
            }

            /// Parses a published code; an unknown one becomes `Unknown`.
            pub fn from_code(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)+
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                Ok(Self::from_code(&code))
            }
        }
    };
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$vdoc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+
        }
    ) => {
        $crate::open_enum! {
            $(#[$doc])*
            $name {
                $($(#[$vdoc])* #[doc = $zh] $variant = $code;)+
            }
        }

        impl $name {
            /// The Chinese term.
            pub fn zh(&self) -> &str {
                match self {
                    $(Self::$variant => $zh,)+
                    Self::Unknown(code) => code,
                }
            }

            /// The English term.
            pub fn en(&self) -> &str {
                match self {
                    $(Self::$variant => $en,)+
                    Self::Unknown(code) => code,
                }
            }

            /// Parses what an office writes: the code, the Chinese or the English term. `None` if
            /// it is none of these.
            pub fn from_term(term: &str) -> Option<Self> {
                let term = term.trim();
                $(if term == $zh || term.eq_ignore_ascii_case($en) || term.eq_ignore_ascii_case($code) {
                    return Some(Self::$variant);
                })+
                None
            }
        }
    };
}

pub(crate) use open_enum;
