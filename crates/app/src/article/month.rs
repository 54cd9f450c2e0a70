//! The month of an address.

use base::Moment;
use domain::site::Site;
use jiff::tz::TimeZone;

/// The year and month of a moment where the site reads.
pub(crate) fn month_of(site: &Site, at: Moment) -> (i16, i8) {
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let date = zone.to_datetime(at.timestamp()).date();
    (date.year(), date.month())
}
