// The form: what a kind asks for itself, what is never asked of officials, the place, photos, similar
// cases; and what the holder of a receipt reads and does.
import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, filed, fits, launch, ready, serve, test, visitor, widths } from "./harness.mjs";
import { openPage, pages } from "./pages.mjs";
import { edited } from "./publisher.mjs";

const REQUESTS = "**/open311/v2/requests.json";
const PHOTOS = "**/open311/v2/tokens/*/photos";
const FOLLOW_UPS = "**/open311/v2/tokens/*/follow_ups.json";
const TOKEN = "**/open311/v2/tokens/*.json";
const CUT = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RE(SET|FUSED)|FAILED)/;
const UNKNOWN = /status of 40[45]/;

const text = (zh, en) => ({ zh, en });
/** A question of every kind of answer, on a kind of feedback that no code knows. */
const QUESTIONS = [
  { code: "pitch", kind: "string", required: true, label: text("摊位编号", "Number of the pitch"), hint: text("牌子上的号", "As on its plate") },
  { code: "story", kind: "text", label: text("前后经过", "What led to it") },
  { code: "metres", kind: "number", label: text("占了几米", "How many metres") },
  { code: "since", kind: "datetime", label: text("从哪天起", "Since when") },
  {
    code: "light",
    kind: "singlevaluelist",
    required: true,
    label: text("有没有灯", "Is there a lamp"),
    options: [{ key: "yes", name: text("有", "Yes") }, { key: "no", name: text("没有", "No") }],
  },
  {
    code: "lacks",
    kind: "multivaluelist",
    label: text("缺什么", "What is lacking"),
    options: [{ key: "water", name: text("水", "Water") }, { key: "bin", name: text("垃圾桶", "A bin") }],
  },
  { code: "later", kind: "a kind of answer of later", label: text("还有什么", "Anything else") },
];

let server;
let browser;
let tree;
before(async () => {
  tree = edited("feedback", (file) => {
    file.services.unshift({
      code: "night_market",
      name: text("夜市设施", "The night market"),
      description: text("灯、水、垃圾桶。", "Lamps, water, bins."),
      reply_working_days: 3,
      questions: QUESTIONS,
    });
    return file;
  });
  server = await serve({ tree: tree.tree });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  tree?.remove();
});

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

const next = (page) => page.getByRole("button", { name: "下一步" }).click();

/** Chooses a kind and writes what happened. */
async function begin(page, kind, words) {
  await page.getByRole("radio", { name: kind }).check();
  await next(page);
  await heading(page, "发生了什么？");
  await page.getByRole("textbox", { name: "请写下发生了什么" }).fill(words);
}

/** Goes on from the place to the review. */
async function toReview(page) {
  for (const title of ["有照片吗？（可不加）", "有没有差不多的", "看一遍再送出"]) {
    await next(page);
    await heading(page, title);
  }
}

/** Collects what reaches the intake. */
async function sent(context) {
  const bodies = [];
  await context.route(REQUESTS, async (route) => {
    if (route.request().method() === "POST") bodies.push(route.request().postDataJSON());
    await route.continue();
  });
  return bodies;
}

async function send(page) {
  await page.getByRole("button", { name: "提交" }).click();
  await heading(page, "已收到");
}

