//! Ids that take two parts: a snippet says them in different places, and one of them alone would start the vendor wrongly.

/// What the settings say for `part`, the id that a call in the code names; or what is missing, in a sentence. `code` is
/// without spaces and has straight quotes.
pub fn whole(vendor: &str, part: String, code: &str) -> Result<String, &'static str> {
    match vendor {
        "sharpspring" => domain(code)
            .map(|domain| format!("{part}/{domain}"))
            .ok_or("Its domain is not in this tag: write the account and the domain, as in KOI-4ABCDE/koi-3ABCDE."),
        "matomo" => folder(code).map(|folder| format!("{folder}{part}")).ok_or(
            "The address of its server is not in this tag: write it and the number of the site, as in https://stats.shop.example/1.",
        ),
        "posthog" => cloud(code).map(|cloud| format!("{cloud}/{part}")).ok_or(
            "But it sends to an address of its own, which the one tag cannot say: it would send to PostHog's cloud instead. \
             To keep the address, leave the tag and mark it: type=\"text/plain\" data-samtykke-purpose=\"statistics\" \
             data-samtykke-vendor=\"posthog\".",
        ),
        _ => Ok(part),
    }
}

/// HubSpot's id with its region, as its script's host says it: `js-eu1.hs-scripts.com/1234567.js`.
pub fn in_region(address: &str) -> Option<String> {
    let (host, file) = address.split("//").nth(1)?.split_once('/')?;
    let region = host.strip_prefix("js-")?.strip_suffix(".hs-scripts.com")?;
    Some(format!("{region}/{}", file.split_once(".js")?.0))
}

/// What stands below `marketingautomation.services`.
fn domain(code: &str) -> Option<&str> {
    let (before, _) = code.split_once(".marketingautomation.services")?;
    before
        .rsplit(|one: char| !(one.is_ascii_alphanumeric() || one == '-'))
        .next()
        .filter(|name| !name.is_empty())
}

/// The folder of Matomo's server, with a slash at its end. Its snippet keeps it in a variable.
fn folder(code: &str) -> Option<String> {
    let (before, tracker) = code.split_once("'setTrackerUrl',")?;
    let address = match tracker.strip_prefix('\'') {
        Some(address) => address.split('\'').next()?.to_owned(),
        None => assigned(before, tracker.split('+').next()?)?,
    };
    let folder = address.rfind('/').and_then(|slash| address.get(..=slash))?.to_owned();
    Some(if folder.starts_with("//") { format!("https:{folder}") } else { folder })
}

/// The address that was last given to a variable. Old snippets put the scheme together: what they say is behind it.
fn assigned(code: &str, variable: &str) -> Option<String> {
    let is_whole = |at: &usize| {
        let before = code.get(..*at).unwrap_or_default();
        let is_part = |one: char| one.is_ascii_alphanumeric() || "_$.".contains(one);
        ["var", "let", "const"].iter().any(|word| before.ends_with(word)) || !before.ends_with(is_part)
    };
    let pattern = format!("{variable}=");
    let at = code.match_indices(&pattern).map(|(at, _)| at).filter(is_whole).last()?;
    let value = code.get(at + pattern.len()..)?;
    match value.strip_prefix('\'') {
        Some(text) => Some(text.split('\'').next()?.to_owned()),
        None => Some(format!("//{}", value.split(';').next()?.split_once("//")?.1.split('\'').next()?)),
    }
}

/// PostHog's cloud, by its own host names, of which the oldest is American; without a host its script goes there too.
fn cloud(code: &str) -> Option<&'static str> {
    let (before, options) = code.split_once("posthog.init(")?;
    let Some((_, host)) = options.split_once("api_host") else { return Some("us") };
    let host = host.trim_start_matches('\'').strip_prefix(':')?;
    let address = match host.strip_prefix('\'') {
        Some(address) => address.split('\'').next()?.to_owned(),
        None => assigned(before, host.split([',', '}', ')']).next()?)?,
    };
    match address.split_once("//")?.1.split('/').next()? {
        "eu.i.posthog.com" | "eu.posthog.com" => Some("eu"),
        "us.i.posthog.com" | "us.posthog.com" | "app.posthog.com" => Some("us"),
        _ => None,
    }
}
