use std::cell::RefCell;
use std::rc::Rc;

use samtykke_browser::edge::Room;
use samtykke_browser::listener::Listener;
use samtykke_browser::recipe::Recipe;
use samtykke_browser::shadow::Shadow;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

#[wasm_bindgen_test]
fn hears_until_dropped() {
    let heard = Rc::new(RefCell::new(0));
    let count = Rc::clone(&heard);
    let listener = Listener::at_document("listener-hears", Room("test"), move |_| {
        *count.borrow_mut() += 1;
        Ok(())
    });
    stage::announce("listener-hears");
    stage::announce("listener-hears");
    drop(listener.unwrap());
    stage::announce("listener-hears");
    assert_eq!(*heard.borrow(), 2);
}

#[wasm_bindgen_test]
fn its_own_action_may_drop_it() {
    let place: Rc<RefCell<Option<Listener>>> = Rc::default();
    let own = Rc::clone(&place);
    let heard = Rc::new(RefCell::new(0));
    let count = Rc::clone(&heard);
    let listener = Listener::at_document("listener-drops", Room("test"), move |_| {
        drop(own.borrow_mut().take());
        *count.borrow_mut() += 1; // What the action holds must outlive the drop.
        Ok(())
    });
    *place.borrow_mut() = Some(listener.unwrap());
    let complaints = stage::complaints(&mut || {
        stage::announce("listener-drops");
        stage::announce("listener-drops");
    });
    assert_eq!((*heard.borrow(), complaints.as_str()), (1, ""));
}

#[wasm_bindgen_test]
fn tells_the_key() {
    let content = Recipe::new("div\n button id=key", &[]);
    let shadow = Shadow::new("test-key", "", &content).unwrap();
    let keys = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&keys);
    let _listener = shadow.hear("key", "keydown", Room("test"), move |event| {
        seen.borrow_mut().push(event.key());
        Ok(())
    });
    stage::press("test-key", "#key", "Escape");
    stage::click("test-key", "#key");
    assert_eq!(*keys.borrow(), [Some("Escape".to_owned())]);
}
