//! What a tag adds to the totals of the boxes around it: a link that leaves the site, a field, a
//! picture, a frame of an ad system.

use super::counts::Counts;
use super::names::{self, Names};
use super::vendors;
use super::vocabulary::words;
use crate::element::Element;

/// Adds what the tag counts for its parents.
pub(super) fn count(element: &Element, host: Option<&str>, counts: &mut Counts) {
    match element.name() {
        "a" => link(element, host, counts),
        "img" | "picture" | "amp-img" => {
            let tiny = |name| {
                element
                    .attr(name)
                    .and_then(|v: &str| v.trim_end_matches("px").parse::<u32>().ok())
                    .is_some_and(|v| v <= 2)
            };
            if element.name() != "picture"
                && !(tiny("width") || tiny("height"))
                && element.attr("src") != Some("about:blank")
            {
                counts.images += 1;
            }
        }
        "figcaption" => counts.captions += 1,
        "video" | "audio" | "canvas" | "object" | "embed" | "amp-video" | "amp-youtube" => {
            counts.players += 1
        }
        "iframe" | "amp-iframe" => frame(element, counts),
        "h2" | "h3" | "h4" | "h5" | "h6" => counts.headings += 1,
        "input" | "textarea" | "select" => {
            let kind = element.attr("type").unwrap_or_default();
            let email = kind == "email"
                || ["name", "id", "placeholder", "autocomplete"]
                    .iter()
                    .any(|a| element.attr(a).is_some_and(|v| v.to_ascii_lowercase().contains("mail")));
            if kind != "hidden" {
                counts.inputs += 1;
                counts.email_inputs += u32::from(email);
            }
        }
        "button" => counts.buttons += 1,
        "li" | "article" => counts.items += 1,
        "time" => counts.times += 1,
        "script" => {
            let source = element.attr("src").unwrap_or_default();
            let named = names::of(element, "");
            if vendors::AD_HOSTS.iter().any(|host| source.contains(host))
                || ad_address(source)
                || named.has(Names::AD_WORD)
            {
                counts.slot_scripts += 1;
            } else {
                counts.scripts += 1;
            }
        }
        _ => {}
    }
}

fn frame(element: &Element, counts: &mut Counts) {
    let source = element.attr("src").or_else(|| element.attr("data-src")).unwrap_or_default();
    let title = element.attr("title").unwrap_or_default().to_ascii_lowercase();
    let named = names::of(element, "");
    let is_ad = vendors::AD_HOSTS.iter().any(|host| source.contains(host))
        || ad_address(source)
        || title == "advertisement"
        || title.contains("ad content")
        || named.has(Names::AD_VENDOR)
        || named.has(Names::AD_WORD);
    if is_ad {
        counts.ad_frames += 1;
    } else if source.is_empty() || source.starts_with("about:") {
        counts.frames += 1;
    } else {
        counts.players += 1;
    }
}

/// Does the host or path of an address say that it serves advertisements?
fn ad_address(address: &str) -> bool {
    let Some(rest) = address.split_once("//").map(|(_, rest)| rest) else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let label = host.split('.').next().unwrap_or_default();
    matches!(
        label,
        "ad" | "ads"
            | "adv"
            | "adserver"
            | "adserv"
            | "pagead2"
            | "securepubads"
            | "banner"
            | "banners"
            | "pubads"
    ) || path
        .split(['/', '?', '.'])
        .take(4)
        .any(|part| matches!(part, "ads" | "adserver" | "pagead" | "adview" | "adframe"))
}

fn link(element: &Element, host: Option<&str>, counts: &mut Counts) {
    let Some(href) =
        element.attr("href").filter(|href| !href.starts_with('#') && !href.starts_with("javascript:"))
    else {
        return;
    };
    counts.links += 1;
    let rel = element.attr("rel").unwrap_or_default();
    if rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("sponsored")) {
        counts.sponsored_links += 1;
    }
    if vendors::APP_STORES.iter().any(|store| href.contains(store)) {
        counts.app_links += 1;
        return;
    }
    if let Some(rest) = href
        .strip_prefix("https://")
        .or_else(|| href.strip_prefix("http://"))
        .or_else(|| href.strip_prefix("//"))
    {
        let other = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if !same_site(host, other) {
            counts.away_links += 1;
            if vendors::AD_HOSTS.iter().any(|host| other.contains(host))
                || ad_address(href)
                || href.contains("adurl=")
            {
                counts.ad_links += 1;
            }
        }
    }
    let (mut gate, mut newsletter) = (false, href.contains("news.google.com/publications"));
    words(href, &mut |word| {
        newsletter |= word.contains("newsletter");
        gate |= matches!(
            word,
            "register"
                | "registration"
                | "login"
                | "signin"
                | "signup"
                | "subscribe"
                | "subscription"
                | "subscriptions"
                | "abo"
                | "abonnement"
                | "abonnements"
                | "abonneren"
                | "suscripcion"
                | "suscribete"
                | "assinatura"
                | "assine"
                | "abbonati"
                | "abbonamento"
                | "abonnieren"
                | "anmelden"
                | "registrieren"
                | "inscription"
                | "connexion"
                | "offers"
                | "offer"
                | "angebote"
                | "prenumerera"
                | "tilaa"
                | "prenumerata"
        );
    });
    counts.gate_links += u32::from(gate);
    counts.newsletter_links += u32::from(newsletter);
}

/// Do two hosts belong to one site? Without a known host none is away.
fn same_site(host: Option<&str>, other: &str) -> bool {
    let Some(host) = host else { return false };
    let name =
        |host: &str| host.trim_start_matches("www.").split('.').rev().take(2).collect::<Vec<_>>().join(".");
    let other = other.split(':').next().unwrap_or_default();
    name(host) == name(other)
}
