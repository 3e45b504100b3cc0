//! What an element's own tag says: vocabulary of id and classes, attributes, element name, size.
//!
//! Names are split into words (`topAdBox` is top, ad, box), so that `ad` is a word and not two
//! letters of `header`. A name never decides alone: each sets a bit that [`super::evidence`] weighs
//! with what the element turned out to hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::counts::Counts;
use super::vendors;
use crate::element::Element;

/// What names and attributes suggest, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Names(u32);

impl Names {
    pub const AD_VENDOR: Self = Self(1);
    pub const FEED_VENDOR: Self = Self(1 << 1);
    pub const AD_WORD: Self = Self(1 << 2);
    /// A word that ads share with other things: banner, billboard, sky.
    pub const AD_WEAK: Self = Self(1 << 3);
    pub const AD_DATA: Self = Self(1 << 4);
    pub const SPONSORED: Self = Self(1 << 5);
    pub const WALL_VENDOR: Self = Self(1 << 6);
    pub const WALL: Self = Self(1 << 7);
    pub const NEWSLETTER: Self = Self(1 << 8);
    pub const CONSENT_VENDOR: Self = Self(1 << 9);
    pub const CONSENT: Self = Self(1 << 10);
    pub const APP: Self = Self(1 << 11);
    pub const LABEL: Self = Self(1 << 12);
    pub const MODAL: Self = Self(1 << 13);
    pub const BACKDROP: Self = Self(1 << 14);
    /// The publisher's own: navigation, comments, players, polls, related stories.
    pub const OWN: Self = Self(1 << 15);
    /// Words for how the page is laid out.
    pub const LAYOUT: Self = Self(1 << 16);
    /// Text for screen readers only.
    pub const UNSEEN: Self = Self(1 << 17);
    pub const SIZED: Self = Self(1 << 18);
    /// Off the screen on purpose.
    pub const BAIT: Self = Self(1 << 19);
    /// A comment before it names a slot.
    pub const COMMENT: Self = Self(1 << 20);
    pub const FRAME: Self = Self(1 << 21);
    pub const CONSENT_BANNER: Self = Self(1 << 22);

    const TELLING: u32 = Self::AD_VENDOR.0
        | Self::FEED_VENDOR.0
        | Self::AD_WORD.0
        | Self::AD_DATA.0
        | Self::SPONSORED.0
        | Self::WALL_VENDOR.0
        | Self::WALL.0
        | Self::NEWSLETTER.0
        | Self::CONSENT_VENDOR.0
        | Self::CONSENT.0
        | Self::APP.0
        | Self::MODAL.0;

    pub fn has(self, bit: Self) -> bool {
        self.0 & bit.0 != 0
    }

    /// Is there reason to wait for the whole element?
    pub fn is_telling(self) -> bool {
        self.0 & Self::TELLING != 0
    }

    fn add(&mut self, bit: Self) {
        self.0 |= bit.0;
    }
}

