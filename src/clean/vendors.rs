//! The markup of ad systems, wall and consent vendors, as their own documents give it to
//! publishers: ids, classes, element names, attributes, hosts and calls.
//!
//! Only what a vendor's code itself looks for stands here, so a hit is close to certain. Words
//! that merely suggest an ad are in [`super::names`].

/// Ids begin so: slots of ad systems.
pub(super) const AD_IDS: &[&str] = &[
    "div-gpt-ad", "div-gpt-", "google_ads_iframe", "google_ads_", "gpt-ad", "gpt_ad", "gpt_unit", "dfp-ad", "dfp_", "dfp-", "sas_", "aswift_",
    "amzn-native-ad", "fs-slot", "ad-slot", "adslot", "ad_slot", "adunit", "ad-unit", "mediavine", "ezoic-pub-ad", "nativo-ad", "teads-",
    "primis", "avantisvideo", "criteo-", "yieldlove", "adngin", "aniplayer", "vdai", "apn-ad", "apntag", "advads-", "adfox", "yandex_rtb",
    "begun_block", "adriver", "im-ad", "logly-lift", "i-mobile", "adsense", "kargo-", "connatix", "playwire", "snack_", "bt-ad",
];

/// Ids begin so: paid recommendation feeds.
pub(super) const FEED_IDS: &[&str] = &[
    "taboola", "tbl-", "outbrain", "ob_holder", "rcjsload", "rc_widget", "revcontent", "mgid", "dianomi", "zergnet", "pubexchange", "plista",
    "ligatus", "nativendo", "engageya", "speakol", "_popin", "popin_", "dable", "strossle", "content-ad", "contentad", "adblade", "jubna",
    "lentainform", "smi2", "mediametrics", "adskeeper", "gravitec", "recsys_paid", "upscore-native", "cleverpush-native",
];

/// Whole class tokens of ad systems.
pub(super) const AD_CLASSES: &[&str] = &[
    "adsbygoogle", "gpt-ad", "gptad", "dfp-ad", "dfp", "dfp-tag-wrapper", "dfp-slot", "googlead", "google-ad", "google-auto-placed", "adthrive-ad", "mv-ad-box",
    "ezoic-ad", "teads-inread", "teads-adcall", "clever-core-ads", "htlad", "htl-ad", "advads", "adfox", "yandex-adaptive", "ad-slot",
    "adslot", "ad_slot", "adunit", "ad-unit", "ad_unit", "amp-ad", "freestar-ad", "fs-ad", "raptive-ad", "tncms-region-ads",
    "primisslate", "js-ad", "js-gpt-ad", "gpt-slot", "gptslot", "nativo", "mgbox", "adsninja-ad-zone", "bordeaux-slot", "vm-placement",
];

/// Whole class tokens of paid recommendation feeds.
pub(super) const FEED_CLASSES: &[&str] = &[
    "outbrain", "ob-widget", "ob-smartfeed-wrapper", "ob_wrapper", "trc_related_container", "trc_rbox_container", "trc_rbox", "taboola", "tbl-feed-container", "rc-widget",
    "zergentity", "zergnet-widget", "pubexchange_module", "dianomi_context", "plista_widget", "ligatus", "mgline", "engageya", "revcontent", "rc-branding",
    "dable", "strossle-widget", "nativendo", "adskeeper", "speakol-widget", "popin_recommend",
];

/// Element names of ad systems.
pub(super) const AD_TAGS: &[&str] = &["amp-ad", "amp-sticky-ad", "amp-embed", "amp-auto-ads", "gpt-ad", "ad-slot", "google-ad", "htl-ad", "dfp-ad", "bsp-ad"];

/// Attributes that ad systems read.
pub(super) const AD_ATTRIBUTES: &[&str] = &[
    "data-ad-client", "data-ad-slot", "data-ad-unit", "data-ad-unit-path", "data-adunit", "data-ad-unit-id", "data-adunitpath", "data-google-query-id", "data-slot-id", "data-gpt",
    "data-dfp-slot", "data-dfp", "data-ad", "data-ad-size", "data-ad-sizes", "data-ad-type", "data-adtype", "data-ad-name", "data-ad-position", "data-ad-pos", "data-ad-id",
    "data-ad-path", "data-ad-placement", "data-adslot", "data-ad-format", "data-ad-zone", "data-unitcode", "data-freestar-ad", "data-mgid", "data-taboola", "data-outbrain", "data-ob-template", "data-revive-zoneid", "data-zone-id",
    "data-aaad", "data-aaad-id", "data-ad-config", "data-ad-container", "data-ad-targeting", "data-advert", "data-advertisement", "data-adbridg-ad-class", "data-sizes",
];

