//! What people do to become members and to stay them, told with the operations alone; the pages have stories of their own.

extern crate guildhall_app as app;

#[path = "people/kit.rs"]
mod kit;

#[path = "people/account.rs"]
mod account;
#[path = "people/coming.rs"]
mod coming;
#[path = "people/office.rs"]
mod office;
#[path = "people/signing_in.rs"]
mod signing_in;
