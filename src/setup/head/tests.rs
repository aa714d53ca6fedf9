use super::*;
use proptest::prelude::*;

fn only(html: &str) -> Found {
    let mut all = read(html);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

const META: &str = r#"<script>
!function(f,b,e,v,n,t,s){if(f.fbq)return;n=f.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};
t=b.createElement(e);t.src=v;s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}
(window,document,'script','https://connect.facebook.net/en_US/fbevents.js');
fbq('init', '123456789012345');
fbq('track', 'PageView');
</script>
<noscript><img height="1" width="1" src="https://www.facebook.com/tr?id=123456789012345&ev=PageView&noscript=1"></noscript>"#;

const GTAG: &str = r#"<!-- Google tag -->
<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABC123DEF4"></script>
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date());
  gtag("config", "G-ABC123DEF4");
  gtag('config', 'AW-987654321');
</script>"#;

#[test]
fn a_pixel_becomes_an_id() {
    let all = read(META);
    assert_eq!(all.len(), 2, "{all:#?}");
    assert_eq!((all[0].action, all[0].line, all[0].what.as_str()), (Action::Name, 1, "Meta (Facebook)"));
    assert_eq!(all[0].settings.get("meta"), "123456789012345");
    assert_eq!((all[1].action, all[1].line), (Action::Remove, 8));
}

#[test]
fn both_halves_of_a_google_tag_are_known() {
    let all = read(GTAG);
    assert_eq!(
        all.iter().map(|one| (one.line, one.action)).collect::<Vec<_>>(),
        [(2, Action::Name), (3, Action::Name)]
    );
    let settings = settings(&all);
    assert_eq!(settings.get("google-analytics"), "G-ABC123DEF4");
    assert_eq!(settings.get("google-ads"), "AW-987654321");
}

#[test]
fn the_snippets_of_vendors_are_known_with_their_ids() {
    for (vendor, id, html) in [
        (
            "google-tag-manager",
            "GTM-ABC1234",
            "(function(w,d,s,l,i){j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window,document,'script','dataLayer','GTM-ABC1234');",
        ),
        (
            "linkedin",
            "1234567",
            "_linkedin_partner_id = \"1234567\"; b.src = \"https://snap.licdn.com/li.lms-analytics/insight.min.js\";",
        ),
        (
            "microsoft-uet",
            "12345678",
            "(function(w,d,t,r,u){var o={ti:\"12345678\"};})(window,document,\"script\",\"//bat.bing.com/bat.js\",\"uetq\");",
        ),
        (
            "microsoft-clarity",
            "abc1def2gh",
            "t.src=\"https://www.clarity.ms/tag/\"+i;})(window, document, \"clarity\", \"script\", \"abc1def2gh\");",
        ),
        (
            "hotjar",
            "1234567",
            "h._hjSettings={hjid:1234567,hjsv:6}; })(window,document,'https://static.hotjar.com/c/hotjar-','.js?sv=');",
        ),
        ("tiktok-pixel", "C4ABCDEF5GHIJ6KLMN7O", "ttq.load('C4ABCDEF5GHIJ6KLMN7O'); ttq.page();"),
        ("pinterest-tag", "1234567890123", "pintrk('load', '1234567890123', {em: ''});"),
    ] {
        let found = only(&format!("<script>{html}</script>"));
        assert_eq!((found.action, found.settings.get(vendor)), (Action::Name, id), "{vendor}: {found:?}");
    }
    for (vendor, id, html) in [
        (
            "plausible",
            "shop.example",
            "<script defer data-domain=\"shop.example\" src=\"https://plausible.io/js/script.js\"></script>",
        ),
        (
            "fathom",
            "ABCDEFGH",
            "<script src=\"https://cdn.usefathom.com/script.js\" data-site=\"ABCDEFGH\" defer></script>",
        ),
        (
            "klaviyo",
            "AbC123",
            "<script async src=\"https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=AbC123\"></script>",
        ),
    ] {
        let found = only(html);
        assert_eq!((found.action, found.settings.get(vendor)), (Action::Name, id), "{vendor}: {found:?}");
    }
}

#[test]
fn ids_are_gathered_and_each_stands_once() {
    let tags = ["G-AAA111", "G-BBB222", "G-AAA111"]
        .map(|id| format!("<script src=\"https://www.googletagmanager.com/gtag/js?id={id}\"></script>"));
    assert_eq!(settings(&read(&tags.concat())).get("google-analytics"), "G-AAA111, G-BBB222");
}

#[test]
fn what_no_id_can_manage_is_marked() {
    let found = only(
        r#"<iframe title="Film" src="https://www.youtube.com/embed/x?a=1&amp;b=2" allowfullscreen></iframe>"#,
    );
    assert_eq!(found.action, Action::Mark);
    let instead = found.instead.unwrap();
    assert!(
        instead.starts_with("<iframe data-samtykke-purpose=\"")
            && instead.contains(" data-src=\"https://www.youtube.com/embed/x?a=1&amp;b=2\""),
        "{instead}"
    );
    assert!(!instead.contains(" src="), "{instead}");
    assert_eq!(only(&instead).action, Action::Keep, "what we advise is fine");
}

#[test]
fn strangers_are_asked_about_and_own_files_are_not() {
    let found = only(
        "<script src=\"/app.js\"></script>\n<script src=\"https://cdn.stranger.example/x.js\"></script>",
    );
    assert_eq!((found.action, found.line, found.what.as_str()), (Action::Decide, 2, "cdn.stranger.example"));
    assert_eq!(
        read("<script>let a = 1; // a comment\n</script><link rel=stylesheet href=/a.css><img src=/a.png>"),
        []
    );
}