describe("a kind's own questions", () => {
  for (const [width, viewport] of widths) {
    test(`are asked, checked beside their fields, and sent; a new kind needs no code (${width})`, async () => {
      const visit = await visitor(browser, server.origin, { viewport });
      const { page, context } = visit;
      // What the intake does with answers is held by its own tests.
      const bodies = [];
      await context.route(REQUESTS, (route) => {
        bodies.push(route.request().postDataJSON());
        const receipt = { token: "2345-6789-ABCD-EFGH-JKMN-PQRS-TUVW", service_notice: "", service_notice_en: "" };
        return route.fulfill({ status: 201, json: [receipt] });
      });
      await visit.open("/feedback");
      await begin(page, /夜市设施/, "出口太黑");
      await page.getByText("牌子上的号").waitFor();
      await page.getByRole("textbox", { name: /占了几米/ }).fill("许多");
      await next(page);
      // First in the summary, each with its field, and beside the field.
      const summary = page.locator(".error-summary");
      for (const [words, id] of [["请回答这个问题", "q-pitch"], ["请写一个数字", "q-metres"], ["请回答这个问题", "q-light"]]) {
        await summary.locator(`a[href="#${id}"]`).filter({ hasText: words }).waitFor();
        await page.locator(`#${id}-error`).filter({ hasText: words }).waitFor();
      }
      await audit(page);
      await fits(page);
      await summary.locator('a[href="#q-light"]').click();
      await becomes(() => page.evaluate(() => document.activeElement?.id), "q-light");
      await page.getByRole("textbox", { name: "摊位编号" }).fill("A-7");
      await page.getByRole("textbox", { name: /前后经过/ }).fill("一向没有灯。\n上周起更黑。");
      await page.getByRole("textbox", { name: /占了几米/ }).fill("2.5");
      await page.getByLabel(/从哪天起/).fill("2026-11-20");
      await page.getByRole("radio", { name: "没有", exact: true }).check();
      await page.getByRole("checkbox", { name: "水" }).check();
      await page.getByRole("checkbox", { name: "垃圾桶" }).check();
      await page.getByRole("checkbox", { name: "水" }).uncheck();
      await page.getByRole("textbox", { name: /还有什么/ }).fill("没有了");
      // A reload loses nothing.
      await page.reload();
      await ready(page);
      assert.equal(await page.getByRole("textbox", { name: "摊位编号" }).inputValue(), "A-7");
      assert.ok(await page.getByRole("radio", { name: "没有", exact: true }).isChecked());
      assert.ok(await page.getByRole("checkbox", { name: "垃圾桶" }).isChecked());
      await next(page);
      await heading(page, "在哪里？");
      await toReview(page);
      for (const given of ["A-7", "2.5", "没有", "垃圾桶", "没有了"]) {
        await page.getByRole("definition").filter({ hasText: given }).first().waitFor();
      }
      await send(page);
      assert.deepEqual(bodies[0].answers, [
        { question: "metres", values: ["2.5"] },
        { question: "pitch", values: ["A-7"] },
        { question: "story", values: ["一向没有灯。\n上周起更黑。"] },
        { question: "since", values: ["2026-11-20"] },
        { question: "light", values: ["no"] },
        { question: "lacks", values: ["bin"] },
        { question: "later", values: ["没有了"] },
      ]);
      await visit.close();
    });
  }

  test("of another kind that was chosen before are not sent", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const bodies = await sent(context);
    await visit.open("/feedback");
    await begin(page, /夜市设施/, "出口太黑");
    await page.getByRole("textbox", { name: "摊位编号" }).fill("A-7");
    await page.getByRole("link", { name: "返回上一步" }).click();
    await page.getByRole("radio", { name: /咨询/ }).check();
    await next(page);
    assert.equal(await page.getByRole("textbox", { name: "摊位编号" }).count(), 0);
    await next(page);
    await heading(page, "在哪里？");
    await toReview(page);
    await send(page);
    assert.equal(bodies[0].answers, undefined);
    await visit.close();
  });
});

test("s4.9 of an official's own report nothing is asked or sent that could tell who writes, which is said before", async () => {
  const visit = await visitor(browser, server.origin);
  const { page, context } = visit;
  const bodies = await sent(context);
  // Written as another kind first, with everything.
  await visit.open("/feedback?about=630102001/DG-B-01");
  await begin(page, /咨询/, "每周报三张一样的表");
  await page.getByRole("button", { name: "昨天" }).click();
  await next(page);
  await page.getByRole("radio", { name: /用话说/ }).check();
  await page.getByRole("textbox", { name: "地点" }).fill("东关大街三楼");
  await visit.open("/feedback");
  await page.getByText("不问您是谁、在哪个单位，满五件才公开。").waitFor();
  await page.getByRole("radio", { name: /层层加码或多余的表格/ }).check();
  await page.getByText("第 1 步，共 4 步").waitFor();
  await next(page);
  await page.getByText("哪一件都不单独公开").waitFor();
  assert.equal(await page.getByText("公众会看到的").count(), 0);
  assert.equal(await page.getByText("什么时候的事").count(), 0);
  await audit(page);
  await next(page);
  await heading(page, "在哪个区县？（可不说）");
  assert.equal(await page.getByRole("radio").count(), 0);
  await page.getByRole("combobox", { name: "区县" }).selectOption("城中区");
  await audit(page);
  await next(page);
  await heading(page, "看一遍再送出");
  assert.equal(await page.getByRole("textbox", { name: /联系方式/ }).count(), 0);
  await page.getByRole("definition").filter({ hasText: "不送出" }).waitFor();
  await audit(page);
  await fits(page);
  await send(page);
  assert.deepEqual(bodies[0], { service_code: "burden", description: "每周报三张一样的表", address_string: "城中区" });
  await visit.close();
});

