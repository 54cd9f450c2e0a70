//! Values with what is secret in them left out.

/// What stands in the place of a secret.
pub(crate) const MASK: &str = "…";

/// The address of a database without its password.
pub(crate) fn database(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = match rest.split_once('/') {
        Some((authority, path)) => (authority, format!("/{path}")),
        None => (rest, String::new()),
    };
    let authority = match authority.rsplit_once('@') {
        Some((account, host)) => match account.split_once(':') {
            Some((name, _)) => format!("{name}:{MASK}@{host}"),
            None => authority.to_owned(),
        },
        None => authority.to_owned(),
    };
    format!("{scheme}://{authority}{}", query(&path))
}

/// A password may also stand among the parameters.
fn query(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, _)) if name.eq_ignore_ascii_case("password") => format!("{name}={MASK}"),
            _ => part.to_owned(),
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_left_out_wherever_it_stands() {
        assert_eq!(
            database("postgres://hall:s3cr@t@db.example:5432/hall?sslmode=require"),
            "postgres://hall:…@db.example:5432/hall?sslmode=require"
        );
        assert_eq!(
            database("postgres://hall@db/hall?Password=x&application_name=a"),
            "postgres://hall@db/hall?Password=…&application_name=a"
        );
        assert_eq!(database("postgres:///hall"), "postgres:///hall");
        assert_eq!(database(""), "");
    }
}
