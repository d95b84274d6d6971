//! Enumerations for external data: an unknown value is kept and shown as text, so that an old
//! portal can read a newer tree.

/// Defines an enum whose variants have a published code and a name in both languages, with an
/// additional variant `Unknown(String)`.
macro_rules! open_enum {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$vdoc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = $zh] $variant,)+
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

            /// Parses a published code; an unknown one becomes `Unknown`.
            pub fn from_code(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)+
                    other => Self::Unknown(other.to_owned()),
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
}

pub(crate) use open_enum;
