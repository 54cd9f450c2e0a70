//! How a command fails: words for whoever sits at the console, and an exit code.

use std::fmt;
use std::process::ExitCode;

use domain::problem::Fault as FormFault;
use i18n::Lang;

use crate::config::ConfigFault;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It was asked wrongly: exit code 2.
    Usage(String),
    /// It could not be done: exit code 1.
    Failed(String),
    /// It was done, and what it found is not well: exit code 1, and everything is said already.
    Found,
}

impl Fault {
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) | Self::Found => 1,
        }
    }

    pub(crate) fn exit(&self) -> ExitCode {
        ExitCode::from(self.code())
    }

    /// Something around a file went wrong.
    pub(crate) fn at(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Failed(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(words) | Self::Failed(words) => f.write_str(words),
            Self::Found => Ok(()),
        }
    }
}

impl From<ConfigFault> for Fault {
    fn from(fault: ConfigFault) -> Self {
        Self::Usage(fault.to_string())
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<app::Error> for Fault {
    fn from(error: app::Error) -> Self {
        match &error {
            app::Error::Invalid(problems) => {
                let lines: Vec<String> = problems
                    .iter()
                    .map(|(field, fault)| format!("{field}: {}", words(fault)))
                    .collect();
                Self::Usage(lines.join("\n"))
            }
            app::Error::Conflict(key) | app::Error::Forbidden(key) => {
                Self::Failed(i18n::text(Lang::English, key).to_string())
            }
            other => Self::Failed(other.to_string()),
        }
    }
}

/// The sentence of a fault of a form.
fn words(fault: FormFault) -> String {
    let number = fault.number.unwrap_or_default();
    i18n::text_with(Lang::English, fault.key, &[("n", number.into())])
}
