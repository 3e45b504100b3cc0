//! What is hidden before a page is first painted, where the page cannot be cleaned as it arrives.
//!
//! A style sheet cannot ask the guard. So only markup stands here that an ad system's own code
//! makes or looks for, and that nobody writes an article with.

/// Selectors of elements that hold nothing but an ad.
const CERTAIN: &[&str] = &[
    "ins.adsbygoogle",
    "[id^=\"div-gpt-ad\"]",
    "[id^=\"google_ads_iframe\"]",
    "iframe[id^=\"aswift_\"]",
    "amp-ad",
    "amp-auto-ads",
    "amp-sticky-ad",
    "[id^=\"taboola-\"]",
    ".trc_related_container",
    ".OUTBRAIN",
    ".ob-widget",
    "[id^=\"rcjsload\"]",
    "[data-google-query-id]",
    "[data-freestar-ad]",
    "gpt-ad",
];

/// The style sheet; it names no site.
pub fn stylesheet() -> String {
    CERTAIN.iter().map(|selector| format!("{selector} {{ display: none !important; }}\n")).collect()
}
