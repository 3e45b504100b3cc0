// Small pages on which something comes over the story, and pages on which nothing may be touched.
// All of it is made up here. Each tells what a reader must then see.

const PROSE = [
  "The lock keeper at Tamber Reach has painted the same balance beam every spring since the canal was handed back to the village.",
  "She mixes the white herself, from a recipe that her predecessor wrote on the back of a tide table and left in the tool shed.",
  "Boats that come through before eight are asked to wait, because the herons nest on the lower gate and do not like the sluice.",
  "In the ledger, kept in pencil, there are four hundred and six crossings for last year, and one entry that only says fog.",
  "A school from across the river measures the water each month and has found that it is clearer than anybody's memory of it.",
  "The new footbridge will stand where the old one stood, with a handrail at a height that two children were asked to choose.",
  "Nobody is paid for any of this, and the meeting that decides about the money takes place on the bank, standing up, in all weathers.",
];

/** @param {{lang?: string, head?: string, before?: string, after?: string, article?: string}} parts */
const story = ({ lang = "en", head = "", before = "", after = "", article = "" }) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>The keeper of Tamber Reach</title>
<style>body{margin:0;font:18px/1.6 serif}main{max-width:680px;margin:auto}p{margin:0 0 160px}</style>${head}</head>
<body>${before}<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article class="story"><h1>The keeper of Tamber Reach</h1>${article}<div class="text">${PROSE.map((p) => `<p>${p}</p>`).join("")}</div></article>
<button id="call">Open</button> <a id="next" href="/next">Another story</a></main>${after}</body></html>`;

const full = "position:fixed;inset:0;z-index:9000;background:rgba(0,0,0,.7)";
const card = "position:fixed;left:25%;top:20%;width:50%;height:50%;z-index:9001;background:#fff";
const html = (/** @type {string} */ text) => JSON.stringify(text).replace(/<\//g, "<\\/");
const insert = (/** @type {string} */ text, /** @type {number} */ wait, more = "") =>
  `<script>setTimeout(() => { document.body.insertAdjacentHTML("beforeend", ${html(text)}); ${more} }, ${wait});</script>`;

/**
 * @typedef {object} Case
 * @property {string} page
 * @property {string} [path]
 * @property {string} [click] then what opens must stay
 * @property {number} [wheel] a real turn of the wheel before looking
 * @property {string[]} [gone]
 * @property {string[]} [visible]
 * @property {boolean} [scrolls]
 */

/** @type {Record<string, Case>} */
export const CASES = {
  "a wall in two pieces, and a class that locks": {
    page: story({
      lang: "es",
      head: "<style>.q9{overflow:hidden}</style>",
      after: insert(`<div id="x1" style="${full}"></div><div id="x2" style="${card}"><h2>Regístrate gratis para seguir leyendo</h2><input><button>Crear cuenta</button></div>`, 120, 'document.documentElement.className = "q9"'),
    }),
    gone: ["#x1", "#x2"],
    scrolls: true,
  },
  "a native modal that refuses to close": {
    page: story({
      after: `<dialog id="d"><h2>One more step</h2><form><input type="email"><button>Go on</button></form></dialog><script>
        setTimeout(() => { d.addEventListener("cancel", (e) => e.preventDefault()); d.showModal(); document.body.style.overflow = "hidden"; }, 80);</script>`,
    }),
    gone: ["#d"],
    scrolls: true,
  },
  "a wall in a closed shadow root": {
    page: story({
      after: `<script>setTimeout(() => {
        const host = document.body.appendChild(document.createElement("tamber-gate"));
        host.id = "host";
        host.attachShadow({ mode: "closed" }).innerHTML = ${html(`<div style="${full}"><div style="background:#fff;margin:20%"><h2>Create a free account to continue reading</h2><button>Register</button></div></div>`)};
        document.body.style.cssText = "position:fixed;top:0;width:100%;overflow:hidden";
      }, 200);</script>`,
    }),
    gone: ["#host"],
    scrolls: true,
  },
  "a wall that comes back and locks again": {
    page: story({
      after: `<script>let n = 0; (function put() {
        if (n++ > 4) return;
        const wall = document.createElement("section");
        wall.className = "w" + Math.random().toString(36).slice(2);
        wall.dataset.wall = "";
        wall.style.cssText = "${full}";
        wall.innerHTML = "<div style='background:#fff;margin:15%'><p>Log in or register to read on</p><input><button>Log in</button></div>";
        document.body.append(wall);
        document.documentElement.style.overflow = "hidden";
        new MutationObserver((_, me) => { me.disconnect(); wall.remove(); setTimeout(put, 100); }).observe(wall, { attributes: true });
      })();</script>`,
    }),
    gone: ["[data-wall]"],
    scrolls: true,
  },
  "a sheet shown at the first scroll, slid in by a transition": {
    page: story({
      head: "<style>#sheet{display:none;position:fixed;left:0;right:0;bottom:0;height:45%;z-index:99999;background:#124;color:#fff;transform:translateY(100%);transition:transform .3s}#sheet.in{transform:none}</style>",
      after: `<div id="sheet"><h2>Subscribe to keep reading</h2><p>Try a month for one coin.</p><button>Subscribe</button></div><script>
        addEventListener("scroll", () => { sheet.style.display = "block"; setTimeout(() => sheet.classList.add("in"), 300); }, { once: true });</script>`,
    }),
    wheel: 300,
    gone: ["#sheet"],
    scrolls: true,
  },
  "a wheel that is swallowed while a wall stands": {
    page: story({
      after: `<div id="w" style="${full}"><div style="background:#fff;margin:15%"><h2>Already a subscriber? Log in to continue</h2><button>Log in</button></div></div><script>
        for (const type of ["wheel", "touchmove", "keydown"]) addEventListener(type, (e) => e.preventDefault(), { passive: false });</script>`,
    }),
    gone: ["#w"],
    scrolls: true,
  },
  "a consent wall in a frame": {
    page: story({
      after: insert(`<div id="f" style="${full}"><iframe style="width:80%;height:70%;margin:5%" srcdoc="<p>We value your privacy. Accept all cookies or pay.</p><button>Accept all</button>"></iframe></div>`, 150, 'document.body.style.overflow = "hidden"'),
    }),
    gone: ["#f"],
    scrolls: true,
  },
  "blurred and clipped text behind a gate": {
    page: story({
      head: "<style>.text.cut{max-height:300px;overflow:hidden;filter:blur(6px)}</style>",
      article: "<script>addEventListener('DOMContentLoaded', () => document.querySelector('.text').classList.add('cut'))</script>",
      after: insert(`<div id="g" style="${full}"><div style="background:#fff;margin:15%"><h2>Register to continue</h2><button>Register</button></div></div>`, 100),
    }),
    gone: ["#g"],
    scrolls: true,
  },
  "keep: a dialog that the reader opens": {
    page: story({
      after: `<div id="back" style="display:none;${full}"></div><div id="form" role="dialog" aria-modal="true" style="display:none;${card}"><h3>Write to the editor</h3><p>Log in or register to sign with your name.</p><textarea></textarea><button>Send</button></div><script>
        call.onclick = () => { setTimeout(() => { back.style.display = form.style.display = "block"; document.body.style.overflow = "hidden"; }, 400); };</script>`,
    }),
    click: "#call",
    visible: ["#form", "#form textarea"],
  },
  "keep: a preference centre filled in by the reader's click": {
    page: story({
      after: `<div id="consent-root"></div><script>
        call.onclick = () => { document.getElementById("consent-root").innerHTML = ${html(`<div style="${full}"></div><div id="prefs" role="dialog" style="${card}"><h2>Cookie preferences</h2><button>Accept all</button><button>Save</button></div>`)}; };</script>`,
    }),
    click: "#call",
    visible: ["#prefs"],
  },
  "keep: the log-in page itself": {
    path: "/login",
    page: `<!doctype html><html lang="en"><title>Log in</title><body style="overflow:hidden"><div class="login-overlay" style="${full}"><main style="background:#fff;margin:10%"><h1>Log in to continue reading</h1><form><input id="name"><input type="password"><button>Log in</button></form><p>New here? Register for free.</p></main></div></body></html>`,
    visible: ["h1", "#name"],
  },
  "keep: a page with a scroller of its own": {
    page: story({ head: "<style>html,body{height:100%;overflow:hidden}main{height:100vh;overflow-y:auto}</style>" }),
    visible: ["h1"],
  },
};

export const LAST = PROSE[PROSE.length - 1];
