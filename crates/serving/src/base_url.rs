//! The site's own address, understood once. Everything that compares or builds addresses reads it from here,
//! never from a request (R5).

use http::Uri;

/// Where the site lives: scheme and authority, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    https: bool,
    authority: Box<str>,
    origin: Box<str>,
}

/// Why an address cannot be a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBaseUrl {
    /// It is not a URL.
    #[error("this is not a URL")]
    NotAUrl,
    /// Only `http` and `https` can be served.
    #[error("the address must begin with http:// or https://")]
    Scheme,
    /// Accounts in addresses do not exist here.
    #[error("the address must not name an account")]
    Account,
    /// The site owns its host from the root down.
    #[error("the address must end after the host, without a path or query")]
    Path,
}

impl BaseUrl {
    /// Understands `https://hall.example` and `https://hall.example:8443/`.
    pub fn parse(text: &str) -> Result<Self, BadBaseUrl> {
        if text.contains('#') {
            return Err(BadBaseUrl::Path);
        }
        let uri: Uri = text.parse().map_err(|_| BadBaseUrl::NotAUrl)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(BadBaseUrl::Scheme),
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(BadBaseUrl::Path);
        }
        let authority = uri.authority().ok_or(BadBaseUrl::NotAUrl)?.as_str();
        if authority.contains('@') {
            return Err(BadBaseUrl::Account);
        }
        let authority = without_default_port(authority, https).to_ascii_lowercase();
        if authority.is_empty() || authority.starts_with(':') {
            return Err(BadBaseUrl::NotAUrl);
        }
        let scheme = if https { "https" } else { "http" };
        Ok(Self {
            https,
            origin: format!("{scheme}://{authority}").into(),
            authority: authority.into(),
        })
    }

    /// Whether browsers reach the site over TLS. `Secure` cookies and HSTS hang on it.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The origin as browsers write it: lower case, no default port, no slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host, with the port unless it is the scheme's own.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether a `Host` header or `:authority` names this site.
    pub fn is_named_by(&self, authority: &str) -> bool {
        without_default_port(authority, self.https).eq_ignore_ascii_case(&self.authority)
    }
}

fn without_default_port(authority: &str, https: bool) -> &str {
    let port = if https { ":443" } else { ":80" };
    authority.strip_suffix(port).unwrap_or(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_browsers_write_its_origin() {
        let base = BaseUrl::parse("https://Hall.Example:443/").unwrap();

        assert_eq!(base.origin(), "https://hall.example");
        assert_eq!(base.authority(), "hall.example");
        assert!(base.is_https());
        assert!(!BaseUrl::parse("http://127.0.0.1:8080").unwrap().is_https());
    }

    #[test]
    fn only_a_scheme_and_a_host_make_a_base() {
        for (text, why) in [
            ("hall.example", BadBaseUrl::Scheme),
            ("ftp://hall.example", BadBaseUrl::Scheme),
            ("https://me@hall.example", BadBaseUrl::Account),
            ("https://hall.example/blog", BadBaseUrl::Path),
            ("https://hall.example/?a=1", BadBaseUrl::Path),
            ("https://hall.example/#top", BadBaseUrl::Path),
            ("https://", BadBaseUrl::NotAUrl),
            ("https://:443", BadBaseUrl::NotAUrl),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn names_are_compared_without_case_and_default_port() {
        let base = BaseUrl::parse("https://hall.example").unwrap();

        assert!(base.is_named_by("HALL.example"));
        assert!(base.is_named_by("hall.example:443"));
        assert!(!base.is_named_by("hall.example:80"));
        assert!(!base.is_named_by("hall.example."));
        assert!(!base.is_named_by("hall.example:"));
        assert!(!base.is_named_by("evil.hall.example"));
        assert!(
            BaseUrl::parse("http://[::1]:80")
                .unwrap()
                .is_named_by("[::1]")
        );
    }
}
