// Requests as nobody should send them, from a generator with a seed: the same seed makes the same ones.
//
// Each is what is written to a connection in parts, with pauses between them, and what its client does
// then: it waits for the answer, ends its side, or cuts the connection off.
import { deflateSync } from "node:zlib";
import { random } from "../random.mjs";

/** The server's bound on a submission, and on a photo, in bytes. */
const [MOST_BODY, MOST_PHOTO] = [64 * 1024, 8 << 20];
const HOST = "Host: city.example\r\n";
const OPEN311 = "/open311/v2";

/** Texts that programs have stumbled over. */
const TEXTS = [
  "", " ", "\0", "a\0b", "\u202e\u2066txt.exe", "\ufeff", "\ufffe\uffff", "\u{10ffff}", "e\u0301".repeat(500),
  "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "%00", "%", "%zz", "%ff%fe", "%C0%80", "%ED%A0%80", "..", "../../../../etc/passwd",
  "..\\..\\windows\\win.ini", "%2e%2e%2f%2e%2e%2f", "/proc/self/environ", "file:///etc/passwd", "con", "nul",
  "<script>alert(1)</script>", "]]>", "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;", "&#0;", "' OR 1=1; DROP TABLE cases; --",
  "$(id)", "`id`", "{{7*7}}", "${jndi:ldap://x}", "-1", "0", "1e999", "-0", "NaN", "Infinity", "18446744073709551616",
  "99999999999999999999", "0x10", "true", "null", "[]", "{}", "2026-02-30", "2025-06-01T00:00:00+99:99", "0000-00-00",
  "9999-12-31T23:59:60Z", "+275760-09-13", "open,closed", ",".repeat(2_000), "vendor_rule", "enforcement", "emergency",
  "路灯不亮", "莫家街".repeat(2_000), "\r\nSet-Cookie: a=b", "\n".repeat(500), "=".repeat(300), "a".repeat(5_000),
];

const NAMES = [
  "service_code", "description", "address_string", "address_id", "about", "happened", "contact", "lat", "long", "email",
  "phone", "first_name", "last_name", "device_id", "account_id", "media_url", "jurisdiction_id", "api_key", "attribute",
  "attribute[done]", "attribute[unclear][]", "attribute[", "attribute[]", "attribute[\0]", "answers", "extensions", "",
  "__proto__", "constructor",
];

/** Every parameter of the lists, and some that none has. */
const PARAMETERS = [
  "service_request_id", "service_code", "status", "start_date", "end_date", "page", "page_size", "extensions",
  "jurisdiction_id", "updated_after", "q", "stage", "unit", "service", "overdue", "to_clear", "after", "limit", "goods",
  "street", "day", "", "a[b][c]", "__proto__",
];

const LISTS = [
  `${OPEN311}/requests.json`, `${OPEN311}/requests.xml`, `${OPEN311}/services.json`, `${OPEN311}/services.xml`,
  `${OPEN311}/discovery.json`, "/api/cases", "/healthz", "/vendor", "/cases.html", "/data/manifest.json",
];

const ROOTS = [
  "/", "/data/", "/data/f/", "/data/manifest.json/", "/open311/", `${OPEN311}/`, `${OPEN311}/services/`,
  `${OPEN311}/requests/`, `${OPEN311}/tokens/`, "/api/", "/api/cases/", "/api/cases/1/photos/", "/healthz/", "/en/", "//", "/./",
];

const PIECES = [
  "..", "../", "./", "//", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..%c0%af", "..\\", "%5c..%5c", "%00", "%0d%0a", "%", "%2",
  "%zz", "%ff", "%ed%a0%80", ".json", ".xml", ".yaml", ".br", ".gz", "~", "*", "?", "&", "=", ";", ":", "@", "|", "{file}", "con",
  "1", "-1", "9223372036854775808", "Z-001", "manifest", "etc/passwd", "feedback.sqlite3", "\u83ab", "\xff", "\x7f",
];

const METHODS = [
  "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW", "get", "G E T", "", "\0",
  "A".repeat(9_000), "PRI", "GET\t", "\u0413ET",
];

const RANGES = [
  "bytes=0-0", "bytes=-1", "bytes=-0", "bytes=9-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-18446744073709551615",
  "bytes=18446744073709551615-", "bytes=-18446744073709551616", "items=0-1", "bytes=0-1,2-3", "bytes 0-1", "bytes=0-,0-,0-",
  `bytes=${Array.from({ length: 1_500 }, (_, i) => `${i}-${i}`).join(",")}`,
];

