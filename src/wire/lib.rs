//! The boundary to JavaScript, and the only hand-written `unsafe`.
//!
//! A turn: the runtime calls [`reserve`] with the length of its input, writes the input's bytes to the address it gets,
//! and calls the export that ends in [`turn`]; the output follows the input in memory. Nothing is kept between turns, so
//! there is nothing to free: the memory behind the module's static data belongs to the current turn alone, and grows
//! when it is too small.
//!
//! Every `unsafe` here rests on the same two facts: WebAssembly without threads runs one turn at a time, and no other
//! code uses the memory behind `__heap_base`, since the allocator below never hands any out.
#![cfg(target_family = "wasm")]
#![no_std]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32;
use core::{ptr, slice};
use samtykke_core::text::Writer;
use wasm_bindgen::prelude::*;

const PAGE: usize = 65_536;

unsafe extern "C" {
    /// Set by the linker: the first address behind static data and stack.
    static __heap_base: u8;
}

fn heap_base() -> usize {
    &raw const __heap_base as usize
}

/// Makes the memory reach `end`; `false` when the browser gives no more.
fn grow_to(end: usize) -> bool {
    let missing = end.saturating_sub(wasm32::memory_size(0) * PAGE);
    missing == 0 || wasm32::memory_grow(0, missing.div_ceil(PAGE)) != usize::MAX
}

/// Makes room for an input of `length` bytes and gives its address; 0 when there is no room.
#[wasm_bindgen]
pub fn reserve(length: usize) -> usize {
    if grow_to(heap_base() + length) { heap_base() } else { 0 }
}

/// Runs one turn on an input of `length` bytes and gives the length of its output, which follows the input.
pub fn turn(length: usize, handle: impl FnOnce(&[u8], &mut Output)) -> usize {
    // SAFETY: the runtime has reserved and written these bytes; the output is written behind them.
    let input = unsafe { slice::from_raw_parts(&raw const __heap_base, length) };
    let start = heap_base() + length;
    let mut output = Output { end: start };
    handle(input, &mut output);
    output.end - start
}

/// The output of a turn.
pub struct Output {
    end: usize,
}

impl Writer for Output {
    #[inline(never)]
    fn write_bytes(&mut self, text: &[u8]) {
        let end = self.end + text.len();
        if grow_to(end) {
            // SAFETY: the memory reaches `end`, lies behind the input, and `text` is either static data or part of the
            // input, so the two never overlap.
            unsafe { ptr::copy_nonoverlapping(text.as_ptr(), self.end as *mut u8, text.len()) };
            self.end = end;
        }
    }
}

/// wasm-bindgen asks for an allocator; nothing on a visitor's path allocates.
struct NoMemory;

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;

// SAFETY: it hands out no memory at all, which the trait allows.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    wasm32::unreachable()
}
