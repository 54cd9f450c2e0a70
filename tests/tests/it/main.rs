//! Stories about people, and the rules of the house that these stories live in.

#[cfg(test)]
mod article;
#[cfg(test)]
mod case;
mod circle;
#[cfg(test)]
mod comment;
#[cfg(test)]
mod crawl;
#[cfg(test)]
mod draft;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod following;
#[cfg(test)]
mod fresh;
#[cfg(test)]
mod hold;
#[cfg(test)]
mod host;
#[cfg(test)]
mod house;
#[cfg(test)]
mod import;
#[cfg(test)]
mod job;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod leaving;
#[cfg(test)]
mod limit;
#[cfg(test)]
mod live;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod old_address;
#[cfg(test)]
mod origin;
#[cfg(test)]
mod person;
#[cfg(test)]
mod picture;
#[cfg(test)]
mod poll;
mod post;
#[cfg(test)]
mod pseudo;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod route;
#[cfg(test)]
mod rule;
#[cfg(test)]
mod search;
mod sent;
