//! What people do to become members and to stay them, told with the operations alone; the pages have stories of their own.

extern crate guildhall_app as app;

#[cfg(test)]
#[path = "people/kit.rs"]
mod kit;

#[cfg(test)]
#[path = "people/account.rs"]
mod account;
#[cfg(test)]
#[path = "people/coming.rs"]
mod coming;
#[cfg(test)]
#[path = "people/office.rs"]
mod office;
#[cfg(test)]
#[path = "people/signing_in.rs"]
mod signing_in;