/// Words of ids and classes, with what they suggest.
const WORDS: &[(Names, &str)] = &[
    (
        Names::AD_WORD,
        "ad ads advert adverts adv advertisement advertisements advertising advertisment advertisments adslot adslots adunit adunits adbox adboxes adspace adcontainer adwrapper adwrap adbanner \
         adframe adholder adplace adplacement adzone adcode adtag adspot adrail adbar adcell adcol adsense admarker adblk adsection adsbox adswrapper adscontainer adloader adarea \
         advertentie advertenties werbung werbebanner werbemittel werbeblock reklama reklam reklame reklamy publicidad publicite publicidade pubblicita pubblicitario annons \
         annonser annonce mainos mainokset dfp gpt adsbygoogle doubleclick mpu megabanner robapaginas skyscraper halfpage outofpage oop adnxs prebid pubads banneri \
         gads bannerad bannerads trevda iklan quangcao googlead googleads publi adsky adzones inread inpageads",
    ),
    (
        Names::AD_WEAK,
        "banner banners billboard leaderboard rectangle sky interstitial pub sas mrec medrec lrec sponsor slot placement zone inarticle hpto roadblock wallpaper skin masthead commercial marketing native anzeige anzeigen sticky splash preroll outstream boombox monster topbanner annonces reclame",
    ),
    (
        Names::SPONSORED,
        "sponsored sponsoring promoted advertorial advertorials brandstudio paidpost paid partnercontent sponsorship patrocinado patrocinio sponsorise native affiliate affiliation voucher vouchers coupons commercial taboola outbrain mgid revcontent zergnet dianomi plista ligatus",
    ),
    (
        Names::WALL,
        "paywall paywalls regwall registerwall registrationwall loginwall metered meter gate gated premiumwall offerwall freewall abowall bezahlschranke piano subscribewall subwall wall walls barrier paygate softwall hardwall datawall teaserwall adblock adblocker antiadblock paywalled",
    ),
    (
        Names::NEWSLETTER,
        "newsletter newsletters nl mailchimp mailinglist signup mailing inboxsignup newslettersignup nieuwsbrief boletin lettre nyhetsbrev mailmunch optin webpush pushprompt pushnotification hustle",
    ),
    (Names::CONSENT, "consent cookie cookies gdpr ccpa cookiebar cookiebanner dsgvo rgpd lgpd"),
    (
        Names::APP,
        "smartbanner appbanner appdownload downloadapp getapp appinstall installapp apppromo openapp appstore smartappbanner",
    ),
    (Names::LABEL, "label adlabel labels disclaimer kicker notice caption text title info tag"),
    (
        Names::MODAL,
        "modal popup popover overlay lightbox dialog interstitial popin popupbox toast drawer bottomsheet slidein slideup flyin exitintent fancybox",
    ),
    (Names::BACKDROP, "backdrop mask scrim veil shade dimmer"),
    (
        Names::OWN,
        "nav navigation menu navbar breadcrumb breadcrumbs search comment comments disqus player audio podcast poll quiz chart map related recirculation share sharing \
         gallery weather scores scoreboard standings ticker toc bookmark login signin account profile author byline crossword game games livestream \
         topnav subnav mainnav sitemap pagination topics tags",
    ),
    (
        Names::LAYOUT,
        "layout grid main page site content root app wrapper body article template theme enabled disabled has with without no non free loaded column columns",
    ),
    (Names::UNSEEN, "visuallyhidden screenreader srtext assistive a11y"),
];

static VOCABULARY: LazyLock<HashMap<&'static str, Names>> = LazyLock::new(|| {
    let mut map: HashMap<&str, Names> = HashMap::new();
    for (bit, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            map.entry(word).or_default().add(*bit);
        }
    }
    map
});

/// Where ads stand or what they are, as glued to `ad` in `topad` and `sidebarads`.
const GLUED: &[&str] = &[
    "top",
    "bottom",
    "side",
    "sidebar",
    "header",
    "footer",
    "sticky",
    "content",
    "article",
    "video",
    "mid",
    "middle",
    "inline",
    "banner",
    "box",
    "right",
    "left",
    "page",
    "text",
    "mobile",
    "desktop",
    "google",
    "leaderboard",
    "display",
    "inarticle",
    "story",
    "rail",
    "home",
    "skin",
    "wide",
    "post",
    "body",
    "block",
    "first",
    "second",
    "third",
    "square",
    "floating",
    "anchor",
    "main",
    "gpt",
    "dfp",
    "hb",
    "mpu",
    "my",
    "bigbox",
    "medium",
    "small",
    "large",
    "wallpaper",
    "center",
];

