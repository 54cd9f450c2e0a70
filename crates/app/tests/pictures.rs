//! What becomes of pictures, told with the operations alone; the pages have stories of their own.

extern crate guildhall_app as app;

#[cfg(test)]
#[path = "pictures/kit.rs"]
mod kit;

#[cfg(test)]
#[path = "pictures/bringing.rs"]
mod bringing;
#[cfg(test)]
#[path = "pictures/going.rs"]
mod going;
#[cfg(test)]
#[path = "pictures/showing.rs"]
mod showing;
