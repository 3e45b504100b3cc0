//! What has been seen so far, as running totals.
//!
//! An element's content is the difference between the totals at its close and at its opening, so
//! no tree is kept. When an element is dropped the totals go back to where it opened: what is gone
//! no longer speaks for its parents.

/// Running totals over the page. `since` gives one element's share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Characters of visible text, white space apart.
    pub text: u32,
    /// Those inside links.
    pub link_text: u32,
    /// Paragraphs that read like running text, and their characters.
    pub paragraphs: u32,
    pub prose: u32,
    /// Headings, the page's headline apart.
    pub headings: u32,
    pub headlines: u32,
    /// Pictures that are more than a pixel or an icon.
    pub images: u32,
    pub captions: u32,
    /// Video, audio, canvas, own frames: things that play or draw.
    pub players: u32,
    /// Frames of ad systems, and those that say nothing of themselves.
    pub ad_frames: u32,
    pub frames: u32,
    pub inputs: u32,
    pub email_inputs: u32,
    pub buttons: u32,
    pub links: u32,
    /// Links to another site, to ad hosts, and those marked as sponsored.
    pub away_links: u32,
    pub ad_links: u32,
    pub sponsored_links: u32,
    pub app_links: u32,
    /// Links to registration, login or subscription.
    pub gate_links: u32,
    /// Links to the sign-up for a newsletter.
    pub newsletter_links: u32,
    pub items: u32,
    pub times: u32,
    /// Scripts that place or display a slot, and the others.
    pub slot_scripts: u32,
    pub scripts: u32,
    pub elements: u32,
    /// Elements that were dropped, by what they were.
    pub dropped_ads: u32,
    pub dropped_walls: u32,
    pub dropped_newsletters: u32,
    pub dropped_consents: u32,
    /// Whole texts that are labels, and phrases found.
    pub labels: u32,
    /// Characters of those whole texts.
    pub label_text: u32,
    pub sponsored_labels: u32,
    pub feed_headings: u32,
    pub wall_phrases: u32,
    pub actions: u32,
    pub newsletter_phrases: u32,
    pub consent_phrases: u32,
    pub app_phrases: u32,
    pub adblock_phrases: u32,
    pub own_headings: u32,
    /// Empty places that the publisher's own parts will fill.
    pub own_mounts: u32,
    /// Empty places that nothing names: an ad's as well as another's.
    pub mounts: u32,
}

macro_rules! each_field {
    ($macro:ident) => {
        $macro!(
            text,
            link_text,
            paragraphs,
            prose,
            headings,
            headlines,
            images,
            captions,
            players,
            ad_frames,
            frames,
            inputs,
            email_inputs,
            buttons,
            links,
            away_links,
            ad_links,
            sponsored_links,
            app_links,
            gate_links,
            newsletter_links,
            items,
            times,
            slot_scripts,
            scripts,
            elements,
            dropped_ads,
            dropped_walls,
            dropped_newsletters,
            dropped_consents,
            labels,
            label_text,
            sponsored_labels,
            feed_headings,
            wall_phrases,
            actions,
            newsletter_phrases,
            consent_phrases,
            app_phrases,
            adblock_phrases,
            own_headings,
            own_mounts,
            mounts
        )
    };
}

impl Counts {
    /// What came between `before` and now.
    pub fn since(&self, before: &Counts) -> Counts {
        macro_rules! difference {
            ($($field:ident),*) => { Counts { $($field: self.$field.saturating_sub(before.$field)),* } };
        }
        each_field!(difference)
    }
}
