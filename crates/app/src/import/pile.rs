//! A long list that grows without ever being copied, and gives its memory back while it is used up.

/// Things that stand together.
const CHUNK: usize = 4_096;

/// Very many things in order.
pub(super) struct Pile<T> {
    chunks: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T> Pile<T> {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push(&mut self, one: T) {
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(one),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(one);
                self.chunks.push(chunk);
            }
        }
        self.len += 1;
    }

    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.chunks.get_mut(at / CHUNK)?.get_mut(at % CHUNK)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut().flatten()
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = T> {
        self.chunks.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pile_keeps_its_order_over_all_its_chunks() {
        let mut pile = Pile::default();
        for number in 0..2 * CHUNK + 1 {
            pile.push(number);
        }
        assert_eq!(pile.len(), 2 * CHUNK + 1);
        assert_eq!(pile.get(CHUNK), Some(&CHUNK));
        assert_eq!(pile.get(2 * CHUNK + 1), None);
        *pile.get_mut(0).unwrap() = 7;
        assert!(pile.iter_mut().next() == Some(&mut 7));
        assert!(pile.into_iter().skip(1).eq(1..2 * CHUNK + 1));
    }
}
