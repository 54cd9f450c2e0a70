//! The settings, in one typed place: flags, `GUILDHALL_…` variables, `guildhall.toml`, and what we would choose.

mod fault;
mod layer;
mod layers;
mod mask;
mod read;
mod settings;
mod show;
mod variable;

pub(crate) use fault::ConfigFault;
pub(crate) use layer::Layer;
pub(crate) use layers::is_open_to_all;
pub(crate) use read::read;
pub(crate) use settings::{Config, LogFormat};
pub(crate) use show::show;
