//! Argon2id with the parameters of R1, and what to make of a hash that was stored.

use argon2::{
    Algorithm, Argon2, KeyId, Params, ParamsBuilder, PasswordHash, PasswordHasher,
    PasswordVerifier, Version,
};
use base::Secret;

/// Memory of one hash in KiB (R1).
const MEMORY: u32 = 19_456;

/// Passes over the memory (R1).
const PASSES: u32 = 2;

/// The most memory that a stored hash may ask for. More is not ours, and would break the promise about memory.
const MOST_MEMORY: u32 = 65_536;

/// The most passes that a stored hash may ask for.
const MOST_PASSES: u32 = 8;

/// What a password is worth against a stored hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// It is the right one.
    Yes,
    /// It is the right one, and should be hashed anew: parameters or pepper have changed since.
    YesButOld,
    /// It is wrong, or there is no hash.
    No,
}

/// How passwords are hashed here.
pub(super) struct Recipe {
    current: Argon2<'static>,
    pepper: Option<Pepper>,
    /// A hash of nobody's password, so that an account that is not there costs what one costs that is (R9).
    nobody: PasswordHash,
}

struct Pepper {
    key: Secret,
    /// Tells hashes made with this pepper from others; says nothing about it.
    id: [u8; 8],
}

impl Recipe {
    pub(super) fn new(pepper: Option<Secret>) -> argon2::password_hash::Result<Self> {
        let pepper = pepper.map(|key| Pepper {
            id: first(key.derive("password pepper id").digest().bytes()),
            key,
        });
        let mut builder = ParamsBuilder::new();
        builder.m_cost(MEMORY).t_cost(PASSES).p_cost(1);
        if let Some(pepper) = &pepper {
            builder.keyid(KeyId::new(&pepper.id)?);
        }
        let current = Argon2::new(Algorithm::Argon2id, Version::V0x13, builder.build()?);
        let nobody = current.hash_password_with_salt(Secret::new().bytes(), &salt())?;
        Ok(Self {
            current,
            pepper,
            nobody,
        })
    }

    /// The PHC string to store.
    pub(super) fn hash(&self, password: &str) -> argon2::password_hash::Result<String> {
        let seasoned = self.season(password, self.pepper.as_ref());
        self.current
            .hash_password_with_salt(&seasoned, &salt())
            .map(|hash| hash.to_string())
    }

    /// Compares. Whatever is stored, or not, a hash is computed.
    pub(super) fn verify(&self, password: &str, stored: Option<&str>) -> Verified {
        let stored = stored.and_then(|stored| PasswordHash::new(stored).ok());
        let known =
            stored.and_then(|hash| Params::try_from(&hash).ok().map(|params| (hash, params)));
        let usable = known.and_then(|(hash, params)| {
            self.pepper_of(&params).map(|pepper| (hash, params, pepper))
        });
        let Some((hash, params, pepper)) = usable else {
            let seasoned = self.season(password, self.pepper.as_ref());
            // Nobody's password is 256 random bits: the answer is known, only the time is wanted.
            let _ = self.current.verify_password(&seasoned, &self.nobody);
            return Verified::No;
        };
        let seasoned = self.season(password, pepper);
        match self.current.verify_password(&seasoned, &hash) {
            Ok(()) if self.is_current(&hash, &params) => Verified::Yes,
            Ok(()) => Verified::YesButOld,
            Err(_) => Verified::No,
        }
    }

    /// The pepper that a hash was made with, if any; `None` for a hash that cannot be checked here.
    fn pepper_of(&self, params: &Params) -> Option<Option<&Pepper>> {
        let bearable = params.m_cost() <= MOST_MEMORY
            && params.t_cost() <= MOST_PASSES
            && params.p_cost() <= 4;
        let pepper = self.pepper.as_ref();
        match params.keyid() {
            _ if !bearable => None,
            [] => Some(None),
            id => pepper.filter(|pepper| pepper.id == id).map(Some),
        }
    }

    fn is_current(&self, hash: &PasswordHash, params: &Params) -> bool {
        let ours = self.current.params();
        hash.algorithm == Algorithm::Argon2id.ident()
            && params.m_cost() >= ours.m_cost()
            && params.t_cost() >= ours.t_cost()
            && params.keyid() == ours.keyid()
    }