describe("the place", () => {
  test("is the one brought along, or another by its name", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const bodies = await sent(context);
    await visit.open("/feedback?about=Z-001/snack");
    await begin(page, /咨询/, "几点收摊？");
    await next(page);
    await heading(page, "在哪里？");
    assert.ok(await page.getByRole("radio", { name: /莫家街 西牌坊口，小吃/ }).isChecked());
    await page.getByRole("radio", { name: "别的街" }).check();
    await page.getByRole("searchbox", { name: "在哪里" }).fill("shuijing");
    await page.getByRole("list", { name: "地点" }).getByRole("button").first().click();
    const chosen = page.getByRole("status").filter({ hasText: /水井/ });
    await chosen.waitFor();
    await audit(page);
    await fits(page);
    await toReview(page);
    await send(page);
    assert.match(bodies[0].about, /^Z-\d+$/);
    assert.notEqual(bodies[0].about, "Z-001");
    await visit.close();
  });

  test("is where the phone is only after a tap, and only for those who deal with it", async () => {
    const position = { latitude: 36.623178, longitude: 101.774098 };
    const visit = await visitor(browser, server.origin, { geolocation: position, permissions: ["geolocation"] });
    const { page, context } = visit;
    const bodies = await sent(context);
    await visit.open("/feedback");
    await begin(page, /咨询/, "这里几点收摊？");
    await next(page);
    await page.getByRole("radio", { name: /我现在的地方/ }).check();
    assert.equal(await page.getByText("已经有一个记号").count(), 0);
    await page.getByRole("button", { name: "用手机定位" }).click();
    await page.getByRole("status").filter({ hasText: /记下了这个位置/ }).waitFor();
    await page.getByText("记号只给办理的人看").waitFor();
    // It is in no address, and survives a reload.
    assert.ok(!page.url().includes("101.77"));
    await page.reload();
    await page.getByText("已经有一个记号。").waitFor();
    await toReview(page);
    await page.getByRole("definition").filter({ hasText: "带一个记号" }).waitFor();
    await send(page);
    assert.deepEqual([bodies[0].lat, bodies[0].long], ["36.623178", "101.774098"]);
    await visit.close();
  });

  test("can be told exactly on the map, which is fetched only then, and the point can be removed", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const bodies = await sent(context);
    const files = [];
    page.on("request", (request) => files.push(new URL(request.url()).pathname));
    await visit.open("/feedback?about=Z-001");
    await begin(page, /咨询/, "几点收摊？");
    await next(page);
    await heading(page, "在哪里？");
    assert.ok(!files.includes("/map.js"));
    await page.getByRole("button", { name: "在地图上点" }).click();
    const map = page.locator("city-map");
    await map.waitFor();
    // By keyboard: its middle, which is the place.
    await map.focus();
    await page.keyboard.press("Enter");
    await page.getByText("已经有一个记号。").waitFor();
    await audit(page);
    await fits(page);
    await page.getByRole("button", { name: "去掉记号" }).click();
    await page.getByText("已经有一个记号。").waitFor({ state: "detached" });
    const box = await map.boundingBox();
    await map.click({ position: { x: box.width / 2, y: box.height / 3 } });
    await page.getByText("已经有一个记号。").waitFor();
    await toReview(page);
    await send(page);
    assert.match(bodies[0].lat, /^36\.\d{6}$/);
    assert.match(bodies[0].long, /^101\.\d{6}$/);
    assert.equal(bodies[0].about, "Z-001");
    await visit.close();
  });

  test("can be nowhere", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const bodies = await sent(context);
    await visit.open("/feedback");
    await begin(page, /咨询/, "要不要登记卡？");
    await next(page);
    await page.getByRole("radio", { name: "用话说" }).check();
    await page.getByRole("textbox", { name: "地点" }).fill("市场后门");
    await page.getByRole("radio", { name: "和地方没有关系" }).check();
    assert.equal(await page.getByRole("button", { name: "在地图上点" }).count(), 0);
    await toReview(page);
    await send(page);
    assert.equal(bodies[0].address_string, undefined);
    await visit.close();
  });
});