/// Ids or classes begin so: mounts and dialogs of wall vendors.
pub(super) const WALL_NAMES: &[&str] = &[
    "tp-modal", "tp-iframe-wrapper", "tp-backdrop", "tp-container", "tinypass", "piano-", "poool", "pelcro", "zephr", "evolok", "ev-paywall", "ev-engagement", "pico-", "leaky-paywall", "leaky_paywall",
    "steady-paywall", "steady_paywall", "steadyhq", "laterpay", "swg-", "swg_", "sophi-paywall", "bluetp", "mppglobal", "conversario", "wallkit", "mather", "cxense-", "cx-paywall", "newzware",
    "qiota", "syndic8", "adblock-", "fc-ab-root", "fc-message-root", "contentpass", "admiral", "getadmiral", "blockthrough",
];

/// Ids or classes begin so: consent vendors.
pub(super) const CONSENT_NAMES: &[&str] = &[
    "onetrust-", "ot-sdk", "didomi", "sp_message_", "sp-message", "usercentrics", "cybotcookiebot", "cookiebot", "qc-cmp", "truste", "trustarc", "cmpbox", "cmpwrapper", "iubenda-cs",
    "cookie-law-info", "cookie-notice", "cookieconsent", "cookie-consent", "cookie_consent", "cookiebanner", "cookie-banner", "cookie_banner", "cookiebar", "cookie-bar", "cookielaw", "cookie-law", "cc-window", "cc_banner", "cc-banner", "osano-cm", "termly", "klaro", "borlabs", "borlabscookie", "cmplz", "axeptio", "tarteaucitron",
    "fc-consent-root", "consentmanager", "gdpr-", "gdpr_", "gdprcookie", "moove_gdpr", "eupopup", "eu-cookie", "cookiewarning", "cookie-warning", "cookie-policy-banner", "cookies-eu", "privacy-banner", "ccpa-", "pea_cook", "cc-compliance", "cookie-alert", "cookiealert", "cookies-banner", "cookies-modal", "cookie-modal", "cookie-popup", "cookie-message", "cookiemessage", "evidon", "_evidon", "appconsent", "faktor-io", "sirdata", "gravito",
];

/// Hosts, or ends of hosts, that serve advertisements or count their clicks.
pub(super) const AD_HOSTS: &[&str] = &[
    "doubleclick.net", "googlesyndication.com", "googleadservices.com", "googletagservices.com", "adservice.google", "amazon-adsystem.com", "taboola.com", "outbrain.com", "criteo.com", "criteo.net",
    "adnxs.com", "teads.tv", "smartadserver.com", "adform.net", "pubmatic.com", "rubiconproject.com", "openx.net", "mgid.com", "revcontent.com", "zergnet.com", "dianomi.com", "media.net", "yieldlove.com", "yieldlab.net",
    "adition.com", "adtech.de", "plista.com", "ligatus.com", "nativendo.de", "adfox.ru", "adriver.ru", "mads.", "revive", "openads", "adserver", "adserve", "adnetwork", "impact-ad.jp", "i-mobile.co.jp", "adingo.jp", "socdm.com", "microad", "popin.cc", "logly.co.jp",
    "dable.io", "mediavine.com", "ezoic", "sharethrough.com", "nativo.com", "adsafeprotected.com", "flashtalking.com", "sascdn.com", "2mdn.net", "innovid.com", "primis.tech", "connatix.com", "clevernt.com", "adspirit", "emediate", "adocean", "gemius.pl/ad", "servedby", "bannerflow", "exponential.com", "tribalfusion", "undertone.com",
    "clickserve", "dartsearch", "awin1.com", "shareasale.com", "tradedoubler.com", "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com", "prf.hn", "go.redirectingat.com", "go.skimresources.com", "click.linksynergy.com", "zanox.com", "webgains.com", "partnerize", "affilinet",
];

/// What inline scripts call to place or fill a slot.
pub(super) const SLOT_CALLS: &[&str] = &[
    "googletag.display", "adsbygoogle", "_taboola.push", "_taboola =", "OBR.extern", "sas.render", "sas_render", "SmartAdServer(", "sas_manager", "apntag.showTag", "apntag.renderAd", "EAS_load", "EAS_found_fif", "freestar.queue",
    "googletag.pubads().refresh", "eplAD4M", "eplDoc", "Ya.Context.AdvManager", "adfoxCode", "yaContextCb", "nativo", "MGID", "revcontent", "rcel", "zergnet", "dianomi", "microadCompass", "_popIn", "fusetag", "adsNinja",
    "ezstandalone", "Criteo.DisplayAd", "criteo_q", "admiral", "pubexchange", "PUBX", "dable(", "OA_show", "revive", "document.MAX_", "ADITION", "adition", "adsm", "OAS_AD", "OAS_RICH", "yieldlove", "Ads.display", "ads.display", "displayAd(", "showAd(", "renderAd(", "loadAd(", "insertAd(", "drawAd(", "placeAd(", "adPlacement", "adSlot", "ad_slot",
];

/// Stores where the apps of banners lead.
pub(super) const APP_STORES: &[&str] = &["apps.apple.com", "itunes.apple.com", "play.google.com/store", "appgallery.huawei.com", "app.adjust.com", ".onelink.me", "app.link", "smart.link"];
