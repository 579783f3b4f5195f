// Which functions the first part of the program holds: those that ran, in a recording, until the playground's prompt
// was there (first.txt: hashes of their names). One that is missing there is slower by a wait, never wrong.
import { readFileSync } from 'node:fs';

const RAN = new Set(readFileSync(new URL('first.txt', import.meta.url), 'utf8').split(/\s+/));

/** FNV-1a, 32 bits. */
export function hash(name) {
  let value = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) value = Math.imul(value ^ name.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}

// What the optimizer made itself has a number for a name, which the next build gives to another.
export const isFirst = (name) => /^\d+$/.test(name) || RAN.has(hash(name));