describe("similar public cases", () => {
  test("are shown before sending, and following one on this phone sends nothing", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const bodies = await sent(context);
    const cases = await (await fetch(`${server.origin}/open311/v2/requests.json`)).json();
    const [{ description }] = cases;
    await visit.open("/feedback");
    await begin(page, /求助和建议/, description);
    await next(page);
    for (const title of ["有照片吗？（可不加）", "有没有差不多的"]) {
      await next(page);
      await heading(page, title);
    }
    const same = page.getByRole("radio", { name: new RegExp(`和“${description}”一样`) });
    await same.waitFor();
    assert.ok(await page.getByRole("radio", { name: /不一样/ }).isChecked());
    await audit(page);
    await fits(page);
    await same.check();
    await next(page);
    await heading(page, "查办理进度");
    const followed = page.getByRole("heading", { name: "跟着的公开诉求" });
    await followed.waitFor();
    await page.getByRole("listitem").filter({ hasText: description }).waitFor();
    await audit(page);
    assert.deepEqual(bodies, []);
    // What was written is gone; it still is after a reload.
    await page.reload();
    await page.getByRole("button", { name: new RegExp("不跟了") }).click();
    await becomes(() => page.getByRole("listitem").filter({ hasText: description }).count(), 0);
    await visit.open("/feedback?step=words");
    assert.equal(await page.getByRole("textbox", { name: "请写下发生了什么" }).inputValue(), "");
    await visit.close();
  });

  test("that there are none is said", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open("/feedback?step=similar");
    await page.getByText("公开的诉求里没有差不多的").waitFor();
    await visit.close();
  });
});

/** A JPEG as a phone makes it, with a place in its Exif; and a file that is none. */
async function files(page) {
  const folder = mkdtempSync(join(tmpdir(), "mingdan-photos-"));
  const jpeg = async (width, height) => {
    const address = await page.evaluate(([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#2a7";
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = "#fff";
      pen.fillRect(width / 2 - 40, height / 2 - 40, 80, 80);
      return canvas.toDataURL("image/jpeg", 0.9);
    }, [width, height]);
    const plain = Buffer.from(address.split(",")[1], "base64");
    const exif = Buffer.from("Exif\0\0II*\0GPSLatitude 36.62 MYPHONE");
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(exif.length + 2, 2);
    return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2), Buffer.from("PK<script>hidden")]);
  };
  const file = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return {
    photo: file("sign.jpg", await jpeg(4000, 3000)),
    small: file("small.jpg", await jpeg(400, 600)),
    none: file("list.jpg", "PK not a picture"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The JPEG that was posted, decoded in the page: its size, and the colour in its middle. */
function decoded(page, bytes) {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/jpeg;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const [red] = pen.getImageData(image.width / 2, image.height / 2, 1, 1).data;
    return { width: image.width, height: image.height, middle: red < 16 ? "black" : red > 240 ? "white" : red };
  }, bytes.toString("base64"));
}

/** Takes photos in as the server will; each request is kept. */
async function takesPhotos(context, status = 201, body = "[]") {
  const taken = [];
  await context.route(PHOTOS, async (route) => {
    const request = route.request();
    const { "idempotency-key": key, "content-type": type } = await request.allHeaders();
    taken.push({ path: new URL(request.url()).pathname, key, type, body: request.postDataBuffer() });
    await route.fulfill({ status, contentType: "application/json", body });
  });
  return taken;
}

