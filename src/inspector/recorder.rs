//! Watches what the page does while the panel is open. Whatever it hears it puts aside; the panel fetches it.

use std::cell::RefCell;
use std::rc::Rc;

use samtykke_browser::layer::Entry;
use samtykke_browser::network::{self, Request};
use samtykke_browser::policy::{self, Violation};
use samtykke_browser::spy::Spy;
use samtykke_browser::{Error, jar, page};

use crate::ROOM;
use crate::evidence::{Evidence, Kept, Pushed, Write, written};
use crate::hit::Seen;

/// What was heard and not yet fetched.
#[derive(Debug, Default)]
struct Heard {
    requests: Vec<Request>,
    entries: Vec<Pushed>,
    writes: Vec<Write>,
    violations: Vec<(f64, Violation)>,
    /// Addresses, and what was sent there in a body.
    bodies: Vec<(String, String)>,
    lives: Option<jar::Left>,
}

/// Watches from `new` until it is dropped; then the page is as it was.
#[derive(Debug)]
pub struct Recorder {
    heard: Rc<RefCell<Heard>>,
    _spies: Vec<Spy>,
    requests: Result<network::Watch, Error>,
    lives: jar::Lives,
    _violations: policy::Watch,
}

impl Recorder {
    /// Begins to watch.
    pub fn new() -> Result<Self, Error> {
        let heard = Rc::new(RefCell::new(Heard {
            requests: network::requests().unwrap_or_default(),
            ..Heard::default()
        }));
        // A page that has no such function, or does not let it be replaced, is watched in every other way.
        let spies = [
            Spy::on_pushes(
                "dataLayer",
                hear(&heard, |heard, entries: &[Entry]| {
                    let at = Some(page::now());
                    heard.entries.extend(entries.iter().map(|entry| Pushed { at, entry: entry.clone() }));
                }),
            ),
            on_bodies(&heard, true),
            on_bodies(&heard, false),
            Spy::on_cookies(hear(&heard, |heard, text: &str| {
                let (name, kept) = written(text, page::epoch(), page::epoch_of);
                heard.writes.push(Write { at: page::now(), name, kept });
            })),
            Spy::on_storage({
                let heard = Rc::clone(&heard);
                move |local, key, _| {
                    let kept = if local { Kept::Local } else { Kept::Session };
                    if !key.starts_with(crate::audit::OWN) {
                        put(&heard, |heard| {
                            heard.writes.push(Write { at: page::now(), name: key.to_owned(), kept });
                        });
                    }
                }
            }),
        ];
        let mut standing = Vec::new();
        for spy in spies {
            standing.extend(spy);
        }
        let (requests, violations, lives) = (Rc::clone(&heard), Rc::clone(&heard), Rc::clone(&heard));
        Ok(Self {
            _spies: standing,
            requests: network::Watch::new(ROOM, move |more| {
                put(&requests, |heard| heard.requests.extend(more));
                Ok(())
            }),
            lives: jar::Lives::new(move |left| put(&lives, |heard| heard.lives = Some(left))),
            _violations: policy::Watch::new(ROOM, move |violation| {
                put(&violations, |heard| heard.violations.push((page::now(), violation)));
            })?,
            heard,
        })
    }

    /// Asks the browser how long cookies live; the answer is there at a later fetch.
    pub fn ask_lives(&self) -> Result<(), Error> {
        self.lives.ask()
    }

    /// Moves what was heard into the evidence.
    pub fn hand_over(&self, evidence: &mut Evidence) {
        let Ok(mut heard) = self.heard.try_borrow_mut() else { return };
        evidence.requests = self.requests.as_ref().map(drop).map_err(Clone::clone);
        let Heard { requests, bodies, .. } = &mut *heard;
        for request in requests.drain(..) {
            // What is taken stands empty from then on, and fits no address.
            let sent = bodies.iter_mut().find(|(address, _)| *address == request.url);
            let body = sent.map(std::mem::take).unwrap_or_default().1;
            evidence.seen.push(Seen { body, ..request.into() });
        }
        evidence.entries.append(&mut heard.entries);
        evidence.writes.append(&mut heard.writes);
        for (at, violation) in heard.violations.drain(..) {
            if !evidence.violations.iter().any(|(_, known)| *known == violation) {
                evidence.violations.push((at, violation));
            }
        }
        if let Some(lives) = heard.lives.take() {
            evidence.lives = lives;
        }
    }
}

fn on_bodies(heard: &Rc<RefCell<Heard>>, beacon: bool) -> Result<Spy, Error> {
    let heard = Rc::clone(heard);
    Spy::on_bodies(beacon, move |address, body| {
        put(&heard, |heard| heard.bodies.push((address.to_owned(), body.to_owned())));
    })
}

/// Hearing something while what was heard is in use would be our own doing: it is left out.
fn put(heard: &RefCell<Heard>, act: impl FnOnce(&mut Heard)) {
    if let Ok(mut heard) = heard.try_borrow_mut() {
        act(&mut heard);
    }
}

fn hear<T: ?Sized>(
    heard: &Rc<RefCell<Heard>>,
    act: impl Fn(&mut Heard, &T) + 'static,
) -> impl Fn(&T) + 'static {
    let heard = Rc::clone(heard);
    move |what| put(&heard, |heard| act(heard, what))
}
