// Opens sealed texts, version 1. Written from docs/SEALED-FORMAT.md alone, with nothing but Node 18 or later.
//
//   node open-sealed.mjs vectors.json        or the same JSON on standard input
//
// Prints each vector's name with its plaintext in hex, or "does not open", and never why. Exits with 0 when all of them
// opened, with 1 when one did not, with 2 when there were no vectors to read.
import { createDecipheriv, hkdfSync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

const [VERSION, SUITE, KEY, SALT, IV, COMMITMENT, TAG] = [1, 1, 32, 16, 12, 32, 16];
const HEADER = 1 + 1 + 4 + SALT + COMMITMENT;

// By kind: the input key of HKDF-Extract, then the key that is its salt, if one is.
const KINDS = new Map([
  ["message", ["subject", "day"]],
  ["profile", ["subject"]],
  ["answer", ["day"]],
]);

function need(truth) {
  if (!truth) throw new Error("does not open");
}

function unhex(text, length = text.length / 2) {
  const bytes = Buffer.from(text, "hex"); // Stops at the first character that is no hex, so it is written back.
  need(bytes.length === length && bytes.toString("hex") === text);
  return bytes;
}

function number(value) {
  need(Number.isInteger(value));
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function info(kver, salt, label) {
  const { table, tenant, sid, kind, conversation, message, attribute, expiryDay, revision } = label;
  const texts = [table, tenant, sid, kind, conversation, message, attribute, expiryDay];
  const fields = [Buffer.of(VERSION), Buffer.of(SUITE), number(kver), salt];
  fields.push(...texts.map((text) => Buffer.from(text, "utf8")), number(revision));
  return Buffer.concat(fields.flatMap((field) => [number(field.length), field]));
}

function open({ keys, kver, label, sealed }) {
  const bytes = unhex(sealed);
  need(bytes.length >= HEADER + TAG && bytes[0] === VERSION && bytes[1] === SUITE && bytes.readUInt32BE(2) === kver);
  const [header, text, tag] = [bytes.subarray(0, HEADER), bytes.subarray(HEADER, -TAG), bytes.subarray(-TAG)];
  const salt = header.subarray(6, 6 + SALT);
  const [input, extractSalt = Buffer.alloc(KEY)] = KINDS.get(label.kind).map((name) => unhex(keys[name], KEY));
  const okm = Buffer.from(hkdfSync("sha256", input, extractSalt, info(kver, salt, label), KEY + IV + COMMITMENT));
  need(timingSafeEqual(okm.subarray(KEY + IV), header.subarray(6 + SALT)));
  const gcm = createDecipheriv("aes-256-gcm", okm.subarray(0, KEY), okm.subarray(KEY, KEY + IV), { authTagLength: TAG });
  gcm.setAAD(header).setAuthTag(tag);
  return Buffer.concat([gcm.update(text), gcm.final()]);
}

function line(vector) {
  try {
    return `${vector.name}: ${open(vector).toString("hex")}`;
  } catch {
    process.exitCode = 1;
    return `${vector?.name}: does not open`;
  }
}

try {
  const { vectors } = JSON.parse(readFileSync(process.argv[2] ?? 0, "utf8"));
  need(vectors.length > 0);
  process.stdout.write(vectors.map((vector) => line(vector) + "\n").join(""));
} catch {
  process.exitCode = 2;
  process.stderr.write("There are no vectors to read.\n");
}