/// What the tag says. `comment` is the comment directly before it, if there was one.
pub(super) fn of(element: &Element, comment: &str) -> Names {
    let mut names = Names::default();
    let name = element.name();
    if vendors::AD_TAGS.contains(&name) {
        names.add(Names::AD_VENDOR);
    } else if name.contains('-') {
        words(name, &mut |word| names.add(meaning(word)));
        vendor(name, true, false, &mut names);
    }
    let mut ad_words = 0;
    let (mut app, mut banner, mut consent, mut bar, mut push) = (false, false, false, false, false);
    for (attribute, value) in element.attributes() {
        match attribute {
            "id" | "class" | "data-testid" | "data-test" | "data-component" | "data-module" | "data-qa"
            | "data-widget" => {
                let is_id = attribute == "id";
                for token in value.split_ascii_whitespace() {
                    vendor(token, is_id || attribute == "class", is_id, &mut names);
                    words(token, &mut |word| {
                        let bits = meaning(word);
                        ad_words += u32::from(bits.has(Names::AD_WORD));
                        consent |= bits.has(Names::CONSENT);
                        bar |= matches!(
                            word,
                            "banner"
                                | "bar"
                                | "notice"
                                | "modal"
                                | "popup"
                                | "dialog"
                                | "message"
                                | "overlay"
                                | "alert"
                                | "layer"
                                | "popover"
                        );
                        push |= matches!(word, "push" | "webpush");
                        app |= matches!(word, "app" | "apps" | "smart");
                        banner |= matches!(
                            word,
                            "banner"
                                | "download"
                                | "downloads"
                                | "promo"
                                | "install"
                                | "smartbanner"
                                | "prompt"
                                | "badges"
                        );
                        names.add(bits);
                    });
                }
            }
            "style" => style(value, &mut names),
            "role" => match value {
                "dialog" | "alertdialog" => names.add(Names::MODAL),
                "navigation" | "search" | "menu" | "menubar" => names.add(Names::OWN),
                _ => {}
            },
            "aria-modal" if value == "true" => names.add(Names::MODAL),
            "aria-label" | "title" | "name"
                if value.len() < 60 && (name == "iframe" || attribute == "aria-label" && is_block(name)) =>
            {
                let mut says_ad = false;
                words(value, &mut |word| {
                    let bits = meaning(word);
                    says_ad |= bits.has(Names::AD_WORD) && word != "adv"
                        || bits.has(Names::FEED_VENDOR)
                        || matches!(word, "taboola" | "outbrain");
                });
                if says_ad {
                    names.add(Names::AD_WORD);
                }
            }
            "itemtype" if value.ends_with("WPAdBlock") => names.add(Names::AD_VENDOR),
            _ if vendors::AD_ATTRIBUTES.contains(&attribute) && !matches!(value, "false" | "0") => {
                names.add(Names::AD_DATA)
            }
            _ if attribute.starts_with("data-") => {
                let mut slot = false;
                words(&attribute[5..], &mut |word| {
                    slot |= matches!(word, "ad" | "ads" | "advert" | "adslot" | "adunit" | "gpt" | "dfp")
                });
                if value.len() < 160 {
                    words(value, &mut |word| {
                        if matches!(
                            word,
                            "outbrain" | "taboola" | "mgid" | "revcontent" | "nativendo" | "plista"
                        ) {
                            names.add(Names::FEED_VENDOR);
                        }
                    });
                }
                if slot && !matches!(value, "false" | "true" | "0" | "1") && value.len() < 400 {
                    names.add(Names::AD_DATA);
                }
            }
            _ => {}
        }
    }
    if consent && bar {
        names.add(Names::CONSENT_BANNER);
    }
    if push && (bar || banner) {
        names.add(Names::NEWSLETTER);
    }
    if app && banner {
        names.add(Names::APP);
    }
    if name == "dialog" {
        names.add(Names::MODAL);
    }
    if matches!(name, "nav" | "video" | "audio" | "canvas") {
        names.add(Names::OWN);
    }
    if name == "iframe" {
        names.add(Names::FRAME);
    }
    if !comment.is_empty() && comment.len() < 120 {
        let mut says = false;
        let mut ends = false;
        words(comment, &mut |word| {
            says |= meaning(word).has(Names::AD_WORD);
            ends |= matches!(word, "end" | "endif" | "if");
        });
        if says && !ends && !comment.trim_start().starts_with('/') {
            names.add(Names::COMMENT);
        }
    }
    // A heap of ad words on something off the screen is there to be watched.
    if ad_words >= 4 && element.classes().count() >= 4 && names.has(Names::BAIT) {
        return Names::BAIT;
    }
    names
}