describe("photos", () => {
  test("s4.6 are made anew on the phone, kept through a reload, blacked out, and sent after the text", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const taken = await takesPhotos(context);
    await visit.open("/feedback");
    const { photo, small, none, remove } = await files(page);
    await begin(page, /咨询/, "公示牌写得不清楚。");
    await next(page);
    await next(page);
    await heading(page, "有照片吗？（可不加）");
    const add = page.getByLabel("从相册加");
    await add.setInputFiles(none);
    const refused = page.getByRole("alert").filter({ hasText: "“list.jpg”打不开，不是照片。" });
    await refused.waitFor();
    await audit(page);
    await fits(page);
    await add.setInputFiles(photo);
    await page.getByRole("img", { name: "照片 1" }).waitFor();
    assert.equal(await refused.count(), 0);
    await page.getByLabel("拍一张").setInputFiles(small);
    await page.getByRole("img", { name: "照片 2" }).waitFor();
    await page.reload();
    await page.getByRole("img", { name: "照片 2" }).waitFor();
    // By buttons alone, as a keyboard does: the frame begins in the middle.
    const first = page.getByRole("group", { name: "照片 1" });
    await first.getByRole("button", { name: "遮住一块" }).press("Enter");
    await first.getByRole("button", { name: "大一点" }).press("Enter");
    await audit(page);
    await fits(page);
    await first.getByRole("button", { name: "遮住这一块" }).press("Enter");
    await page.getByText("遮住了 1 处").waitFor();
    // By a pointer: a corner of the other, away from its middle.
    const second = page.getByRole("group", { name: "照片 2" });
    await second.getByRole("button", { name: "遮住一块" }).click();
    const picture = page.getByRole("img", { name: "照片 2" });
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 5, box.y + box.height / 5);
    await page.mouse.up();
    await second.getByRole("button", { name: "遮住这一块" }).click();
    await becomes(() => page.getByText("遮住了 1 处").count(), 2);
    for (const title of ["有没有差不多的", "看一遍再送出"]) {
      await next(page);
      await heading(page, title);
    }
    await page.getByRole("definition").filter({ hasText: "2 张照片，遮住了 2 处" }).waitFor();
    await send(page);
    await becomes(() => taken.length, 2);
    const receipt = await page.locator("#receipt").textContent();
    for (const { path, key, type, body } of taken) {
      assert.equal(path, `/open311/v2/tokens/${receipt}/photos`);
      assert.match(key, /^[0-9a-f]{32}$/);
      assert.equal(type, "image/jpeg");
      for (const hidden of ["Exif", "GPS", "MYPHONE", "script"]) assert.ok(!body.includes(hidden), hidden);
      assert.ok(body.length < 320_000, `${body.length} bytes`);
    }
    assert.notEqual(taken[0].key, taken[1].key);
    const pictures = await Promise.all(taken.map(({ body }) => decoded(page, body)));
    assert.deepEqual(pictures[0], { width: 1600, height: 1200, middle: "black" });
    assert.deepEqual(pictures[1], { width: 400, height: 600, middle: "white" });
    // Nothing of them stays on the phone.
    await becomes(() => page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).filter((key) => key.includes("photo"))), []);
    remove();
    await visit.close();
  });

  test("are at most three, and one that is removed is gone from the phone", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open("/feedback?step=photo");
    const { small, remove } = await files(page);
    await page.getByLabel("从相册加").setInputFiles(small);
    await page.getByRole("img", { name: "照片 1" }).waitFor();
    await page.getByLabel("从相册加").setInputFiles(small);
    await page.getByRole("img", { name: "照片 2" }).waitFor();
    await page.getByLabel("从相册加").setInputFiles(small);
    await page.getByRole("img", { name: "照片 3" }).waitFor();
    assert.equal(await page.getByLabel("从相册加").count(), 0);
    await page.getByRole("group", { name: "照片 2" }).getByRole("button", { name: "去掉这张" }).click();
    await becomes(() => page.getByRole("img", { name: /照片/ }).count(), 2);
    const kept = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("mingdan.photo.")).length);
    assert.equal(await kept(), 2);
    remove();
    await visit.close();
  });

  test("s4.4 wait without a network, are sent by themselves once, and can be called off", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    await visit.open("/feedback");
    const { small, remove } = await files(page);
    await begin(page, /咨询/, "公示牌写得不清楚。");
    await next(page);
    await next(page);
    await page.getByLabel("从相册加").setInputFiles(small);
    await page.getByRole("img", { name: "照片 1" }).waitFor();
    await next(page);
    await heading(page, "有没有差不多的");
    await next(page);
    await heading(page, "看一遍再送出");
    await context.setOffline(true);
    await page.getByRole("button", { name: "提交" }).click();
    await heading(page, "会自己送出");
    const entry = page.getByRole("listitem").filter({ hasText: "公示牌写得不清楚。" });
    await entry.getByText("1 张照片").waitFor();
    await audit(page);
    await fits(page);
    // Taken back to be changed, with its photo, and sent again.
    await entry.getByRole("link", { name: "改", exact: true }).click();
    await heading(page, "看一遍再送出");
    await page.getByRole("definition").filter({ hasText: "1 张照片" }).waitFor();
    await page.getByRole("button", { name: "提交" }).click();
    await heading(page, "会自己送出");
    // The window is closed; the text is accepted later, the photo not at first.
    await page.close();
    const lost = await takesPhotos(context, 503, "");
    await context.setOffline(false);
    const later = await context.newPage();
    await later.goto("/");
    await later.getByRole("status").filter({ hasText: "已经送出" }).waitFor();
    await becomes(() => lost.length > 0, true);
    await context.unroute(PHOTOS);
    const taken = await takesPhotos(context);
    await later.reload();
    await becomes(() => taken.length, 1);
    assert.equal(taken[0].key, lost[0].key, "under the same key");
    await becomes(() => later.evaluate(() => localStorage.getItem("mingdan.photos")), null);
    await later.reload();
    await ready(later);
    assert.equal(taken.length, 1, "sent once");
    remove();
    await visit.close(CUT, /status of 503/);
  });

  test("that the server refuses say why, and can be removed", async () => {
    const visit = await visitor(browser, server.origin);
    const { page, context } = visit;
    const error = { code: 400, description: "", error_code: "invalid_value", zh: "这不是照片", en: "This is no photo" };
    const asked = await takesPhotos(context, 400, JSON.stringify([error]));
    await visit.open("/feedback");
    const { small, remove } = await files(page);
    await begin(page, /咨询/, "公示牌写得不清楚。");
    await next(page);
    await next(page);
    await page.getByLabel("从相册加").setInputFiles(small);
    await page.getByRole("img", { name: "照片 1" }).waitFor();
    await next(page);
    await next(page);
    await heading(page, "看一遍再送出");
    await send(page);
    await page.getByText("有一张照片没有送到：这不是照片").waitFor();
    await audit(page);
    await page.reload();
    await page.getByText("有一张照片没有送到：这不是照片").waitFor();
    assert.equal(asked.length, 1, "not again by itself");
    await page.getByRole("button", { name: "去掉这张" }).click();
    await becomes(() => page.getByText("有一张照片没有送到").count(), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem("mingdan.photos")), null);
    remove();
    await visit.close(/status of 400/);
  });
});