    /// What is hashed: the password itself, or its mark under the pepper.
    fn season(&self, password: &str, pepper: Option<&Pepper>) -> Vec<u8> {
        match pepper {
            Some(pepper) => pepper.key.sign(password.as_bytes()).bytes().to_vec(),
            None => password.as_bytes().to_vec(),
        }
    }
}

/// 16 random bytes.
fn salt() -> [u8; 16] {
    first(Secret::new().bytes())
}

fn first<const N: usize>(bytes: &[u8; 32]) -> [u8; N] {
    const { assert!(N <= 32) };
    bytes.first_chunk().copied().unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(params: Params, password: &str) -> String {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_with_salt(password.as_bytes(), &salt())
            .unwrap()
            .to_string()
    }

    #[test]
    fn a_password_counts_exactly_as_received() {
        let recipe = Recipe::new(None).unwrap();
        let long = "ä".repeat(512);
        for password in [
            "correct enough",
            " blanks at both ends ",
            "nul\0inside it",
            "😀😀😀😀😀",
            &long,
        ] {
            let hash = recipe.hash(password).unwrap();
            assert!(
                hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
                "{hash}"
            );
            assert_eq!(recipe.verify(password, Some(&hash)), Verified::Yes);
            assert_eq!(
                recipe.verify(password.trim_end_matches([' ', 'ä']), Some(&hash)) == Verified::Yes,
                password.ends_with(|c| c != ' ' && c != 'ä')
            );
        }
    }

    #[test]
    fn what_follows_the_72nd_byte_counts() {
        let recipe = Recipe::new(None).unwrap();
        let hash = recipe.hash(&format!("{}1", "x".repeat(80))).unwrap();
        assert_eq!(
            recipe.verify(&format!("{}2", "x".repeat(80)), Some(&hash)),
            Verified::No
        );
    }

    #[test]
    fn a_weaker_hash_is_right_but_old_and_a_stronger_one_stays() {
        let recipe = Recipe::new(None).unwrap();
        let weaker = stored(Params::new(1024, 2, 1, None).unwrap(), "a good one");
        let stronger = stored(Params::new(20_000, 3, 1, None).unwrap(), "a good one");
        assert_eq!(
            recipe.verify("a good one", Some(&weaker)),
            Verified::YesButOld
        );
        assert_eq!(recipe.verify("a bad one", Some(&weaker)), Verified::No);
        assert_eq!(recipe.verify("a good one", Some(&stronger)), Verified::Yes);
    }

    #[test]
    fn what_is_absent_broken_or_monstrous_is_simply_wrong() {
        let recipe = Recipe::new(None).unwrap();
        let monstrous = "$argon2id$v=19$m=4194304,t=2,p=1$YWFhYWFhYWFhYWFhYWFhYQ$5mPqQ2XhRQYTzQsgYfZ2D3S9gJ0zVvYqVwEdd1zkcwQ";
        for stored in [
            None,
            Some(""),
            Some("plain"),
            Some("$2b$12$abc"),
            Some(monstrous),
        ] {
            assert_eq!(recipe.verify("anything", stored), Verified::No);
        }
    }

    #[test]
    fn a_pepper_can_come_later_but_not_be_lost() {
        let plain = Recipe::new(None).unwrap();
        let pepper = Secret::new();
        let peppered = Recipe::new(Some(pepper.clone())).unwrap();
        let old = plain.hash("a good one").unwrap();
        let new = peppered.hash("a good one").unwrap();

        assert_eq!(
            peppered.verify("a good one", Some(&old)),
            Verified::YesButOld
        );
        assert_eq!(peppered.verify("a good one", Some(&new)), Verified::Yes);
        assert_eq!(
            Recipe::new(Some(pepper))
                .unwrap()
                .verify("a good one", Some(&new)),
            Verified::Yes
        );
        assert_eq!(plain.verify("a good one", Some(&new)), Verified::No);
        assert_eq!(
            Recipe::new(Some(Secret::new()))
                .unwrap()
                .verify("a good one", Some(&new)),
            Verified::No
        );
    }
}
