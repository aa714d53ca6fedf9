// The automatic tier: stands inline and first in the head, before every tag it is to hold. It only marks and holds, as
// an owner could have done by hand; samtykke.js releases. What it cannot stop: src/TIERS.md.
import { guardCalls } from './calls.js';
import { isAllGranted } from './choice.js';
import { guardInsertions } from './insertions.js';
import { watch } from './watch.js';

guardInsertions();
guardCalls();
// Patches stay, since a choice can be withdrawn; the observer is what costs.
if (!isAllGranted()) watch();