describe("following a case", () => {
  const at = (day) => `2026-11-${day}T09:42:00+08:00`;
  const CLOSED = {
    status: "closed",
    stage: "closed",
    service_code: "service",
    service_name: "求助和建议",
    service_name_en: "Help and suggestions",
    requested_datetime: at("19"),
    updated_datetime: at("23"),
    expected_datetime: "2026-11-26T23:59:59+08:00",
    description: "店铺门前积雪没人扫",
    answer: text("已清完，撒了融雪剂。", "Cleared and gritted."),
    unit: text("朝阳街道", "Chaoyang subdistrict"),
    reason: "done",
    means: "service",
    ground: text("组织清扫，没有对谁提要求", "Sweeping was organised"),
    basis: [{ title: text("朝阳街道履职清单，第 36 项", "Duty list, item 36"), page: "/tasks/630102001" }, { title: text("口头约定", "By word"), page: "https://elsewhere.example" }],
    working_days: 2,
    contest_until: "2026-12-07T23:59:59+08:00",
    history: [
      { kind: "stage", stage: "received", at: at("19") },
      { kind: "stage", stage: "assigned", at: at("20"), by: text("受理台", "Intake"), text: text("清单写着由它组织清扫。", "It is on its list.") },
      { kind: "paused", stage: "in_progress", at: at("21"), text: text("等雪停", "Until the snow stops") },
      { kind: "a kind of later", stage: "in_progress", at: at("22") },
      { kind: "answer", stage: "closed", at: at("23") },
    ],
    follow_ups: ["remark", "contest", "rate"],
  };

  /** Answers for one receipt as the server will; follow-ups are kept and answered with `then`. */
  async function followed(visit, token, then) {
    const done = [];
    await visit.context.route(TOKEN, (route) => route.fulfill({ json: [{ token, ...CLOSED }] }));
    await visit.context.route(FOLLOW_UPS, async (route) => {
      const request = route.request();
      const { "idempotency-key": key } = await request.allHeaders();
      done.push({ ...request.postDataJSON(), key, path: new URL(request.url()).pathname });
      await then(route, { token, ...CLOSED });
    });
    return done;
  }

  for (const [width, viewport] of widths) {
    test(`shows its way, who answered, on what ground and in which time (${width})`, async () => {
      const token = await filed(server.origin);
      const visit = await visitor(browser, server.origin, { viewport });
      const { page } = visit;
      await followed(visit, token, (route) => route.abort());
      await visit.open(`/feedback/follow#${token}`);
      await page.getByText("已清完，撒了融雪剂。").waitFor();
      for (const said of ["朝阳街道", "已办成", "服务：组织清扫", "2 个工作日", "店铺门前积雪没人扫"]) {
        await page.getByRole("main").getByText(said).first().waitFor();
      }
      const way = page.getByRole("list", { name: "办理经过" });
      for (const said of ["已收到", "受理台", "清单写着由它组织清扫。", "计时暂停", "等雪停", "a kind of later", "答复"]) {
        await way.getByText(said).first().waitFor();
      }
      // A page of this site is a link; of another it never is.
      assert.equal(await page.getByRole("link", { name: /第 36 项/ }).getAttribute("href"), "/tasks/630102001");
      await page.getByText("口头约定").waitFor();
      assert.equal(await page.getByRole("link", { name: "口头约定" }).count(), 0);
      // Only what the server says can be done.
      for (const [name, count] of [["补充一句", 1], ["不同意，要求再办", 1], ["评价", 1], ["撤回这一件", 0]]) {
        assert.equal(await page.getByRole("main").getByRole("heading", { name, exact: true }).count(), count, name);
      }
      for (const summary of await page.locator("main details > summary").all()) await summary.click();
      await audit(page);
      await fits(page);
      await page.getByRole("link", { name: "看回执" }).click();
      await heading(page, "已收到");
      await visit.close();
    });
  }

  test("the closing is contested with a ground, the answer rated, a remark added", async () => {
    const token = await filed(server.origin);
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const done = await followed(visit, token, (route, shown) =>
      route.fulfill({ status: 201, json: [{ ...shown, follow_ups: [], score: 4, history: [...shown.history, { kind: "contested", stage: "reopened", at: at("23") }] }] }));
    await visit.open(`/feedback/follow#${token}`);
    const open = async (name) => {
      await page.locator("main summary").filter({ hasText: name }).click();
      return page.locator("main details[open]").filter({ hasText: name });
    };
    let form = await open("不同意，要求再办");
    await form.getByText("12月7日 周一以前").waitFor();
    await form.getByRole("button", { name: "不同意，要求再办" }).click();
    await form.getByRole("alert").filter({ hasText: "请选一个理由" }).waitFor();
    await form.getByRole("radio", { name: "问题还在" }).check();
    await form.getByRole("button", { name: "不同意，要求再办" }).click();
    await form.getByRole("alert").filter({ hasText: "请写一句" }).waitFor();
    await audit(page);
    await form.getByRole("textbox").fill("门前还有冰");
    await form.getByRole("button", { name: "不同意，要求再办" }).click();
    await page.getByRole("list", { name: "办理经过" }).getByText("您要求再办").waitFor();
    await becomes(() => page.evaluate(() => document.activeElement?.tagName), "H1");
    const [{ key, path, ...contest }] = done;
    assert.match(key, /^[0-9a-f]{32}$/);
    assert.equal(path, `/open311/v2/tokens/${token}/follow_ups.json`);
    assert.deepEqual(contest, { kind: "contest", text: "门前还有冰", ground: "not_solved" });
    assert.equal(await page.locator("main details").count(), 0, "nothing more can be done");
    await page.reload();
    form = await open("评价");
    await form.getByRole("button", { name: "评价" }).click();
    await form.getByRole("alert").filter({ hasText: "请选 1 到 5" }).waitFor();
    await form.getByRole("radio", { name: "4", exact: true }).check();
    await form.getByRole("button", { name: "评价" }).click();
    await page.getByText("4，满分 5").waitFor();
    assert.deepEqual([done[1].kind, done[1].score], ["rate", 4]);
    await visit.close();
  });

  test("what could not be sent stays written, and says why", async () => {
    const token = await filed(server.origin);
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    const error = { code: 400, description: "", error_code: "too_long", field: "text", zh: "写得太长", en: "Too long" };
    await followed(visit, token, (route) => route.fulfill({ status: 400, json: [error] }));
    await visit.open(`/feedback/follow#${token}`);
    await page.locator("main summary").filter({ hasText: "补充一句" }).click();
    const form = page.locator("main details[open]");
    await form.getByRole("textbox").fill("又下雪了");
    await form.getByRole("button", { name: "补充一句" }).click();
    await form.getByRole("alert").filter({ hasText: "写得太长" }).waitFor();
    assert.equal(await form.getByRole("textbox").inputValue(), "又下雪了");
    await visit.context.unroute(FOLLOW_UPS);
    await visit.context.route(FOLLOW_UPS, (route) => route.abort("internetdisconnected"));
    await form.getByRole("button", { name: "补充一句" }).click();
    await form.getByRole("alert").filter({ hasText: "没有网络" }).waitFor();
    assert.equal(await form.getByRole("textbox").inputValue(), "又下雪了");
    await visit.close(/status of 400/, CUT);
  });
});

