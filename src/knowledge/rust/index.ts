import type { Parser } from '../../core/parse/parser.js';
import { cargoAudit } from './cargo/cargo-audit.js';
import { cargoJson } from './cargo/cargo-json.js';
import { cargoText } from './cargo/cargo-text.js';
import { panicHook } from './panic/panic-hook.js';
import { rustFatal } from './panic/rust-fatal.js';
import { rustMainError } from './panic/rust-main-error.js';
import { rustPanic } from './panic/rust-panic.js';
import { rustcOld } from './rustc/rustc-old.js';
import { rustcText } from './rustc/rustc-text.js';
import { rustup } from './rustc/rustup.js';
import { libtest } from './test/libtest.js';
import { nextest } from './test/nextest.js';

// What other families may use.
export { rustLocation } from './panic/rust-location.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  panicHook,
  cargoAudit,
  cargoJson,
  cargoText,
  libtest,
  nextest,
  rustFatal,
  rustMainError,
  rustPanic,
  rustcOld,
  rustcText,
  rustup,
];