fn vendor(token: &str, is_name: bool, is_id: bool, names: &mut Names) {
    if !is_name {
        return;
    }
    let mut buffer = [0u8; 48];
    let bytes = token.as_bytes();
    let cut = bytes.len().min(buffer.len());
    buffer[..cut].copy_from_slice(&bytes[..cut]);
    buffer[..cut].make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(&buffer[..cut]) else { return };
    if is_id {
        if vendors::AD_IDS.iter().any(|id| lower.starts_with(id)) {
            names.add(Names::AD_VENDOR);
        }
        if vendors::FEED_IDS.iter().any(|id| lower.starts_with(id)) {
            names.add(Names::FEED_VENDOR);
        }
    } else {
        if vendors::AD_CLASSES.contains(&lower) {
            names.add(Names::AD_VENDOR);
        }
        if vendors::FEED_CLASSES.contains(&lower) {
            names.add(Names::FEED_VENDOR);
        }
    }
    if vendors::WALL_NAMES.iter().any(|name| lower.starts_with(name)) {
        names.add(Names::WALL_VENDOR);
    }
    if vendors::CONSENT_NAMES.iter().any(|name| lower.starts_with(name)) {
        names.add(Names::CONSENT_VENDOR);
    }
    if matches!(
        lower,
        "visually-hidden"
            | "sr-only"
            | "screen-reader-text"
            | "screen-reader-only"
            | "visuallyhidden"
            | "u-visually-hidden"
            | "hidden-visually"
            | "show-for-sr"
            | "offscreen"
    ) {
        names.add(Names::UNSEEN);
    }
}

/// What one word suggests.
fn meaning(word: &str) -> Names {
    if let Some(bits) = VOCABULARY.get(word) {
        return *bits;
    }
    let glued = word
        .strip_suffix("ads")
        .or_else(|| word.strip_suffix("ad"))
        .or_else(|| word.strip_prefix("ads"))
        .or_else(|| word.strip_prefix("ad"));
    if glued.is_some_and(|rest| GLUED.contains(&rest))
        || word.starts_with("advert")
        || word.starts_with("adslot")
        || word.starts_with("publicid")
        || word.starts_with("werbe")
    {
        return Names::AD_WORD;
    }
    if word.starts_with("comment") {
        return Names::OWN;
    }
    if word.contains("paywall") {
        return Names::WALL;
    }
    if word.contains("newsletter") {
        return Names::NEWSLETTER;
    }
    Names::default()
}

/// Splits a name into lower-case words at punctuation, digits and humps.
fn words(name: &str, tell: &mut dyn FnMut(&str)) {
    let mut word = [0u8; 24];
    let mut length = 0;
    let bytes = name.as_bytes();
    let flush = |word: &[u8; 24], length: &mut usize, tell: &mut dyn FnMut(&str)| {
        if *length > 1 && *length <= 24 {
            if let Ok(word) = std::str::from_utf8(&word[..*length]) {
                tell(word);
            }
        }
        *length = 0;
    };
    for (i, &byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_alphabetic() {
            flush(&word, &mut length, tell);
            continue;
        }
        let hump = byte.is_ascii_uppercase()
            && i > 0
            && (bytes[i - 1].is_ascii_lowercase()
                || bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase) && bytes[i - 1].is_ascii_uppercase());
        if hump {
            flush(&word, &mut length, tell);
        }
        if length < 24 {
            word[length] = byte.to_ascii_lowercase();
        }
        length += 1;
    }
    flush(&word, &mut length, tell);
}