#[test]
fn what_contradicts_us_is_taken_out() {
    for html in [
        r#"<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js"></script>"#,
        "<script>gtag('consent', 'default', { ad_storage: 'denied' });</script>",
        r#"<link rel="preconnect" href="https://www.googletagmanager.com">"#,
    ] {
        assert_eq!(only(html).action, Action::Remove, "{html}");
    }
}

#[test]
fn a_consent_command_takes_no_id_along() {
    let consent = "gtag('consent', 'default', { ad_storage: 'denied' });";
    let ads = only(&format!("<script>{consent} gtag('config', 'AW-987654321');</script>"));
    assert_eq!((ads.action, ads.settings.get("google-ads")), (Action::Name, "AW-987654321"), "{ads:?}");
    assert!(ads.advice.contains("Samtykke gives Google its consent commands"), "{}", ads.advice);
    let container = "j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window,document,'script','dataLayer','GTM-ABC1234');";
    let found = only(&format!("<script>{consent} {container}</script>"));
    assert_eq!((found.action, found.settings.get("google-tag-manager")), (Action::Name, "GTM-ABC1234"));
}

#[test]
fn ids_of_two_parts_are_taken_over_whole() {
    let matomo = |address: &str| {
        format!(
            "var u={address};\n_paq.push(['setTrackerUrl', u+'matomo.php']);\n_paq.push(['setSiteId', '3']);\n\
             g.src=u+'matomo.js';"
        )
    };
    let posthog = |host: &str| {
        format!("!function(t,e){{var u=\"init\"}}(document);posthog.init('phc_AbC123', {{{host}}})")
    };
    for (vendor, id, code) in [
        (
            "sharpspring",
            "KOI-4ABCDE/koi-3QABC1DEF2",
            "_ss.push(['_setDomain', 'https://koi-3QABC1DEF2.marketingautomation.services/net']);\n\
             _ss.push(['_setAccount', 'KOI-4ABCDE']);"
                .to_owned(),
        ),
        ("matomo", "https://stats.shop.example/3", matomo("\"//stats.shop.example/\"")),
        ("matomo", "https://shop.example/matomo/3", matomo("'https://shop.example/matomo/'")),
        ("matomo", "/matomo/3", matomo("'/matomo/'")),
        (
            "matomo",
            "https://stats.shop.example/3",
            matomo(
                "((\"https:\" == document.location.protocol) ? \"https\" : \"http\") + \"://stats.shop.example/\"",
            ),
        ),
        (
            "matomo",
            "https://stats.shop.example/3",
            "_paq.push(['setTrackerUrl', 'https://stats.shop.example/matomo.php'], ['setSiteId', 3]);"
                .to_owned(),
        ),
        ("posthog", "us/phc_AbC123", posthog("api_host: 'https://us.i.posthog.com'")),
        ("posthog", "eu/phc_AbC123", posthog("api_host: 'https://eu.i.posthog.com'")),
        ("posthog", "us/phc_AbC123", posthog("")),
        (
            "posthog",
            "eu/phc_AbC123",
            "const HOST = 'https://eu.i.posthog.com'; posthog.init('phc_AbC123', { api_host: HOST })"
                .to_owned(),
        ),
    ] {
        let found = only(&format!("<script>{code}</script>"));
        assert_eq!((found.action, found.settings.get(vendor)), (Action::Name, id), "{found:?}");
        assert_eq!(crate::check(&found.settings), [], "{id}");
    }
    for (html, id) in [("js", "1234567"), ("js-eu1", "eu1/1234567")].map(|(host, id)| {
        (format!("<script async defer src=\"//{host}.hs-scripts.com/1234567.js\"></script>"), id)
    }) {
        assert_eq!(only(&html).settings.get("hubspot"), id, "{html}");
    }
}

#[test]
fn half_an_id_is_not_taken_over() {
    for (vendor, code, said) in [
        ("sharpspring", "_ss.push(['_setAccount', 'KOI-4ABCDE']);", "Its domain is not in this tag"),
        ("matomo", "_paq.push(['setSiteId', '3']);", "The address of its server is not in this tag"),
        (
            "posthog",
            "posthog.init('phc_A', { api_host: 'https://e.shop.example', ui_host: 'https://eu.posthog.com' })",
            "an address of its own",
        ),
    ] {
        let found = only(&format!("<script>{code}</script>"));
        assert_eq!((found.action, found.settings.iter().count()), (Action::Name, 0), "{found:?}");
        assert!(found.advice.contains(said) && found.advice.contains(vendor), "{}", found.advice);
    }
}

#[test]
fn our_own_tag_is_read_and_put_first() {
    let ours = r#"<script src="/samtykke.js" data-meta="1" data-policy="/p"></script>"#;
    let found = only(ours);
    assert_eq!((found.action, found.settings.get("policy")), (Action::Keep, "/p"));
    let late = read(&format!("{GTAG}{ours}"));
    assert_eq!(late.last().map(|one| one.action), Some(Action::Mend));
    assert_eq!(only(&ours.replace("src", "async src")).action, Action::Mend);
}

proptest! {
    #[test]
    fn every_text_is_read_without_a_panic(html in "(\\PC|[<>/='\"a-z \n]){0,80}", code in "\\PC{0,60}") {
        let _ = read(&html);
        let _ = read(&format!("<script>{code}//{code}</script>"));
    }
}
