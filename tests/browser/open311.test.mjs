// Open311 GeoReport v2 from the side of programs that were written for other cities: a client from npm as it
// is, in JSON, and the rules by which FixMyStreet reads and writes, in XML.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { promisify } from "node:util";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { serve, test } from "./harness.mjs";

/** npm's `open311`, unchanged; it is CommonJS. */
const Open311 = createRequire(import.meta.url)("open311");

let server;
before(async () => {
  server = await serve();
});
after(() => server?.stop());

/** The methods of the client as promises. */
function client(options) {
  const made = new Open311(options);
  const calls = ["serviceDiscovery", "serviceList", "serviceDefinition", "submitRequest", "token"];
  return Object.fromEntries(
    [...calls, "serviceRequests"].map((name) => [name, promisify(made[name].bind(made))]),
  );
}

test("a client from npm finds the endpoint, asks, sends, follows and lists", async () => {
  const discovery = `${server.origin}/open311/v2/discovery.json`;
  const city = client({ discovery, apiKey: "none", jurisdiction: "city.example" });
  const found = await city.serviceDiscovery({ cache: true });
  assert.equal(found.endpoints[0].url, `${server.origin}/open311/v2`);

  const services = await city.serviceList();
  const service = services.find(({ service_code }) => service_code === "enforcement");
  assert.equal(service.metadata, true);
  assert.equal(service.type, "batch");
  const { attributes } = await city.serviceDefinition(service.service_code);
  const needed = attributes.filter(({ required }) => required);
  assert.deepEqual(needed.map(({ code, datatype }) => [code, datatype]), [["done", "singlevaluelist"]]);

  const sent = {
    service_code: service.service_code,
    lat: 36.623178,
    long: 101.778223,
    address_string: "Mojia Street",
    email: "someone@example.org",
    first_name: "A",
    last_name: "B",
    description: "摊位还没到时间就叫收。\nThey closed us early.",
    attributes: { [needed[0].code]: needed[0].values[0].key, amount: "0" },
  };
  const [receipt] = await city.submitRequest(sent);
  assert.ok(receipt.token && !("service_request_id" in receipt));
  const [followed] = await city.token(receipt.token);
  assert.equal(followed.token, receipt.token);
  assert.equal(followed.service_request_id, null);

  // A tick box may have several answers, which this client sends under one name.
  const several = { service_code: "vendor_rule", description: "x", attributes: { unclear: ["place", "hours"] } };
  assert.ok((await city.submitRequest(several))[0].token);

  const span = { start_date: "2025-05-06T00:00:00Z", end_date: "2025-08-01T00:00:00Z" };
  const closed = await city.serviceRequests({ ...span, status: "closed" });
  assert.ok(closed.length > 5);
  for (const request of closed) {
    assert.equal(request.status, "closed");
    assert.ok(!Number.isNaN(request.requested_datetime.getTime()));
  }
  const [one] = await city.serviceRequests("K-001");
  assert.equal(one.service_request_id, "K-001");
  const two = await city.serviceRequests(["K-001", "K-002"], {});
  assert.equal(two.length, 2);
});

test("what a client from npm sends and is not taken is said field by field", async () => {
  const city = client({ endpoint: `${server.origin}/open311/v2/`, apiKey: "none" });
  await assert.rejects(
    new Promise((resolve, reject) => {
      const made = new Open311({ endpoint: `${server.origin}/open311/v2/`, apiKey: "none" });
      const sent = { service_code: "enforcement", description: "x", attributes: { done: "hit" } };
      made.submitRequest(sent, (status, body) => (status ? reject(new Error(body)) : resolve()));
    }),
    /400;.*attribute\[done\]/s,
  );
  const error = await city.serviceDefinition("none").catch((reason) => reason);
  assert.ok(error, "no definition of a kind that is not there");
});

// FixMyStreet: perllib/Open311.pm, Open311/PopulateServiceList.pm and Open311/GetServiceRequests.pm of
// mysociety/fixmystreet at 84d7c80, rule by rule. It speaks XML alone.

const GROUPS = {
  services: "service",
  attributes: "attribute",
  values: "value",
  service_requests: "request",
  errors: "error",
  groups: "group",
};

/** `_get_xml_object`: XML::Simple with ForceArray, GroupTags, no KeyAttr, and empty elements undefined. */
function xmlObject(text) {
  if (XMLValidator.validate(text) !== true) return undefined;
  const parser = new XMLParser({
    ignoreDeclaration: true,
    parseTagValue: false,
    isArray: (name) => Object.values(GROUPS).includes(name),
  });
  const simplify = (value) => {
    if (Array.isArray(value)) return value.map(simplify);
    if (value === "") return undefined;
    if (typeof value !== "object") return value;
    const members = Object.entries(value).map(([name, inner]) => {
      const plain = simplify(inner);
      return [name, plain?.[GROUPS[name]] ?? plain];
    });
    return Object.fromEntries(members);
  };
  const [root] = Object.values(parser.parse(text));
  return simplify(root);
}