test("my cases have a box a working day, are saved as one file, and are all erased after a question", async () => {
  const visit = await visitor(browser, server.origin, { now: "2026-11-25T10:00:00+08:00" });
  const { page } = visit;
  const given = Date.parse("2026-11-23T10:00:00+08:00") / 1000;
  const lines = [`AAAA-2222 ${given} 2026-11-30T23:59:59+08:00 ask`, "BBBB-3333"];
  await page.goto("/about");
  await page.evaluate((lines) => localStorage.setItem("mingdan.receipts", lines.join("\n")), lines);
  await visit.open("/feedback/follow");
  await page.getByText("一格一个工作日：过了 2 个，共 5 个").waitFor();
  await audit(page);
  await fits(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "都存成一个文件" }).click(),
  ]);
  const saved = await page.evaluate(async (url) => decodeURIComponent(url.split(",")[1]), file.url());
  assert.ok(saved.includes("AAAA-2222") && saved.includes("BBBB-3333"), saved);
  await page.getByRole("button", { name: "从这部手机上都去掉" }).click();
  await page.getByRole("button", { name: "不去掉" }).click();
  await page.getByRole("button", { name: "从这部手机上都去掉" }).click();
  await page.getByRole("button", { name: "都去掉", exact: true }).click();
  await page.getByText("这部手机上没有存回执。").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("mingdan.receipts")), null);
  await visit.close();
});

