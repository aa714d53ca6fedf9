use super::*;

fn site() -> Site {
    Site::new(["hotjar", "survicate", "linkedin"]).unwrap()
}

/// The lines that say something, without what they say in full.
fn lines(server: Server) -> Vec<String> {
    let mark = if server == Server::Edge { "//" } else { "#" };
    let all = Headers::all(&site());
    let mut text = server.settings(&site());
    for (choice, Headers { policy, connections }) in all.iter().enumerate().rev() {
        let escaped = connections.replace('"', "\\\"");
        // `8.com"` is no choice: what follows the text is its quote.
        for (whole, name) in [(policy, "POLICY"), (connections, "CONNECTIONS"), (&escaped, "CONNECTIONS")] {
            text = text.replace(whole, &format!("{name}-{choice}"));
        }
    }
    text.lines().filter(|line| !line.is_empty() && !line.starts_with(mark)).map(str::to_owned).collect()
}

#[test]
fn digits_stand_for_a_choice_with_and_without_single_vendors() {
    assert_eq!([1, 2, 3, 7].map(digits), ["19", "2a", "3b", "7f"]);
}

#[test]
fn nginx_maps_the_cookie() {
    let lines = lines(Server::Nginx);
    assert_eq!(
        lines[..4],
        [
            "map $cookie_samtykke $samtykke_csp {",
            "  default \"POLICY-0\";",
            "  \"~^[19]\\.\" \"POLICY-1\";",
            "  \"~^[2a]\\.\" \"POLICY-2\";",
        ]
    );
    assert!(lines.iter().any(|line| line == "  \"~^[2a]\\.\" 'CONNECTIONS-2';"), "{lines:#?}");
    assert_eq!(lines[lines.len() - 3], "add_header Content-Security-Policy $samtykke_csp always;");
    assert_eq!(lines[lines.len() - 1], "add_header Vary Cookie always;");
}

#[test]
fn apache_sets_the_refusal_first() {
    let lines = lines(Server::Apache);
    assert_eq!(lines[0], r#"SetEnvIf Cookie "^(?:(?!samtykke=)[^;]*;\s*)*samtykke=[19]\." SAMTYKKE_19"#);
    assert_eq!(lines[7], "Header always set Content-Security-Policy \"POLICY-0\"");
    assert_eq!(lines[8], "Header always set Connection-Allowlist \"CONNECTIONS-0\"");
    assert_eq!(lines[9], "Header always set Content-Security-Policy \"POLICY-1\" env=SAMTYKKE_19");
    assert_eq!(lines.last().unwrap(), "Header always merge Vary Cookie");
}

#[test]
fn caddy_maps_the_cookie() {
    let lines = lines(Server::Caddy);
    assert_eq!(lines[0], "map {http.request.cookie.samtykke} {samtykke_csp} {samtykke_connections} {");
    assert_eq!(lines[1], "  ~^[19]\\. `POLICY-1` `CONNECTIONS-1`");
    assert_eq!(lines[8], "  default `POLICY-0` `CONNECTIONS-0`");
    assert!(lines.contains(&"  +Vary Cookie".to_owned()));
}

#[test]
fn an_edge_worker_looks_its_headers_up() {
    let lines = lines(Server::Edge);
    assert_eq!(lines[0], "const HEADERS = [");
    assert_eq!(lines[1], "  [\"POLICY-0\", 'CONNECTIONS-0'],");
    assert!(lines.iter().any(|line| line.contains("parseInt(choice[0], 16) & 7 : 0")));
    assert!(lines.iter().any(|line| line.contains("append(\"Vary\", \"Cookie\")")));
}

#[test]
fn every_file_says_what_it_does_not_stop() {
    for server in Server::ALL {
        let text = server.settings(&site().vendor("matomo").unwrap());
        for line in NOT_STOPPED {
            assert!(text.contains(line), "{server:?}: {line}");
        }
        assert!(text.contains("allow yours: */matomo.js"), "{text}");
        assert!(text.contains("Vendors: hotjar, survicate, linkedin, matomo."), "{text}");
    }
}
