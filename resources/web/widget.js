/* WhatsApp button and opt-in form for any site. One line puts it there:
 *   <script src="https://GATEWAY/w/SLUG/widget.js" defer></script>
 * Settings on that tag: data-lang (pt, en), data-side (right, left), data-color (#rrggbb), data-label, data-form="no".
 * No eval, no inline style or script, no cookies: it works under a strict Content-Security-Policy. */
(() => {
  "use strict";
  const script = document.currentScript;
  const base = script.src.replace(/\/widget\.js(\?.*)?$/, "");
  const settings = script.dataset;
  const language = (settings.lang || document.documentElement.lang || "pt").slice(0, 2).toLowerCase() === "en" ? "en" : "pt";
  const SVG = "http://www.w3.org/2000/svg";
  const POLL_MS = 3000;
  const STYLE = `
:host { all: initial; color-scheme: light dark; --accent: #0b6b4f; --on-accent: #fff; --page: #fff; --ink: #1a2226; --soft: #55626a; --line: #c4cdd2;
  --card: #f5f7f8; --wrong: #a3160c; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :host { --page: #14191c; --ink: #e9eef0; --soft: #a9b5bb; --line: #46535a;
  --card: #1d2529; --wrong: #ff9d94; } }
* { box-sizing: border-box; font: inherit; }
.corner { position: fixed; bottom: 16px; right: 16px; z-index: 2147483000; display: flex; flex-direction: column; gap: 8px; align-items: flex-end; }
.corner.left { right: auto; left: 16px; align-items: flex-start; }
button, .button { font-weight: 650; line-height: 1.3; min-height: 44px; padding: 10px 18px; border: 2px solid var(--accent);
  border-radius: 22px; background: var(--accent); color: var(--on-accent); cursor: pointer; text-decoration: none; display: inline-block; text-align: center; }
.plain { background: var(--page); color: var(--ink); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
dialog { width: min(440px, calc(100vw - 24px)); max-height: calc(100vh - 24px); overflow: auto; border: 1px solid var(--line); border-radius: 14px;
  padding: 18px; background: var(--page); color: var(--ink); overflow-wrap: anywhere; }
dialog::backdrop { background: rgb(0 0 0 / 55%); }
h2 { font-size: 1.25em; font-weight: 700; margin: 0 44px 8px 0; line-height: 1.25; }
p { margin: 8px 0; } fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend, .label { font-weight: 650; padding: 0; }
a { color: inherit; } .hint { color: var(--soft); font-size: .92em; }
.close { position: absolute; top: 12px; right: 12px; min-height: 40px; width: 40px; padding: 0; border-radius: 50%; }
.box { display: grid; grid-template-columns: auto 1fr; gap: 12px; padding: 12px; margin-top: 8px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.box label { font-weight: 650; } .box p { margin: 4px 0 0; }
input[type=checkbox] { width: 24px; height: 24px; margin: 0; }
input[type=tel], input[type=text] { width: 100%; min-height: 44px; padding: 8px 12px; margin: 4px 0 10px; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 9px; }
input[aria-invalid=true] { border-color: var(--wrong); } .problem { color: var(--wrong); font-weight: 650; } .problem:empty { display: none; }
.code { font: 700 1.25em ui-monospace, Consolas, monospace; text-align: center; padding: 8px; border: 2px dashed var(--soft); border-radius: 9px; user-select: all; }
.qr { display: block; width: 200px; height: 200px; margin: 8px auto; background: #fff; border-radius: 8px; }`;

  /** An element with attributes and children; texts never become markup. */
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  const ask = async (path, options) => {
    const answer = await fetch(`${base}${path}?lang=${language}`, { credentials: "omit", referrerPolicy: "no-referrer", ...options });
    return { good: answer.ok, status: answer.status, body: await answer.json() };
  };

  class Widget {
    constructor(form) {
      this.form = form;
      this.say = form.say;
      this.timer = 0;
      const host = document.createElement("div");
      this.root = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      const colour = new CSSStyleSheet();
      const own = /^#[0-9a-f]{6}$/i.test(settings.color || "");
      colour.replaceSync(`:host { --accent: ${own ? settings.color : form.colour}; --on-accent: ${own ? readable(settings.color) : form.on_colour}; }`);
      const place = new CSSStyleSheet();
      this.root.adoptedStyleSheets = [sheet, colour, place];
      this.dialog = make("dialog", { "aria-labelledby": "title", lang: form.language, onclose: () => this.closed(), onkeydown: (event) => this.keep(event) });
      const corner = this.corner();
      this.root.append(corner, this.dialog);
      document.body.append(host);
      place.replaceSync(`.corner { bottom: ${16 + heightOf(corners)}px }`);
      corners.push(corner);
    }

    corner() {
      const chat = this.form.chat_url
        ? make("a", { class: "button", href: this.form.chat_url, target: "_blank", rel: "noopener noreferrer" }, settings.label || this.say.widget_button)
        : null;
      this.opener = settings.form === "no" ? null
        : make("button", { type: "button", class: "plain", "aria-haspopup": "dialog", onclick: () => this.open() }, this.say.widget_subscribe);
      return make("div", { class: settings.side === "left" ? "corner left" : "corner", role: "region", "aria-label": `${this.form.company}: ${this.form.title}`, lang: this.form.language }, this.opener, chat);
    }

    open() {
      this.showForm();
      this.dialog.showModal();
      this.dialog.querySelector("input").focus();
    }

    closed() {
      clearInterval(this.timer);
      if (this.opener) this.opener.focus();
    }

    /** Tab stays inside the open dialog; Escape closes it (the browser does that for a modal dialog). */
    keep(event) {
      if (event.key !== "Tab") return;
      const stops = [...this.dialog.querySelectorAll("button, a[href], input")];
      const here = stops.indexOf(this.root.activeElement);
      const next = event.shiftKey ? here - 1 : here + 1;
      if (here === -1 || next < 0 || next >= stops.length) {
        event.preventDefault();
        stops[event.shiftKey ? stops.length - 1 : 0].focus();
      }
    }

    fill(title, ...children) {
      const close = make("button", { type: "button", class: "plain close", "aria-label": this.say.widget_close, onclick: () => this.dialog.close() }, "✕");
      this.dialog.replaceChildren(make("h2", { id: "title", tabindex: "-1" }, title), close, ...children.filter(Boolean));
    }

    showForm(kept = {}, problem = "", field = "") {
      const { form, say } = this;
      this.boxes = form.boxes.map((box, index) => make("input", { type: "checkbox", id: `b${index}`, value: box.purpose, "data-notice": box.notice, "aria-describedby": `t${index}`, "aria-invalid": field === "agree" && "true" }));
      this.phone = make("input", { type: "tel", id: "phone", autocomplete: "tel", required: true, maxlength: "40", "aria-describedby": "phint", "aria-invalid": field === "phone" && "true" });
      this.name = make("input", { type: "text", id: "name", autocomplete: "name", maxlength: "100" });
      this.phone.value = kept.phone || "";
      this.name.value = kept.name || "";
      this.problem = make("p", { class: "problem", role: "alert" }, problem);
      const choices = form.boxes.map((box, index) => make("div", { class: "box" }, this.boxes[index],
        make("div", {}, make("label", { for: `b${index}` }, box.title), make("p", { id: `t${index}`, lang: box.lang }, box.text))));
      this.fill(form.title, make("p", {}, form.lead), this.problem,
        make("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.send(); } },
          make("fieldset", {}, make("legend", {}, say.form_what), make("p", { class: "hint" }, say.form_optional), ...choices),
          make("p", {}, make("label", { class: "label", for: "phone" }, say.form_phone)),
          make("p", { class: "hint", id: "phint" }, say.form_phone_hint), this.phone,
          make("label", { class: "label", for: "name" }, say.form_name), this.name,
          make("button", { type: "submit" }, say.form_send)),
        make("p", { class: "hint" }, say.form_next), this.whom());
    }

    whom() {
      const { form, say } = this;
      const policy = form.policy_url ? make("a", { href: form.policy_url, target: "_blank", rel: "noopener noreferrer" }, say.policy) : null;
      return make("p", { class: "hint" }, form.company, form.officer ? ` · ${say.officer} ${form.officer}` : "", policy ? " · " : "", policy);
    }

    async send() {
      if (this.sending) return;
      this.sending = true;
      const agreed = {};
      for (const box of this.boxes) if (box.checked) agreed[box.value] = box.dataset.notice;
      const kept = { phone: this.phone.value, name: this.name.value };
      const body = JSON.stringify({ token: this.form.token, agreed, page: location.origin + location.pathname, ...kept });
      try {
        const { good, status, body: told } = await ask("", { method: "POST", body });
        if (good) this.showCode(told);
        else await this.refused(kept, told, status);
      } catch (_) {
        this.problem.textContent = this.say.widget_failed;
      } finally {
        this.sending = false;
      }
    }

    /** A text that changed meanwhile, or a page that was open too long: the form is shown anew, nothing ticked. */
    async refused(kept, told, status) {
      if (status === 409 || status === 400) {
        const fresh = await ask("/form");
        if (fresh.good) this.form = fresh.body;
        this.showForm(kept, told.sentence, told.field);
      } else {
        this.problem.textContent = told.sentence;
        for (const input of [this.phone, ...this.boxes]) input.removeAttribute("aria-invalid");
        for (const input of told.field === "phone" ? [this.phone] : told.field === "agree" ? this.boxes : []) input.setAttribute("aria-invalid", "true");
      }
      const wrong = this.dialog.querySelector("[aria-invalid=true]");
      if (wrong) wrong.focus();
    }

    showCode(told) {
      const { say } = this;
      this.state = make("p", { role: "status" }, say.widget_waiting);
      this.fill(say.status_title_open, make("p", {}, say.status_open),
        told.chat_url ? make("p", {}, make("a", { class: "button", href: told.chat_url, target: "_blank", rel: "noopener noreferrer" }, say.status_open_chat)) : null,
        make("p", {}, say.status_send_only), make("p", { class: "code", translate: "no" }, told.code),
        told.qr.size ? make("p", {}, say.status_qr) : null, told.qr.size ? this.drawn(told.qr) : null, this.state);
      this.dialog.querySelector("#title").focus();
      clearInterval(this.timer);
      this.timer = setInterval(() => this.check(told.status), POLL_MS);
    }

    drawn({ size, path }) {
      const picture = document.createElementNS(SVG, "svg");
      picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
      picture.setAttribute("class", "qr");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", this.say.status_qr_alt);
      const dark = document.createElementNS(SVG, "path");
      dark.setAttribute("d", path);
      picture.append(dark);
      return picture;
    }

    async check(token) {
      const { good, body } = await ask(`/s/${token}`).catch(() => ({ good: false }));
      if (!good || body.state === "open") return;
      clearInterval(this.timer);
      const { say } = this;
      const texts = { other: [say.status_title_other, say.status_other, say.status_other_confirm], lapsed: [say.status_title_lapsed, say.status_lapsed] };
      const [title, ...lines] = texts[body.state] || [say.widget_done, say.status_leave];
      this.fill(title, make("div", { role: "status" }, ...lines.map((line) => make("p", {}, line))));
      this.dialog.querySelector("#title").focus();
    }
  }

  /** Black or white, whichever is read better on this colour. */
  const readable = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
  };

  /** Several widgets on one page stand above each other. */
  const heightOf = (below) => below.reduce((sum, corner) => sum + corner.offsetHeight + 8, 0);
  const { known, corners } = (window.balcaoWidgets = window.balcaoWidgets || { known: new Set(), corners: [] });

  const start = async () => {
    if (known.has(base)) return;
    known.add(base);
    const { good, body } = await ask("/form").catch(() => ({ good: false }));
    if (good) new Widget(body);
    else console.warn("Balcão: the widget has no answer; is this site among its origins, and connect-src open for it?");
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
