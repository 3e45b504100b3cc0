//! Scripts that place or display a slot, told by what they call and by whose id they name.

use super::vendors;

/// A longer script is a library or the page's own program, not a call that fills one box.
const SHORT: usize = 4000;

/// Does an inline script put an advertisement where it stands? `ids` are those of the elements
/// around it, innermost first.
pub(super) fn places_slot<'a>(script: &str, ids: impl Iterator<Item = &'a str>) -> bool {
    if script.len() > SHORT {
        return false;
    }
    if vendors::SLOT_CALLS.iter().any(|call| script.contains(call)) {
        return true;
    }
    if script.contains("document.write") && vendors::AD_HOSTS.iter().any(|host| script.contains(host)) {
        return true;
    }
    let pushes = script.contains(".push(")
        || script.contains("display")
        || script.contains("slot")
        || script.contains("Slot");
    pushes && script.len() < 600 && ids.take(3).any(|id| id.len() > 2 && names_id(script, id))
}

/// Is the id named as a whole string?
fn names_id(script: &str, id: &str) -> bool {
    script.match_indices(id).any(|(at, _)| {
        let quote = |c: Option<char>| matches!(c, Some('"' | '\'' | '`' | '#'));
        quote(script[..at].chars().next_back()) && quote(script[at + id.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_of_an_ad_system_or_of_the_boxs_own_id_tells() {
        assert!(places_slot("googletag.cmd.push(function(){googletag.display('x')})", [].into_iter()));
        assert!(places_slot("q.push(\"slot-mid-1\")", ["slot-mid-1"].into_iter()));
        assert!(!places_slot("q.push(\"slot-mid-1\")", ["slot-mid"].into_iter()));
        assert!(!places_slot("chart('votes')", ["votes"].into_iter()));
    }
}
