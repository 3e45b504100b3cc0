//! The words of ids and classes, and what each suggests. `ad` is a word here, not two letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names::Names;

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

/// What one word suggests.
pub(super) fn meaning(word: &str) -> Names {
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
pub(super) fn words(name: &str, tell: &mut dyn FnMut(&str)) {
    let mut word = [0u8; 24];
    let mut length = 0;
    let bytes = name.as_bytes();
    let flush = |word: &[u8; 24], length: &mut usize, tell: &mut dyn FnMut(&str)| {
        if *length > 1
            && *length <= 24
            && let Ok(word) = std::str::from_utf8(&word[..*length])
        {
            tell(word);
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
