//! Addresses that no route knows: where something was before, or nothing.

use axum::extract::OriginalUri;
use axum::response::Response;

use crate::address;
use crate::desk::Desk;
use crate::error::PageError;

/// 301 to where it is now, or 404.
pub(crate) async fn find(desk: Desk, OriginalUri(uri): OriginalUri) -> Result<Response, PageError> {
    match moved(&desk, &uri).await? {
        Some(target) => Ok(address::moved(&target)),
        None => Err(PageError::not_found()),
    }
}

/// Where something is now that some programs keep at the front, telling things apart by the query: `/?p=42`.
pub(crate) async fn by_query(desk: &Desk) -> Result<Option<String>, PageError> {
    if desk.query.is_empty() {
        return Ok(None);
    }
    let tried = format!("{}?{}", desk.path, desk.query);
    let found = desk.read(move |from, _| Ok(store::old_address::find(from, &tried)?));
    Ok(found.await?)
}

/// Where something is now that was at this address, if it can be said.
pub(crate) async fn moved(desk: &Desk, uri: &http::Uri) -> Result<Option<String>, PageError> {
    let path = percent_decoded(uri.path());
    let query = uri.query().unwrap_or_default().to_owned();
    // With its query first: that is how some programs tell things apart.
    let mut tries = Vec::new();
    if !query.is_empty() {
        tries.push(format!("{path}?{query}"));
    }
    tries.push(path.clone());
    match path.strip_suffix('/') {
        Some(bare) if !bare.is_empty() => tries.push(bare.to_owned()),
        _ => tries.push(format!("{path}/")),
    }
    // Last, in small letters, as nearly all of them were: some servers did not tell them apart.
    let small: Vec<String> = tries.iter().map(|tried| tried.to_lowercase()).collect();
    for tried in small {
        if !tries.contains(&tried) {
            tries.push(tried);
        }
    }
    Ok(desk
        .read(move |from, _| {
            for tried in &tries {
                if tried.len() <= 600
                    && let Some(target) = store::old_address::find(from, tried)?
                {
                    return Ok(Some(target));
                }
            }
            Ok(None)
        })
        .await?)
}

fn percent_decoded(path: &str) -> String {
    serving::decode::percent(path.as_bytes())
        .map_or_else(|_| path.to_owned(), |text| text.into_owned())
}