/** `_request`: the base address ends in a slash, parameters are a form, success is any 2xx. */
async function request(path, { query = {}, form } = {}) {
  const address = new URL(`${server.origin}/open311/v2/${path}`);
  address.search = new URLSearchParams(query);
  const options = form && { method: "POST", body: new URLSearchParams(form) };
  const response = await fetch(address, options);
  return { ok: response.ok, text: await response.text(), type: response.headers.get("content-type") };
}

/** `_process_error`. */
function processError(text) {
  const errors = xmlObject(text)?.error ?? [];
  const lines = errors.map(({ code, description }) => `${code ?? "???"}: ${description ?? "unknown error"}`);
  return lines.join("\n") || "unknown error";
}

/** A time of W3CDTF, which has to name its zone. */
const W3CDTF = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

test("by FixMyStreet's rules: the list of services and their questions", async () => {
  const list = await request("services.xml");
  assert.match(list.type, /^text\/xml; charset=utf-8$/);
  const { service: services } = xmlObject(list.text);
  assert.ok(services.length > 4);
  for (const { service_code, service_name, metadata, group } of services) {
    assert.ok(service_code && service_name?.trim() === service_name);
    assert.deepEqual(group, [undefined], "<group></group> becomes [undef]");
    const meta = xmlObject((await request(`services/${service_code}.xml`)).text);
    assert.equal(Array.isArray(meta.attributes), metadata.toLowerCase() === "true", service_code);
    for (const attribute of meta.attributes ?? []) {
      assert.ok(attribute.code && attribute.description);
      assert.ok(Number(attribute.order) > 0);
      assert.match(attribute.required, /^(true|false)$/);
      assert.equal(attribute.variable, "true");
      for (const { key, name } of attribute.values ?? []) assert.ok(key && name);
      const chosen = attribute.datatype.endsWith("valuelist");
      assert.equal(Array.isArray(attribute.values), chosen, attribute.code);
    }
  }
});

test("by FixMyStreet's rules: a report is sent and its token followed", async () => {
  // `_populate_service_request_params`, with the description that it makes.
  const form = {
    description: "title: a problem\n\ndetail: problem & <3\n\nurl: http://example.com/report/1\n",
    service_code: "enforcement",
    first_name: "Test",
    last_name: "User",
    email: "pkg-tcobrandt-test@example.com",
    lat: "36.62317",
    long: "101.77822",
    "attribute[done]": "fine",
    jurisdiction_id: "city.example",
    api_key: "none",
  };
  const sent = await request("requests.xml", { form });
  assert.ok(sent.ok, sent.text);
  const [given] = xmlObject(sent.text).request;
  assert.equal(given.service_request_id, undefined);
  assert.equal(typeof given.token, "string");
  // It asks again until there is an identifier; there is none as long as the case is not published.
  const followed = await request(`tokens/${given.token}.xml`);
  assert.ok(followed.ok);
  assert.equal(xmlObject(followed.text).request[0].service_request_id, undefined);
});

test("by FixMyStreet's rules: what fails is said by code and description", async () => {
  const refused = await request("requests.xml", { form: { description: "x" } });
  assert.equal(refused.ok, false);
  assert.equal(processError(refused.text), "400: 请选择一种诉求类别");
  const missing = await request("tokens/none.xml");
  assert.equal(processError(missing.text), "404: 没有这个回执");
  assert.equal(processError("503 - service unavailable"), "unknown error");
});

test("by FixMyStreet's rules: requests are fetched and can be put on the map", async () => {
  const query = { start_date: "2025-05-06T00:00:00Z", end_date: "2025-08-01T00:00:00Z" };
  const fetched = await request("requests.xml", { query });
  const { request: requests } = xmlObject(fetched.text);
  assert.ok(requests.length > 5);
  for (const one of requests) {
    assert.ok(one.service_request_id && one.lat && one.long && one.description && one.service_code);
    assert.match(one.requested_datetime, W3CDTF);
    assert.match(one.updated_datetime, W3CDTF);
    assert.ok(new Date(one.updated_datetime) >= new Date(one.requested_datetime));
    assert.match(one.status, /^(open|closed)$/);
  }
  const ids = "K-001,K-002";
  const named = await request("requests.xml", { query: { service_request_id: ids } });
  assert.equal(xmlObject(named.text).request.length, 2);
  // Nothing to fetch is an empty list and no failure.
  const none = await request("requests.xml", { query: { service_request_id: "none" } });
  assert.ok(none.ok);
  assert.equal(xmlObject(none.text)?.request, undefined);
});
