use std::cell::RefCell;
use std::rc::Rc;

use samtykke_browser::edge::Room;
use samtykke_browser::network::{self, Request, Watch};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

fn marked<'a>(requests: &'a [Request], mark: &str) -> Vec<&'a Request> {
    requests.iter().filter(|request| request.url.ends_with(mark)).collect()
}

#[wasm_bindgen_test]
async fn a_request_leaves_a_timing() {
    assert!(marked(&network::requests().unwrap(), "?network-timing").is_empty());
    stage::request("network-timing").await;
    let requests = network::requests().unwrap();
    let found = marked(&requests, "?network-timing");
    assert_eq!(found.len(), 1);
    let request = found.first().unwrap();
    assert!(request.start > 0.0 && request.initiator == "fetch", "{request:?}");
    assert!(request.bytes.is_some_and(|bytes| bytes > 0), "the page's own host tells its sizes: {request:?}");
}

#[wasm_bindgen_test]
async fn a_watch_sees_each_request_once_until_dropped() {
    stage::request("network-before").await;
    let seen = Rc::new(RefCell::new(Vec::new()));
    let add = Rc::clone(&seen);
    let watch = Watch::new(Room("test"), move |requests| {
        add.borrow_mut().extend(requests);
        Ok(())
    });
    stage::request("network-during").await;
    drop(watch.unwrap());
    stage::request("network-after").await;
    let seen = seen.borrow();
    let counts =
        ["?network-before", "?network-during", "?network-after"].map(|mark| marked(&seen, mark).len());
    assert_eq!(counts, [0, 1, 0]);
}