fn style(value: &str, names: &mut Names) {
    let mut off_screen = false;
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        let pixels = value.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<f32>().ok();
        match property.as_str() {
            "min-height" | "height" | "width" | "min-width"
                if value.contains("px") && pixels.is_some_and(|p| p >= 50.0) =>
            {
                names.add(Names::SIZED)
            }
            "left" | "top" | "text-indent" if pixels.is_some_and(|p| p <= -500.0) => off_screen = true,
            _ => {}
        }
    }
    if off_screen {
        names.add(Names::BAIT);
    }
}

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
            let named = of(element, "");
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
    let is_ad = vendors::AD_HOSTS.iter().any(|host| source.contains(host))
        || ad_address(source)
        || title == "advertisement"
        || title.contains("ad content")
        || of(element, "").0 & (Names::AD_VENDOR.0 | Names::AD_WORD.0) != 0;
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

/// Does an empty element wait for a script that will fill it?
pub(super) fn is_mount(element: &Element) -> bool {
    element.attributes().any(|(name, _)| name == "id" || name.starts_with("data-"))
        || element.name().contains('-')
}

/// Elements whose text nobody sees.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "svg"
            | "math"
            | "textarea"
            | "select"
            | "iframe"
            | "object"
    )
}

/// Elements that part one run of text from the next.
pub(super) fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "b"
            | "i"
            | "em"
            | "strong"
            | "span"
            | "small"
            | "sup"
            | "sub"
            | "u"
            | "mark"
            | "abbr"
            | "font"
            | "code"
            | "cite"
            | "q"
            | "time"
            | "svg"
            | "path"
            | "use"
            | "img"
            | "label"
            | "s"
            | "bdi"
            | "wbr"
            | "g"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, attributes: &[(&str, &str)]) -> Names {
        let mut element = Element::default();
        element.reset(name);
        for (name, value) in attributes {
            element.push_attribute(name, value);
        }
        of(&element, "")
    }

    #[test]
    fn ad_is_a_word_and_not_letters() {
        for class in ["ad", "topAd", "ad_slot", "story-ad-3", "ADBox", "sidebarads", "top-ad__inner"] {
            assert!(tag("div", &[("class", class)]).has(Names::AD_WORD), "{class}");
        }
        for class in [
            "header",
            "thread",
            "adventure",
            "shadow",
            "gradient",
            "loading",
            "reader",
            "badge",
            "adapt",
            "address",
            "breadcrumbs",
        ] {
            assert!(!tag("div", &[("class", class)]).has(Names::AD_WORD), "{class}");
        }
    }

    #[test]
    fn vendors_are_known_by_their_own_markup() {
        assert!(tag("div", &[("id", "div-gpt-ad-1")]).has(Names::AD_VENDOR));
        assert!(tag("ins", &[("class", "adsbygoogle")]).has(Names::AD_VENDOR));
        assert!(tag("amp-ad", &[]).has(Names::AD_VENDOR));
        assert!(tag("div", &[("id", "taboola-below")]).has(Names::FEED_VENDOR));
        assert!(tag("div", &[("id", "onetrust-banner-sdk")]).has(Names::CONSENT_VENDOR));
    }

    #[test]
    fn bait_off_the_screen_is_only_bait() {
        let bait = tag(
            "div",
            &[("class", "ad ads adsbox ad-slot banner-ad"), ("style", "position:absolute;left:-9999px")],
        );
        assert_eq!(bait, Names::BAIT);
    }

    #[test]
    fn a_switch_on_every_teaser_is_no_slot() {
        assert!(!tag("div", &[("data-ads-enabled", "true")]).has(Names::AD_DATA));
        assert!(tag("div", &[("data-voc-ad-position", "mid")]).has(Names::AD_DATA));
    }
}