const VALUES = [
  "", " ", "*", "*/*", "\xff\xfe", "\"", "W/\"", ",,,", "gzip;q=NaN, br;q=-1", "identity;q=0, *;q=0", "Thu, 99 Foo -1 99:99:99 GMT",
  "Fri, 31 Dec 9999 23:59:60 GMT", "null", "https://evil.example", "cross-site", "::1", "999.999.999.999", "a".repeat(20_000),
  "application/json; charset=utf-16", "multipart/form-data; boundary=", "text/xml", "Bearer ", "Basic Og==", "100-continue",
];

const HEADERS = [
  "Range", "If-Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "Accept", "Accept-Encoding",
  "Accept-Language", "Origin", "Sec-Fetch-Site", "Content-Type", "Content-Encoding", "Idempotency-Key", "X-Real-IP",
  "X-Forwarded-For", "Expect", "Cookie", "Authorization", "Referer", "Upgrade", "Connection", "Host", "TE", "Work",
];

const MEDIA_TYPES = [
  "application/json", "application/x-www-form-urlencoded", "text/xml", "application/xml", "text/plain", "image/jpeg", "image/svg+xml",
  "multipart/form-data; boundary=x", "application/json; charset=latin1", "APPLICATION/JSON", "", "\0",
];

/** A picture of a colour with so many pixels on a side, which is small as a file. */
function png(side, claimed = side) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc(body), body.length + 4);
    return whole;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed);
  header.writeUInt32BE(claimed, 4);
  // Eight bits of red, green and blue.
  header.set([8, 2], 8);
  const rows = deflateSync(Buffer.alloc(side * (side * 3 + 1)));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

/**
 * The kinds of requests, each with how many of a thousand are of it. `known` has receipts' `tokens` and
 * a `key` of the staff that open something, and the `files` of the tree.
 */
