//! Counts connections, in all and by network (R81).

use crate::network::Network;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many connections there are.
#[derive(Debug)]
pub(crate) struct Census {
    all: usize,
    per_network: u32,
    count: Mutex<Count>,
}

#[derive(Debug, Default)]
struct Count {
    all: usize,
    networks: HashMap<Network, u32>,
}

/// Why a connection is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// There are as many as the server takes.
    House,
    /// This network has its share.
    Network,
}

impl Census {
    pub(crate) fn new(all: usize, per_network: u32) -> Arc<Self> {
        Arc::new(Self {
            all,
            per_network,
            count: Mutex::default(),
        })
    }

    /// A place for one more connection; `None` for a network that is not counted.
    pub(crate) fn enter(self: &Arc<Self>, network: Option<Network>) -> Result<Place, Full> {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.all >= self.all {
            return Err(Full::House);
        }
        if let Some(network) = network {
            let here = count.networks.entry(network).or_insert(0);
            if *here >= self.per_network {
                return Err(Full::Network);
            }
            *here += 1;
        }
        count.all += 1;
        drop(count);
        Ok(Place {
            census: Arc::clone(self),
            network,
        })
    }
}

/// One connection's place; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    census: Arc<Census>,
    network: Option<Network>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut count = self
            .census
            .count
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        count.all = count.all.saturating_sub(1);
        let Some(network) = self.network else { return };
        if let Some(here) = count.networks.get_mut(&network) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                count.networks.remove(&network); // The map is as long as there are connections.
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_gets_its_share_and_the_house_its_whole() {
        let census = Census::new(3, 2);
        let (a, b) = (Some(Network::V4(1)), Some(Network::V4(2)));

        let first = census.enter(a).unwrap();
        let _second = census.enter(a).unwrap();
        assert_eq!(census.enter(a).unwrap_err(), Full::Network);
        let _third = census.enter(b).unwrap();
        assert_eq!(census.enter(b).unwrap_err(), Full::House);

        drop(first);
        let _again = census.enter(a).unwrap();
        assert_eq!(census.enter(None).unwrap_err(), Full::House);
    }

    #[test]
    fn nothing_is_remembered_of_networks_that_left() {
        let census = Census::new(10, 2);

        drop(census.enter(Some(Network::V6(7))).unwrap());

        assert!(census.count.lock().unwrap().networks.is_empty());
    }
}