describe("every page leads to the form and names what it is about", () => {
  test("by the link at its foot", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    for (const entry of pages) {
      // What was pasted would be found again by the next page.
      await openPage(visit, { ...entry, pasted: undefined }, "zh");
      const link = page.getByRole("contentinfo").getByRole("link", { name: "反映这一页" });
      const href = await link.getAttribute("href");
      assert.match(href, /^\/feedback\?about=/, entry.name);
      await link.click();
      await heading(page, "您要反映哪一类问题？");
      const named = page.locator(".about b");
      const unknown = page.getByRole("alert").filter({ hasText: "没有公布" });
      // What is not published can only be told as it was written.
      const isUnknown = ["notice-unknown", "feedback-unknown-about", "case-none"].includes(entry.name);
      await (isUnknown ? unknown : named).waitFor().catch(() => assert.fail(`${entry.name}: ${href}`));
      // What was begun here would be found again by the next page.
      await page.evaluate(() => sessionStorage.clear());
    }
    await visit.close(UNKNOWN);
  });

  test("and a verdict, a requirement's level, a duty and a search name it exactly", async () => {
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    for (const [path, link, name, detail] of [
      ["/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00", /这里有问题/, "莫家街 西牌坊口，小吃", "11月23日 周一 10:00"],
      ["/vendor?place=Z-001&goods=snack", /这里有问题/, "莫家街 西牌坊口，小吃", "11月23日 周一 10:00"],
      ["/requirements/T-002", /这里有问题/, "主干道占道经营巡查", ""],
      ["/tasks/630102001/DG-B-01", /这里有问题/, /，东关大街街道$/, ""],
      ["/tasks?q=找不到的词", /反映这一页/, "任务清单", "找“找不到的词”"],
      ["/office/630104003", /反映这一页/, /街道/, ""],
      ["/cases/K-006", /这里有问题/, "首次超时摆摊被罚 200 元", ""],
      ["/cases/K-006", /反映这一页/, "首次超时摆摊被罚 200 元", ""],
      ["/cases/K-030", /反映这一页/, "一件不公开内容的诉求", ""],
      ["/cases?stage=closed", /反映这一页/, "公开的诉求", ""],
      ["/cases/721", /反映这一页/, "七分服务，二分管理，一分执法", ""],
    ]) {
      await visit.open(path);
      await page.getByRole("link", { name: link }).click();
      const named = page.locator(".about b").filter({ hasText: name });
      await named.waitFor();
      if (detail) await page.locator(".about small").filter({ hasText: detail }).waitFor();
    }
    // A level of a requirement.
    await visit.open("/requirements/T-002");
    const levels = page.getByText("哪一级的要求有问题？").locator("xpath=..").getByRole("link");
    const unit = await levels.last().innerText();
    await levels.last().click();
    await page.locator(".about small").filter({ hasText: unit }).waitFor();
    await visit.close();
  });
});

test("in large text and by keyboard alone the form goes to its end", async () => {
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await page.goto("/about");
  await ready(page);
  await page.getByRole("button", { name: "长辈版" }).click();
  await visit.open("/feedback");
  /** Presses Tab until the focus is on what is looked for. */
  const tabTo = async (locator) => {
    await locator.waitFor();
    for (let i = 0; i < 80; i += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`not reached by Tab: ${locator}`);
  };
  await tabTo(page.getByRole("radio").first());
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowDown");
  const ask = page.getByRole("radio", { name: /咨询/ });
  assert.ok(await ask.isChecked());
  const go = page.getByRole("button", { name: "下一步" });
  const goOn = async (title) => {
    await tabTo(go);
    await page.keyboard.press("Enter");
    await heading(page, title);
    await fits(page);
  };
  await goOn("发生了什么？");
  await tabTo(page.getByRole("textbox", { name: "请写下发生了什么" }));
  await page.keyboard.type("要不要登记卡？");
  await goOn("在哪里？");
  await goOn("有照片吗？（可不加）");
  await goOn("有没有差不多的");
  await goOn("看一遍再送出");
  const button = page.getByRole("button", { name: "提交" });
  const { height } = await button.boundingBox();
  assert.ok(height >= 59.5, `${height} px high`);
  await tabTo(button);
  await page.keyboard.press("Enter");
  await heading(page, "已收到");
  await fits(page);
  await visit.close();
});