export function requests(seed, known) {
  const below = random(seed);
  const one = (list) => list[below(list.length)];
  const chance = (of) => below(of) === 0;
  const times = (count, make) => Array.from({ length: count }, make);
  const bytes = (length) => Buffer.from(times(length, () => below(256)));
  const latin1 = (text) => Buffer.from(text, "latin1");
  const close = () => one(["Connection: close\r\n", "", ""]);
  const address = (text) => latin1(Buffer.from(text).toString("latin1"));
  const escaped = (text) => (chance(3) ? text : encodeURIComponent(text.toWellFormed?.() ?? text));

  /** A request whose length is true. */
  const whole = (method, path, headers, body = Buffer.alloc(0)) =>
    Buffer.concat([
      address(`${method} ${path} HTTP/1.1\r\n${HOST}${close()}`),
      latin1(headers),
      latin1(body.length > 0 || method === "POST" ? `Content-Length: ${body.length}\r\n\r\n` : "\r\n"),
      body,
    ]);
  const post = (path, type, body) => whole("POST", path, `Content-Type: ${type}\r\n`, Buffer.from(body));
  const intake = () => `${OPEN311}/requests.${one(["json", "xml", "xml?extensions=true", "json?extensions=false", "yaml"])}`;
  const query = () => times(1 + below(4), () => `${escaped(one(PARAMETERS))}=${escaped(one(TEXTS))}`).join(one(["&", "&", ";"]));
  const good = () =>
    whole("POST", `${OPEN311}/requests.json`, "Content-Type: application/json\r\n",
      Buffer.from(JSON.stringify({ service_code: "vendor_rule", description: `路灯不亮 ${below(1 << 30)}` })));
  const token = () => (chance(2) ? one(known.tokens) : one(["AAAA-AAAA-AAAA", known.tokens[0].slice(0, -1), `${known.tokens[0]}A`,
    known.tokens[0].toLowerCase(), encodeURIComponent(one(TEXTS).toWellFormed?.() ?? ""), "%00", "../requests", "A".repeat(5_000)]));
  const key = () => one([known.key, "x", known.key.slice(1), "\xff", "a".repeat(9_000), ""]);

  const large = () => ({ parts: [post(`${OPEN311}/tokens/${one(known.tokens)}/photos`, "image/png", known.large)] });

  const value = (depth) => {
    switch (below(depth === 0 ? 7 : 9)) {
      case 0: return null;
      case 1: return chance(2);
      case 2: return below(1 << 30) - (1 << 29);
      case 3: return 1.5e300;
      case 7: return times(below(4), () => value(depth - 1));
      case 8: return Object.fromEntries(times(below(4), () => [one(NAMES), value(depth - 1)]));
      default: return one(TEXTS);
    }
  };
  const json = () => {
    const fields = times(below(7), () => [one(NAMES), value(3)]);
    const start = chance(2) ? { service_code: "enforcement", description: "x", attribute: { done: "fine" } } : {};
    return Buffer.from(JSON.stringify({ ...start, ...Object.fromEntries(fields) }));
  };
  const spoilt = (body) => {
    const copy = Buffer.from(body);
    if (copy.length > 0) for (let n = below(4); n > 0; n -= 1) copy[below(copy.length)] = below(256);
    return copy;
  };
  const nested = (depth, [begin, end]) =>
    `{"service_code":"vendor_rule","description":${begin.repeat(depth)}1${end.repeat(depth)}}`;
  const chunked = (chunks) =>
    Buffer.concat([
      latin1(`POST ${OPEN311}/requests.json HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`),
      latin1(chunks),
    ]);

  const kinds = {
    noise: [40, () => ({ parts: [bytes(1 + below(3_000))], then: one(["wait", "end", "cut"]) })],
    "other protocols": [15, () => ({
      parts: [one([
        latin1("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"),
        Buffer.concat([latin1("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"), bytes(500)]),
        latin1(`GET / HTTP/1.1\r\n${HOST}Upgrade: h2c, websocket\r\nConnection: Upgrade\r\nHTTP2-Settings: AAMAAABkAAQ\r\n\r\n`),
        latin1("EHLO city.example\r\n"), latin1("\0\0\0\x08\x04\xd2\x16\x2f"), latin1("*1\r\n$4\r\nPING\r\n"),
        latin1("GET /\r\n"), latin1("GET / HTTP/0.9\r\n\r\n"), latin1(`GET / HTTP/3.7\r\n${HOST}\r\n`), latin1("\r\n".repeat(5_000)),
      ])],
    })],
    "request lines": [60, () => ({
      parts: [address(`${one(METHODS)}${one([" ", " ", "  ", "\t", ""])}${one(["/", "*", "", "http://[::1", "city.example:443", "//evil.example/",
        "http://evil.example/data/manifest.json", `/${"x".repeat(below(90_000))}`, "/healthz#a", "/\0", "/a b"])}${one([" HTTP/1.1", " HTTP/1.0",
        " HTTP/9.9", " http/1.1", "", " HTTP/1.1 x"])}${one(["\r\n", "\n", "\r"])}${one([HOST, "", "Host: \r\n", "Host: a\r\nHost: b\r\n", "Host : a\r\n"])}\r\n`)],
    })],
    headers: [60, () => ({
      parts: [address(`GET ${one(known.files)} HTTP/1.1\r\n${one([
        `X: ${"y".repeat(below(200_000))}\r\n`,
        times(below(3_000), (_, n) => `X-${n}: y\r\n`).join(""),
        `X-${"n".repeat(below(90_000))}: y\r\n`,
        "X: a\0b\r\n", "X: a\r\n b\r\n", ": y\r\n", "X\r\n", "X : y\r\n", "\x01: y\r\n", "Content-Length: -1\r\n",
        "Content-Length: 18446744073709551616\r\n", "Content-Length: 1\r\nContent-Length: 2\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding:\x0bchunked\r\n", "Content-Length: +5\r\n",
      ])}${HOST}${one(["\r\n", "\r\n", "\n", ""])}`)],
    })],
    "odd values of headers": [60, () => ({
      parts: [whole(one(["GET", "HEAD", "POST"]), one([...known.files, ...LISTS]),
        times(1 + below(4), () => `${one(HEADERS)}: ${one(VALUES)}\r\n`).join(""))],
    })],
    ranges: [40, () => ({
      parts: [whole(one(["GET", "HEAD"]), one(known.files), `Range: ${one(RANGES)}\r\n${one(["", "If-Range: \"x\"\r\n", "Accept-Encoding: br\r\n"])}`)],
    })],
    paths: [110, () => ({
      parts: [whole(one(["GET", "GET", "HEAD", "POST", "DELETE"]), `${one(ROOTS)}${times(below(6), () => one(PIECES)).join("")}`, "")],
    })],
    queries: [110, () => ({ parts: [whole("GET", `${one(LISTS)}?${query()}`, chance(3) ? `Authorization: Bearer ${key()}\r\n` : "")] })],
    "JSON of any kind": [110, () => ({ parts: [post(intake(), one(["application/json", "application/json", one(MEDIA_TYPES)]), chance(2) ? json() : spoilt(json()))] })],
    "JSON that is deep or wrong": [25, () => ({
      parts: [post(intake(), "application/json", one([
        nested(100_000, "[]"), nested(30_000, "[]"), nested(10_000, ["{\"a\":", "}"]), nested(127, "[]"), "[".repeat(60_000),
        "{\"a\":".repeat(12_000), `{"description":"${"\\u0000".repeat(9_000)}"}`, "{\"description\":\"\\ud800\"}", `{"lat":1${"0".repeat(50_000)}}`,
        "{\"description\":1,\"description\":2}", "\ufeff{}", "[]", "null", "\"", "{\"service_code\":[\"vendor_rule\"]}", "{", "{}x",
        `{${times(4_000, (_, n) => `"f${n}":0`).join(",")}}`,
      ]))],
    })],
    "invalid UTF-8": [20, () => ({
      parts: [post(intake(), one(MEDIA_TYPES.slice(0, 2)), Buffer.concat([latin1(one(["{\"description\":\"", "description="])), bytes(below(200)), latin1("\"}")]))],
    })],
    forms: [60, () => ({
      parts: [post(intake(), "application/x-www-form-urlencoded",
        ["service_code=enforcement&description=x", ...times(below(6), () => `${escaped(one(NAMES))}=${escaped(one(TEXTS))}`)].slice(below(2)).join("&"))],
    })],
    "forms of many fields": [8, () => ({
      parts: [post(intake(), "application/x-www-form-urlencoded", one(["&".repeat(60_000), "a=&".repeat(20_000), "%".repeat(60_000),
        `${"n".repeat(60_000)}=1`, "attribute[x][]=1&".repeat(3_500), `attribute${"[a]".repeat(20_000)}=1`]))],
    })],
    "bodies that are too large": [10, () => {
      const size = MOST_BODY + 1 + below(12 << 20);
      const path = one([intake(), `${OPEN311}/tokens/${one(known.tokens)}/follow_ups.json`, `${OPEN311}/tokens/${one(known.tokens)}/photos`, "/api/cases/1", "/"]);
      const [name, filler] = one([["{\"", "k"], ["", "k"], ["description=", "%41"], ["[", "["]]);
      return { parts: [post(path, one(MEDIA_TYPES), Buffer.concat([latin1(name), Buffer.alloc(size, filler)]))] };
    }],
    "chunks that lie": [40, () => ({
      parts: [chunked(one([
        "ffffffffffffffff\r\nabc", "fffffffff\r\nabc\r\n0\r\n\r\n", "zz\r\nabc\r\n", "-1\r\na\r\n", "5\r\nabc\r\n0\r\n\r\n", "3\r\nabcdefgh\r\n0\r\n\r\n", "0\r\n",
        "3\r\n{}\n\r\n0\r\nX: y\r\nContent-Length: 5\r\n\r\n", `3;${"x".repeat(60_000)}\r\nabc\r\n0\r\n\r\n`, `${"1\r\na\r\n".repeat(5_000)}0\r\n\r\n`,
        `0\r\n${"X: y\r\n".repeat(9_000)}\r\n`, "\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", " 3\r\nabc\r\n0\r\n\r\n", `${"0".repeat(40_000)}3\r\nabc\r\n0\r\n\r\n`,
        `${"2000\r\n".concat("a".repeat(8_192), "\r\n").repeat(12)}0\r\n\r\n`,
      ]))],
      then: one(["wait", "wait", "end", "cut"]),
    })],
    "lengths that lie": [25, () => ({
      parts: [latin1(`POST ${OPEN311}/requests.json HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: ${one([0, 1, 5, 4_000, 60_000, 70_000, MOST_PHOTO * 2])}\r\n\r\n{"service_code":"vendor_rule","description":"x"}`)],
      then: one(["wait", "end", "cut"]),
    })],
    "cut off": [80, () => {
      const sent = one([good, good, () => whole("GET", one(known.files), ""), () => whole("GET", one(LISTS), "")])();
      return { parts: [sent.subarray(0, 1 + below(sent.length))], then: one(["cut", "cut", "end", "end", "wait"]) };
    }],
    slow: [25, () => {
      const sent = one([good(), whole("GET", one(known.files), ""), Buffer.concat([latin1(`GET / HTTP/1.1\r\n`), latin1("X: y\r\n".repeat(400))])]);
      const size = 1 + below(40);
      const parts = times(Math.ceil(sent.length / size), (_, n) => sent.subarray(n * size, (n + 1) * size));
      return { parts, pause: one([20, 200, 1_000, 3_000]) };
    }],
    silent: [5, () => ({ parts: [] })],
    "many in one": [12, () => ({
      parts: [Buffer.concat(times(1 + below(60), () => one([
        () => latin1(`GET ${one(known.files)} HTTP/1.1\r\n${HOST}\r\n`), () => latin1(`GET /healthz HTTP/1.1\r\n${HOST}\r\n`),
        () => latin1(`POST ${OPEN311}/requests.json HTTP/1.1\r\n${HOST}Content-Length: 2\r\n\r\n{}`), () => bytes(20)])()))],
      then: one(["wait", "end", "cut"]),
    })],
    "answers not taken": [10, () => ({
      parts: [latin1(`GET ${one(known.files)} HTTP/1.1\r\n${HOST}\r\n`.repeat(50))], then: "ignore",
    })],
    receipts: [40, () => ({ parts: [whole("GET", `${OPEN311}/tokens/${token()}${one([".json", ".xml", "", ".json.xml"])}`, "")] })],
    "follow-ups": [30, () => ({
      parts: [post(`${OPEN311}/tokens/${token()}/follow_ups.json`, "application/json",
        chance(2) ? json() : JSON.stringify({ kind: one(["remark", "contest", "rate", "withdraw", "erase", "", 1]), text: one(TEXTS), rating: value(1), stars: value(1) }))],
    })],
    photos: [25, () => {
      const picture = one([
        () => bytes(below(3_000)), () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), () => Buffer.from("GIF89a\xff\xff\xff\xff"),
        () => Buffer.concat([latin1("\xff\xd8\xff\xe0"), bytes(below(2_000))]), () => Buffer.concat([latin1("\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03"), bytes(200), latin1("\xff\xd9")]),
        () => Buffer.concat([latin1("RIFF\xff\xff\xff\xffWEBPVP8L"), bytes(500)]), () => known.small.subarray(0, below(known.small.length)),
        () => Buffer.concat([known.small, Buffer.from("PK\x03\x04 a file behind")]), () => spoilt(known.small), () => known.small,
        () => known.claims, () => Buffer.alloc(MOST_PHOTO - 5, "\xff\xd8\xff", "latin1"),
      ])();
      return { parts: [post(`${OPEN311}/tokens/${token()}/photos`, one(MEDIA_TYPES), picture)] };
    }],
    "photos of many pixels": [2, large],
    "the staff's": [60, () => ({
      parts: [whole(one(["GET", "POST", "PUT"]), `/api/cases${one(["", "/1", "/2", "/0", "/-1", "/9223372036854775808", "/x", "/1/photos/1", "/1/photos/x", "/1/"])}${chance(3) ? `?${query()}` : ""}`,
        `Authorization: ${one(["Bearer ", "Bearer ", "bearer ", "Basic ", ""])}${key()}\r\nContent-Type: application/json\r\n`,
        chance(2) ? json() : Buffer.from(JSON.stringify({ seen: value(0), action: one(["screen", "assign", "answer", "close", "publish", value(2)]), ...value(2) })))],
    })],
    good: [50, () => ({ parts: [good()], is: 201 })],
  };

  const weights = Object.entries(kinds).flatMap(([kind, [weight]]) => Array.from({ length: weight }, () => kind));
  const of = (kind) => ({ kind, then: "wait", pause: 0, ...kinds[kind][1]() });
  return {
    /** So many requests, of every kind. */
    any: (count) => times(count, () => of(one(weights))),
    /** So many photos that are large when decoded. */
    photos: (count) => times(count, () => of("photos of many pixels")),
  };
}

/** The pictures that are sent: a small one, one that claims to be huge, and one that is large when decoded. */
export const pictures = () => ({ small: png(40), claims: png(40, 60_000), large: png(6_000) });
