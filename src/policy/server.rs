//! The headers as settings for the common servers. Each reads the first character of the cookie `samtykke`; without a
//! cookie, or with one that is no choice, the headers of a refusal are sent.

use crate::NOT_STOPPED;
use crate::headers::Headers;
use crate::site::Site;
use std::fmt::Write;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// `nginx.conf`.
    Nginx,
    /// Apache's settings or `.htaccess`.
    Apache,
    /// A `Caddyfile`.
    Caddy,
    /// A worker in JavaScript at the edge of a content delivery network.
    Edge,
}

impl Server {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nginx, Self::Apache, Self::Caddy, Self::Edge];

    /// The settings for this site, with what they do not stop.
    pub fn settings(self, site: &Site) -> String {
        let mark = if self == Self::Edge { "//" } else { "#" };
        let all = Headers::all(site);
        let settings = match self {
            Self::Nginx => nginx(&all),
            Self::Apache => apache(&all),
            Self::Caddy => caddy(&all),
            Self::Edge => edge(&all),
        };
        preface(site, mark) + &settings
    }
}

fn preface(site: &Site, mark: &str) -> String {
    let own: Vec<_> = site.own_vendors().collect();
    let names: Vec<_> = site.vendors().map(|vendor| vendor.id).chain(own.iter().copied()).collect();
    let mut lines = vec![
        format!("Who may be contacted, by the visitor's choice. Vendors: {}.", names.join(", ")),
        "Answers now depend on the cookie: shared caches must keep one for each choice (`Vary: Cookie`), or none.".into(),
        "This does not stop:".into(),
    ];
    lines.extend(NOT_STOPPED.iter().map(|line| format!("- {line}")));
    let unsaid = site.unsaid();
    if !unsaid.is_empty() {
        lines.push(format!(
            "Not said here, since it may lie on any host; allow yours: {}.",
            unsaid.join(", ")
        ));
    }
    if !own.is_empty() {
        lines.push(format!(
            "Of {} only the script's host is known; allow others that it asks.",
            own.join(", ")
        ));
    }
    lines.iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{mark} {line}");
        out
    })
}

/// The characters that stand for a choice: with and without the bit of single vendors.
fn digits(choice: usize) -> String {
    let digit =
        |number: usize| char::from_digit(u32::try_from(number).unwrap_or_default(), 16).unwrap_or('0');
    [digit(choice), digit(choice + 8)].iter().collect()
}

/// The choices that need more than a refusal does. `samtykke=8…` is a refusal but for single vendors.
fn yeses(all: &[Headers; 8]) -> impl Iterator<Item = (String, &Headers)> {
    all.iter().enumerate().skip(1).map(|(choice, headers)| (digits(choice), headers))
}

fn nginx(all: &[Headers; 8]) -> String {
    let [refusal, ..] = all;
    let mut out = String::from("\n# Inside `http { … }`:\n");
    for (name, pick) in
        [("csp", (|one| &one.policy) as fn(&Headers) -> &String), ("connections", |one| &one.connections)]
    {
        let _ = writeln!(out, "map $cookie_samtykke $samtykke_{name} {{");
        let _ = writeln!(out, "  default {};", nginx_text(pick(refusal)));
        for (digits, headers) in yeses(all) {
            let _ = writeln!(out, "  \"~^[{digits}]\\.\" {};", nginx_text(pick(headers)));
        }
        out += "}\n";
    }
    out += "# Inside `server { … }`, and in every `location` that has an `add_header` of its own:\n\
            add_header Content-Security-Policy $samtykke_csp always;\n\
            add_header Connection-Allowlist $samtykke_connections always;\n\
            add_header Vary Cookie always;\n";
    out
}

/// In the quotes that the text does not hold.
fn nginx_text(text: &str) -> String {
    if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") }
}

fn apache(all: &[Headers; 8]) -> String {
    let [refusal, ..] = all;
    let mut out = String::from("\n# Needs mod_setenvif and mod_headers.\n");
    // Of several cookies of this name the first counts, as everywhere.
    for (digits, _) in yeses(all) {
        let _ = writeln!(
            out,
            "SetEnvIf Cookie \"^(?:(?!samtykke=)[^;]*;\\s*)*samtykke=[{digits}]\\.\" SAMTYKKE_{digits}"
        );
    }
    let mut headers = |headers: &Headers, condition: &str| {
        let connections = headers.connections.replace('"', "\\\"");
        let _ = writeln!(out, "Header always set Content-Security-Policy \"{}\"{condition}", headers.policy);
        let _ = writeln!(out, "Header always set Connection-Allowlist \"{connections}\"{condition}");
    };
    headers(refusal, "");
    for (digits, one) in yeses(all) {
        headers(one, &format!(" env=SAMTYKKE_{digits}"));
    }
    out + "Header always merge Vary Cookie\n"
}

fn caddy(all: &[Headers; 8]) -> String {
    let [refusal, ..] = all;
    let mut out = String::from(
        "\n# Inside the site's block.\nmap {http.request.cookie.samtykke} {samtykke_csp} {samtykke_connections} {\n",
    );
    for (digits, Headers { policy, connections }) in yeses(all) {
        let _ = writeln!(out, "  ~^[{digits}]\\. `{policy}` `{connections}`");
    }
    let Headers { policy, connections } = refusal;
    let _ = writeln!(out, "  default `{policy}` `{connections}`");
    out + "}\nheader {\n  Content-Security-Policy {samtykke_csp}\n  \
           Connection-Allowlist {samtykke_connections}\n  +Vary Cookie\n}\n"
}

fn edge(all: &[Headers; 8]) -> String {
    let mut out =
        String::from("\n// By the cookie's first digit: functional 1, statistics 2, marketing 4.\n");
    out += "const HEADERS = [\n";
    for Headers { policy, connections } in all {
        let _ = writeln!(out, "  [\"{policy}\", '{connections}'],");
    }
    out + "];\n\
        const CHOICE = /(?:^|;\\s*)samtykke=([^;]*)/;\n\n\
        export default {\n  async fetch(request) {\n    \
        const answer = await fetch(request);\n    \
        const [, choice = \"\"] = CHOICE.exec(request.headers.get(\"cookie\") ?? \"\") ?? [];\n    \
        const digit = /^[0-9a-f]\\./.test(choice) ? parseInt(choice[0], 16) & 7 : 0;\n    \
        const [policy, connections] = HEADERS[digit];\n    \
        const response = new Response(answer.body, answer);\n    \
        response.headers.set(\"Content-Security-Policy\", policy);\n    \
        response.headers.set(\"Connection-Allowlist\", connections);\n    \
        response.headers.append(\"Vary\", \"Cookie\");\n    \
        return response;\n  },\n};\n"
}

#[cfg(test)]
mod tests;
