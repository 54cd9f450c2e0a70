//! The nouns of a community, their states, and the rules about them. Pure: no I/O, no clock.

pub mod account;
pub mod activity;
pub mod article;
pub mod blocked;
pub mod case;
pub mod comment;
pub mod conversation;
pub mod export;
pub mod following;
pub mod group;
pub mod guest;
pub mod hold;
pub mod invitation;
pub mod job;
pub mod leaving;
pub mod mail;
pub mod measure;
pub mod notification;
pub mod person;
pub mod picture;
pub mod policy;
pub mod poll;
pub mod post;
pub mod problem;
pub mod role;
pub mod search;
pub mod session;
pub mod site;
pub mod spam;
pub mod tag;
pub mod token;

pub use policy::{Guarded, Permit, Refusal, Rule, Verdict, Viewer, Visible};
pub use problem::Problems;
pub use role::{Origin, Role};
